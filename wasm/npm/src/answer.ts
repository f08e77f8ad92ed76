import { aborted } from './error.js';
import type { Settings } from './options.js';
import type { Request } from './provider.js';
import { Failure } from './rugrisk.js';
import { within } from './within.js';

/** A JSON-RPC call that the core asks for. */
export interface Ask {
  id: number;
  method: string;
  params: unknown[];
}

/** What the core takes for an answer. */
export type Reply = { id: number; result: unknown } | { id: number; failure: Failure };

/** Far more than the largest code; longer texts are no answer to any question. */
const MAX_HEX_CHARACTERS = 1_000_000;
/** How deep wallets wrap the node's own error. */
const MAX_ERROR_DEPTH = 5;

/**
 * Asks the provider. Whatever it does, there is a reply by `deadline`, a time of
 * `performance.now()`.
 *
 * @throws {RugRiskError} `ABORTED`
 */
export async function answer(
  { id, method, params }: Ask,
  request: Request,
  { signal, requestTimeoutMs }: Settings,
  deadline: number,
): Promise<Reply> {
  const left = Math.min(requestTimeoutMs, deadline - performance.now());
  if (left <= 0) return { id, failure: Failure.Timeout };
  try {
    const result = await within(left, signal, (cancel) => request(method, params, cancel));
    return { id, result: readable(method, result) };
  } catch (error) {
    if (signal.aborted) throw aborted(signal);
    return { id, failure: failureOf(method, error) };
  }
}

/** Only what the core reads: a provider may return anything, cycles and BigInts too. */
function readable(method: string, result: any): unknown {
  if (result === null) return null;
  if (method !== 'eth_getBlockByNumber') return hex(result);
  return { number: hex(result.number), hash: hex(result.hash), timestamp: hex(result.timestamp) };
}

/** The text, or one that the core takes for no answer. */
function hex(value: unknown): string {
  const isHex =
    typeof value === 'string' &&
    value.length <= MAX_HEX_CHARACTERS &&
    /^0x[0-9a-f]*$/i.test(value);
  return isHex ? value : '';
}

function failureOf(method: string, error: unknown): Failure {
  if ((error as Error | undefined)?.name === 'TimeoutError') return Failure.Timeout;
  // Only a call can revert; a node that says so of another method is broken.
  if (method === 'eth_call' && isRevert(error)) return Failure.Reverted;
  return Failure.RpcError;
}

/** Code 3 is geth's for a revert; others tell by the message only. */
function isRevert(error: unknown, depth = 0): boolean {
  if (typeof error === 'string') return /revert/i.test(error);
  if (typeof error !== 'object' || error === null || depth > MAX_ERROR_DEPTH) return false;
  const { code, message, data, cause, info, originalError, error: inner } = error as any;
  return (
    code === 3 ||
    [message, data, cause, info, originalError, inner].some((each) => isRevert(each, depth + 1))
  );
}

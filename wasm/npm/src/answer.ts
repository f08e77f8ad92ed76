import { now } from './clock.js';
import { aborted } from './error.js';
import { call } from './module.js';
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
export type Reply =
  | { id: number; result: unknown }
  /** `told` is the node's error as JSON, `waitMs` how long it asked us to wait. */
  | { id: number; failure: Failure; told: string; waitMs?: number | undefined };

/** Far more than the largest code; longer texts are no answer to any question. */
const MAX_HEX_CHARACTERS = 1_000_000;
/** More events than the core takes. */
const MAX_EVENTS = 2_001;
/** How deep wallets wrap the node's own error. */
const MAX_ERROR_DEPTH = 5;
/** Where an error says something; in the last five, where it keeps the one that it wraps. */
const ERROR_PARTS = ['code', 'message', 'data', 'cause', 'info', 'originalError', 'error'];
/** How often a request is sent again where the node may just be busy. */
const MAX_RETRIES = 2;
/** The wait before the second try; it doubles, and chance is added to it. */
const FIRST_WAIT_MS = 250;

/**
 * Asks the provider. Whatever it does, there is a reply by `deadline`, a time of
 * {@link now}.
 *
 * @throws {RugRiskError} `ABORTED`
 */
export async function answer(
  ask: Ask,
  request: Request,
  settings: Settings,
  deadline: number,
): Promise<Reply> {
  for (let tries = 0; ; tries += 1) {
    const reply = await answerOnce(ask, request, settings, deadline);
    if (!('failure' in reply) || reply.failure !== Failure.Passing) return reply;
    const wait = reply.waitMs ?? FIRST_WAIT_MS * 2 ** tries * (1 + Math.random());
    const isLast = tries === MAX_RETRIES || now() + wait > deadline;
    if (isLast) return reply;
    await pause(wait, settings.signal);
  }
}

async function answerOnce(
  { id, method, params }: Ask,
  request: Request,
  { signal, requestTimeoutMs }: Settings,
  deadline: number,
): Promise<Reply> {
  const left = Math.min(requestTimeoutMs, deadline - now());
  if (left <= 0) return { id, failure: Failure.Timeout, told: '' };
  try {
    const result = await within(left, signal, (cancel) => request(method, params, cancel));
    return { id, result: readable(method, result) };
  } catch (error) {
    if (signal.aborted) throw aborted(signal);
    return { id, ...failureOf(method, error) };
  }
}

/** Waits; an abort ends the waiting and is an error. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const forever = () => new Promise<never>(() => {});
  await within(ms, signal, forever).catch(() => {
    if (signal.aborted) throw aborted(signal);
  });
}

/** Only what the core reads: a provider may return anything, cycles and BigInts too. */
function readable(method: string, result: any): unknown {
  if (result === null) return null;
  if (method === 'eth_getLogs') return events(result);
  if (method !== 'eth_getBlockByNumber') return hex(result);
  return { number: hex(result.number), hash: hex(result.hash), timestamp: hex(result.timestamp) };
}

function events(list: any): unknown {
  if (!Array.isArray(list)) return '';
  return list.slice(0, MAX_EVENTS).map(({ blockNumber, topics, data }) => ({
    blockNumber: hex(blockNumber),
    topics: Array.isArray(topics) ? topics.slice(0, 4).map(hex) : '',
    data: hex(data),
  }));
}

/** The text, or one that the core takes for no answer. */
function hex(value: unknown): string {
  const isHex =
    typeof value === 'string' &&
    value.length <= MAX_HEX_CHARACTERS &&
    /^0x[0-9a-f]*$/i.test(value);
  return isHex ? value : '';
}

interface Meaning {
  failure: Failure;
  told: string;
  waitMs?: number | undefined;
}

function failureOf(method: string, error: unknown): Meaning {
  if ((error as Error | undefined)?.name === 'TimeoutError') {
    return { failure: Failure.Timeout, told: '' };
  }
  const told = JSON.stringify(plain(error)) ?? '';
  const failure = call((module) => module.failureOf(method, told));
  const { waitMs } = (error ?? {}) as { waitMs?: number };
  return { failure, told, waitMs };
}

/** Only what the core reads of an error and of what it wraps: a provider may throw anything, cycles and BigInts too. */
function plain(error: unknown, depth = 0): unknown {
  if (typeof error === 'string') return error.slice(0, MAX_HEX_CHARACTERS);
  if (typeof error === 'number') return error;
  if (typeof error !== 'object' || error === null || depth > MAX_ERROR_DEPTH) return undefined;
  const each = error as Record<string, unknown>;
  return Object.fromEntries(ERROR_PARTS.map((part) => [part, plain(each[part], depth + 1)]));
}

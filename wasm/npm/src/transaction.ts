import { answer } from './answer.js';
import { now } from './clock.js';
import { converse } from './conversation.js';
import { RugRiskError } from './error.js';
import { call, init } from './module.js';
import { settingsOf, type Options } from './options.js';
import { requestOf, type Provider } from './provider.js';
import type { TransactionRisk } from './transaction.schema.js';

/** A transaction as `eth_sendTransaction` takes it. */
export interface Transaction {
  /** Who would sign it. */
  from: string;
  /** What it calls; left out where it creates a contract. */
  to?: string | null | undefined;
  /** The calldata. */
  data?: string | undefined;
  /** Another name of the same. */
  input?: string | undefined;
  /** Wei that are paid with it. */
  value?: string | number | bigint | undefined;
  /** The chain; the options' or the provider's own unless given. */
  chainId?: string | number | bigint | undefined;
}

/** A message of EIP-712. */
export interface TypedData {
  domain: object;
  message: object;
  primaryType: string;
  types?: object | undefined;
}

/** How to talk with the provider; numbers are those for each contract, and the time that for all. */
export type TransactionOptions = Omit<Options, 'hints' | 'onReport'>;

/**
 * Says what a transaction would expose, before it is signed: who gets what power over which asset.
 * The contracts that get one are scored through the provider, at most four. Calls that are not
 * understood are said to be `unknown`; sales, withdrawals and revocations are never warned against.
 *
 * ```ts
 * const risk = await scoreTransaction(window.ethereum, { from, to, data, value });
 * for (const { level, sentence } of risk.exposures) console.log(level, sentence);
 * ```
 *
 * @throws {RugRiskError} as `score` does
 */
export async function scoreTransaction(
  provider: Provider,
  transaction: Transaction,
  options: TransactionOptions = {},
): Promise<TransactionRisk> {
  return exposed(provider, { ...transaction }, transaction?.chainId, options);
}

/**
 * The same for a signature that `eth_signTypedData_v4` asks for: permits of EIP-2612, DAI and
 * Permit2, authorisations of EIP-3009, and what a Safe's owners sign.
 *
 * @param typedData the object, or its JSON text
 * @param options also `from`: who would sign; any owner that the message names unless given
 * @throws {RugRiskError} as `score` does
 */
export async function scoreTypedData(
  provider: Provider,
  typedData: TypedData | string,
  { from, ...options }: TransactionOptions & { from?: string | undefined } = {},
): Promise<TransactionRisk> {
  const message = typeof typedData === 'string' ? parsed(typedData) : typedData;
  const domain = message?.domain as { chainId?: string | number | bigint } | undefined;
  return exposed(provider, { from, typedData: message }, domain?.chainId, options);
}

async function exposed(
  provider: Provider,
  request: object,
  named: string | number | bigint | undefined,
  options: TransactionOptions,
): Promise<TransactionRisk> {
  const began = now();
  const settings = settingsOf(options);
  await init();
  const chainId = Number(named ?? options.chainId ?? (await chainOf(provider, options)));
  const text = JSON.stringify({ ...request, chainId }, inDigits);
  const targets: string[] = JSON.parse(call((module) => module.transactionTargets(text)));
  const reports: [string, string][] = [];
  for (const target of targets) {
    const timeoutMs = Math.max(1, Math.ceil(settings.timeoutMs - (now() - began)));
    const each = { ...options, chainId, timeoutMs };
    const report = await converse(provider, target, each, (session) => session.report());
    reports.push([target, report]);
  }
  const members = reports.map(([target, report]) => `${JSON.stringify(target)}:${report}`);
  const verdicts = `{${members.join()}}`;
  const risk = JSON.parse(call((module) => module.assessTransaction(text, verdicts)));
  if (reports.length > 0) {
    // In the order of the addresses, as the command line tool has them.
    reports.sort(([one], [other]) => (one < other ? -1 : 1));
    risk.reports = Object.fromEntries(reports.map(([target, report]) => [target, JSON.parse(report)]));
  }
  return risk;
}

/** The chain decides which tokens are coins. */
async function chainOf(provider: Provider, options: TransactionOptions): Promise<unknown> {
  const settings = settingsOf(options);
  const ask = { id: 0, method: 'eth_chainId', params: [] };
  const deadline = now() + settings.timeoutMs;
  const reply = await answer(ask, requestOf(provider), settings, deadline);
  if ('result' in reply) return reply.result;
  throw new RugRiskError('PROVIDER', 'the provider did not say which chain it is on');
}

function parsed(text: string): TypedData {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RugRiskError('INVALID_INPUT', 'the typed data is not JSON', undefined, { cause });
  }
}

/** JSON has no bigint. */
function inDigits(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

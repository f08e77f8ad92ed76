import { converse } from './conversation.js';
import { RugRiskError } from './error.js';
import type { Evidence } from './evidence.schema.js';
import { call, modelsOf } from './module.js';
import type { Options, Weights } from './options.js';
import type { Provider } from './provider.js';
import type { Report } from './report.schema.js';
import { scoreOrRecall } from './scoring.js';

export { memoryCache, type Cache, type Kept } from './cache.js';
export { RugRiskError, type ErrorCode } from './error.js';
export type { Evidence } from './evidence.schema.js';
export { explain, type ExplainOptions, type Locale } from './explain.js';
export { indexedDbCache } from './indexed-db.js';
export { scoreMany, type ManyOptions, type Scored } from './many.js';
export { init, initSync, isSupported, type ModuleSource } from './module.js';
export type { Hints, Options, Progress, Weights } from './options.js';
export type { Provider, ProviderDetail, RequestProvider, SendProvider } from './provider.js';
export type * from './report.schema.js';
export { withThresholds, type Thresholds } from './thresholds.js';
export {
  scoreTransaction,
  scoreTypedData,
  type Transaction,
  type TransactionOptions,
  type TypedData,
} from './transaction.js';
export type { Call, Exposure, Leave, Power as PowerGiven, TransactionRisk } from './transaction.schema.js';
export type { Catalogue } from './words/catalogue.js';
export { en } from './words/en.js';
export type { Explained, Explanation } from './words/phrases.js';
export { zhCn } from './words/zh-cn.js';

/**
 * Reads what decides about the contract at `address` from the provider, at one block, and scores
 * it. What the provider does not answer becomes an unknown in the report. Who asks for the same while it
 * is read shares the reading.
 *
 * @throws {RugRiskError} `INVALID_INPUT`, `ABORTED`, `CHAIN_MISMATCH`, `WASM_UNAVAILABLE`, or
 * `PROVIDER` where there is no chain id or no block to read at
 */
export async function score(
  provider: Provider,
  address: string,
  options: Options = {},
): Promise<Report> {
  return scoreOrRecall(provider, address, options);
}

/**
 * Reads the same as {@link score} and keeps it: {@link scoreEvidence} gives the same report, now
 * or years later, without a provider.
 *
 * @throws {RugRiskError} as {@link score} does
 */
export async function collectEvidence(
  provider: Provider,
  address: string,
  options: Options = {},
): Promise<Evidence> {
  return JSON.parse(await converse(provider, address, options, (session) => session.evidence()));
}

/**
 * Scores evidence. `JSON.stringify` of the report is the same bytes for the same evidence
 * everywhere. Outside Node, `await init()` first.
 *
 * @param evidence the object, or its JSON text
 * @throws {RugRiskError} `INVALID_INPUT`, with the `reason` `WEIGHTS` where it is the weights;
 * `WASM_UNAVAILABLE`
 */
export function scoreEvidence(evidence: Evidence | string, { weights }: { weights?: Weights | undefined } = {}): Report {
  const text = typeof evidence === 'string' ? evidence : JSON.stringify(evidence) ?? 'null';
  return JSON.parse(call((module) => module.scoreEvidence(text, modelsOf(module, weights))));
}

/**
 * Analyses runtime code alone, as `eth_getCode` returns it. Who holds the powers is unknown then,
 * and the report's interval says so. Outside Node, `await init()` first.
 *
 * @param code hex text with or without `0x`, or the bytes
 * @throws {RugRiskError} `INVALID_INPUT` with the `reason` `EMPTY_CODE`, `ODD_HEX`, `NOT_HEX` or
 * `CODE_TOO_LARGE`, or `WEIGHTS` where it is the weights; `WASM_UNAVAILABLE`
 */
export function analyzeBytecode(
  code: string | Uint8Array,
  { weights }: { weights?: Weights | undefined } = {},
): Report {
  if (typeof code === 'string') {
    return JSON.parse(call((module) => module.analyzeHex(code, modelsOf(module, weights))));
  }
  if (code instanceof Uint8Array) {
    return JSON.parse(call((module) => module.analyzeBytes(code, modelsOf(module, weights))));
  }
  throw new RugRiskError('INVALID_INPUT', 'code is a hex string or a Uint8Array', 'NOT_CODE');
}

/** The version of the library. Outside Node, `await init()` first. */
export function version(): string {
  return call((module) => module.version());
}

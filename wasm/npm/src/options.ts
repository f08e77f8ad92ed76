import type { Cache } from './cache.js';
import { RugRiskError } from './error.js';
import type { Report } from './report.schema.js';
import { Depth } from './rugrisk.js';
import type { Thresholds } from './thresholds.js';

/** How far a conversation has come. */
export interface Progress {
  /** Requests answered so far. */
  done: number;
  /** Requests sent or about to be; grows as answers raise new questions. */
  total: number;
}

/** Accounts that are worth a look. */
export interface Hints {
  /** Who created the contract. */
  deployer?: string | undefined;
  /** Who holds most of the token; the first 32 count. */
  holders?: readonly string[] | undefined;
}

/**
 * Weights in place of the shipped ones, as the text of files like `models/weights/code.txt` and
 * `models/weights/exit.txt` in the repository, where the training is.
 */
export interface Weights {
  code?: string | undefined;
  exit?: string | undefined;
}

/** How to talk with the provider. */
export interface Options {
  /** Ends the conversation with `ABORTED`. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for everything; what is not known then stays unknown. 30,000 unless given. */
  timeoutMs?: number | undefined;
  /** Milliseconds for one request. 10,000 unless given. */
  requestTimeoutMs?: number | undefined;
  /** Requests that may be sent, at most 300; 60 unless given, or 150 with the depth `full`. */
  maxRequests?: number | undefined;
  /** Requests under way at the same time, at most 4, which is also the default. */
  concurrency?: number | undefined;
  /** The number of the block to read at; the newest unless given. */
  block?: number | bigint | undefined;
  /** The chain that the provider must be on; the provider's own unless given. */
  chainId?: number | bigint | undefined;
  /**
   * How much is asked: `static` is code and storage alone, `quick` what a few rounds can tell,
   * `full` also the block of creation, for some forty requests more. `quick` unless given.
   */
  depth?: 'static' | 'quick' | 'full' | undefined;
  /** What you know already. It tells where to look; nothing of it is believed before it is read. */
  hints?: Hints | undefined;
  /** Models of your own; with them no report is taken from `cache` or kept in it. */
  weights?: Weights | undefined;
  /** The scores from which each level begins. */
  thresholds?: Thresholds | undefined;
  /** Where reports are kept; none are unless it is given. What failed is not kept. */
  cache?: Cache | undefined;
  /** Milliseconds that a kept report is good for; 300,000 unless given. */
  maxAgeMs?: number | undefined;
  /** Called after each round with the report of what is known so far; the last is not among them. */
  onReport?: ((report: Report) => void) | undefined;
  /** Called after each answer. */
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** Options with every number checked. */
export interface Settings {
  signal: AbortSignal;
  timeoutMs: number;
  requestTimeoutMs: number;
  maxRequests: number | undefined;
  concurrency: number;
  block: bigint | undefined;
  chainId: bigint | undefined;
  depth: Depth;
  deployer: string | undefined;
  holders: string[];
  onProgress: (progress: Progress) => void;
  onReport: ((report: Report) => void) | undefined;
  weights: Weights | undefined;
}

const MAX_REQUESTS = 300;
const MAX_CONCURRENCY = 4;
/** setTimeout takes no more. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** @throws {RugRiskError} `INVALID_INPUT` with the name of the option. */
export function settingsOf(options: Options): Settings {
  const integer = (name: keyof Options, min: number, max: number): number | undefined => {
    const value = options[name];
    if (value === undefined) return undefined;
    const number = typeof value === 'bigint' ? Number(value) : value;
    if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) {
      return number;
    }
    const message = `${name} is a whole number from ${min} to ${max}, not ${String(value)}`;
    throw new RugRiskError('INVALID_INPUT', message, 'INVALID_OPTION');
  };
  // Larger numbers would not survive JSON in JavaScript.
  const big = (name: 'block' | 'chainId', min: number): bigint | undefined => {
    const value = integer(name, min, Number.MAX_SAFE_INTEGER);
    return value === undefined ? undefined : BigInt(value);
  };
  return {
    signal: options.signal ?? new AbortController().signal,
    timeoutMs: integer('timeoutMs', 1, MAX_TIMEOUT_MS) ?? 30_000,
    requestTimeoutMs: integer('requestTimeoutMs', 1, MAX_TIMEOUT_MS) ?? 10_000,
    maxRequests: integer('maxRequests', 1, MAX_REQUESTS),
    concurrency: integer('concurrency', 1, MAX_CONCURRENCY) ?? MAX_CONCURRENCY,
    block: big('block', 0),
    chainId: big('chainId', 1),
    depth: depthOf(options.depth ?? 'quick'),
    deployer: options.hints?.deployer,
    holders: [...(options.hints?.holders ?? [])],
    onProgress: options.onProgress ?? (() => {}),
    onReport: options.onReport,
    weights: options.weights,
  };
}

function depthOf(name: string): Depth {
  const depths: Record<string, Depth> = { static: Depth.Static, quick: Depth.Quick, full: Depth.Full };
  const depth = Object.hasOwn(depths, name) ? depths[name] : undefined;
  if (depth !== undefined) return depth;
  const message = `depth is static, quick or full, not ${String(name)}`;
  throw new RugRiskError('INVALID_INPUT', message, 'INVALID_OPTION');
}

import type { Cache, Kept } from './cache.js';
import { aborted } from './error.js';
import { together } from './flight.js';
import { call, init } from './module.js';
import { settingsOf, type Options } from './options.js';
import { requestOf, type Provider } from './provider.js';
import type { Reason, Report } from './report.schema.js';
import { withThresholds } from './thresholds.js';
import { within } from './within.js';

/** How old a kept report may be, unless the caller says: five minutes. */
const MAX_AGE_MS = 300_000;
/** Why a read failed that may work the next time: such a report is not kept. */
const PASSING: Reason[] = ['RPC_ERROR', 'TIMEOUT', 'INVALID_REPLY'];

/** A report that was kept and is young enough, or a new one. */
export async function scoreOrRecall(
  provider: Provider,
  address: string,
  options: Options,
): Promise<Report> {
  const report = options.cache && !options.weights
    ? await recalled(options.cache, provider, address, options)
    : await together(provider, address, options);
  return options.thresholds ? withThresholds(report, options.thresholds) : report;
}

async function recalled(
  cache: Cache,
  provider: Provider,
  address: string,
  options: Options,
): Promise<Report> {
  const chainId = await chainOf(provider, options);
  if (chainId === undefined) return together(provider, address, options);
  // A wallet may switch its chain meanwhile: then there is no report, and none is kept.
  const here = { ...options, chainId };
  const key = await keyOf(chainId, address, here);
  const kept = await attempt(() => cache.get(key));
  if (kept && isYoung(kept, options) && isOf(chainId, kept.report)) return kept.report;
  const report = await together(provider, address, here);
  const isKept = isOf(chainId, report) && isLasting(report);
  if (isKept) await attempt(() => cache.set(key, { report, atMs: Date.now() }));
  return report;
}

function isOf(chainId: bigint, { target }: Report): boolean {
  return target.chainId === Number(chainId);
}

function isYoung({ atMs }: Kept, { maxAgeMs = MAX_AGE_MS }: Options): boolean {
  const age = Date.now() - atMs;
  // A clock that was set back makes nothing young.
  return age >= 0 && age < maxAgeMs;
}

/** Whether the next reading would say the same, as far as the node is concerned. */
function isLasting({ target, unknowns }: Report): boolean {
  return target.codeHash !== null && !unknowns.some(({ reason }) => PASSING.includes(reason));
}

/**
 * What a report depends on: chain, address, what was asked, and who answered: the versions of
 * library, model and schema.
 */
async function keyOf(chainId: bigint, address: string, options: Options): Promise<string> {
  const { block, maxRequests, depth, deployer, holders } = settingsOf(options);
  await init();
  const { schema, engine }: Report = JSON.parse(call((module) => module.analyzeHex('00')));
  const asked = [block ?? 'latest', maxRequests ?? '', depth, deployer ?? '', holders.join()];
  const answered = [engine.version, engine.model, schema];
  return [chainId, String(address).toLowerCase(), ...asked, ...answered].join(':');
}

/** The chain that was asked for, or the provider's; none where it is not told, and scoring says why. */
async function chainOf(provider: Provider, options: Options): Promise<bigint | undefined> {
  const { signal, timeoutMs, chainId } = settingsOf(options);
  if (chainId !== undefined) return chainId;
  const request = requestOf(provider);
  const chain = await within(timeoutMs, signal, async (cancel) => {
    const answer = BigInt((await request('eth_chainId', [], cancel)) as string);
    return settingsOf({ chainId: answer }).chainId;
  }).catch(() => undefined);
  if (signal.aborted) throw aborted(signal);
  return chain;
}

/** What the cache gives, or nothing where it fails: it is a help, and not needed. */
async function attempt<T>(work: () => Promise<T> | T): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

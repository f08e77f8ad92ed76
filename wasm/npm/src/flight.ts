import { converse } from './conversation.js';
import { aborted } from './error.js';
import type { Options } from './options.js';
import type { Provider } from './provider.js';
import type { Report } from './report.schema.js';

/** Somebody who waits for a report. */
interface Caller extends Pick<Options, 'onProgress' | 'onReport'> {
  fail: (error: unknown) => void;
}

/** One conversation, and everybody who waits for its report. */
interface Flight {
  /** The report as JSON text, so that each caller gets one of their own. */
  text: Promise<string>;
  callers: Set<Caller>;
  stop: AbortController;
}

/** What is under way, by provider. */
const flights = new WeakMap<object, Map<string, Flight>>();
/** Stands for all URLs, which are part of the key. */
const URLS = {};

/**
 * The report of one conversation, however many ask for the same at the same time. Who aborts leaves;
 * the conversation ends with the last of them.
 */
export async function together(
  provider: Provider,
  address: string,
  options: Options,
): Promise<Report> {
  const { signal } = options;
  if (signal?.aborted) throw aborted(signal);
  const flight = boarding(provider, address, options);
  let abort = () => {};
  let caller: Caller | undefined;
  const ended = new Promise<never>((_, fail) => {
    caller = { onProgress: options.onProgress, onReport: options.onReport, fail };
    flight.callers.add(caller);
    abort = () => fail(aborted(signal!));
    signal?.addEventListener('abort', abort);
  });
  try {
    return JSON.parse(await Promise.race([flight.text, ended]));
  } finally {
    signal?.removeEventListener('abort', abort);
    flight.callers.delete(caller!);
    if (flight.callers.size === 0) flight.stop.abort(signal?.reason);
  }
}

/** The flight that is under way to the same place, or a new one. */
function boarding(provider: Provider, address: string, options: Options): Flight {
  const isObject = typeof provider === 'object' && provider !== null && !(provider instanceof URL);
  const owner: object = isObject ? provider : URLS;
  const flying = flights.get(owner) ?? new Map<string, Flight>();
  flights.set(owner, flying);
  const key = keyOf(isObject ? '' : String(provider), address, options);
  const same = flying.get(key);
  if (same && !same.stop.signal.aborted) return same;

  const callers = new Set<Caller>();
  const stop = new AbortController();
  const text = converse(
    provider,
    address,
    { ...options, signal: stop.signal, ...toEach(callers, options) },
    (session) => session.report(),
  ).finally(() => {
    if (flying.get(key)?.stop === stop) flying.delete(key);
  });
  // Everybody may have left before it fails.
  text.catch(() => {});
  const flight = { text, callers, stop };
  flying.set(key, flight);
  return flight;
}

/** What is told goes to everybody; an error of one caller's callback ends the wait of that one. */
function toEach(callers: Set<Caller>, { onReport }: Options): Pick<Options, 'onProgress' | 'onReport'> {
  const tell = (each: Caller, work: () => void) => {
    try {
      work();
    } catch (error) {
      each.fail(error);
    }
  };
  return {
    onProgress: (progress) => callers.forEach((each) => tell(each, () => each.onProgress?.({ ...progress }))),
    onReport: onReport && ((report) => callers.forEach((each) => tell(each, () => each.onReport?.(report)))),
  };
}

/** Everything that decides about the report, and whether reports come in between. */
function keyOf(url: string, address: string, options: Options): string {
  const { signal, onProgress, onReport, cache, maxAgeMs, thresholds, ...deciding } = options;
  const parts = Object.entries(deciding)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);
  return JSON.stringify([url, String(address).toLowerCase(), Boolean(onReport), parts], plain);
}

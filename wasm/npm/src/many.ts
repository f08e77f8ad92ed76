import { aborted, RugRiskError } from './error.js';
import { settingsOf, type Options } from './options.js';
import type { Provider } from './provider.js';
import type { Report } from './report.schema.js';
import { scoreOrRecall } from './scoring.js';

/** What became of one address. */
export type Scored = { address: string; report: Report } | { address: string; error: RugRiskError };

/** As for one address; `concurrency` is for all of them together. */
export type ManyOptions = Omit<Options, 'onProgress' | 'onReport'>;

/**
 * Scores many addresses, each as soon as it is done. One that fails is an item with an `error` and
 * ends nothing. Whoever stops iterating stops the requests too.
 *
 * @throws {RugRiskError} `INVALID_INPUT` for the options, `ABORTED`
 */
export async function* scoreMany(
  provider: Provider,
  addresses: Iterable<string>,
  options: ManyOptions = {},
): AsyncGenerator<Scored, void, void> {
  const { signal, concurrency } = settingsOf(options);
  const stop = new AbortController();
  const abort = () => stop.abort(signal.reason);
  signal.addEventListener('abort', abort);
  // One request at a time for each address, so that there are never more than `concurrency`.
  const each = { ...options, concurrency: 1, signal: stop.signal };
  const underWay = new Map<number, Promise<[number, Scored]>>();
  const waiting = [...addresses].entries();
  const begin = () => {
    const { done, value } = waiting.next();
    if (done) return;
    const [index, address] = value;
    underWay.set(index, outcome(provider, address, each).then((scored) => [index, scored]));
  };
  try {
    for (let slot = 0; slot < concurrency; slot += 1) begin();
    while (underWay.size > 0) {
      const [index, scored] = await Promise.race(underWay.values());
      if (signal.aborted) throw aborted(signal);
      underWay.delete(index);
      begin();
      yield scored;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    stop.abort();
  }
}

async function outcome(provider: Provider, address: string, options: Options): Promise<Scored> {
  try {
    return { address, report: await scoreOrRecall(provider, address, options) };
  } catch (error) {
    if (error instanceof RugRiskError) return { address, error };
    const message = error instanceof Error ? error.message : String(error);
    return { address, error: new RugRiskError('PROVIDER', message, undefined, { cause: error }) };
  }
}

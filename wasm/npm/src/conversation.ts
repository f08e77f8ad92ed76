import { answer, type Ask, type Reply } from './answer.js';
import { now } from './clock.js';
import { aborted, RugRiskError } from './error.js';
import { Held, init, modelsOf } from './module.js';
import { settingsOf, type Options, type Settings } from './options.js';
import { requestOf, type Provider, type Request } from './provider.js';
import type { Session } from './rugrisk.js';
import { within } from './within.js';

/**
 * Asks the provider what the core wants to know about an address, round by round, and gives the
 * JSON document that `finish` takes from the session.
 */
export async function converse(
  provider: Provider,
  address: string,
  options: Options,
  finish: (session: Session) => string,
): Promise<string> {
  const request = requestOf(provider);
  const settings = settingsOf(options);
  const deadline = now() + settings.timeoutMs;
  await initWithin(settings);

  const { chainId, block, maxRequests, depth, deployer, holders, weights } = settings;
  const session = new Held((module) => {
    const models = modelsOf(module, weights);
    const session = new module.Session(String(address), chainId, block, maxRequests, depth);
    if (models) session.judgeBy(models);
    return session;
  });
  try {
    session.use((each) => each.hint(deployer, holders));
    await rounds(session, request, settings, deadline);
    return session.use(finish);
  } finally {
    session.free();
  }
}

async function initWithin({ timeoutMs, signal }: Settings): Promise<void> {
  try {
    await within(timeoutMs, signal, () => init());
  } catch (error) {
    if (signal.aborted) throw aborted(signal);
    if (error instanceof RugRiskError) throw error;
    const message = `the module did not load in ${timeoutMs} ms`;
    throw new RugRiskError('WASM_UNAVAILABLE', message, undefined, { cause: error });
  }
}

async function rounds(
  session: Held<Session>,
  request: Request,
  settings: Settings,
  deadline: number,
): Promise<void> {
  const progress = { done: 0, total: 0 };
  for (let round = 0; ; round += 1) {
    const asks: Ask[] = JSON.parse(session.use((each) => each.poll()));
    if (asks.length === 0) return;
    // Chain and block come first, then the code: before it there is nothing to report.
    if (settings.onReport && round > 1) {
      settings.onReport(JSON.parse(session.use((each) => each.report())));
    }
    progress.total += asks.length;
    const replies = await inParallel(settings.concurrency, asks, async (ask) => {
      const reply = await answer(ask, request, settings, deadline);
      progress.done += 1;
      settings.onProgress({ ...progress });
      return reply;
    });
    session.use((each) => replies.forEach((reply) => hand(each, reply)));
  }
}

function hand(session: Session, reply: Reply): void {
  if ('failure' in reply) session.fail(reply.id, reply.failure, reply.told);
  else session.answer(reply.id, JSON.stringify(reply.result));
}

/** Results in the order of `items`, with at most `limit` under way; the first error ends it. */
async function inParallel<T, R>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}

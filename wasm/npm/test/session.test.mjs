import assert from 'node:assert/strict';
import { test } from 'node:test';

import { score, version } from 'rugrisk';

import { Depth, Failure, Session } from '../dist/rugrisk.js';
import { PROXY, scriptedChain } from './scripted-chain.mjs';

assert.notEqual(version(), '', 'loads the module that both share');

/** Holds the conversation with the module itself, each round's replies as `deliver` sends them. */
async function reportWith(deliver) {
  const chain = scriptedChain();
  const session = new Session(PROXY, undefined, undefined, undefined, Depth.Quick);
  for (let round = 1; ; round += 1) {
    const asks = JSON.parse(session.poll());
    if (asks.length === 0) break;
    const replies = await Promise.all(
      asks.map(async (ask) => {
        const result = await chain.request(ask).then(JSON.stringify, () => undefined);
        return () =>
          result === undefined
            ? session.fail(ask.id, Failure.Reverted, '')
            : session.answer(ask.id, result);
      }),
    );
    deliver(replies, session);
  }
  const report = session.report();
  session.free();
  return report;
}

const EXPECTED = JSON.stringify(await score(scriptedChain(), PROXY));

test('replies in order', async () => {
  assert.equal(await reportWith((replies) => replies.forEach((each) => each())), EXPECTED);
});

test('replies from last to first', async () => {
  assert.equal(await reportWith((replies) => replies.reverse().forEach((each) => each())), EXPECTED);
});

test('each reply twice, a contradiction after each, and one that nobody asked for', async () => {
  const twice = (replies, session) => {
    session.answer(4_000_000_000, '"0x00"');
    for (const each of replies) {
      each();
      each();
    }
    for (let id = 0; id < 50; id += 1) session.fail(id, Failure.Timeout, '');
  };
  assert.equal(await reportWith(twice), EXPECTED);
});

test('while a reply is missing there is nothing new to ask', () => {
  const session = new Session(PROXY, undefined, undefined, undefined, Depth.Quick);
  const [first] = JSON.parse(session.poll());
  assert.equal(session.poll(), '[]');
  session.answer(first.id, '"0x1"');
  assert.equal(session.poll(), '[]');
  session.free();
});

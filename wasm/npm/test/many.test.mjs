import assert from 'node:assert/strict';
import { test } from 'node:test';

import { RugRiskError, score, scoreMany } from 'rugrisk';

import { ADMIN, hang, PROXY, scriptedChain, TOKEN } from './scripted-chain.mjs';

test('many addresses give the report of each', async () => {
  const seen = new Map();
  for await (const { address, report } of scoreMany(scriptedChain(), [TOKEN, PROXY, ADMIN])) {
    seen.set(address, report);
  }
  for (const address of [TOKEN, PROXY, ADMIN]) {
    assert.deepEqual(seen.get(address), await score(scriptedChain(), address));
  }
});

test('one that fails is an item, and ends nothing', async () => {
  const items = [];
  for await (const item of scoreMany(scriptedChain(), ['nonsense', TOKEN, undefined, PROXY])) items.push(item);
  assert.equal(items.length, 4);
  const failed = items.filter(({ error }) => error);
  assert.deepEqual(failed.map(({ error }) => [error instanceof RugRiskError, error.code]), [
    [true, 'INVALID_INPUT'],
    [true, 'INVALID_INPUT'],
  ]);
});

test('never are more requests under way than allowed, and each address is done before the last begins', async () => {
  let now = 0;
  let most = 0;
  const chain = scriptedChain();
  const counting = {
    async request(call) {
      most = Math.max(most, (now += 1));
      await new Promise(setImmediate);
      now -= 1;
      return chain.request(call);
    },
  };
  const addresses = Array.from({ length: 20 }, (_, index) => `0x${String(index).padStart(40, '5')}`);
  let items = 0;
  for await (const { report } of scoreMany(counting, addresses, { concurrency: 3 })) {
    assert.equal(report.level, 'unknown');
    items += 1;
  }
  assert.equal(items, 20);
  assert.equal(most, 3);
});

test('who stops iterating stops the requests', async () => {
  const chain = scriptedChain();
  for await (const _ of scoreMany(chain, [TOKEN, PROXY, ADMIN], { concurrency: 1 })) break;
  const after = chain.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(chain.calls.length, after);
  assert.ok(chain.calls.every(({ params }) => params[0] !== ADMIN));
});

test('an aborted signal ends the iteration with ABORTED', async () => {
  const stop = new AbortController();
  const chain = scriptedChain({
    eth_getCode: () => {
      stop.abort();
      return hang();
    },
  });
  const all = scoreMany(chain, [TOKEN, PROXY], { signal: stop.signal });
  await assert.rejects(all.next(), { code: 'ABORTED' });
  await assert.rejects(scoreMany(chain, [TOKEN], { concurrency: 9 }).next(), { code: 'INVALID_INPUT' });
});

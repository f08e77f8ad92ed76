import 'fake-indexeddb/auto';

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { indexedDbCache, memoryCache, score } from 'rugrisk';

import { OWNER, scriptedChain, TOKEN } from './scripted-chain.mjs';

const reads = ({ calls }) => calls.filter(({ method }) => method !== 'eth_chainId').length;
/** A node with which nothing fails: it knows views, and looks through events. */
const healthy = (lies) =>
  scriptedChain({ eth_call: () => `0x${'0'.repeat(64)}`, eth_getLogs: () => [], ...lies });

for (const [name, make] of [
  ['memory', () => memoryCache()],
  ['IndexedDB', () => indexedDbCache('test')],
]) {
  test(`a report that is kept in ${name} is given again, the same and without a read`, async () => {
    const cache = make();
    const first = await score(healthy(), TOKEN, { cache });
    const later = healthy();
    assert.deepEqual(await score(later, TOKEN, { cache }), first);
    assert.equal(reads(later), 0);
    const known = healthy();
    await score(known, TOKEN, { cache, chainId: 1 });
    assert.deepEqual(known.calls, []);
  });
}

test('another chain, address, depth or block is another report', async () => {
  const cache = memoryCache();
  await score(healthy(), TOKEN, { cache });
  const others = [
    [healthy({ eth_chainId: () => '0x2' }), TOKEN, {}],
    [healthy(), OWNER, {}],
    [healthy(), TOKEN, { depth: 'static' }],
    [healthy(), TOKEN, { block: 9 }],
    [healthy(), TOKEN, { hints: { deployer: OWNER } }],
  ];
  for (const [chain, address, options] of others) {
    await score(chain, address, { ...options, cache });
    assert.ok(reads(chain) > 0, JSON.stringify(options));
  }
});

test('a report that is too old is read anew', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  const cache = memoryCache();
  await score(healthy(), TOKEN, { cache });
  const readAfter = async (ms, options) => {
    t.mock.timers.setTime(1_000_000 + ms);
    const chain = healthy();
    await score(chain, TOKEN, { cache: { get: cache.get, set() {} }, ...options });
    return reads(chain) > 0;
  };
  assert.equal(await readAfter(299_999), false);
  assert.equal(await readAfter(300_000), true);
  assert.equal(await readAfter(300_000, { maxAgeMs: 400_000 }), false);
  assert.equal(await readAfter(1, { maxAgeMs: 1 }), true);
});

test('a wallet that switches its chain meanwhile gets no report, and none is kept', async () => {
  const cache = memoryCache();
  let asked = 0;
  const switching = healthy({ eth_chainId: () => (asked++ === 0 ? '0x1' : '0x38') });
  await assert.rejects(score(switching, TOKEN, { cache }), { code: 'CHAIN_MISMATCH' });
  const chain = healthy();
  const report = await score(chain, TOKEN, { cache });
  assert.equal(report.target.chainId, 1);
  assert.ok(reads(chain) > 0);
});

test('a report of another chain that stands under the key is not given', async () => {
  const elsewhere = await score(healthy({ eth_chainId: () => '0x38' }), TOKEN);
  const wrong = { get: () => ({ report: elsewhere, atMs: Date.now() }), set() {} };
  assert.equal((await score(healthy(), TOKEN, { cache: wrong })).target.chainId, 1);
});

test('what failed is not kept', async () => {
  const cache = memoryCache();
  const failing = () => {
    throw Object.assign(new Error('down'), { code: -32000 });
  };
  await score(healthy({ eth_getCode: failing }), TOKEN, { cache });
  await score(healthy({ eth_getStorageAt: failing }), TOKEN, { cache });
  const chain = healthy();
  await score(chain, TOKEN, { cache });
  assert.ok(reads(chain) > 0);
});

test('a cache that fails is one that has nothing', async () => {
  const broken = () => {
    throw new Error('quota exceeded');
  };
  const plain = await score(healthy(), TOKEN);
  assert.deepEqual(await score(healthy(), TOKEN, { cache: { get: broken, set: broken } }), plain);
});

test('memory keeps what was used last', () => {
  const cache = memoryCache(2);
  const kept = (atMs) => ({ report: {}, atMs });
  cache.set('a', kept(1));
  cache.set('b', kept(2));
  cache.get('a');
  cache.set('c', kept(3));
  assert.deepEqual(['a', 'b', 'c'].map((key) => cache.get(key)?.atMs), [1, undefined, 3]);
});

test('thresholds move the level of kept reports too, and never an unknown', async () => {
  const cache = memoryCache();
  const report = await score(healthy(), TOKEN, { cache });
  const strict = await score(healthy(), TOKEN, { cache, thresholds: { medium: 0, high: 0, critical: 0 } });
  assert.equal(strict.level, report.level === 'unknown' ? 'unknown' : 'critical');
  const silent = await score(scriptedChain({ eth_getCode: () => '0x' }), TOKEN, { thresholds: { medium: 100, high: 100, critical: 100 } });
  assert.equal(silent.level, 'unknown');
  const falling = score(healthy(), TOKEN, { thresholds: { medium: 60 } });
  await assert.rejects(falling, { code: 'INVALID_INPUT' });
});

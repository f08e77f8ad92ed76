import assert from 'node:assert/strict';
import { test } from 'node:test';

import { collectEvidence, score } from 'rugrisk';

import { READING } from './methods.mjs';
import { BLOCK, hang, OWNER, PROXY, scriptedChain, TOKEN } from './scripted-chain.mjs';

const HEALTHY = JSON.stringify(await score(scriptedChain(), TOKEN));

const failing = (message, code = -32000) => () => {
  throw Object.assign(new Error(message), { code });
};

async function codeSeenBy(lie, options) {
  const evidence = await collectEvidence(scriptedChain({ eth_getCode: lie }), TOKEN, options);
  return evidence.code[TOKEN];
}

test('only read-only methods are called, every read at the one block', async () => {
  const chain = scriptedChain();
  const report = await score(chain, TOKEN);
  assert.equal(report.target.address.toLowerCase(), TOKEN);
  assert.equal(report.target.block.number, 16);
  for (const { method, params } of chain.calls) {
    assert.ok(READING.includes(method), method);
    const at = params.at(-1);
    // How old the contract is, is told by the code of an earlier block.
    const isEarlier = method === 'eth_getCode' && typeof at === 'string' && Number(at) < Number(BLOCK.number);
    if (!isEarlier && !['eth_chainId', 'eth_getBlockByNumber'].includes(method)) {
      assert.deepEqual(at, { blockHash: BLOCK.hash, requireCanonical: true });
    }
  }
  const sent = Object.values(report.requests).reduce((sum, n) => sum + n, 0);
  assert.equal(sent, chain.calls.length);
});

test('the report names the power and who holds it now', async () => {
  const { findings } = await score(scriptedChain(), TOKEN);
  const finding = findings.find(({ id }) => id === 'selfdestruct-reachable');
  assert.equal(finding.controller.kind, 'eoa');
  assert.equal(finding.controller.address, OWNER);
  assert.ok(finding.citations.some(({ kind, slot }) => kind === 'storage' && slot === '0x0'));
});

test('a proxy is followed to the code that decides', async () => {
  const { findings } = await score(scriptedChain(), PROXY);
  const ids = findings.map(({ id }) => id);
  assert.ok(ids.includes('upgradeable-proxy'), ids.join());
  assert.ok(ids.includes('selfdestruct-reachable'), ids.join());
});

test('nothing leaves except through the provider', async (t) => {
  const refuse = () => assert.fail('the package used the network by itself');
  t.mock.method(globalThis, 'fetch', refuse);
  assert.equal(JSON.stringify(await score(scriptedChain(), TOKEN)), HEALTHY);
});

test('the order and the pace of answers change nothing', async () => {
  for (const concurrency of [1, 2, 4]) {
    const chain = scriptedChain();
    let turn = 0;
    const slow = {
      async request(call) {
        const pause = (7 * ++turn) % 5;
        await new Promise((resolve) => setTimeout(resolve, pause));
        return chain.request(call);
      },
    };
    assert.equal(JSON.stringify(await score(slow, TOKEN, { concurrency })), HEALTHY);
  }
});

test('no more requests are under way than were allowed', async () => {
  const chain = scriptedChain();
  let underWay = 0;
  const counting = {
    async request(call) {
      underWay += 1;
      assert.ok(underWay <= 1);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return chain.request(call);
    },
  };
  await score(counting, TOKEN, { concurrency: 1 });
});

test('progress counts up to the end', async () => {
  const seen = [];
  await score(scriptedChain(), TOKEN, { onProgress: (progress) => seen.push(progress) });
  assert.deepEqual(seen.map(({ done }) => done), seen.map((_, index) => index + 1));
  assert.equal(seen.at(-1).done, seen.at(-1).total);
});

test('a budget too small for the code leaves it unknown, not absent', async () => {
  const evidence = await collectEvidence(scriptedChain(), TOKEN, { maxRequests: 2 });
  assert.deepEqual(evidence.code[TOKEN], { unavailable: 'BUDGET' });
});

test('the wrong chain is refused', async () => {
  const wrong = { code: 'CHAIN_MISMATCH', message: /chain 1\b.*chain 56\b/ };
  await assert.rejects(score(scriptedChain(), TOKEN, { chainId: 56 }), wrong);
  await score(scriptedChain(), TOKEN, { chainId: 1n });
});

test('without a chain id or a block there is an error and no report', async () => {
  const provider = { code: 'PROVIDER' };
  const lies = [
    { eth_chainId: failing('down') },
    { eth_chainId: () => 1 },
    { eth_chainId: () => 'mainnet' },
    { eth_chainId: () => undefined },
    { eth_getBlockByNumber: failing('down') },
    { eth_getBlockByNumber: () => null },
    { eth_getBlockByNumber: () => undefined },
    { eth_getBlockByNumber: () => ({ number: 16, hash: BLOCK.hash, timestamp: 1 }) },
    { eth_getBlockByNumber: () => '0x10' },
  ];
  for (const lie of lies) await assert.rejects(score(scriptedChain(lie), TOKEN), provider);
});

test('a node that fails or answers nonsense leaves an unknown with its reason', async () => {
  const cycle = {};
  cycle.self = cycle;
  const nonsense = [null, undefined, 5, 5n, true, [], cycle, '', '0xabc', 'code', '0x\ud800'];
  for (const value of [...nonsense, `0x${'00'.repeat(600_000)}`]) {
    assert.deepEqual(await codeSeenBy(() => value), { unavailable: 'INVALID_REPLY' });
  }
  const errors = [failing('rate limited', 429), failing('execution reverted', 3)];
  errors.push(() => Promise.reject(), () => Promise.reject('busy'));
  for (const error of errors) {
    assert.deepEqual(await codeSeenBy(error), { unavailable: 'RPC_ERROR' });
  }
});

test('why something is missing is named in the report', async () => {
  const cases = [
    ['BUDGET', {}, { maxRequests: 2 }],
    ['RPC_ERROR', { eth_getStorageAt: failing('down', -32602) }],
    ['TIMEOUT', { eth_getStorageAt: hang }, { requestTimeoutMs: 50 }],
    ['INVALID_REPLY', { eth_getStorageAt: () => null }],
    ['LOG_RANGE', { eth_getLogs: failing('block range is too large', -32602) }],
    ['ARCHIVE', { eth_getStorageAt: failing('missing trie node', -32602) }],
    ['UNSUPPORTED', { eth_getStorageAt: failing('no such method', -32601) }],
    ['NOT_DEPLOYED', { eth_getCode: () => '0x' }],
  ];
  for (const [reason, lies, options] of cases) {
    const { unknowns, coverage } = await score(scriptedChain({ eth_getLogs: () => [], ...lies }), PROXY, options);
    assert.ok(unknowns.some((each) => each.reason === reason), `${reason}: ${JSON.stringify(unknowns)}`);
    assert.ok(coverage < 1, reason);
  }
});

test('an unknown is never a low score', async () => {
  const report = await score(scriptedChain({ eth_getCode: failing('down') }), TOKEN);
  assert.equal(report.level, 'unknown');
  assert.equal(report.score, null);
  assert.equal(report.interval[1], 100);
});

test('an account without code is seen as such', async () => {
  assert.equal(await codeSeenBy(() => '0x'), 'absent');
});

test('a node that hangs ends in an unknown, by the request and by the whole', async () => {
  const timeout = { unavailable: 'TIMEOUT' };
  assert.deepEqual(await codeSeenBy(hang, { requestTimeoutMs: 20 }), timeout);
  assert.deepEqual(await codeSeenBy(hang, { timeoutMs: 50 }), timeout);
});

test('a node that answers nothing at all ends in an error', async () => {
  const dead = { request: hang };
  await assert.rejects(score(dead, TOKEN, { requestTimeoutMs: 20 }), { code: 'PROVIDER' });
  await assert.rejects(score(dead, TOKEN, { timeoutMs: 20 }), { code: 'PROVIDER' });
});

test('an aborted signal ends everything, before and while asking', async () => {
  const reason = new Error('the dialog was closed');
  const abortedWith = (error) => error.code === 'ABORTED' && error.cause === reason;

  const early = scriptedChain();
  await assert.rejects(score(early, TOKEN, { signal: AbortSignal.abort(reason) }), abortedWith);
  assert.deepEqual(early.calls, []);

  const abort = new AbortController();
  const late = scriptedChain({
    eth_getCode: () => {
      abort.abort(reason);
      return hang();
    },
  });
  await assert.rejects(score(late, TOKEN, { signal: abort.signal }), abortedWith);
});

test('arguments that make no sense are refused before anything is asked', async () => {
  const chain = scriptedChain();
  const invalid = { code: 'INVALID_INPUT' };
  for (const address of ['', '0x12', TOKEN.slice(0, -1) + 'g', `${TOKEN}00`, undefined, 5]) {
    await assert.rejects(score(chain, address), invalid);
  }
  const options = [
    { maxRequests: 0 },
    { maxRequests: 301 },
    { concurrency: 5 },
    { timeoutMs: Infinity },
    { timeoutMs: '1000' },
    { block: -1 },
    { block: 2 ** 53 },
    { block: 'latest' },
    { chainId: 1.5 },
    { chainId: NaN },
    { depth: 'deep' },
    { depth: 'toString' },
  ];
  for (const option of options) await assert.rejects(score(chain, TOKEN, option), invalid);
  assert.deepEqual(chain.calls, []);
});

test('an error of the caller\'s own callback reaches the caller', async () => {
  const mine = new Error('mine');
  const onProgress = () => {
    throw mine;
  };
  await assert.rejects(score(scriptedChain(), TOKEN, { onProgress }), mine);
});

test('how much is asked can be chosen, and code and storage alone are asked for the least', async () => {
  const methods = async (depth) => {
    const chain = scriptedChain();
    await score(chain, PROXY, { depth });
    return new Set(chain.calls.map(({ method }) => method));
  };
  const least = await methods('static');
  assert.ok(!least.has('eth_call') && !least.has('eth_getLogs'), [...least].join());
  assert.ok((await methods('quick')).has('eth_call'));
});

test('what the host knows is part of the evidence, and must be addresses', async () => {
  const hints = { deployer: OWNER, holders: [TOKEN] };
  const evidence = await collectEvidence(scriptedChain(), TOKEN, { hints });
  assert.deepEqual(evidence.hints, hints);
  const wrong = score(scriptedChain(), TOKEN, { hints: { holders: ['nobody'] } });
  await assert.rejects(wrong, { code: 'INVALID_INPUT' });
});

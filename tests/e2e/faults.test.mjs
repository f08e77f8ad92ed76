// Whatever becomes of a request between a node and a host, the reading ends, the reason is named, and nothing looks
// safer than with the whole answer; and the program and the package say the same to the byte.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import test from 'node:test';

import { at, deploy, encode, methodsOf } from './contracts.mjs';
import { openPool, openPosition, openV3, startExchange, withdraw, withdrawPosition } from './exchanges.mjs';
import { deployer, startNode } from './node.mjs';
import { publish, publishAt } from './published.mjs';
import { npmPackage, run } from './rugrisk.mjs';

const dead = '0x000000000000000000000000000000000000dead';
const multicall3 = '0xca11bde05977b3631167028862be2a173976ca11';
const sushiFactory = '0xc0aee478e3658e2610c5f7a4a2e1777ce9e4f2ac';
const beginning = ['eth_chainId', 'eth_getBlockByNumber'];
const failures = ['BUDGET', 'RPC_ERROR', 'TIMEOUT', 'INVALID_REPLY', 'LOG_RANGE', 'ARCHIVE', 'UNSUPPORTED', 'NO_MULTICALL'];

const error = (code, message) => ({ error: { code, message } });

/** Each is what becomes of a request, and the reason that is given for it. */
const faults = [
  ['an error', 'RPC_ERROR', () => error(-32602, 'no')],
  ['a page', 'RPC_ERROR', () => '<html>'],
  ['null', 'INVALID_REPLY', () => ({ result: null })],
  ['a huge answer', 'INVALID_REPLY', () => ({ result: `0x${'5b'.repeat(600_000)}` })],
  ['forgotten', 'ARCHIVE', () => error(-32801, 'missing trie node')],
  ['unheard of', 'UNSUPPORTED', () => error(-32601, 'no such method')],
  // What an account without code answers.
  ['nothing', 'INVALID_REPLY', ({ method }) => (method === 'eth_call' ? { result: '0x' } : undefined)],
  ['too many events', 'LOG_RANGE', ({ method }) => (method === 'eth_getLogs' ? error(-32005, 'too many results') : undefined)],
];

/**
 * A node behind which another one answers, except where `instead` has something to say about a request: an answer, a
 * text that is none, or a promise that never comes. It keeps every request.
 */
async function between(t, { url }, instead = () => undefined) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { id, method, params } = JSON.parse(body);
    asked.push({ method, params });
    const answer = await instead({ method, params }, asked.length);
    response.setHeader('content-type', 'application/json');
    if (typeof answer === 'string') return response.end(answer);
    if (answer) return response.end(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
    const passed = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    response.end(await passed.text());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}`, asked };
}

const { score } = await npmPackage();

/** What both hosts say of an address, which must be the same. */
async function said({ url }, address, label = 'a healthy node') {
  const { code, stdout, stderr } = await run('score', address, '--rpc', url, '--format', 'json');
  assert.ok(code === 0 || code === 3, `${label}: ${stderr}`);
  const report = JSON.parse(stdout);
  const other = await score(url, address);
  // In few words, because both are long.
  const differs = Object.keys(report).filter((part) => !same(other[part], report[part]));
  assert.deepEqual(differs, [], `${label}: ${JSON.stringify([other.unknowns, report.unknowns, other.requests, report.requests])}`);
  return report;
}

function assertNoSafer(report, whole, label) {
  const shown = `${label}: ${report.score} ${report.interval} for ${whole.score} ${whole.interval}, ${JSON.stringify(report.unknowns)}`;
  assert.ok(report.score === null || report.score >= whole.score, shown);
  assert.ok(report.interval[1] >= whole.interval[1], shown);
  const failed = ({ unknowns }) => unknowns.filter(({ reason }) => failures.includes(reason)).length;
  assert.ok(report.coverage <= whole.coverage, shown);
  assert.ok(failed(report) <= failed(whole) || report.coverage < whole.coverage, shown);
}

/** A request in one way of writing it: the hosts order the members of a parameter differently. */
function written(request) {
  const sorted = (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value;
  return JSON.stringify(request, sorted);
}

const named = ({ unknowns }, wanted) => unknowns.some(({ reason }) => reason === wanted);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Each makes a contract whose report stands on reads of another kind. */
const targets = {
  async 'a token that one key creates, and whose liquidity it holds'(node) {
    const token = await deploy(node, 'Oz5RoleMint');
    await openPool(node, token, { tokens: 1000n });
    return token.address;
  },
  async 'a token that nobody rules, and whose liquidity is burnt'(node) {
    const token = await deploy(node, 'Oz5Fixed');
    const pair = await openPool(node, token);
    await pair.must(deployer, 'transfer(address,uint256)', dead, await pair.read('balanceOf(address)', deployer));
    return token.address;
  },
  async 'a proxy whose code one key replaces'(node) {
    const logic = await deploy(node, 'PlainLogic');
    const initialize = { bytes: methodsOf('PlainLogic')['initialize(address)'] + encode([deployer]) };
    return (await publish(node, 'TransparentUpgradeableProxy', { args: [logic.address, deployer, initialize] })).address;
  },
};

for (const [what, make] of Object.entries(targets)) {
  test(`each request about ${what}, failing in each way`, async (t) => {
    const node = await startExchange(t);
    const address = await make(node);
    const healthy = await between(t, node);
    const whole = await said(healthy, address);
    const requests = new Set(healthy.asked.filter(({ method }) => !beginning.includes(method)).map(written));
    assert.ok(requests.size > 5, `${requests.size} requests`);
    let fail;
    const failing = await between(t, node, (request) => fail?.(request));
    for (const [fault, reason, answer] of faults) {
      for (const request of requests) {
        if (!answer(JSON.parse(request))) continue;
        fail = (each) => (written(each) === request ? answer(each) : undefined);
        const label = `${fault} in place of ${request.slice(0, 120)}`;
        const report = await said(failing, address, label);
        assertNoSafer(report, whole, label);
        // Not whatever fails is missed: the first read may be asked by number, a batch one by one.
        assert.ok(named(report, reason) || same(report.findings, whole.findings), `${label}: ${JSON.stringify(report.unknowns)}`);
      }
    }
  });
}

test('a node that is silent about one thing does not hold up the others', async (t) => {
  const node = await startNode(t);
  const { address } = await deploy(node, 'Oz5RoleMint');
  const whole = await said(node, address);
  const silent = await between(t, node, ({ method }) => (method === 'eth_getLogs' ? new Promise(() => {}) : undefined));
  const byPackage = await score(silent.url, address, { requestTimeoutMs: 1000 });
  const byProgram = await run('score', address, '--rpc', silent.url, '--timeout', '1', '--format', 'json');
  for (const report of [byPackage, JSON.parse(byProgram.stdout)]) {
    assertNoSafer(report, whole, 'silence');
    assert.ok(named(report, 'TIMEOUT'), JSON.stringify(report.unknowns));
  }
});

test('a node that lags is asked again, and one that never catches up leaves unknowns', async (t) => {
  const node = await startExchange(t);
  const address = await targets['a token that one key creates, and whose liquidity it holds'](node);
  const whole = await said(node, address);
  const behind = () => error(-32000, 'header not found');
  let seen = new Set();
  const slow = await between(t, node, (request) => {
    const key = JSON.stringify(request);
    if (beginning.includes(request.method) || seen.has(key)) return undefined;
    seen.add(key);
    return behind();
  });
  assert.deepEqual((await score(slow.url, address)).findings, whole.findings);
  seen = new Set();
  const { stdout } = await run('score', address, '--rpc', slow.url, '--format', 'json');
  assert.deepEqual(JSON.parse(stdout).findings, whole.findings);

  // The balancer's other node: it has not seen the block that the first one named.
  const other = await between(t, node, ({ method }) => (method === 'eth_getStorageAt' ? behind() : undefined));
  const report = await said(other, address);
  assertNoSafer(report, whole, 'a lagging node');
  assert.ok(named(report, 'RPC_ERROR'));
});

test('a chain that is reorganised while it is read is read again once, and then given up', async (t) => {
  const node = await startExchange(t);
  const address = await targets['a token that one key creates, and whose liquidity it holds'](node);
  await node.rpc('anvil_mine', '0x5');
  const whole = await said(node, address);
  for (const trigger of ['eth_getCode', 'eth_getStorageAt', 'eth_getLogs']) {
    for (const read of [async (url) => score(url, address), async (url) => JSON.parse((await run('score', address, '--rpc', url, '--format', 'json')).stdout)]) {
      let left = 1;
      const moving = await between(t, node, async ({ method }) => {
        if (method === trigger && left-- > 0) await node.rpc('anvil_reorg', 2, []);
      });
      const report = await read(moving.url);
      const newest = await node.rpc('eth_getBlockByNumber', 'latest', false);
      assert.equal(report.target.block.hash, newest.hash, `a reorganisation at ${trigger}`);
      const ids = ({ findings }) => findings.map(({ id, severity, state }) => [id, severity, state]);
      assert.deepEqual(ids(report), ids(whole), trigger);
    }
  }
  const restless = await between(t, node, async ({ method }) => {
    if (method === 'eth_getStorageAt') await node.rpc('anvil_reorg', 2, []);
  });
  await assert.rejects(score(restless.url, address), { code: 'REORG' });
  const { code, stdout, stderr } = await run('score', address, '--rpc', restless.url, '--format', 'json');
  assert.deepEqual([code, stdout], [3, '']);
  assert.match(stderr, /reorganised.*twice/);
});

test('events are asked in as many parts as the node wants, or said to be missing', async (t) => {
  const node = await startExchange(t);
  const address = await targets['a token that one key creates, and whose liquidity it holds'](node);
  await node.rpc('anvil_mine', '0x28');
  const whole = await said(node, address);
  const refusing = (most, message) => ({ method, params: [filter] }) => {
    if (method !== 'eth_getLogs') return undefined;
    const blocks = Number(filter.toBlock) - Number(filter.fromBlock) + 1;
    return blocks > most ? error(-32602, message) : undefined;
  };
  const told = await between(t, node, refusing(15, 'exceed maximum block range: 15'));
  assert.deepEqual((await said(told, address)).findings, whole.findings);
  const ranges = told.asked.filter(({ method }) => method === 'eth_getLogs').map(({ params: [filter] }) => filter);
  assert.ok(ranges.some(({ fromBlock, toBlock }) => Number(toBlock) - Number(fromBlock) === 14), 'the limit was read');

  const closed = await between(t, node, refusing(0, 'block range is too large'));
  const report = await said(closed, address);
  assertNoSafer(report, whole, 'no events at all');
  assert.ok(named(report, 'LOG_RANGE'));
});

test('without Multicall3 a pool at a lesser exchange is not overlooked in silence', async (t) => {
  const node = await startExchange(t);
  node.factory = await publishAt(node, 'UniswapV2Factory', sushiFactory, [0]);
  const token = await deploy(node, 'Oz5Fixed');
  await openPool(node, token);
  const whole = await said(node, token.address);
  assert.equal(whole.level, 'high');
  const failing = await between(t, node, ({ method, params }) =>
    method === 'eth_call' && params[0].to === multicall3 ? error(-32602, 'no') : undefined,
  );
  const without = await between(t, node, ({ method, params }) =>
    method === 'eth_call' && params[0].to === multicall3 ? { result: '0x' } : undefined,
  );
  for (const each of [failing, without]) {
    assert.deepEqual((await said(each, token.address)).findings, whole.findings, 'one by one they are few enough');
  }
  const few = await score(without.url, token.address, { maxRequests: 20 });
  assertNoSafer(few, whole, 'a small budget');
  assert.deepEqual([few.level, named(few, 'NO_MULTICALL')], ['unknown', true]);
});

test('a node without old states, which looks through so many blocks, says the usual of what is usual', async (t) => {
  const node = await startExchange(t);
  const most = 15;
  const usual = await between(t, node, ({ method, params }) => {
    const [filter, block] = params;
    if (method === 'eth_getCode' && typeof block === 'string') return error(-32000, 'missing trie node');
    const blocks = method === 'eth_getLogs' ? Number(filter.toBlock) - Number(filter.fromBlock) + 1 : 0;
    return blocks > most ? error(-32602, `exceed maximum block range: ${most}`) : undefined;
  });
  const kept = await deploy(node, 'Oz5Fixed');
  const pair = await openPool(node, kept);
  await pair.must(deployer, 'transfer(address,uint256)', dead, await pair.read('balanceOf(address)', deployer));
  const few = await deploy(node, 'Oz5Fixed');
  await openPool(node, few, { tokens: 1000n });
  await node.rpc('anvil_mine', '0x28');

  const held = ({ findings }) => findings.filter(({ id }) => ['holder-concentration', 'supply-held-by-privileged'].includes(id));
  for (const { address } of [kept, few]) {
    const report = await said(usual, address);
    const whole = await score(node.url, address);
    assertNoSafer(report, whole, 'a usual node');
    assert.ok(named(report, 'ARCHIVE'));
    assert.equal(report.level, whole.level);
    assert.deepEqual(held(report), held(whole), 'its events name them');
  }
  assert.ok(held(await score(node.url, few.address)).length > 0);
});

test('a node that gives no events of a pool does not hide that it was emptied', async (t) => {
  const node = await startExchange(t);
  await node.rpc('anvil_setBalance', deployer, `0x${(100_000n * 10n ** 18n).toString(16)}`);
  const token = await deploy(node, 'Oz5Fixed');
  await withdraw(await openPool(node, token, { coins: 30_000n * 10n ** 18n }), deployer, 95);
  const whole = await said(node, token.address);
  assert.equal(whole.level, 'critical');
  for (const [fault, reason, answer] of faults) {
    const silent = await between(t, node, (request) => (request.method === 'eth_getLogs' ? answer(request) : undefined));
    const report = await said(silent, token.address, fault);
    assertNoSafer(report, whole, fault);
    assert.ok(fault === 'nothing' || named(report, reason), `${fault}: ${JSON.stringify(report.unknowns)}`);
  }
});

/** What nodes leave of events without saying so; the last is one that has not seen the last eight blocks. */
const cuts = {
  'no events': () => [],
  'the first event': (events) => events.slice(0, 1),
  'the first two events': (events) => events.slice(0, 2),
  'the last event': (events) => events.slice(-1),
  'the last two events': (events) => events.slice(-2),
  'late events': (events, newest) => events.filter(({ blockNumber }) => Number(blockNumber) <= newest - 8),
};
const roleGranted = '0x2f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d';

/** Each makes a contract whose report stands on events. */
const logged = {
  ...targets,
  async 'a token whose pool was emptied'(node) {
    const token = await deploy(node, 'Oz5Fixed');
    const pair = await openPool(node, token, { coins: 30_000n * 10n ** 18n });
    await node.rpc('anvil_mine', '0x8');
    await withdraw(pair, deployer, 95);
    return token.address;
  },
  async "a token whose pool is one key's"(node) {
    const token = await deploy(node, 'Oz5Fixed');
    await openPool(node, token);
    return token.address;
  },
  async "a token whose position of V3 is one key's"(node) {
    const token = await deploy(node, 'Oz5Fixed');
    await openPosition(node, await openV3(node), token);
    return token.address;
  },
  async 'a token whose position of V3 was taken out'(node) {
    const token = await deploy(node, 'Oz5Fixed');
    const v3 = await openV3(node);
    await openPosition(node, v3, token, { coins: 30_000n * 10n ** 18n });
    await node.rpc('anvil_mine', '0x8');
    await withdrawPosition(node, v3, 1, 95);
    return token.address;
  },
  async 'a token that was given up by whoever kept much of it'(node) {
    const token = await deploy(node, 'Oz5Mint');
    await openPool(node, token, { tokens: 500_000n * 10n ** 18n });
    await token.must(deployer, 'renounceOwnership()');
    return token.address;
  },
  async 'a proxy whose code was replaced'(node) {
    const logic = await deploy(node, 'UupsPlainLogic');
    const initialize = { bytes: methodsOf('PlainLogic')['initialize(address)'] + encode([deployer]) };
    const { address } = await publish(node, 'ERC1967Proxy', { args: [logic.address, initialize] });
    const next = await deploy(node, 'UupsMintingLogic');
    await at(node, address, methodsOf('UupsMintingLogic')).must(deployer, 'upgradeToAndCall(address,bytes)', next.address, { bytes: '0x' });
    return address;
  },
};

for (const [what, make] of Object.entries(logged)) {
  test(`events about ${what}, cut short in silence`, async (t) => {
    const node = await startExchange(t);
    await node.rpc('anvil_setBalance', deployer, `0x${(100_000n * 10n ** 18n).toString(16)}`);
    const address = await make(node);
    const whole = await said(node, address);
    for (const [left, cut] of Object.entries(cuts)) {
      const short = await between(t, node, async ({ method, params }) => {
        if (method !== 'eth_getLogs') return undefined;
        const newest = Number(await node.rpc('eth_blockNumber'));
        const events = cut(await node.rpc('eth_getLogs', ...params), newest);
        // Which of several grants is missing, nothing that is read tells.
        const isTold = params[0].topics[0] !== roleGranted || events.length === 0;
        return isTold ? { result: events } : undefined;
      });
      const report = await said(short, address, left);
      assertNoSafer(report, whole, left);
      const isKept = ({ id, severity }) => report.findings.some((each) => each.id === id && each.severity === severity);
      const lost = whole.findings.filter((finding) => !isKept(finding)).map(({ id }) => id);
      assert.ok(lost.length === 0 || named(report, 'INVALID_REPLY'), `${left}: ${lost} in silence, ${JSON.stringify(report.unknowns)}`);
    }
  });
}

test('no more than four requests are under way at the same time', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'Oz5Fixed');
  let [underWay, most] = [0, 0];
  // Without Multicall3 there are many to send at once.
  const counting = await between(t, node, async ({ method, params }) => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 5));
    underWay -= 1;
    return method === 'eth_call' && params[0].to === multicall3 ? { result: '0x' } : undefined;
  });
  for (const read of [() => score(counting.url, token.address), () => run('score', token.address, '--rpc', counting.url)]) {
    most = 0;
    await read();
    assert.ok(most > 1 && most <= 4, `${most} at the same time`);
  }
});

test('an answer for another chain is refused by both', async (t) => {
  const node = await startNode(t);
  const { address } = await deploy(node, 'Oz5Fixed');
  const elsewhere = await between(t, node, ({ method }) => (method === 'eth_chainId' ? { result: '0x38' } : undefined));
  await assert.rejects(score(elsewhere.url, address, { chainId: 1 }), { code: 'CHAIN_MISMATCH' });
  const { code, stderr } = await run('score', address, '--rpc', elsewhere.url, '--chain-id', '1');
  assert.equal(code, 3);
  assert.match(stderr, /chain 56.*chain 1\b/);
});

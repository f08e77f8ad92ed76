// When a proxy's code was replaced: what is new within a week is said, with what it can do that the old code
// could not; the first code of a proxy replaces nothing.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import test from 'node:test';

import { at, deploy, encode, methodsOf } from './contracts.mjs';
import { deployer, startNode, stranger } from './node.mjs';
import { publish } from './published.mjs';
import { findings, freeze, score } from './rugrisk.mjs';

const day = 24 * 60 * 60;
const nothing = { bytes: '0x' };
const initialize = { bytes: methodsOf('PlainLogic')['initialize(address)'] + encode([deployer]) };

async function uups(node) {
  const logic = await deploy(node, 'UupsPlainLogic');
  const { address } = await publish(node, 'ERC1967Proxy', { args: [logic.address, initialize] });
  return { logic, token: at(node, address, methodsOf('UupsMintingLogic')) };
}

async function replaced(node) {
  const { logic, token } = await uups(node);
  await pass(node, 60);
  const next = await deploy(node, 'UupsMintingLogic');
  await token.must(deployer, 'upgradeToAndCall(address,bytes)', next.address, nothing);
  return { logic, token };
}

async function pass({ rpc }, seconds) {
  await rpc('evm_increaseTime', seconds);
  await rpc('evm_mine');
}

function recent(report) {
  return findings(report, 'upgrade-recent');
}

test('new code is compared with the code that ran before, for a week', async (t) => {
  const node = await startNode(t);
  const { logic, token } = await replaced(node);
  await pass(node, 2 * day);
  await freeze(node, token.address, 'upgrades/replaced-lately');
  const [found] = recent(await score(node, token.address));
  assert.equal(found?.severity, 'medium');
  assert.match(found.detail, /2 days ago/);
  assert.match(found.detail, /can now create tokens/);
  assert.ok(found.citations.some(({ address }) => address.toLowerCase() === logic.address.toLowerCase()), 'the old code');

  await pass(node, 6 * day);
  await freeze(node, token.address, 'upgrades/replaced-long-ago');
  assert.deepEqual(recent(await score(node, token.address)), []);
});

test('the first code of a proxy is no upgrade', async (t) => {
  const node = await startNode(t);
  const { token } = await uups(node);
  await freeze(node, token.address, 'upgrades/never-replaced');
  const report = await score(node, token.address);
  assert.deepEqual(recent(report), []);
  assert.ok(!report.unknowns.some(({ what }) => /replaced/.test(what)), 'and that is known');
});

test('a beacon that names other code, and a proxy that asks another beacon', async (t) => {
  const node = await startNode(t);
  const beacon = await publish(node, 'UpgradeableBeacon', { args: [(await deploy(node, 'PlainLogic')).address, deployer] });
  const { address } = await publish(node, 'BeaconProxy', { args: [beacon.address, initialize] });
  assert.deepEqual(recent(await score(node, address)), []);
  await beacon.must(deployer, 'upgradeTo(address)', (await deploy(node, 'UupsMintingLogic')).address);
  await freeze(node, address, 'upgrades/beacon-replaced-lately');
  const [found] = recent(await score(node, address));
  assert.match(found?.detail ?? '', /can now create tokens/);
});

test('a cut diamond', async (t) => {
  const node = await startNode(t);
  const cut = await publish(node, 'DiamondCutFacet');
  const cuts = (facet, action) => {
    const selectors = Object.values(facet.selectors).map((selector) => selector.padEnd(66, '0'));
    return [{ tuple: [facet.address, action, selectors] }];
  };
  const { address } = await publish(node, 'Diamond', { args: [deployer, cuts(cut, 0), []] });
  assert.deepEqual(recent(await score(node, address)), []);
  const token = await deploy(node, 'TokenFacet');
  const method = Object.keys(cut.selectors).find((name) => name.startsWith('diamondCut'));
  await at(node, address, cut.selectors).must(deployer, method, cuts(token, 0), 0, nothing);
  assert.equal(recent(await score(node, address)).length, 1);
});

for (const [what, proxyName, logicName, upgrade] of [
  ['the proxy of ZeppelinOS, which logs no first code', 'ZosAdminProxy', 'PlainLogic', 'upgradeTo(address)'],
  ['that of hardhat-deploy, in its own words', 'Eip173Proxy', 'PlainLogic', 'upgradeTo(address)'],
  ["code in the slot of EIP-1822", 'Proxy1822', 'TellingProxiableLogic', 'updateCodeAddress(address)'],
  ["a Safe's first proxy", 'SafeProxy', 'TellingMasterCopyLogic', 'changeMasterCopy(address)'],
]) {
  test(`${what} tells that the code was replaced`, async (t) => {
    const node = await startNode(t);
    const logic = await deploy(node, logicName);
    const isKeyed = upgrade === 'upgradeTo(address)';
    const proxy = {
      ZosAdminProxy: () => publish(node, proxyName, { args: [logic.address, stranger, initialize] }),
      Eip173Proxy: () => publish(node, proxyName, { args: [logic.address, stranger, initialize] }),
      Proxy1822: () => deploy(node, proxyName, { args: [logic.address, stranger] }),
      SafeProxy: () => publish(node, proxyName, { args: [logic.address] }),
    };
    const { address, selectors } = await proxy[proxyName]();
    const token = at(node, address, isKeyed ? selectors : methodsOf(logicName));
    if (proxyName === 'SafeProxy') await token.must(deployer, 'initialize(address)', stranger);
    await pass(node, 60);
    const before = await score(node, address);
    assert.deepEqual(recent(before), [], 'the first code');

    const next = await deploy(node, isKeyed || proxyName === 'Proxy1822' ? 'UupsMintingLogic' : 'MasterCopyLogic');
    await token.must(stranger, upgrade, next.address);
    const name = { ZosAdminProxy: 'zeppelinos', Eip173Proxy: 'eip173', Proxy1822: 'eip1822', SafeProxy: 'safe-style' }[proxyName];
    await freeze(node, address, `upgrades/${name}-replaced-lately`);
    const [found] = recent(await score(node, address));
    assert.deepEqual([found?.severity, found?.state], ['medium', 'likely']);
    await pass(node, 8 * day);
    assert.deepEqual(recent(await score(node, address)), []);
  });
}

test('code that is replaced without a word may have been', async (t) => {
  const node = await startNode(t);
  const logic = await deploy(node, 'ProxiableLogic');
  const { address } = await deploy(node, 'Proxy1822', { args: [logic.address, stranger] });
  const next = await deploy(node, 'ProxiableLogic');
  await at(node, address, methodsOf('ProxiableLogic')).must(stranger, 'updateCodeAddress(address)', next.address);
  const report = await score(node, address);
  assert.deepEqual(recent(report), []);
  const unknown = report.unknowns.find(({ what }) => /replaced/.test(what));
  assert.equal(unknown?.reason, 'UNRESOLVED');
});

test('where the whole chain cannot be looked through, a week of it tells the same', async (t) => {
  const node = await startNode(t);
  const { token } = await replaced(node);
  const { url } = await narrow(t, node.url, ({ fromBlock }) => fromBlock === '0x0');
  const [found] = recent(await score({ url }, token.address));
  assert.deepEqual([found?.severity, found?.state], ['medium', 'likely']);

  const { token: young } = await uups(node);
  assert.deepEqual(recent(await score({ url }, young.address)), []);
});

test('where no events can be had, it is unknown whether the code was replaced', async (t) => {
  const node = await startNode(t);
  const { token } = await replaced(node);
  const { url } = await narrow(t, node.url, () => true);
  await freeze({ url }, token.address, 'upgrades/no-events');
  const report = await score({ url }, token.address);
  assert.deepEqual(recent(report), []);
  const unknown = report.unknowns.find(({ what }) => /replaced/.test(what));
  assert.equal(unknown?.reason, 'LOG_RANGE');
});

/** A node that refuses to look for events where `refuses` says so of the filter. */
async function narrow(t, behind, refuses) {
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { id, method, params } = JSON.parse(body);
    response.setHeader('content-type', 'application/json');
    if (method === 'eth_getLogs' && refuses(params[0])) {
      const error = { code: -32005, message: 'query returned more than 10000 results' };
      response.end(JSON.stringify({ jsonrpc: '2.0', id, error }));
    } else {
      const answer = await fetch(behind, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      response.end(await answer.text());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${server.address().port}` };
}

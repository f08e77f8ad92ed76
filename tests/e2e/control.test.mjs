// Power × holder × delay: the same mint, held by one key, by many, behind a delay, by nobody; and by
// contracts that only say so.

import assert from 'node:assert/strict';
import test from 'node:test';

import { at, deploy } from './contracts.mjs';
import { deployer, startNode, stranger, victim } from './node.mjs';
import { act, newSafe, newTimelock, publish } from './published.mjs';
import { findings, freeze, score } from './rugrisk.mjs';

const bystander = '0xa0ee7a142d267c1f36714e4a8f75612f20a79720';
const day = 24 * 60 * 60;
const keys = [deployer, stranger, victim, '0x90f79bf6eb2c4f870365e785982e1f101e93b906', '0x15d34aaf54267db7d7c367839aaf71a00a2c6a65'];

/** A token whose mint `holder` holds, and what is said of it; `name` is what its evidence is kept as. */
async function minted(node, holder, name) {
  const token = await distributed(node);
  await token.must(deployer, 'transferOwnership(address)', holder);
  await act(node, holder);
  await token.must(holder, 'acceptOwnership()');
  return mintOf(node, token.address, name);
}

/** The mintable token, no longer young, and its whole supply with somebody who holds no power over it. */
async function distributed(node) {
  const token = await deploy(node, 'Oz5Mint');
  await token.must(deployer, 'transfer(address,uint256)', bystander, await token.read('balanceOf(address)', deployer));
  await node.rpc('evm_increaseTime', 5 * day);
  await node.rpc('evm_mine');
  return token;
}

async function mintOf(node, address, name) {
  if (name) await freeze(node, address, `control/${name}`);
  const report = await score(node, address);
  const [finding] = findings(report, 'mint-unbounded');
  assert.ok(finding, JSON.stringify(report.findings));
  return { ...finding, score: report.score, unknowns: report.unknowns, requests: report.requests };
}

test('the same mint is worth less the more people and time stand before it', async (t) => {
  const node = await startNode(t);
  const key = await mintOf(node, (await distributed(node)).address, 'one-key');
  assert.deepEqual([key.severity, key.controller.kind], ['high', 'eoa']);

  const many = await newSafe(node, keys, 3);
  const safe = await minted(node, many.address, 'safe-3-of-5');
  assert.equal(safe.controller.kind, 'safe');
  assert.equal(safe.controller.threshold, 3);
  assert.deepEqual(safe.controller.owners.map((owner) => owner.toLowerCase()).sort(), [...keys].sort());
  assert.deepEqual(safe.controller.modules, []);
  assert.equal(safe.severity, 'medium');

  const slow = await newTimelock(node, 2 * day, [many.address]);
  const delayed = await minted(node, slow.address, 'timelock-of-a-safe');
  assert.equal(delayed.controller.kind, 'timelock');
  assert.equal(delayed.controller.delaySecs, 2 * day);
  const [{ members: [proposer] }] = delayed.controller.proposers;
  assert.deepEqual([proposer.kind, proposer.address.toLowerCase()], ['safe', many.address.toLowerCase()]);
  assert.equal(delayed.severity, 'low');

  const alone = await minted(node, (await newTimelock(node, 2 * day, [stranger])).address, 'timelock-of-one-key');
  assert.equal(alone.severity, 'medium', 'a delay lowers');
  assert.equal(alone.inert, false, 'and does not clear');

  const renounced = await distributed(node);
  await renounced.must(deployer, 'renounceOwnership()');
  const nobody = await mintOf(node, renounced.address, 'renounced');
  assert.deepEqual([nobody.severity, nobody.inert], ['info', true]);

  const scores = [key, safe, delayed, nobody].map(({ score }) => score);
  assert.deepEqual(scores, [...scores].sort((a, b) => b - a), `${scores} falls`);
  assert.ok(scores[0] > scores[1] && scores[1] > scores[2] && scores[2] > scores[3], `${scores} falls at every step`);
});

test('few keys, a module or an hour lower nothing', async (t) => {
  const node = await startNode(t);
  const two = await minted(node, (await newSafe(node, keys, 2)).address);
  assert.deepEqual([two.controller.kind, two.severity], ['safe', 'high']);

  const open = await newSafe(node, keys, 3);
  await act(node, open.address);
  await open.must(open.address, 'enableModule(address)', stranger);
  const moduled = await minted(node, open.address);
  assert.deepEqual(moduled.controller.modules.map((module) => module.toLowerCase()), [stranger]);
  assert.equal(moduled.severity, 'high');

  const hour = await minted(node, (await newTimelock(node, 3600, [open.address])).address);
  assert.deepEqual([hour.controller.kind, hour.severity], ['timelock', 'high']);

  const queue = await minted(node, (await deploy(node, 'QueueTimelock', { args: [2 * day] })).address);
  assert.deepEqual([queue.controller.kind, queue.controller.delaySecs, queue.severity], ['timelock', 2 * day, 'medium']);
  assert.equal(queue.controller.proposers[0].address.toLowerCase(), deployer);
});

test('what a contract says of itself lowers nothing', async (t) => {
  const node = await startNode(t);
  const singleton = await publish(node, 'Safe');
  for (const [name, args] of [
    ['TalkingSafe', []],
    ['SideDoorProxy', [singleton.address]],
    ['TalkingTimelock', []],
    ['LooseTimelock', [2 * day]],
    ['HurriedTimelock', [2 * day]],
  ]) {
    const { controller, severity } = await minted(node, (await deploy(node, name, { args })).address);
    assert.deepEqual([controller.kind, severity], ['contract', 'high'], name);
  }
});

test('an account with delegated code is still one key', async (t) => {
  const node = await startNode(t);
  const code = await publish(node, 'Safe');
  const key = '0x976ea74026e726554db657fa54763abd0c3a0aa9';
  const token = await minted(node, key);
  assert.equal(token.controller.delegate, null);
  await node.rpc('anvil_setCode', key, `0xef0100${code.address.slice(2)}`);
  const delegated = await minted(node, key);
  assert.deepEqual([delegated.controller.kind, delegated.severity], ['eoa', 'high']);
  assert.equal(delegated.controller.delegate.toLowerCase(), code.address.toLowerCase());
});

test('a role is as strong as the weakest of its members and of those who appoint them', async (t) => {
  const node = await startNode(t);
  const role = await deploy(node, 'Oz5RoleMint');
  const minter = '0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6';
  const before = await mintOf(node, role.address);
  assert.equal(before.controller.kind, 'members');
  assert.equal(before.controller.members[0].address.toLowerCase(), deployer);
  assert.equal(before.severity, 'high');

  const many = await newSafe(node, keys, 3);
  await role.must(deployer, 'grantRole(bytes32,address)', minter, many.address);
  await role.must(deployer, 'revokeRole(bytes32,address)', minter, deployer);
  const appointed = await mintOf(node, role.address);
  assert.deepEqual(appointed.controller.members.map(({ kind }) => kind), ['safe']);
  assert.equal(appointed.severity, 'high', 'the one key that appoints can appoint itself');

  await role.must(deployer, 'grantRole(bytes32,address)', 0, many.address);
  await role.must(deployer, 'renounceRole(bytes32,address)', 0, deployer);
  assert.equal((await mintOf(node, role.address)).severity, 'medium');

  await act(node, many.address);
  await role.must(many.address, 'renounceRole(bytes32,address)', minter, many.address);
  await role.must(many.address, 'renounceRole(bytes32,address)', 0, many.address);
  const empty = await mintOf(node, role.address);
  assert.deepEqual([empty.controller.kind, empty.inert], ['unknown', false], 'nobody found is not nobody');
});

// Whoever stands behind a mint, in every way in which published contracts hold one: found, and believed as far
// as code and storage prove it.

import assert from 'node:assert/strict';
import test from 'node:test';

import { deploy } from './contracts.mjs';
import { deployer, startNode, stranger, victim } from './node.mjs';
import { act, newSafe, newTimelock, publish } from './published.mjs';
import { findings, freeze, score } from './rugrisk.mjs';

const day = 24 * 60 * 60;
const dead = '0x000000000000000000000000000000000000dead';
const proposerRole = '0xb09aa5aeb3702cfd50b6b62bc4532604938f21248a27a1d5ca736082b6819cc1';
const minterRole = '0x9f2df0fed2c77648de5860a4cc508cd0818c85b8b8a1ab4ceeef8d981c8956a6';

/** What is said of a mint that `holder` holds; `name` is what its evidence is kept as. */
async function held(node, holder, name) {
  const token = await deploy(node, 'HeldMint');
  await token.must(deployer, 'transferOwnership(address)', holder);
  return mintOf(node, token.address, name);
}

async function mintOf(node, address, name) {
  if (name) await freeze(node, address, `control/${name}`);
  const [finding] = findings(await score(node, address), 'mint-unbounded');
  assert.ok(finding, 'the mint');
  return finding;
}

/** Compound's timelock, as Uniswap published it, with this admin. */
async function compoundTimelock(node, admin) {
  const timelock = await publish(node, 'CompoundTimelock', { args: [deployer, 2 * day] });
  for (const account of [timelock.address, admin]) await act(node, account);
  await timelock.must(timelock.address, 'setPendingAdmin(address)', admin);
  await timelock.must(admin, 'acceptAdmin()');
  return timelock;
}

test('the dead address renounces', async (t) => {
  const node = await startNode(t);
  const mint = await held(node, dead, 'dead');
  assert.deepEqual([mint.controller.kind, mint.inert], ['renounced', true]);
});

test('a key that runs a contract\'s code is still a key', async (t) => {
  const node = await startNode(t);
  const { address } = await publish(node, 'Safe');
  const key = '0x976ea74026e726554db657fa54763abd0c3a0aa9';
  await node.rpc('anvil_setCode', key, `0xef0100${address.slice(2)}`);
  const mint = await held(node, key, 'eip-7702');
  assert.deepEqual([mint.controller.kind, mint.controller.delegate, mint.severity], ['eoa', address, 'high']);
});

test('a module moves a Safe without a signature', async (t) => {
  const node = await startNode(t);
  const safe = await newSafe(node, [deployer, stranger, victim], 3);
  await act(node, safe.address);
  await safe.must(safe.address, 'enableModule(address)', stranger);
  const mint = await held(node, safe.address, 'safe-with-module');
  assert.deepEqual([mint.controller.kind, mint.severity], ['safe', 'high']);
});

test('Compound\'s timelock waits, whoever is its admin', async (t) => {
  const node = await startNode(t);
  const byKey = await held(node, (await compoundTimelock(node, stranger)).address, 'compound-timelock');
  assert.deepEqual([byKey.controller.kind, byKey.controller.delaySecs, byKey.severity], ['timelock', 2 * day, 'medium']);
  assert.deepEqual(byKey.controller.proposers.map(({ kind }) => kind), ['eoa']);

  const votes = await deploy(node, 'HeldMint');
  const governor = await publish(node, 'GovernorAlpha', { args: [dead, votes.address] });
  const byVotes = await held(node, (await compoundTimelock(node, governor.address)).address, 'governor-alpha');
  assert.deepEqual(byVotes.controller.proposers.map(({ kind }) => kind), ['governor']);
  assert.equal(byVotes.severity, 'medium', 'how votes are counted was not read');
});

test('votes that a timelock carries out, and a key beside them', async (t) => {
  const node = await startNode(t);
  const timelock = await newTimelock(node, 2 * day, [deployer], deployer);
  const votes = await deploy(node, 'HeldMint');
  const governor = await deploy(node, 'TimelockedGovernor', { args: [votes.address, timelock.address] });
  await timelock.must(deployer, 'grantRole(bytes32,address)', proposerRole, governor.address);
  const proposers = ({ controller }) => controller.proposers.flatMap(({ members }) => members.map(({ kind }) => kind)).sort();

  const beside = await held(node, timelock.address, 'governor-beside-a-key');
  assert.deepEqual(proposers(beside), ['eoa', 'governor']);
  await timelock.must(deployer, 'revokeRole(bytes32,address)', proposerRole, deployer);
  await timelock.must(deployer, 'renounceRole(bytes32,address)', 0, deployer);
  const alone = await held(node, timelock.address, 'governor');
  assert.deepEqual([proposers(alone), alone.severity], [['governor'], 'medium']);

  const direct = await held(node, governor.address);
  assert.deepEqual([direct.controller.kind, direct.severity], ['governor', 'high'], 'no delay stands before it');
});

test('roles that can be listed, and whose admin hands over slowly', async (t) => {
  const node = await startNode(t);
  const many = await newSafe(node, [deployer, stranger, victim], 3);
  const listed = await deploy(node, 'ListedRoleMint');
  assert.equal((await mintOf(node, listed.address)).severity, 'high');
  for (const role of [minterRole, 0]) await listed.must(deployer, 'grantRole(bytes32,address)', role, many.address);
  for (const role of [minterRole, 0]) await listed.must(deployer, 'renounceRole(bytes32,address)', role, deployer);
  assert.equal((await mintOf(node, listed.address, 'role-of-a-safe')).severity, 'medium');

  const ruled = await mintOf(node, (await deploy(node, 'RuledRoleMint', { args: [many.address] })).address, 'role-of-a-key');
  assert.deepEqual(ruled.controller.members.map(({ kind }) => kind), ['eoa']);
  assert.deepEqual(ruled.controller.admins.map(({ kind }) => kind), ['safe']);
  assert.equal(ruled.severity, 'high', 'one of those who can is a key');
});

test('whoever gives the role that gives a role is found', async (t) => {
  const node = await startNode(t);
  const many = await newSafe(node, [deployer, stranger, victim], 3);
  const ranked = async (last, as) => mintOf(node, (await deploy(node, 'RankedRoleMint', { args: [many.address, last] })).address, as);
  const byKey = await ranked(stranger, 'ranks-below-a-key');
  assert.deepEqual(byKey.controller.admins.map(({ kind }) => kind).sort(), ['eoa', 'safe']);
  assert.equal(byKey.severity, 'high', 'a key gives itself one role after the other');
  assert.equal((await ranked(many.address, 'ranks-below-a-safe')).severity, 'medium');
});

test('whoever can name the owner of a contract further off holds what it holds', async (t) => {
  const node = await startNode(t);
  const many = await newSafe(node, [deployer, stranger, victim], 3);
  const kept = async (owner, keeper, as) => {
    const desk = await deploy(node, 'KeptDesk', { args: [deployer, keeper] });
    if (owner === dead) await desk.must(deployer, 'renounceOwnership()');
    else await desk.must(deployer, 'transferOwnership(address)', owner);
    return held(node, desk.address, as);
  };
  const revived = await kept(dead, stranger, 'kept-desk-of-nobody');
  assert.deepEqual([revived.inert, revived.severity], [false, 'high']);
  assert.equal((await kept(many.address, stranger, 'kept-desk-of-a-safe')).severity, 'high');
  assert.equal((await kept(many.address, many.address)).severity, 'medium');
  assert.equal((await kept(dead, dead)).inert, true);
});

test('a contract that only obeys its owner adds nothing, and one with a side door is not believed', async (t) => {
  const node = await startNode(t);
  const many = await newSafe(node, [deployer, stranger, victim], 3);
  const desk = async (name, owner, as) => held(node, (await deploy(node, name, { args: [owner] })).address, as);
  assert.equal((await desk('Desk', stranger, 'desk-of-a-key')).severity, 'high');
  assert.equal((await desk('Desk', many.address, 'desk-of-a-safe')).severity, 'medium');
  const open = await desk('OpenDesk', many.address, 'open-desk');
  assert.deepEqual([open.controller.onlyOwner, open.severity], [false, 'high']);
});

test('contracts that own each other, and a long row of them, come to an end', async (t) => {
  const node = await startNode(t);
  const first = await deploy(node, 'Desk', { args: [deployer] });
  const second = await deploy(node, 'Desk', { args: [first.address] });
  await first.must(deployer, 'transferOwnership(address)', second.address);
  const cycle = await held(node, first.address, 'cycle');
  assert.deepEqual([cycle.severity, cycle.inert], ['high', false]);

  let owner = stranger;
  for (let i = 0; i < 9; ++i) owner = (await deploy(node, 'Desk', { args: [owner] })).address;
  const row = await held(node, owner);
  assert.deepEqual([row.severity, row.inert], ['high', false]);
});

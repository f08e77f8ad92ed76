// Past losses, rebuilt in the state before the loss: the report names them, and then the loss is made
// to happen, which shows that the contract could do it.

import assert from 'node:assert/strict';
import test from 'node:test';

import { at, deploy, methodsOf } from './contracts.mjs';
import { deployer, startNode, stranger, victim } from './node.mjs';
import { newSafe, newTimelock, publish } from './published.mjs';
import { findings, freeze, score, warnings } from './rugrisk.mjs';

const all = 10n ** 21n;
const slots = { admin: '0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103' };

/** The report says that it is like the incident, in everything that the incident needed. */
async function isLike(node, address, incident, id, name = incident) {
  await freeze(node, address, `incidents/${name}`);
  const report = await score(node, address);
  assert.ok(['high', 'critical'].includes(report.level), `${incident}: ${report.level}`);
  const [alike] = report.resembles;
  assert.ok(report.resembles.some((each) => each.incident === incident), JSON.stringify(report.resembles));
  assert.ok(alike.matched.length > 0 && alike.text.startsWith('Like '), alike.text);
  const [found] = findings(report, id);
  assert.ok(found && !found.inert, `${incident}: ${JSON.stringify(report.findings.map((each) => each.id))}`);
  assert.equal(findings(report, 'incident-pattern-match').length, 1);
  return report;
}

/** Nothing of the incident is held against it. */
async function isNot(node, address, name, id) {
  await freeze(node, address, `incidents/${name}`);
  const report = await score(node, address);
  assert.deepEqual(findings(report, id).filter(({ inert }) => !inert), [], name);
  assert.deepEqual(findings(report, 'incident-pattern-match'), [], name);
  return report;
}

/** A vault for `token` behind a proxy whose admin `holder` owns. */
async function proxied(node, token, holder) {
  const logic = await deploy(node, 'ProxiedVault');
  const initialize = methodsOf('ProxiedVault')['initialize(address)'] + token.address.slice(2).padStart(64, '0');
  return publish(node, 'TransparentUpgradeableProxy', { args: [logic.address, holder, { bytes: initialize }] });
}

async function held(token, account) {
  return token.read('balanceOf(address)', account);
}

test('Kannagi: whoever names the chief has the deposits', async (t) => {
  const node = await startNode(t);
  const token = await deploy(node, 'PlainToken');
  const vault = await deploy(node, 'ChiefVault', { args: [token.address] });
  await vault.must(deployer, 'setChief(address)', deployer);
  await token.must(deployer, 'approve(address,uint256)', vault.address, all);
  await vault.must(deployer, 'deposit(address,uint256)', victim, all);

  const report = await isLike(node, vault.address, 'kannagi', 'operator-withdraw-for-user');
  assert.match(report.resembles[0].text, /^Like Kannagi Finance before its rug of 2023-07-29: one key can name the operator/);

  await vault.must(deployer, 'setChief(address)', stranger);
  await vault.must(stranger, 'withdraw(address,uint256)', victim, all);
  assert.equal(await held(token, stranger), all, 'the deposit of somebody else');
});

test('Kannagi, had nobody been able to name the chief', async (t) => {
  const node = await startNode(t);
  const token = await deploy(node, 'PlainToken');
  const vault = await deploy(node, 'ChiefVault', { args: [token.address] });
  await vault.must(deployer, 'renounceOwnership()');
  const report = await isNot(node, vault.address, 'kannagi-given-up', 'operator-withdraw-for-user');
  assert.deepEqual(warnings(report).filter(({ severity }) => severity === 'critical'), []);
});

test('Merlin: the pair lets the fee account take its tokens', async (t) => {
  const node = await startNode(t);
  const [first, second] = [await deploy(node, 'PlainToken'), await deploy(node, 'PlainToken')];
  const factory = await deploy(node, 'ApprovingFactory', { args: [stranger] });
  await factory.must(deployer, 'createPair(address,address)', first.address, second.address);
  const pair = `0x${(await factory.read('last()')).toString(16).padStart(40, '0')}`;
  for (const token of [first, second]) await token.must(deployer, 'transfer(address,uint256)', pair, all);

  const report = await isLike(node, pair, 'merlin', 'pair-preapproved-spender');
  const [allowed] = findings(report, 'pair-preapproved-spender');
  assert.deepEqual([allowed.severity, allowed.controller.kind], ['critical', 'eoa']);

  await first.must(stranger, 'transferFrom(address,address,uint256)', pair, stranger, all);
  assert.equal(await held(first, stranger), all);

  const own = await deploy(node, 'ApprovingFactory', { args: [deployer] });
  await own.must(deployer, 'createPair(address,address)', first.address, second.address);
  const other = `0x${(await own.read('last()')).toString(16).padStart(40, '0')}`;
  await isLike(node, other, 'merlin', 'pair-preapproved-spender', 'merlin-setter');
});

test('a pair of Uniswap lets nobody take its tokens', async (t) => {
  const node = await startNode(t);
  const [first, second] = [await deploy(node, 'PlainToken'), await deploy(node, 'PlainToken')];
  const factory = await publish(node, 'UniswapV2Factory', { args: [deployer] });
  await factory.must(deployer, 'setFeeTo(address)', stranger);
  await factory.must(deployer, 'createPair(address,address)', first.address, second.address);
  const pair = await factory.read('getPair(address,address)', first.address, second.address);
  await isNot(node, `0x${pair.toString(16).padStart(40, '0')}`, 'merlin-uniswap', 'pair-preapproved-spender');
});

test('Swaprum: one key replaces the code that keeps the deposits', async (t) => {
  const node = await startNode(t);
  const token = await deploy(node, 'PlainToken');
  const proxy = await proxied(node, token, deployer);
  const vault = at(node, proxy.address, methodsOf('ProxiedVault'));
  await token.must(deployer, 'transfer(address,uint256)', victim, all);
  await token.must(victim, 'approve(address,uint256)', proxy.address, all);
  await vault.must(victim, 'deposit(uint256)', all);

  await isLike(node, proxy.address, 'swaprum', 'custody-upgradeable-by-eoa');

  const emptying = await deploy(node, 'EmptyingVault');
  const word = await node.rpc('eth_getStorageAt', proxy.address, slots.admin, 'latest');
  const admin = at(node, `0x${word.slice(26)}`, { 'upgradeAndCall(address,address,bytes)': '0x9623609d' });
  await admin.must(deployer, 'upgradeAndCall(address,address,bytes)', proxy.address, emptying.address, { bytes: '0x' });
  await at(node, proxy.address, methodsOf('EmptyingVault')).must(stranger, 'empty(address)', stranger);
  assert.equal(await held(token, stranger), all);
});

test('the same vault behind people and time', async (t) => {
  const node = await startNode(t);
  const token = await deploy(node, 'PlainToken');
  const one = await newSafe(node, [deployer, stranger, victim], 1);
  const weak = await proxied(node, token, one.address);
  await isLike(node, weak.address, 'swaprum', 'custody-upgradeable-by-eoa', 'swaprum-safe');

  const slow = await newTimelock(node, 2 * 24 * 60 * 60, [deployer]);
  const proxy = await proxied(node, token, slow.address);
  await isNot(node, proxy.address, 'swaprum-delayed', 'custody-upgradeable-by-eoa');
});

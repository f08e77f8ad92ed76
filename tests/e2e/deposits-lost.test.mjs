// Past losses of what people had paid in, rebuilt in the state before the loss: each is made to happen
// and taken back, and then the report has to name it.

import assert from 'node:assert/strict';
import test from 'node:test';

import { at, deploy, methodsOf, transact } from './contracts.mjs';
import { startChain } from './exchanges.mjs';
import { held, isLike, isNot, loses } from './likeness.mjs';
import { deployer, stranger, victim } from './node.mjs';
import { publish } from './published.mjs';
import { findings } from './rugrisk.mjs';

const all = 10n ** 21n;
const hex = (value) => `0x${value.toString(16)}`;
const chains = { ethereum: 1, optimism: 10, bnb: 56, era: 324, base: 8453, arbitrum: 42161 };

/** What is only found where somebody has a privilege. */
const byOwners = [
  'vault-owner-withdraw', 'vault-migrate', 'emergency-withdraw-to-owner', 'strategy-swappable', 'withdraw-blockable',
  'allowance-abuse', 'price-settable', 'exit-fee-unbounded', 'pool-privileged-drain', 'operator-withdraw-for-user',
  'custody-upgradeable-by-eoa', 'pair-preapproved-spender', 'distributor-mints', 'distributor-sweep', 'merkle-root-mutable',
];

/** A bridge that believes so many verifiers about one other chain: required ones, optional ones, how many of those. */
async function bridged(node, token, verifiers, eid, peer) {
  const endpoint = await deploy(node, 'EndpointSpeaker', { args: verifiers });
  const bridge = await deploy(node, 'BridgedDeposits', { args: [endpoint.address, token.address, eid, peer] });
  return { bridge, endpoint };
}

/** A token of which the victim pays all that matters into the vault. */
async function paidIn(node, token, vault, method = 'deposit(uint256)') {
  await token.must(deployer, 'transfer(address,uint256)', victim, all);
  await token.must(victim, 'approve(address,uint256)', vault.address, all);
  await vault.must(victim, method, all);
}

async function stranded(node, contract, args = []) {
  const token = await deploy(node, 'PlainToken');
  const vault = await deploy(node, contract, { args: [token.address, ...args] });
  await paidIn(node, token, vault);
  return { token, vault };
}

test('SyncDex: withdrawals are locked, and the stakes are taken', async (t) => {
  const node = await startChain(t, chains.era);
  const stake = await deploy(node, 'LockingStake');
  await transact(node.rpc, { from: victim, to: stake.address, data: stake.selectors['deposit()'], value: hex(all) });
  await loses(node, async () => {
    await stake.must(deployer, 'setLocked(bool)', 1);
    assert.equal(await stake.send(victim, 'withdraw(uint256)', all), false);
    await stake.must(deployer, 'collect(address)', stranger);
    assert.equal(BigInt(await node.rpc('eth_getBalance', stake.address, 'latest')), 0n);
  });
  await isLike(node, stake.address, 'syncdex', 'vault-owner-withdraw');

  const { token, vault: farm } = await stranded(node, 'LockingFarm');
  await loses(node, async () => {
    await farm.must(deployer, 'collect(address)', stranger);
    assert.equal(await held(token, stranger), all);
  });
  const report = await isLike(node, farm.address, 'syncdex', 'vault-owner-withdraw', 'syncdex-farm');
  assert.ok(report.resembles.find(({ incident }) => incident === 'syncdex').matched.length >= 4);
});

test('GemSwap: the owner has what a sale brought in', async (t) => {
  const node = await startChain(t, chains.era);
  const sale = await deploy(node, 'Sale');
  await transact(node.rpc, { from: victim, to: sale.address, data: sale.selectors['deposit()'], value: hex(921n * 10n ** 18n) });
  await loses(node, async () => {
    await node.rpc('evm_increaseTime', 2 * 24 * 60 * 60);
    await sale.must(deployer, 'proceeds()');
    assert.equal(BigInt(await node.rpc('eth_getBalance', sale.address, 'latest')), 0n);
  });
  await isLike(node, sale.address, 'gemswap', 'vault-owner-withdraw');
});

test('Chibi: whoever names the governor has what the vaults hold', async (t) => {
  const node = await startChain(t, chains.arbitrum);
  const { token, vault } = await stranded(node, 'PanicVault');
  await loses(node, async () => {
    const governor = await deploy(node, 'PanicGovernor');
    const had = await held(token, deployer);
    await vault.must(deployer, 'setGov(address)', governor.address);
    await governor.must(deployer, 'drain(address,address)', vault.address, token.address);
    assert.equal((await held(token, deployer)) - had, all);
  });
  await isLike(node, vault.address, 'chibi', 'vault-owner-withdraw');
});

test('Hope: the helper through which deposits move is replaced', async (t) => {
  const node = await startChain(t, chains.arbitrum);
  const helper = await deploy(node, 'HonestHelper');
  const { token, vault: pool } = await stranded(node, 'HelpedPool', [helper.address]);
  await loses(node, async () => {
    const greedy = await deploy(node, 'GreedyHelper', { from: stranger });
    await pool.must(deployer, 'setHelper(address)', greedy.address);
    await token.must(deployer, 'transfer(address,uint256)', victim, all);
    await paidIn(node, token, pool);
    assert.equal(await held(token, stranger), all, 'what is paid in from now on');
    assert.equal(await pool.send(victim, 'withdraw(uint256)', all), false, 'and what was');
  });
  await isLike(node, pool.address, 'hope', 'strategy-swappable');
});

test('Compounder: one key replaces the strategy, after a day that nobody watches', async (t) => {
  const node = await startChain(t, chains.ethereum);
  const helper = await deploy(node, 'HonestHelper');
  const { token, vault: pool } = await stranded(node, 'HelpedPool', [helper.address]);
  const day = 24 * 60 * 60;
  const execute = 'execute(address,uint256,bytes,bytes32,bytes32)';
  const slow = await publish(node, 'TimelockController', { args: [day, [deployer], [deployer], 0] });
  await pool.must(deployer, 'transferOwnership(address)', slow.address);
  await loses(node, async () => {
    const greedy = await deploy(node, 'GreedyHelper', { from: stranger });
    const call = { bytes: pool.selectors['setHelper(address)'] + greedy.address.slice(2).padStart(64, '0') };
    await slow.must(deployer, 'schedule(address,uint256,bytes,bytes32,bytes32,uint256)', pool.address, 0, call, 0, 0, day);
    assert.equal(await slow.send(deployer, execute, pool.address, 0, call, 0, 0), false, 'not before the day is over');
    await node.rpc('evm_increaseTime', day);
    await slow.must(deployer, execute, pool.address, 0, call, 0, 0);
    await paidIn(node, token, pool);
    assert.equal(await held(token, stranger), all);
  });
  await isLike(node, pool.address, 'compounder', 'strategy-swappable');
});

test('StableMagnet: the pool runs a library that does more than it says', async (t) => {
  const node = await startChain(t, chains.bnb);
  const library = await deploy(node, 'GreedyLibrary');
  const { token, vault: pool } = await stranded(node, 'LibraryPool', [library.address]);
  await loses(node, async () => {
    const had = await held(token, deployer);
    await pool.must(deployer, 'exchange(uint256)', all);
    assert.equal((await held(token, deployer)) - had, all);
  });
  await isLike(node, pool.address, 'stablemagnet', 'delegatecall-to-unverified-library');
});

test('Magnate: whoever names the prices borrows everything', async (t) => {
  const node = await startChain(t, chains.base);
  const [token, lent] = [await deploy(node, 'PlainToken'), await deploy(node, 'PlainToken')];
  const price = await deploy(node, 'WrittenPrice');
  const market = await deploy(node, 'LendingMarket', { args: [token.address, lent.address, price.address] });
  await paidIn(node, lent, market, 'supply(uint256)');
  await loses(node, async () => {
    const dear = await deploy(node, 'WrittenPrice', { from: stranger });
    await dear.must(stranger, 'set(uint256)', 10n ** 40n);
    await market.must(deployer, 'setPrices(address)', dear.address);
    await token.must(deployer, 'transfer(address,uint256)', stranger, 1);
    await token.must(stranger, 'approve(address,uint256)', market.address, 1);
    await market.must(stranger, 'deposit(uint256)', 1);
    await market.must(stranger, 'borrow(uint256)', all);
    assert.equal(await held(lent, stranger), all);
  });
  await isLike(node, market.address, 'magnate', 'price-settable');

  const fixed = await deploy(node, 'FixedPriceMarket', { args: [token.address, lent.address, price.address] });
  await isNot(node, fixed.address, 'magnate-fixed', 'price-settable');
});

test('Kokomo: the admin of a market names its code', async (t) => {
  const node = await startChain(t, chains.optimism);
  const token = await deploy(node, 'PlainToken');
  const logic = await deploy(node, 'MarketDelegate');
  const { address } = await deploy(node, 'MarketDelegator', { args: [token.address, logic.address] });
  const market = at(node, address, { ...methodsOf('MarketDelegator'), ...methodsOf('EmptyingDelegate') });
  await paidIn(node, token, market, 'mint(uint256)');
  await loses(node, async () => {
    const emptying = await deploy(node, 'EmptyingDelegate');
    await market.must(deployer, '_setImplementation(address)', emptying.address);
    await market.must(stranger, 'empty(address)', stranger);
    assert.equal(await held(token, stranger), all);
  });
  await isLike(node, address, 'kokomo', 'custody-upgradeable-by-eoa');
});

test('xBank: rounding in a market with hardly any shares is no privilege', async (t) => {
  const node = await startChain(t, chains.era);
  const token = await deploy(node, 'PlainToken');
  const terms = await deploy(node, 'CollateralTerms', { args: [75n * 10n ** 16n] });
  const market = await deploy(node, 'ShareMarket', { args: [token.address, terms.address] });
  await token.must(deployer, 'approve(address,uint256)', market.address, all);
  await token.must(deployer, 'transfer(address,uint256)', victim, all);
  await token.must(deployer, 'transfer(address,uint256)', stranger, all);
  await token.must(victim, 'approve(address,uint256)', market.address, all);
  await token.must(stranger, 'approve(address,uint256)', market.address, all);
  await market.must(deployer, 'mint(uint256)', 2);
  await loses(node, async () => {
    await market.must(stranger, 'mint(uint256)', 2);
    await token.must(stranger, 'transfer(address,uint256)', market.address, all / 2n);
    await market.must(victim, 'mint(uint256)', all / 10n);
    assert.equal(await market.read('balanceOf(address)', victim), 0n, 'the deposit is for nothing');
    const had = await held(token, stranger);
    await market.must(stranger, 'redeemUnderlying(uint256)', all / 10n);
    assert.equal(await market.read('balanceOf(address)', stranger), 2n, 'and what is taken costs no share');
    assert.equal((await held(token, stranger)) - had, all / 10n);
  });
  const report = await isNot(node, market.address, 'xbank', ...byOwners);
  const [thin] = findings(report, 'thin-lending-market');
  assert.match(thin.detail, /There are 2 shares of the market, and 75\.0 % of what they are worth/);
  assert.match(thin.detail, /At this block it holds 2 units of the token 0x\w{40}, for those who paid it in/);
  assert.ok(report.resembles.some(({ incident, label }) => incident === 'xbank' && label === 'exploit'));
  assert.equal(report.level, 'medium');

  // The same market in normal use, and one whose shares count for nothing.
  await market.must(victim, 'mint(uint256)', all / 2n);
  await isNot(node, market.address, 'xbank-used', 'thin-lending-market', ...byOwners);
  const empty = await deploy(node, 'ShareMarket', { args: [token.address, terms.address] });
  assert.match(findings(await isNot(node, empty.address, 'xbank-empty', ...byOwners), 'thin-lending-market')[0].detail, /There are 0 shares/);
  const none = await deploy(node, 'CollateralTerms', { args: [0] });
  const idle = await deploy(node, 'ShareMarket', { args: [token.address, none.address] });
  await isNot(node, idle.address, 'xbank-idle', 'thin-lending-market', ...byOwners);
});

test('Uranium: a mistake in a pair is no privilege', async (t) => {
  const node = await startChain(t, chains.bnb);
  const [first, second] = [await deploy(node, 'PlainToken'), await deploy(node, 'PlainToken')];
  const factory = await deploy(node, 'MistakenFactory');
  await factory.must(deployer, 'createPair(address,address)', first.address, second.address);
  const pair = at(node, `0x${(await factory.read('last()')).toString(16).padStart(40, '0')}`, methodsOf('MistakenPair'));
  for (const token of [first, second]) await token.must(deployer, 'transfer(address,uint256)', pair.address, all);
  await loses(node, async () => {
    await pair.must(stranger, 'trade(uint256,uint256,address)', (all * 98n) / 100n, 0, stranger);
    assert.equal(await held(first, stranger), (all * 98n) / 100n, 'for nothing');
  });
  await isNot(node, pair.address, 'uranium', ...byOwners);
});

test('KelpDAO: a message that one verifier forged is no privilege', async (t) => {
  const node = await startChain(t, chains.ethereum);
  const token = await deploy(node, 'PlainToken');
  const [eid, peer] = [30_332, BigInt(stranger)];
  const { bridge, endpoint } = await bridged(node, token, [1, 0, 0], eid, peer);
  await token.must(deployer, 'transfer(address,uint256)', bridge.address, all);
  await loses(node, async () => {
    const message = { bytes: `0x${stranger.slice(2).padStart(64, '0')}${all.toString(16).padStart(64, '0')}` };
    await endpoint.must(stranger, 'forge(address,uint32,bytes32,bytes)', bridge.address, eid, peer, message);
    assert.equal(await held(token, stranger), all);
  });
  const report = await isLike(node, bridge.address, 'kelpdao', 'bridge-single-verifier');
  const [alone] = findings(report, 'bridge-single-verifier');
  assert.match(alone.detail, /chain 30332 is believed as soon as one verifier has signed/);
  assert.match(alone.detail, new RegExp(`At this block it holds 1000000000000000000000 units of the token ${token.address}, for those who hold what stands`, 'i'));
  await isNot(node, bridge.address, 'kelpdao', ...byOwners);
  // One of two optional ones is enough, and is one.
  const either = await bridged(node, token, [0, 2, 1], eid, peer);
  await isLike(node, either.bridge.address, 'kelpdao', 'bridge-single-verifier', 'kelpdao-either');
});

test('KelpDAO, had a second verifier been asked', async (t) => {
  const node = await startChain(t, chains.ethereum);
  const token = await deploy(node, 'PlainToken');
  for (const [name, verifiers] of [['two', [2, 0, 0]], ['optional', [1, 3, 2]]]) {
    const { bridge } = await bridged(node, token, verifiers, 30_332, BigInt(stranger));
    await token.must(deployer, 'transfer(address,uint256)', bridge.address, all);
    const report = await isNot(node, bridge.address, `kelpdao-${name}`, 'bridge-single-verifier', ...byOwners);
    assert.ok(['low', 'medium'].includes(report.level), report.level);
    assert.ok(!report.resembles.some(({ incident }) => incident === 'kelpdao'), name);
  }
});

test('Meerkat: one key replaces the code of a vault that is a day old', async (t) => {
  const node = await startChain(t, chains.bnb);
  const token = await deploy(node, 'PlainToken');
  const logic = await deploy(node, 'ProxiedVault');
  const initialize = methodsOf('ProxiedVault')['initialize(address)'] + token.address.slice(2).padStart(64, '0');
  const { address } = await publish(node, 'TransparentUpgradeableProxy', { args: [logic.address, deployer, { bytes: initialize }] });
  const vault = at(node, address, { ...methodsOf('ProxiedVault'), ...methodsOf('EmptyingVault') });
  await paidIn(node, token, vault);
  const slot = '0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103';
  const word = await node.rpc('eth_getStorageAt', address, slot, 'latest');
  const admin = at(node, `0x${word.slice(26)}`, { 'upgradeAndCall(address,address,bytes)': '0x9623609d' });
  await loses(node, async () => {
    const emptying = await deploy(node, 'EmptyingVault');
    await admin.must(deployer, 'upgradeAndCall(address,address,bytes)', address, emptying.address, { bytes: '0x' });
    await vault.must(stranger, 'empty(address)', stranger);
    assert.equal(await held(token, stranger), all);
  });
  await isLike(node, address, 'meerkat', 'custody-upgradeable-by-eoa');
});

// What keeps other people's money and is not about to be taken by those behind it: contracts of each kind, in
// normal use. Nothing that is said of custody may be above info, and the level is low or medium.

import assert from 'node:assert/strict';
import test from 'node:test';

import { deploy } from './contracts.mjs';
import { ether, openPool, openPosition, openV3, startChain, startExchange } from './exchanges.mjs';
import { deployer, stranger, victim } from './node.mjs';
import { newSafe, newTimelock, publish } from './published.mjs';
import { freeze, score } from './rugrisk.mjs';

const day = 24 * 60 * 60;
const all = 10n ** 21n;
const optimism = 10;
const custody = new Set([
  'vault-owner-withdraw', 'vault-migrate', 'emergency-withdraw-to-owner', 'strategy-swappable', 'withdraw-blockable',
  'allowance-abuse', 'price-settable', 'exit-fee-unbounded', 'pool-privileged-drain', 'distributor-sweep', 'distributor-mints',
  'merkle-root-mutable', 'claim-pulls-funds', 'pair-preapproved-spender', 'satellite-minter', 'operator-withdraw-for-user',
  'custody-upgradeable-by-eoa', 'delegatecall-to-unverified-library', 'burn-from-pair', 'bridge-single-verifier',
  'thin-lending-market', 'incident-pattern-match', 'known-bytecode-match',
]);

async function isQuiet(node, address, name, kinds) {
  await freeze(node, address, `incidents/honest-${name}`);
  const report = await score(node, address);
  const said = report.findings.filter(({ id, severity, inert }) => custody.has(id) && severity !== 'info' && !inert);
  assert.deepEqual(said.map(({ id, severity, detail }) => `${id} ${severity}: ${detail}`), [], name);
  if (kinds) assert.deepEqual(report.target.kinds, kinds, name);
  assert.ok(['low', 'medium'].includes(report.level), `${name}: ${report.level} ${JSON.stringify(report.findings.map(({ id, severity }) => [id, severity]))}`);
}

/** A timelock of two days, at the hand of three people. */
async function slow(node) {
  const safe = await newSafe(node, [deployer, stranger, victim], 3);
  return newTimelock(node, 2 * day, [safe.address]);
}

async function paysIn(token, vault, method, ...args) {
  await token.must(deployer, 'transfer(address,uint256)', victim, all);
  await token.must(victim, 'approve(address,uint256)', vault.address, all);
  await vault.must(victim, method, ...args);
}

test('a vault of OpenZeppelin', async (t) => {
  const node = await startChain(t, optimism);
  const token = await deploy(node, 'PlainToken');
  const vault = await deploy(node, 'Oz5Vault', { args: [token.address] });
  await paysIn(token, vault, 'deposit(uint256,address)', all, victim);
  await isQuiet(node, vault.address, 'vault', ['token', 'vault']);
});

test('staking for rewards, at one hand', async (t) => {
  const node = await startChain(t, optimism);
  const [token, reward] = [await deploy(node, 'PlainToken'), await deploy(node, 'PlainToken')];
  const staking = await deploy(node, 'RewardStaking', { args: [token.address, reward.address] });
  await paysIn(token, staking, 'stake(uint256)', all);
  await reward.must(deployer, 'transfer(address,uint256)', staking.address, all);
  await staking.must(deployer, 'notifyRewardAmount(uint256)', all);
  await isQuiet(node, staking.address, 'staking', ['deposits']);
});

test('a farm without a migrator, behind a timelock', async (t) => {
  const node = await startChain(t, optimism);
  const token = await deploy(node, 'PlainToken');
  const farm = await deploy(node, 'Farm');
  await farm.must(deployer, 'add(uint256,address)', 100, token.address);
  await farm.must(deployer, 'transferOwnership(address)', (await slow(node)).address);
  await isQuiet(node, farm.address, 'farm', ['deposits']);
});

test('pools of Uniswap', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'Oz5Fixed');
  const pair = await openPool(node, token, { tokens: 500_000n * ether });
  await isQuiet(node, pair.address, 'uniswap-v2', ['token', 'pool']);
  const v3 = await openV3(node);
  await openPosition(node, v3, token);
  const pool = await v3.factory.read('getPool(address,address,uint24)', token.address, node.coin.address, 3000);
  await isQuiet(node, `0x${pool.toString(16).padStart(40, '0')}`, 'uniswap-v3', ['pool']);
});

test('a distributor whose rest goes to a timelock when it is over', async (t) => {
  const node = await startChain(t, optimism);
  const token = await deploy(node, 'PlainToken');
  const { timestamp } = await node.rpc('eth_getBlockByNumber', 'latest', false);
  const drop = await deploy(node, 'ExpiringMerkleDrop', { args: [(await slow(node)).address, token.address, 7, BigInt(timestamp) + 365n * BigInt(day)] });
  await token.must(deployer, 'transfer(address,uint256)', drop.address, all);
  await isQuiet(node, drop.address, 'distributor', ['distributor']);
});

test('a market in the manner of Compound, behind a timelock', async (t) => {
  const node = await startChain(t, optimism);
  const token = await deploy(node, 'PlainToken');
  const terms = await deploy(node, 'EasyTerms');
  const market = await deploy(node, 'CompoundMarket', { args: [token.address, terms.address, terms.address] });
  await paysIn(token, market, 'mint(uint256)', all);
  await market.must(victim, 'borrow(uint256)', all / 3n);
  const lock = await publish(node, 'CompoundTimelock', { args: [deployer, 2 * day] });
  await market.must(deployer, 'setPendingAdmin(address)', lock.address);
  await node.rpc('anvil_impersonateAccount', lock.address);
  await node.rpc('anvil_setBalance', lock.address, '0xde0b6b3a7640000');
  await market.must(lock.address, 'acceptAdmin()');
  await isQuiet(node, market.address, 'market', ['lending-market']);
});

test('a locker of liquidity', async (t) => {
  const node = await startChain(t, optimism);
  const token = await deploy(node, 'PlainToken');
  const locker = await deploy(node, 'LiquidityLocker');
  await paysIn(token, locker, 'lockLPToken(address,uint256,uint256,address)', token.address, all, 4_000_000_000, victim);
  await isQuiet(node, locker.address, 'locker', ['locker']);
});

test('what keeps nothing for others is named too', async (t) => {
  const node = await startExchange(t);
  const safe = await newSafe(node, [deployer, stranger, victim], 2);
  const lock = await newTimelock(node, 2 * day, [deployer]);
  for (const [address, kind] of [[safe.address, 'safe'], [lock.address, 'timelock'], [node.factory.address, 'pool-factory']]) {
    const { target } = await score(node, address);
    assert.ok(target.kinds?.includes(kind), `${kind}: ${target.kinds}`);
  }
});

// What each kind of contract is, and what it is asked: what it holds, of whom, who keeps it, what can be taken from
// whom, and from when on.

import assert from 'node:assert/strict';
import test from 'node:test';

import { deploy, transact } from './contracts.mjs';
import { startChain, startExchange, wrap } from './exchanges.mjs';
import { held, loses } from './likeness.mjs';
import { deployer, stranger, victim } from './node.mjs';
import { abiOf, newSafe, publish } from './published.mjs';
import { findings, freeze, score } from './rugrisk.mjs';

const all = 10n ** 21n;
const optimism = 10;
const day = 24 * 60 * 60;
const root = `0x${'5'.padStart(64, '0')}`;

/** The report, kept as evidence of this name. */
async function asked(node, { address }, name) {
  await freeze(node, address, `stakes/${name}`);
  return score(node, address);
}

async function foundIn(node, contract, name, id) {
  const report = await asked(node, contract, name);
  const found = findings(report, id);
  assert.ok(found.length > 0, `${name}: ${JSON.stringify(report.findings.map((each) => each.id))}`);
  return { report, found, details: found.map(({ detail }) => detail).join('\n') };
}

async function approved(token, spender, account, allowed, has) {
  await token.must(deployer, 'transfer(address,uint256)', account, has);
  await token.must(account, 'approve(address,uint256)', spender.address, allowed);
}

/** A vault of `contract` with a strategy, and the victim's deposit in it. */
async function strategic(node, contract, strategy) {
  const token = await deploy(node, 'PlainToken');
  const vault = await deploy(node, contract, { args: [token.address] });
  const keeper = await deploy(node, strategy, { args: [token.address, vault.address] });
  const name = contract === 'NamedVault' ? 'setStrategy(address)' : 'settle(address)';
  await vault.must(deployer, name, keeper.address);
  await token.must(deployer, 'transfer(address,uint256)', vault.address, all);
  await approved(token, vault, victim, all, all);
  await vault.must(victim, 'deposit(uint256)', all);
  return { token, vault, keeper };
}

test('what people approved is at stake: what is left of it, and what they have', async (t) => {
  const node = await startChain(t, optimism);
  const token = await deploy(node, 'PlainToken');
  const collector = await deploy(node, 'OneTokenCollector', { args: [token.address] });
  await approved(token, collector, victim, all / 2n, all);
  await approved(token, collector, stranger, all, all / 4n);
  await loses(node, async () => {
    await collector.must(deployer, 'collect(address,uint256)', victim, all / 2n);
    assert.equal(await held(token, victim), all / 2n);
  });
  const { details, found: [{ citations }] } = await foundIn(node, collector, 'collector', 'allowance-abuse');
  const taken = (all / 4n) * 3n;
  assert.match(details, new RegExp(`At this block it can take ${taken} units of the token ${token.address}, from those who approved the contract: 2 of the 2`, 'i'));
  assert.ok(citations.some(({ note }) => note === 'the largest of the approvals'));
});

test('where the caller names the token, the coins of the chain are asked', async (t) => {
  const node = await startExchange(t);
  const collector = await deploy(node, 'Collector');
  await wrap(node, victim, all / 100n);
  await node.coin.must(victim, 'approve(address,uint256)', collector.address, all);
  const { details } = await foundIn(node, collector, 'any-collector', 'allowance-abuse');
  assert.match(details, new RegExp(`it can take ${all / 100n} units of the token ${node.coin.address}, from those who approved`, 'i'));
  assert.doesNotMatch(details, /can take 0 /, 'coins that nobody approved');
  assert.match(details, /It can take the token of an account that the caller names .* is not known/);
});

test('a claim that takes says how much it can', async (t) => {
  const node = await startChain(t, optimism);
  const token = await deploy(node, 'PlainToken');
  const claim = await deploy(node, 'OneTokenClaim', { args: [token.address] });
  await approved(token, claim, victim, all, all);
  await loses(node, async () => {
    await claim.must(victim, 'claim()');
    assert.equal(await held(token, victim), 0n);
  });
  const { details } = await foundIn(node, claim, 'claim', 'claim-pulls-funds');
  assert.match(details, new RegExp(`it can take ${all} units of the token ${token.address}`, 'i'));
});

test('a strategy is read: what it keeps, and who can take it', async (t) => {
  const node = await startChain(t, optimism);
  const { token, vault, keeper } = await strategic(node, 'NamedVault', 'TakingStrategy');
  await loses(node, async () => {
    await keeper.must(deployer, 'panic(address)', stranger);
    assert.equal(await held(token, stranger), 2n * all);
  });
  const { details, report } = await foundIn(node, vault, 'strategy-taking', 'vault-owner-withdraw');
  assert.match(details, new RegExp(`${keeper.address} keeps what is paid in; there .* can take out what is held`, 'i'));
  assert.match(details, new RegExp(`At this block ${keeper.address} holds ${2n * all} units of the token ${token.address}, for those who paid it in`, 'i'));
  assert.deepEqual(report.target.kinds, ['deposits'], 'shares that cannot be passed on');
  const settled = await strategic(node, 'SettledVault', 'TakingStrategy');
  await foundIn(node, settled.vault, 'strategy-settled', 'vault-owner-withdraw');
  const [swappable] = findings(report, 'strategy-swappable');
  assert.match(swappable.detail, new RegExp(`Now that is ${keeper.address}`, 'i'));
});

test('a strategy that only gives back is none to fear', async (t) => {
  const node = await startChain(t, optimism);
  for (const strategy of ['KeepingStrategy', 'RetiringStrategy']) {
    const { vault } = await strategic(node, 'SettledVault', strategy);
    const report = await asked(node, vault, strategy.toLowerCase());
    assert.deepEqual(findings(report, 'vault-owner-withdraw'), [], strategy);
    assert.ok(['low', 'medium'].includes(report.level), `${strategy}: ${report.level}`);
  }
});

test('a vault of shares in what a strategy keeps', async (t) => {
  const node = await startChain(t, optimism);
  const { vault: honest } = await strategic(node, 'SharedVault', 'KeepingStrategy');
  const people = await newSafe(node, [deployer, stranger, victim], 3);
  await honest.must(deployer, 'transferOwnership(address)', people.address);
  const report = await asked(node, honest, 'shares');
  assert.deepEqual(report.target.kinds, ['token', 'vault']);
  const ids = report.findings.filter(({ severity }) => !['info', 'low'].includes(severity)).map(({ id, severity }) => `${id} ${severity}`);
  assert.deepEqual(ids, ['strategy-swappable medium'], 'three people, after two days');
  assert.equal(report.level, 'medium');
  const { vault, keeper } = await strategic(node, 'SharedVault', 'TakingStrategy');
  const { details } = await foundIn(node, vault, 'shares-taken', 'vault-owner-withdraw');
  assert.match(details, new RegExp(`${keeper.address} keeps what is paid in; there one key`, 'i'));
});

test('every pool of a farm is asked for', async (t) => {
  const node = await startChain(t, optimism);
  const farm = await deploy(node, 'DrainingFarm');
  const tokens = [];
  for (const part of [1n, 2n, 3n]) {
    const token = await deploy(node, 'PlainToken');
    await farm.must(deployer, 'add(uint256,address)', 100, token.address);
    await token.must(deployer, 'transfer(address,uint256)', farm.address, all / part);
    tokens.push([token, all / part]);
  }
  const { details } = await foundIn(node, farm, 'farm', 'vault-owner-withdraw');
  for (const [{ address }, amount] of tokens) {
    assert.match(details, new RegExp(`it holds ${amount} units of the token ${address}, for those who paid it in`, 'i'));
  }
});

test('a comptroller is asked for its markets', async (t) => {
  const node = await startChain(t, optimism);
  const token = await deploy(node, 'PlainToken');
  const list = await deploy(node, 'MarketList');
  const [thin, used] = [await deploy(node, 'ShareMarket', { args: [token.address, list.address] }), await deploy(node, 'ShareMarket', { args: [token.address, list.address] })];
  for (const [market, amount] of [[thin, 2n], [used, all]]) {
    await list.must(deployer, 'list(address)', market.address);
    await token.must(deployer, 'approve(address,uint256)', market.address, amount);
    await market.must(deployer, 'mint(uint256)', amount);
  }
  const { details, found, report } = await foundIn(node, list, 'comptroller', 'thin-lending-market');
  assert.equal(found.length, 1);
  assert.match(details, new RegExp(`There are 2 shares of the market ${thin.address}`, 'i'));
  assert.match(details, new RegExp(`${used.address} holds ${all} units of the token ${token.address}, for those who paid it in`, 'i'));
  assert.ok(report.target.kinds.includes('lending-market'));
});

test('a distributor is asked for its root, and for the moment from which on it is swept', async (t) => {
  const node = await startChain(t, optimism);
  const token = await deploy(node, 'PlainToken');
  const drop = await deploy(node, 'OneTokenDrop', { args: [token.address, root] });
  await token.must(deployer, 'transfer(address,uint256)', drop.address, all);
  const { details } = await foundIn(node, drop, 'drop', 'merkle-root-mutable');
  assert.match(details, new RegExp(`which is ${root} now`));
  assert.match(details, new RegExp(`it holds ${all} units of the token ${token.address}, for those who may claim it`, 'i'));

  const { timestamp } = await node.rpc('eth_getBlockByNumber', 'latest', false);
  const end = BigInt(timestamp) + 100n * BigInt(day) + 1000n;
  const expiring = await deploy(node, 'ExpiringMerkleDrop', { args: [deployer, token.address, 7, end] });
  await token.must(deployer, 'transfer(address,uint256)', expiring.address, all);
  assert.match((await foundIn(node, expiring, 'expiring', 'distributor-sweep')).details, /The moment that it waits for is 100 days away/);
  await node.rpc('evm_increaseTime', 101 * day);
  await node.rpc('evm_mine');
  assert.match((await foundIn(node, expiring, 'expired', 'distributor-sweep')).details, /The moment that it waits for has come/);
});

test('what else can be taken is counted too', async (t) => {
  const node = await startChain(t, optimism);
  const token = await deploy(node, 'PlainToken');
  const vaults = { OneTokenRescue: 'emergency-withdraw-to-owner', OneTokenFee: 'exit-fee-unbounded' };
  for (const [contract, id] of Object.entries(vaults)) {
    const vault = await deploy(node, contract, { args: [token.address] });
    await approved(token, vault, victim, all, all);
    await vault.must(victim, 'deposit(uint256)', all);
    const { details } = await foundIn(node, vault, contract.toLowerCase(), id);
    assert.match(details, new RegExp(`it holds ${all} units of the token ${token.address}, for those who paid it in`, 'i'));
  }
  const farm = await deploy(node, 'MigratingFarm');
  await farm.must(deployer, 'add(uint256,address)', 100, token.address);
  await token.must(deployer, 'transfer(address,uint256)', farm.address, all);
  assert.match((await foundIn(node, farm, 'migrating', 'vault-migrate')).details, new RegExp(`it holds ${all} units`));

  const pair = await deploy(node, 'DrainablePair');
  const other = await deploy(node, 'PlainToken');
  await pair.must(deployer, 'initialize(address,address)', token.address, other.address);
  for (const each of [token, other]) await each.must(deployer, 'transfer(address,uint256)', pair.address, all);
  const { details } = await foundIn(node, pair, 'drainable', 'pool-privileged-drain');
  assert.match(details, new RegExp(`it holds ${all} units of the token ${token.address}, for those who gave liquidity`, 'i'));
});

test('routers are known for what they do', async (t) => {
  const node = await startExchange(t);
  const [{ inputs: [{ components }] }] = abiOf('UniversalRouter').filter(({ type }) => type === 'constructor');
  const routers = {
    UniswapV2Router02: [node.factory.address, node.coin.address],
    SwapRouter: [node.factory.address, node.coin.address],
    UniversalRouter: components.map(() => node.coin.address),
  };
  for (const [name, args] of Object.entries(routers)) {
    const { target } = await score(node, (await publish(node, name, { args })).address);
    assert.deepEqual(target.kinds, ['router'], name);
  }
});

test('sales are known for what they do', async (t) => {
  const node = await startChain(t, optimism);
  const token = await deploy(node, 'PlainToken');
  const own = await deploy(node, 'CoinSale', { args: [token.address] });
  const published = await publish(node, 'Crowdsale', { args: [1000, deployer, token.address] });
  for (const sale of [own, published]) {
    await token.must(deployer, 'transfer(address,uint256)', sale.address, all);
    const buy = sale === own ? 'buy(address)' : 'buyTokens(address)';
    const data = sale.selectors[buy] + victim.slice(2).padStart(64, '0');
    const { status } = await transact(node.rpc, { from: victim, to: sale.address, data, value: '0x1' });
    assert.equal(status, '0x1');
    const { target } = await score(node, sale.address);
    assert.deepEqual(target.kinds, ['sale']);
  }
  assert.equal(await held(token, victim), 2000n);
  const minted = await publish(node, 'MintedCrowdsale', { args: [1000, deployer, token.address] });
  assert.deepEqual((await score(node, minted.address)).target.kinds, ['sale']);
});

test('a bridge and a market are known for what they do', async (t) => {
  const node = await startChain(t, optimism);
  const token = await deploy(node, 'PlainToken');
  const endpoint = await deploy(node, 'EndpointSpeaker', { args: [1, 0, 0] });
  const bridge = await deploy(node, 'BridgedDeposits', { args: [endpoint.address, token.address, 30_101, BigInt(stranger)] });
  assert.ok((await score(node, bridge.address)).target.kinds.includes('bridge'));
});

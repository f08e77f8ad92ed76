// Where a token trades and who can take the liquidity out, on Uniswap's own contracts.

import assert from 'node:assert/strict';
import test from 'node:test';

import { deploy } from './contracts.mjs';
import { buy, ether, now, openPool, openPosition, openV3, provide, stand, startChain, startExchange, withdraw, withdrawPosition, withDollars, wrap } from './exchanges.mjs';
import { deployer, stranger, victim } from './node.mjs';
import { newSafe, publishAt } from './published.mjs';
import { findings, freeze, score } from './rugrisk.mjs';

const dead = '0x000000000000000000000000000000000000dead';
const sushiFactory = '0xc0aee478e3658e2610c5f7a4a2e1777ce9e4f2ac';
const lesserFactory = '0xaf39606bec181887951ab6912ac7ea216bd6e4b4';
const uncx = '0x663a5c229c09b049e36dcc11a9b0d4a8eb9db214';
const day = 24 * 60 * 60;
const ids = ['lp-unlocked', 'lp-lock-expiring', 'lp-lock-unverified', 'lp-held-by-privileged', 'liquidity-low', 'liquidity-removed'];

/** What is said of a token's liquidity, by id, and why what is not known is not. */
async function liquidity(node, token, name) {
  const report = await score(node, token.address);
  if (name) await freeze(node, token.address, `liquidity/${name}`);
  const said = ids.flatMap((id) => findings(report, id).map(({ severity, state }) => [id, `${state} ${severity}`]));
  return { ...report, said: Object.fromEntries(said) };
}

/** Sends all that an account has of a pool elsewhere. */
async function send(pair, from, to) {
  await pair.must(from, 'transfer(address,uint256)', to, await pair.read('balanceOf(address)', from));
}

test('liquidity that is burnt is silent, and that of one key is not', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'Oz5Fixed');
  const pair = await openPool(node, token);
  const kept = await liquidity(node, token, 'one-key');
  assert.deepEqual(kept.said, { 'lp-unlocked': 'likely high' });
  await send(pair, deployer, dead);
  const burnt = await liquidity(node, token, 'burnt');
  assert.deepEqual(burnt.said, {});
});

test('whoever rules the token and holds its liquidity is named for it', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'Oz5Mint');
  const pair = await openPool(node, token);
  const held = await liquidity(node, token, 'owner');
  assert.deepEqual(held.said, { 'lp-unlocked': 'likely high', 'lp-held-by-privileged': 'likely high' });
  assert.equal(findings(held, 'lp-held-by-privileged')[0].controller.address.toLowerCase(), deployer);

  const all = await pair.read('balanceOf(address)', deployer);
  await pair.must(deployer, 'transfer(address,uint256)', dead, all - all / 10n);
  const some = await liquidity(node, token, 'owner-some');
  assert.deepEqual(some.said, { 'lp-unlocked': 'likely low', 'lp-held-by-privileged': 'likely medium' });

  await pair.must(deployer, 'transfer(address,uint256)', stranger, all / 20n);
  assert.equal((await liquidity(node, token)).said['lp-held-by-privileged'], undefined, 'a twentieth less what was burnt at the start');
});

test('whoever holds liquidity and has no say over the token is not called its owner', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'Oz5Mint');
  const pair = await openPool(node, token);
  await send(pair, deployer, stranger);
  assert.deepEqual((await liquidity(node, token, 'no-say')).said, { 'lp-unlocked': 'likely high' });
});

test('liquidity of many hands is worth knowing and no more', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'Oz5Fixed');
  const pair = await openPool(node, token, { coins: 4n * ether });
  const part = (await pair.read('balanceOf(address)', deployer)) / 40n;
  for (let i = 0n; i < 40n; i++) await pair.must(deployer, 'transfer(address,uint256)', (1n << 100n) + i, part);
  assert.deepEqual((await liquidity(node, token, 'many-hands')).said, { 'lp-unlocked': 'likely info' });
});

for (const [name, address, locker] of [
  ['uncx', uncx, 'UncxSpeaker'],
  ['team-finance', '0xe2fe530c047f2d85298b07d9333c05737f1435fb', 'TeamFinanceSpeaker'],
  ['pinklock-1', '0x33d4cc8716beb13f814f538ad3b2de3b036f5e2a', 'PinkLock1Speaker'],
  ['pinklock-2', '0x71b5759d73262fbb223956913ecf4ecc51057641', 'PinkLock2Speaker'],
]) {
  test(`a lock of ${name} counts until it ends`, async (t) => {
    const node = await startExchange(t);
    const lock = await stand(node, locker, address);
    const token = await deploy(node, 'Oz5Mint');
    const pair = await openPool(node, token);
    const all = await pair.read('balanceOf(address)', deployer);
    await send(pair, deployer, address);
    await lock.must(deployer, 'note(address,uint256,uint256)', pair.address, all, (await now(node)) + 400 * day);
    const far = await liquidity(node, token, `${name}-far`);
    assert.deepEqual(far.said, {});

    await node.rpc('evm_increaseTime', 390 * day + day / 2);
    await node.rpc('evm_mine');
    const near = await liquidity(node, token, ['uncx', 'pinklock-2'].includes(name) ? `${name}-near` : undefined);
    assert.deepEqual(near.said, { 'lp-lock-expiring': 'likely medium' });
    assert.match(findings(near, 'lp-lock-expiring')[0].detail, /for 9 more days/);

    await node.rpc('evm_increaseTime', 20 * day);
    await node.rpc('evm_mine');
    assert.deepEqual((await liquidity(node, token, name === 'uncx' ? 'uncx-ended' : undefined)).said, { 'lp-unlocked': 'likely high' });
  });
}

test('a known locker that does not know of the liquidity locks nothing', async (t) => {
  const node = await startExchange(t);
  await stand(node, 'UncxSpeaker', uncx);
  const token = await deploy(node, 'Oz5Fixed');
  const pair = await openPool(node, token);
  await send(pair, deployer, uncx);
  assert.deepEqual((await liquidity(node, token, 'lost-in-locker')).said, { 'lp-unlocked': 'likely high' });
});

test('a contract that holds the liquidity is read for its ways out', async (t) => {
  const node = await startExchange(t);
  const said = {};
  for (const [name, contract] of [['own-lock', 'SafeLiquidityLock'], ['revived-lock', 'RevivedLiquidityLock'], ['patient', 'PatientLock'], ['grave', 'Grave']]) {
    const token = await deploy(node, 'Oz5Fixed');
    const pair = await openPool(node, token);
    await send(pair, deployer, (await deploy(node, contract)).address);
    said[name] = (await liquidity(node, token, name)).said;
  }
  assert.deepEqual(said, {
    'own-lock': { 'lp-lock-unverified': 'likely high' },
    'revived-lock': { 'lp-lock-unverified': 'likely high' },
    patient: { 'lp-lock-unverified': 'likely medium' },
    grave: { 'lp-lock-unverified': 'likely low' },
  });
});

test('a clone is read where its code is, and a proxy is as good as whoever can replace its code', async (t) => {
  const node = await startExchange(t);
  const logic = await deploy(node, 'SafeLiquidityLock');
  const clone = '0x00000000000000000000000000000000000c104e';
  await node.rpc('anvil_setCode', clone, `0x363d3d373d3d3d363d73${logic.address.slice(2)}5af43d82803e903d91602b57fd5bf3`);
  await node.rpc('anvil_setStorageAt', clone, `0x${'0'.repeat(64)}`, `0x${deployer.slice(2).padStart(64, '0')}`);
  const grave = await deploy(node, 'Grave');
  const proxy = await deploy(node, 'Oz4Transparent', { args: [grave.address] });
  const said = {};
  for (const [name, holder] of [['clone', clone], ['proxy', proxy.address]]) {
    const token = await deploy(node, 'Oz5Fixed');
    await send(await openPool(node, token), deployer, holder);
    said[name] = (await liquidity(node, token, `lock-${name}`)).said;
  }
  assert.deepEqual(said, {
    clone: { 'lp-lock-unverified': 'likely high' },
    proxy: { 'lp-lock-unverified': 'likely high' },
  });
});

test('liquidity that was taken out is told from what was paid in again', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'Oz5Fixed');
  const pair = await openPool(node, token);
  await withdraw(pair, deployer, 50);
  assert.equal((await liquidity(node, token, 'half-removed')).said['liquidity-removed'], undefined);
  await withdraw(pair, deployer, 99);
  const removed = await liquidity(node, token, 'removed');
  assert.equal(removed.said['liquidity-removed'], 'likely critical');
  assert.equal(removed.said['liquidity-low'], 'likely medium');
  assert.equal(removed.level, 'critical');

  const shared = await deploy(node, 'Oz5Fixed');
  const other = await openPool(node, shared);
  await other.must(deployer, 'transfer(address,uint256)', stranger, (await other.read('balanceOf(address)', deployer)) / 2n);
  await withdraw(other, deployer, 100);
  await withdraw(other, stranger, 95);
  assert.equal((await liquidity(node, shared, 'removed-in-two')).said['liquidity-removed'], 'likely critical');

  await provide(node, pair, token, { coins: 100n * ether, tokens: 979_000n * ether });
  assert.equal((await liquidity(node, token, 'refilled')).said['liquidity-removed'], undefined);
});

test('a pool that was emptied is told by what there was, however deep it still is, and wherever it is', async (t) => {
  const node = await startExchange(t);
  await node.rpc('anvil_setBalance', deployer, `0x${(100_000n * ether).toString(16)}`);
  const token = await deploy(node, 'Oz5Fixed');
  const pair = await openPool(node, token, { coins: 30_000n * ether });
  await withdraw(pair, deployer, 95);
  const deep = await liquidity(node, token, 'removed-and-deep');
  assert.equal(deep.said['liquidity-removed'], 'likely critical');
  assert.equal(deep.said['liquidity-low'], undefined);

  node.factory = await publishAt(node, 'UniswapV2Factory', sushiFactory, [0]);
  const aside = await deploy(node, 'Oz5Fixed');
  const other = await openPool(node, aside);
  assert.deepEqual((await liquidity(node, aside, 'aside')).said, { 'lp-unlocked': 'likely high' });
  await withdraw(other, deployer, 99);
  assert.equal((await liquidity(node, aside, 'removed-aside')).said['liquidity-removed'], 'likely critical');
});

test('little to sell into is said, and no pool is not called little', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'Oz5Fixed');
  const none = await liquidity(node, token, 'no-pool');
  assert.deepEqual(none.said, {});
  assert.ok(none.unknowns.some(({ what, reason }) => what === 'where the token trades' && reason === 'NO_POOL'));

  const pair = await openPool(node, token, { coins: ether / 10n });
  await send(pair, deployer, dead);
  assert.deepEqual((await liquidity(node, token, 'shallow')).said, { 'liquidity-low': 'likely medium' });
});

test('a lesser exchange is asked where the others have only a shallow pool', async (t) => {
  const node = await startExchange(t);
  const lesser = await publishAt(node, 'UniswapV2Factory', lesserFactory, [0]);
  const token = await deploy(node, 'Oz5Fixed');
  const small = await openPool(node, token, { coins: ether / 10n, tokens: 1_000n * ether });
  await send(small, deployer, dead);
  const there = await openPool({ ...node, factory: lesser }, token, { tokens: 979_000n * ether });
  assert.deepEqual((await liquidity(node, token, 'lesser')).said, { 'lp-unlocked': 'likely high' });
  await send(there, deployer, dead);
  const burnt = await liquidity(node, token, 'lesser-burnt');
  assert.deepEqual(burnt.said, {});
  const sent = Object.values(burnt.requests).reduce((sum, count) => sum + count, 0);
  assert.ok(sent <= 25, `${sent} requests`);
});

test('without Multicall3 the main exchanges are asked first, and the rest as long as the budget lasts', async (t) => {
  const node = await startExchange(t, { multicall: false });
  const token = await deploy(node, 'Oz5Fixed');
  await openPool(node, token);
  const report = await liquidity(node, token, 'singly');
  assert.deepEqual(report.said, { 'lp-unlocked': 'likely high' });
  const sent = Object.values(report.requests).reduce((sum, count) => sum + count, 0);
  assert.ok(sent <= 60, `${sent} requests`);
  const few = await score(node, token.address, '--max-requests', '30');
  assert.equal(findings(few, 'lp-unlocked')[0].severity, 'high');
  assert.ok(few.unknowns.some(({ what, reason }) => what === 'pools at some exchanges' && reason === 'NO_MULTICALL'));
});

test('a position of V3 is as free as whoever owns it', async (t) => {
  const node = await startExchange(t);
  const v3 = await openV3(node);
  const token = await deploy(node, 'Oz5Mint');
  await openPosition(node, v3, token);
  const held = await liquidity(node, token, 'v3-owner');
  assert.deepEqual(held.said, { 'lp-unlocked': 'likely high', 'lp-held-by-privileged': 'likely high' });

  const give = 'transferFrom(address,address,uint256)';
  await v3.positions.must(deployer, give, deployer, stranger, 1);
  assert.deepEqual((await liquidity(node, token, 'v3-no-say')).said, { 'lp-unlocked': 'likely high' });
  await v3.positions.must(stranger, give, stranger, dead, 1);
  assert.deepEqual((await liquidity(node, token, 'v3-burnt')).said, {});
});

test('an old position of V3 whose owner was not found is not called kept', async (t) => {
  const node = await startExchange(t);
  const v3 = await openV3(node);
  const token = await deploy(node, 'Oz5Fixed');
  await openPosition(node, v3, token);
  await node.rpc('anvil_mine', '0x1500');
  const report = await liquidity(node, token, 'v3-old');
  assert.deepEqual(report.said, { 'lp-unlocked': 'possible high' });
  assert.ok(report.unknowns.some(({ what }) => what === "who else holds the pool's liquidity"));
});

test('liquidity of V3 that was taken out is told from what was moved to other prices', async (t) => {
  const node = await startExchange(t);
  const v3 = await openV3(node);
  const token = await deploy(node, 'Oz5Fixed');
  // The same money, a hundred times as much liquidity.
  await openPosition(node, v3, token, { range: 600 });
  await withdrawPosition(node, v3, 1, 100);
  await openPosition(node, v3, token);
  const moved = await liquidity(node, token, 'v3-moved');
  assert.deepEqual(moved.said, { 'lp-unlocked': 'likely high' });
  await withdrawPosition(node, v3, 2, 50);
  assert.equal((await liquidity(node, token)).said['liquidity-removed'], undefined);
  await withdrawPosition(node, v3, 2, 98);
  const removed = await liquidity(node, token, 'v3-removed');
  assert.equal(removed.said['liquidity-removed'], 'likely critical');
  assert.match(findings(removed, 'liquidity-removed')[0].detail, /, 1(\.0+)? % is left/);
  assert.equal(removed.level, 'critical');
  await withdrawPosition(node, v3, 2, 100);
  assert.equal((await liquidity(node, token)).said['liquidity-removed'], 'likely critical');
  await openPosition(node, v3, token);
  assert.equal((await liquidity(node, token)).said['liquidity-removed'], undefined, 'provided again');
});

test('what becomes of a pool is told by its holders at first, then by its first hour and day', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'Oz5Fixed');
  const pair = await openPool(node, token);
  const asked = ({ exitContributions }) => exitContributions.map(({ feature }) => feature);
  const held = await liquidity(node, token);
  assert.ok(asked(held).includes('what the creator can withdraw'), asked(held));

  for (let i = 0; i < 5; i++) await buy(node, pair, stranger, ether);
  await node.rpc('anvil_mine', '0x110');
  const hour = await liquidity(node, token, 'hour');
  assert.ok(asked(hour).includes('how many bought'), asked(hour));
  assert.ok(!asked(hour).includes('activity after the first hour'));

  await node.rpc('anvil_mine', '0x1a00');
  const day = await liquidity(node, token, 'day');
  assert.ok(asked(day).includes('activity after the first hour'), asked(day));

  await send(pair, deployer, dead);
  const other = await deploy(node, 'Oz5Fixed');
  await send(await openPool(node, other), deployer, dead);
  const burnt = await liquidity(node, other);
  assert.ok(burnt.probability.exit.value < held.probability.exit.value, 'nobody can take out what is burnt');
  for (const { probability: { exit } } of [held, hour, day, burnt]) {
    assert.ok(exit.interval[0] <= exit.value && exit.value <= exit.interval[1]);
  }
});

test('a token with one pool takes few requests and rounds', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'Oz5Mint');
  const pair = await openPool(node, token);
  await send(pair, deployer, stranger);
  const { requests } = await liquidity(node, token);
  const sent = Object.values(requests).reduce((sum, count) => sum + count, 0);
  assert.ok(sent <= 25, `${sent} requests`);
});

test('a pool that was left for a deeper one is not one whose liquidity was taken out', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'Oz5Fixed');
  const pair = await openPool(node, token);
  await withdraw(pair, deployer, 99);
  const coin = await withDollars(node);
  const deeper = await openPool(node, token, { coin, coins: 50_000n * 10n ** 6n });
  await send(deeper, deployer, dead);
  assert.deepEqual((await liquidity(node, token, 'moved-on')).said, {});
});

test('a Safe of three keys lowers what one key would be', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'Oz5Fixed');
  const pair = await openPool(node, token);
  await send(pair, deployer, (await newSafe(node, [deployer, stranger, victim], 3)).address);
  assert.deepEqual((await liquidity(node, token, 'safe')).said, { 'lp-unlocked': 'likely medium' });
});

test('a farm that pays people back is told from one whose owner helps himself', async (t) => {
  const node = await startExchange(t);
  const said = {};
  for (const [name, farm] of [['farm', 'Oz5HonestVault'], ['owner-farm', 'Oz5OwnerVault']]) {
    const token = await deploy(node, 'Oz5Fixed');
    const pair = await openPool(node, token);
    const vault = await deploy(node, farm, { args: [pair.address] });
    const all = await pair.read('balanceOf(address)', deployer);
    await pair.must(deployer, 'approve(address,uint256)', vault.address, all);
    await vault.must(deployer, 'deposit(uint256,address)', all, deployer);
    said[farm] = (await liquidity(node, token, name)).said;
  }
  assert.deepEqual(said, {
    Oz5HonestVault: { 'lp-lock-unverified': 'likely low' },
    Oz5OwnerVault: { 'lp-lock-unverified': 'likely high' },
  });
});

for (const [name, chain, coin, factory] of [
  ['SyncSwap on zkSync Era', 324, '0x5aea5775959fbc2557cc8789bc1bf90a239d9a91', '0xf2dad89f2788a8cd54625c60b55cd3d2d0aca7cb'],
  ['Velocore on zkSync Era', 324, '0x5aea5775959fbc2557cc8789bc1bf90a239d9a91', '0xf5719b1ea3c9bf6491e22c49379e31060d0fbfc1'],
  ['Aerodrome on Base', 8453, '0x4200000000000000000000000000000000000006', '0x420dd381b31aef6683db6b902084cb0ffece40da'],
]) {
  test(`a pool of ${name} is found in its own words`, async (t) => {
    const node = await startChain(t, chain);
    const exchange = await stand(node, 'FactorySpeaker', factory);
    const token = await deploy(node, 'Oz5Fixed');
    const pool = await deploy(node, 'PoolSpeaker', { args: [token.address, 1000n * ether, coin, 100n * ether] });
    await exchange.must(deployer, 'open(address,address,bool,address)', token.address, coin, 0, pool.address);
    assert.deepEqual((await liquidity(node, token)).said, { 'lp-unlocked': 'likely high' });
    await send(pool, deployer, dead);
    assert.deepEqual((await liquidity(node, token)).said, {});

    const other = await deploy(node, 'Oz5Fixed');
    await exchange.must(deployer, 'open(address,address,bool,address)', other.address, coin, 0, pool.address);
    const contradicted = await liquidity(node, other);
    assert.ok(contradicted.unknowns.some(({ what }) => what === 'a pool that contradicts its factory'));
  });
}

for (const [name, chain, coin, factory] of [
  ['Solidly V3 on Ethereum', 1, '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2', '0x70fe4a44ea505cfa3a57b95cf2862d4fd5f0f687'],
  ['SyncSwap with ranges on zkSync Era', 324, '0x5aea5775959fbc2557cc8789bc1bf90a239d9a91', '0x9d63d318143cf14ff05f8aaa7491904a494e6f13'],
]) {
  test(`a pool of ${name} is as deep as what it holds`, async (t) => {
    const node = await startChain(t, chain);
    const exchange = await stand(node, 'FactorySpeaker', factory);
    const wrapped = await stand(node, 'WrappedCoin', coin);
    const token = await deploy(node, 'Oz5Fixed');
    const pool = await deploy(node, 'PoolSpeaker', { args: [token.address, 0, coin, 0] });
    await exchange.must(deployer, 'open(address,address,bool,address)', token.address, coin, 0, pool.address);
    await wrap(node, deployer, 100n * ether, coin);
    await wrapped.must(deployer, 'transfer(address,uint256)', pool.address, ether / 10n);
    assert.deepEqual((await liquidity(node, token)).said, { 'liquidity-low': 'likely medium' });
    await wrapped.must(deployer, 'transfer(address,uint256)', pool.address, 90n * ether);
    const deep = await liquidity(node, token);
    assert.deepEqual(deep.said, {});
    assert.ok(deep.unknowns.every(({ reason }) => reason !== 'NO_POOL'));
  });
}

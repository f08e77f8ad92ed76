// What a token calls itself, how old it is, who made it and who has it.

import assert from 'node:assert/strict';
import test from 'node:test';

import { deploy } from './contracts.mjs';
import { openPool, startExchange } from './exchanges.mjs';
import { deployer, startNode, stranger, victim } from './node.mjs';
import { newSafe, newTimelock } from './published.mjs';
import { findings, freeze, score } from './rugrisk.mjs';

const day = 24 * 60 * 60;
const nobody = '0x000000000000000000000000000000000000dead';
const usdc = '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48';
const keys = [deployer, stranger, victim];

/** A text of at most 32 bytes as a word. */
const text = (value) => `0x${Buffer.from(value).toString('hex').padEnd(64, '0')}`;

/** A token of a name, all of it with `holder`. */
function named(node, symbol, { name = 'A name', holder = nobody, contract = 'NamedToken' } = {}) {
  return deploy(node, contract, { args: [text(name), text(symbol), holder] });
}

/** What is said of an address, as `id: severity`; and the report. */
async function said(node, address, ...options) {
  const report = await score(node, address, ...options);
  const ids = ['impersonator', 'contract-young', 'supply-held-by-privileged', 'holder-concentration'];
  const found = ids.flatMap((id) => findings(report, id).map(({ severity }) => [id, severity]));
  return [Object.fromEntries(found), report];
}

/** Lets days pass, in blocks of an hour. */
async function pass({ rpc }, days) {
  await rpc('anvil_mine', `0x${(days * 24).toString(16)}`, '0xe10');
}

test('a token says what it is called, in a string or in one word, and nothing hidden is shown', async (t) => {
  const node = await startNode(t);
  const plain = await named(node, 'TOK', { name: 'Token \u202eof\u200b\n<b>' });
  const [, { target }] = await said(node, plain.address);
  assert.deepEqual({ ...target.token, supply: undefined }, { name: 'Token of<b>', symbol: 'TOK', decimals: 18, supply: undefined });
  assert.equal(BigInt(target.token.supply), 10n ** 24n);

  const old = await deploy(node, 'WordNamedToken', { args: [text('Old'), text('OLD')] });
  const [, report] = await said(node, old.address);
  assert.deepEqual([report.target.token.name, report.target.token.symbol], ['Old', 'OLD']);
});

test('a borrowed name is found, however it is written, and a name of its own is not', async (t) => {
  const node = await startExchange(t);
  const impersonator = async (token) => (await said(node, token.address))[0].impersonator;
  for (const symbol of ['USDC', 'USDС', 'US\u200bDC', 'ＷＥＴＨ']) {
    assert.equal(await impersonator(await named(node, symbol)), 'high', symbol);
  }
  assert.equal(await impersonator(await named(node, 'usdc')), 'medium');
  assert.equal(await impersonator(await named(node, 'X', { name: 'USDT' })), 'high');
  for (const symbol of ['USDC.e', 'aUSDC', 'UNI-V2', 'USD1', 'USDC/WETH', 'Юсдц']) {
    assert.equal(await impersonator(await named(node, symbol)), undefined, symbol);
  }
  const bridge = await deploy(node, 'BridgeEnd');
  const bridged = await named(node, 'USDC', { holder: bridge.address, contract: 'BridgedToken' });
  assert.equal(await impersonator(bridged), 'medium');

  const copy = await named(node, 'USDC', { name: 'USD Coin' });
  await freeze(node, copy.address, 'identity/usdc-copy');
  const disguised = await named(node, 'USDС');
  await freeze(node, disguised.address, 'identity/usdc-in-cyrillic');
  await freeze(node, bridged.address, 'identity/usdc-bridged');
  await node.rpc('anvil_setCode', usdc, await node.rpc('eth_getCode', copy.address, 'latest'));
  assert.equal((await said(node, usdc))[0].impersonator, undefined);
  await freeze(node, usdc, 'identity/usdc');
});

test('another chain, where nobody knows the real one, is not judged by plain letters', async (t) => {
  const node = await startNode(t);
  const plain = await named(node, 'USDC');
  assert.equal((await said(node, plain.address))[0].impersonator, undefined);
  const disguised = await named(node, 'USDС');
  assert.equal((await said(node, disguised.address))[0].impersonator, 'high');
});

test('a contract of hours is young, and one of days is not', async (t) => {
  const node = await startExchange(t);
  await pass(node, 10);
  const token = await named(node, 'TOK');
  assert.equal((await said(node, token.address))[0]['contract-young'], 'low');
  await freeze(node, token.address, 'identity/young');
  await pass(node, 10);
  const [old, report] = await said(node, token.address);
  assert.equal(old['contract-young'], undefined);
  assert.ok(!report.unknowns.some(({ what }) => what.includes('how old')));
  await freeze(node, token.address, 'identity/old');
});

test('the block of creation is found where everything is asked', async (t) => {
  const node = await startExchange(t);
  await pass(node, 7);
  const { address } = await named(node, 'TOK');
  const born = Number(await node.rpc('eth_blockNumber'));
  await pass(node, 7);
  const [, quick] = await said(node, address);
  assert.notEqual(quick.target.origin.by.number, born);
  const [, full] = await said(node, address, '--depth', 'full');
  const { after, by } = full.target.origin;
  assert.deepEqual([after.number, by.number], [born - 1, born]);
});

test('who made a token is told by its address, and counts for what they kept', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'Oz5Mint');
  const [early] = await said(node, token.address);
  assert.equal(early['supply-held-by-privileged'], 'info', 'before it trades, somebody has to hold it');
  await freeze(node, token.address, 'distribution/before-it-trades');
  await openPool(node, token, { tokens: 1000n });
  const [own, { target }] = await said(node, token.address);
  assert.equal(target.origin.deployer.toLowerCase(), deployer);
  assert.equal(own['supply-held-by-privileged'], 'high');
  await freeze(node, token.address, 'distribution/deployer-keeps-all');

  await token.must(deployer, 'renounceOwnership()');
  const [renounced, report] = await said(node, token.address);
  assert.equal(report.target.origin.deployer.toLowerCase(), deployer, 'an event names who was the owner');
  assert.equal(renounced['supply-held-by-privileged'], 'high');
  await freeze(node, token.address, 'distribution/renounced-and-kept');

  const all = await token.read('balanceOf(address)', deployer);
  await token.must(deployer, 'transfer(address,uint256)', nobody, all - all / 50n);
  assert.equal((await said(node, token.address))[0]['supply-held-by-privileged'], 'high', 'what is burned does not count');
});

test('what waits, is spread, or obeys nobody is milder or silent', async (t) => {
  const node = await startExchange(t);
  const kept = async (holder, part) => {
    const token = await deploy(node, 'Oz5Mint');
    await openPool(node, token, { tokens: 1000n });
    const all = await token.read('balanceOf(address)', deployer);
    const share = (all * part) / 100n;
    await token.must(deployer, 'transfer(address,uint256)', holder, share);
    await token.must(deployer, 'transfer(address,uint256)', stranger, all - share);
    return [token, (await said(node, token.address))[0]['supply-held-by-privileged']];
  };
  assert.equal((await kept(deployer, 4n))[1], undefined);
  assert.equal((await kept(deployer, 10n))[1], 'medium');
  const vesting = await deploy(node, 'Vesting', { args: [deployer] });
  const [vested, silent] = await kept(vesting.address, 60n);
  assert.equal(silent, undefined);
  await freeze(node, vested.address, 'distribution/vesting');

  const safe = await newSafe(node, keys, 3);
  const treasury = await newTimelock(node, 2 * day, [safe.address]);
  for (const [holder, name, severity] of [[safe, 'safe', 'medium'], [treasury, 'timelock', 'low']]) {
    const token = await deploy(node, 'Oz5Pausable');
    await openPool(node, token, { tokens: 1000n });
    const all = await token.read('balanceOf(address)', deployer);
    await token.must(deployer, 'transfer(address,uint256)', holder.address, all);
    await token.must(deployer, 'transferOwnership(address)', holder.address);
    assert.equal((await said(node, token.address))[0]['supply-held-by-privileged'], severity, name);
    await freeze(node, token.address, `distribution/${name}-keeps-all`);
  }
});

test('a few hands are found in the events of a young token, or where the host points', async (t) => {
  const node = await startExchange(t);
  await pass(node, 10);
  const token = await named(node, 'TOK', { holder: deployer });
  await openPool(node, token, { tokens: 1000n });
  const give = (to, part) => token.must(deployer, 'transfer(address,uint256)', to, (10n ** 24n * part) / 100n);
  await give(stranger, 40n);
  await give(victim, 30n);
  await give(nobody, 10n);
  const [few, report] = await said(node, token.address);
  assert.equal(few['holder-concentration'], 'medium');
  assert.match(findings(report, 'holder-concentration')[0].detail, /3 accounts hold 99\.9 %/);
  await freeze(node, token.address, 'distribution/few-hands');

  await pass(node, 10);
  const [old, { unknowns }] = await said(node, token.address);
  assert.equal(old['holder-concentration'], undefined);
  assert.ok(unknowns.some(({ what }) => what.includes('rest of the supply')));
  await freeze(node, token.address, 'distribution/nobody-says');
  const [hinted] = await said(node, token.address, '--holder', stranger, '--holder', victim, '--holder', nobody);
  assert.equal(hinted['holder-concentration'], 'medium');
});

test('many hands, and a contract that obeys nobody, are no few hands', async (t) => {
  const node = await startExchange(t);
  await pass(node, 10);
  const vesting = await deploy(node, 'Vesting', { args: [stranger] });
  const token = await named(node, 'TOK', { holder: deployer });
  await token.must(deployer, 'transfer(address,uint256)', vesting.address, (10n ** 24n * 90n) / 100n);
  for (let account = 1n; account <= 20n; account += 1n) {
    await token.must(deployer, 'transfer(address,uint256)', 10n ** 20n + account, 10n ** 24n / 200n);
  }
  assert.equal((await said(node, token.address))[0]['holder-concentration'], undefined);
  await freeze(node, token.address, 'distribution/many-hands');
});

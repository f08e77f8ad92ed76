// Past losses of those who held a token, rebuilt in the state before the loss: each is made to happen and
// taken back, and then the report has to name it. The exchange is Uniswap's on a chain that says it is Ethereum.

import assert from 'node:assert/strict';
import test from 'node:test';

import { at, deploy, methodsOf } from './contracts.mjs';
import { buy, ether, openPool, sell, startChain, startExchange, withdraw } from './exchanges.mjs';
import { held, isLike, loses } from './likeness.mjs';
import { deployer, stranger, victim } from './node.mjs';
import { publish } from './published.mjs';
import { findings, freeze, score } from './rugrisk.mjs';

const bnb = 56;

for (const [incident, contract] of [['shibera', 'LinkedToken'], ['anubis', 'Oz5Mint']]) {
  test(`${incident}: whoever made the token takes its liquidity out`, async (t) => {
    const node = await startExchange(t);
    const token = await deploy(node, contract);
    const pair = await openPool(node, token);
    await buy(node, pair, victim, ether);
    await loses(node, async () => {
      const had = await held(node.coin, deployer);
      await withdraw(pair, deployer, 100);
      assert.ok((await held(node.coin, deployer)) - had > 100n * ether, 'the coins of whoever bought, too');
    });
    await isLike(node, token.address, incident, 'lp-held-by-privileged');
  });
}

test('Squid: who bought cannot sell', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'SellersToken');
  const pair = await openPool(node, token, { tokens: 900_000n * ether });
  await token.must(deployer, 'setPool(address)', pair.address);
  await buy(node, pair, victim, ether);
  assert.ok((await held(token, victim)) > 0n);
  assert.equal(await token.send(victim, 'transfer(address,uint256)', pair.address, 1), false);
  await loses(node, async () => {
    const had = await held(node.coin, deployer);
    await withdraw(pair, deployer, 100);
    assert.ok((await held(node.coin, deployer)) - had > 100n * ether);
  });
  await isLike(node, token.address, 'squid', 'whitelist-gate');
});

test('Snowdog: only who knew the key gets through to the pool', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'ChallengedToken');
  const pair = await openPool(node, token, { tokens: 900_000n * ether });
  const key = await node.rpc('web3_sha3', `0x${'7'.padStart(64, '0')}`);
  const challenge = await deploy(node, 'Challenge', { args: [key, pair.address] });
  await token.must(deployer, 'setChallenge(address)', challenge.address);
  await buy(node, pair, victim, ether);
  await loses(node, async () => {
    assert.equal(await token.send(victim, 'transfer(address,uint256)', pair.address, 1), false);
    await challenge.must(victim, 'solve(uint256)', 7);
    await token.must(victim, 'transfer(address,uint256)', pair.address, 1);
  });
  await isLike(node, token.address, 'snowdog', 'transfer-external-gate');
});

test('RaveDAO: three accounts hold nine tenths', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'Oz5Fixed');
  const pair = await openPool(node, token, { tokens: 60_000n * ether });
  await pair.must(deployer, 'transfer(address,uint256)', '0x000000000000000000000000000000000000dead', await held(pair, deployer));
  const third = (await held(token, deployer)) / 3n;
  for (const account of [stranger, victim]) await token.must(deployer, 'transfer(address,uint256)', account, third);
  await loses(node, async () => {
    for (const account of [stranger, victim]) await token.must(account, 'transfer(address,uint256)', pair.address, third);
    await pair.must(deployer, 'sync()');
  });
  // An allegation: it is listed, and is no finding of its own.
  await freeze(node, token.address, 'incidents/rave');
  const report = await score(node, token.address);
  const alike = report.resembles.find(({ incident }) => incident === 'rave');
  assert.ok(alike, JSON.stringify(report.findings.map(({ id, severity }) => [id, severity])));
  assert.match(alike.text, /before its allegation of 2026-04-18/);
  assert.deepEqual(findings(report, 'incident-pattern-match'), []);
});

test('Arbix: one key creates any number of tokens', async (t) => {
  const node = await startChain(t, bnb);
  const token = await deploy(node, 'OwnerMint');
  await loses(node, async () => {
    await token.must(deployer, 'mint(address,uint256)', stranger, 10_000_000n * ether);
    assert.equal(await held(token, stranger), 10_000_000n * ether);
  });
  await isLike(node, token.address, 'arbix', 'mint-unbounded');
});

test('PAID: the key of the proxy is enough to create tokens', async (t) => {
  const node = await startChain(t, 1);
  const logic = await deploy(node, 'PlainProxied');
  const initialize = methodsOf('PlainProxied')['initialize(address)'] + victim.slice(2).padStart(64, '0');
  const { address } = await publish(node, 'TransparentUpgradeableProxy', { args: [logic.address, deployer, { bytes: initialize }] });
  const token = at(node, address, methodsOf('MintingProxied'));
  const slot = '0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103';
  const word = await node.rpc('eth_getStorageAt', address, slot, 'latest');
  const admin = at(node, `0x${word.slice(26)}`, { 'upgradeAndCall(address,address,bytes)': '0x9623609d' });
  await loses(node, async () => {
    const minting = await deploy(node, 'MintingProxied');
    await admin.must(deployer, 'upgradeAndCall(address,address,bytes)', address, minting.address, { bytes: '0x' });
    await token.must(stranger, 'mint(address,uint256)', stranger, 59_471_745n * ether);
    assert.equal(await held(token, stranger), 59_471_745n * ether);
  });
  await isLike(node, address, 'paid', 'upgrade-single-key');
});

test('SKP: the owner burns the tokens of the pool', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'SyncedBurn');
  const pair = await openPool(node, token, { tokens: 900_000n * ether });
  await token.must(deployer, 'setPool(address)', pair.address);
  await loses(node, async () => {
    const had = await held(node.coin, deployer);
    await token.must(deployer, 'deflate(uint256)', 900_000n * ether - 1n);
    await sell(node, pair, token, deployer, 10n ** 6n);
    assert.ok((await held(node.coin, deployer)) - had > 99n * ether, 'nearly all coins for next to nothing');
  });
  await isLike(node, token.address, 'skp', 'burn-from-pair');
});

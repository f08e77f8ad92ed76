// The ZKsync airdrop's distributors, rebuilt as they stood before the key was used: a token, a minter with a
// cap, and a distributor whose window is over and whose admin is a Safe that one key moves.

import assert from 'node:assert/strict';
import test from 'node:test';

import { deploy } from './contracts.mjs';
import { now, startChain } from './exchanges.mjs';
import { held, isLike, isNot, loses } from './likeness.mjs';
import { deployer, stranger, victim } from './node.mjs';
import { act, newSafe, newTimelock } from './published.mjs';
import { findings, warnings } from './rugrisk.mjs';

const era = 324;
const ether = 10n ** 18n;
const most = 3_675_000_000n * ether;
const rest = 111_881_122n * ether;

/** Token, minter and distributor; the victim has claimed all but `left`, and the window is over. */
async function distribution(node, admin, left) {
  const token = await deploy(node, 'MintedByRole');
  const minter = await deploy(node, 'CappedMinter', { args: [token.address, deployer, most] });
  const minters = await node.rpc('web3_sha3', `0x${Buffer.from('MINTER_ROLE').toString('hex')}`);
  const claims = most - left;
  const leaf = await leafOf(node, 0n, victim, claims);
  const end = (await now(node)) + 1000;
  const drop = await deploy(node, 'WindowDrop', { args: [admin, minter.address, leaf, most, end] });
  await token.must(deployer, 'grantRole(bytes32,address)', minters, minter.address);
  await minter.must(deployer, 'grantRole(bytes32,address)', minters, drop.address);
  for (const ruled of [token, minter]) await ruled.must(deployer, 'renounceRole(bytes32,address)', 0, deployer);
  await drop.must(victim, 'claim(uint256,uint256,bytes32[])', 0, claims, []);
  await node.rpc('evm_increaseTime', 2000);
  await node.rpc('evm_mine');
  return { token, minter, drop };
}

async function leafOf(node, index, account, amount) {
  const word = (value) => BigInt(value).toString(16).padStart(64, '0');
  const inner = await node.rpc('web3_sha3', `0x${word(index)}${word(account)}${word(amount)}`);
  return node.rpc('web3_sha3', inner);
}

test('ZKsync: a distributor that is over creates what nobody claimed', async (t) => {
  const node = await startChain(t, era);
  const safe = await newSafe(node, [deployer, stranger, victim], 1);
  const { token, minter, drop } = await distribution(node, safe.address, rest);
  await loses(node, async () => {
    await act(node, safe.address);
    await drop.must(safe.address, 'sweepUnclaimed(address)', stranger);
    assert.equal(await held(token, stranger), rest);
  });
  const report = await isLike(node, drop.address, 'zksync-distributors', 'distributor-mints');
  const [mints] = findings(report, 'distributor-mints');
  assert.equal(mints.controller.kind, 'safe');
  assert.match(mints.detail, new RegExp(`${rest} units are left, 0\\.4 % of the supply`));
  // The token names the distributor behind the minter, and so does the minter.
  for (const [name, { address }] of Object.entries({ token, minter })) {
    const { detail, controller, citations } = findings(
      await isLike(node, address, 'zksync-distributors', 'satellite-minter', `zksync-${name}`), 'satellite-minter')[0];
    assert.match(detail, /0\.4 % of the supply/);
    assert.equal(controller.kind, 'safe');
    assert.equal(citations[0].address.toLowerCase(), drop.address);
  }
});

test('ZKsync, had everything been claimed', async (t) => {
  const node = await startChain(t, era);
  const safe = await newSafe(node, [deployer, stranger, victim], 1);
  const { minter, drop } = await distribution(node, safe.address, 0n);
  for (const [name, { address }] of Object.entries({ minter, drop })) {
    const report = await isNot(node, address, `zksync-claimed-${name}`);
    assert.deepEqual(warnings(report).filter(({ id }) => id !== 'contract-young'), [], name);
    assert.ok(['low', 'medium'].includes(report.level), name);
  }
});

test('ZKsync, had three keys and two days stood between', async (t) => {
  const node = await startChain(t, era);
  const safe = await newSafe(node, [deployer, stranger, victim], 3);
  const slow = await newTimelock(node, 2 * 24 * 60 * 60, [safe.address]);
  const { drop } = await distribution(node, slow.address, rest);
  const report = await isNot(node, drop.address, 'zksync-slow');
  assert.ok(['low', 'medium'].includes(report.level));
});

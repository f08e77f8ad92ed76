// What the maker of a token made before, and what became of it: asked of a node without an archive.

import assert from 'node:assert/strict';
import test from 'node:test';

import { deploy } from './contracts.mjs';
import { openPool, startExchange, withdraw } from './exchanges.mjs';
import { deployer } from './node.mjs';
import { findings, freeze, score } from './rugrisk.mjs';

const full = ['--depth', 'full'];

/** A token of the deployer that traded, and of whose liquidity he took so many hundredths. */
async function left(node, percent) {
  const token = await deploy(node, 'Oz5Mint');
  const pair = await openPool(node, token);
  if (percent > 0) await withdraw(pair, deployer, percent);
  return token;
}

async function history(node, token, name) {
  await freeze(node, token.address, `identity/${name}`, ...full);
  const report = await score(node, token.address, ...full);
  return { report, found: findings(report, 'deployer-drained-tokens') };
}

test('whoever emptied two pools before is named for it', async (t) => {
  const node = await startExchange(t);
  await left(node, 100);
  await left(node, 100);
  const token = await left(node, 0);
  const { found: [drained] } = await history(node, token, 'drained-before');
  // The wrapped coin of the exchange is his too.
  assert.match(drained.detail, /Of 3 tokens that the same account made shortly before, 2 have an empty pool/);
  assert.equal(drained.citations.length, 2);
  const quick = await score(node, token.address);
  assert.deepEqual(findings(quick, 'deployer-drained-tokens'), [], 'it costs requests, and is asked where everything is');
});

test('one that still trades does not make up for two that do not', async (t) => {
  const node = await startExchange(t);
  for (const percent of [100, 0, 100]) await left(node, percent);
  const { found: [drained] } = await history(node, await left(node, 0), 'drained-before-and-traded');
  assert.match(drained.detail, /Of 4 tokens .* 2 have an empty pool/);
});

test('whoever made tokens that still trade is not', async (t) => {
  const node = await startExchange(t);
  await left(node, 0);
  await left(node, 90);
  await left(node, 100);
  await deploy(node, 'Oz5Mint');
  const { found } = await history(node, await left(node, 0), 'traded-before');
  assert.deepEqual(found, [], 'one failed, one never had a pool');
});

test('a maker who is not found leaves an unknown', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'PlainToken');
  const vault = await deploy(node, 'Oz5Vault', { args: [token.address] });
  const { unknowns } = await score(node, vault.address, ...full);
  assert.ok(unknowns.some(({ what }) => what.startsWith("what else the contract's maker made")), JSON.stringify(unknowns));
});

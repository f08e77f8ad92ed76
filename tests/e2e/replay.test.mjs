// The same evidence gives the same bytes: scored live, recorded and replayed, and by the npm package.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

import { deploy } from './contracts.mjs';
import { deployer, startNode } from './node.mjs';
import { npmPackage, run } from './rugrisk.mjs';

for (const contract of ['Oz5Fixed', 'Oz5Mint', 'Oz5Blacklist', 'ShadowOwner', 'Transparent']) {
  test(`${contract}: score, record then replay, and Node agree to the byte`, async (t) => {
    const node = await startNode(t);
    const folder = await mkdtemp(join(tmpdir(), 'rugrisk-'));
    t.after(() => rm(folder, { recursive: true }));
    const logic = contract === 'Transparent' ? [(await deploy(node, 'MintLogic')).address] : [];
    const { address } = await deploy(node, contract, { args: logic });
    const file = join(folder, 'evidence.json');

    const scored = await run('score', address, '--rpc', node.url, '--format', 'json');
    assert.equal(scored.code, 0, scored.stderr);
    const recorded = await run('record', address, '--rpc', node.url, '--out', file);
    assert.equal(recorded.code, 0, recorded.stderr);
    const replayed = await run('replay', file, '--format', 'json');
    assert.equal(replayed.stdout, scored.stdout);

    const rugrisk = await npmPackage();
    const evidence = await readFile(file, 'utf8');
    assert.equal(`${JSON.stringify(rugrisk.scoreEvidence(evidence))}\n`, scored.stdout);
    assert.equal(`${JSON.stringify(await rugrisk.score(node.url, address))}\n`, scored.stdout);
    assert.equal(`${JSON.stringify(await rugrisk.collectEvidence(node.url, address))}\n`, evidence);
  });
}

test('an old block is scored as it was: renouncing later does not reach back', async (t) => {
  const node = await startNode(t);
  const token = await deploy(node, 'Oz5Mint');
  const block = `${Number(await node.rpc('eth_blockNumber'))}`;
  const before = await run('score', token.address, '--rpc', node.url, '--format', 'json');
  await token.must(deployer, 'renounceOwnership()');
  const later = await run('score', token.address, '--rpc', node.url, '--format', 'json', '--block', block);
  assert.equal(later.stdout, before.stdout);
});

// A second guard outlives renouncing: the report names its slot and its holder.

import assert from 'node:assert/strict';
import test from 'node:test';

import { deploy } from './contracts.mjs';
import { deployer, startNode, victim } from './node.mjs';
import { findings, score } from './rugrisk.mjs';

const shadows = [
  { contract: 'ShadowOwner', slot: '0x4', why: 'a private slot in the same modifier' },
  { contract: 'ShadowOwner', build: '0.4.26', slot: '0x4', why: 'the same, by the compiler of 2018' },
  { contract: 'DisplayOwner', slot: '0x4', why: 'owner() is for show' },
];

for (const { contract, build, slot, why } of shadows) {
  test(`${contract} ${build ?? ''} (${why}): the power stays live and its second holder is named`, async (t) => {
    const node = await startNode(t);
    const token = await deploy(node, contract, { build });
    const before = await score(node, token.address);

    await token.must(deployer, 'renounceOwnership()');
    assert.equal(await token.read('owner()'), 0n);
    await token.must(deployer, 'mint(address,uint256)', victim, 1n);
    assert.equal(await token.read('balanceOf(address)', victim), 1n, 'the mint is real');

    const after = await score(node, token.address);
    const live = findings(after, 'mint-unbounded').filter(({ inert }) => !inert);
    assert.ok(live.length > 0, 'the mint is live');
    const named = [...findings(after, 'fake-renounce'), ...findings(after, 'hidden-owner')].filter(
      ({ controller, citations }) =>
        controller?.kind === 'eoa' &&
        controller.address.toLowerCase() === deployer &&
        citations.some((citation) => citation.kind === 'storage' && citation.slot === slot),
    );
    assert.ok(named.length > 0, `slot ${slot} and its holder in ${JSON.stringify(after.findings)}`);
    assert.ok(findings(after, 'fake-renounce').some(({ inert }) => !inert), 'renouncing was a show');
    assert.ok(after.score >= before.score, `${before.score} does not fall, to ${after.score}`);
  });
}

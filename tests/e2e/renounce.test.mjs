// A power is named with its holder, and renouncing changes the verdict, because the state was read.

import assert from 'node:assert/strict';
import test from 'node:test';

import { deploy } from './contracts.mjs';
import { deployer, startNode } from './node.mjs';
import { findings, score, warnings } from './rugrisk.mjs';

const owned = [
  { contract: 'Oz5Mint', finding: 'mint-unbounded', method: 'mint(address,uint256)', why: 'OpenZeppelin, ownable and mintable' },
  { contract: 'OwnerMint', build: '0.4.26', finding: 'mint-unbounded', method: 'mint(address,uint256)', why: 'the compiler of 2018' },
  { contract: 'LaunchToken', build: '0.8.37-ir', prepare: 'openTrading()', finding: 'blacklist', method: 'blockAccounts(address[],bool)', why: 'the IR pipeline' },
  { contract: 'Oz5Blacklist', finding: 'blacklist', method: 'setBlocked(address,bool)', why: 'a blacklist on OpenZeppelin' },
  { contract: 'Oz5Pausable', finding: 'transfer-pausable', method: 'pause()', why: 'a pause on OpenZeppelin' },
  { contract: 'UnboundedFee', finding: 'fee-modifiable-unbounded', method: 'setFee(uint256)', why: 'a fee without a bound' },
];

for (const { contract, build, prepare, finding, method, why } of owned) {
  test(`${contract} (${why}): ${finding} is the owner's, and inert once renounced`, async (t) => {
    const node = await startNode(t);
    const token = await deploy(node, contract, { build });
    if (prepare) await token.must(deployer, prepare);

    const before = await score(node, token.address);
    const live = findings(before, finding).find(({ power }) => power?.selector === token.selectors[method]);
    assert.ok(live, `${finding} by ${method} in ${JSON.stringify(before.findings)}`);
    assert.equal(live.inert, false);
    assert.notEqual(live.severity, 'info');
    assert.equal(live.controller.kind, 'eoa');
    assert.equal(live.controller.address.toLowerCase(), deployer);
    assert.equal(before.target.chainId, 31337);

    await token.must(deployer, 'renounceOwnership()');

    const after = await score(node, token.address);
    for (const renounced of findings(after, finding)) {
      assert.equal(renounced.inert, true, renounced.detail);
      assert.equal(renounced.severity, 'info');
    }
    assert.ok(findings(after, finding).length > 0, 'still reported, though inert');
    assert.ok(after.score < before.score, `${before.score} falls, to ${after.score}`);
    assert.deepEqual(warnings(after), []);
  });
}

for (const contract of ['Oz5Fixed', 'Oz4Fixed', 'PlainToken']) {
  test(`${contract}: a plain token has nothing to warn of`, async (t) => {
    const node = await startNode(t);
    const token = await deploy(node, contract);
    const report = await score(node, token.address);
    assert.deepEqual(warnings(report), []);
    assert.equal(report.level, 'low');
  });
}

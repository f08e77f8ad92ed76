// Behind a proxy the implementation's powers are read with the proxy's storage, and whoever can
// replace the implementation is named.

import assert from 'node:assert/strict';
import test from 'node:test';

import { at, deploy, methodsOf } from './contracts.mjs';
import { deployer, startNode, stranger } from './node.mjs';
import { findings, score } from './rugrisk.mjs';

const mint = 'mint(address,uint256)';

/** The deployer owns the logic itself; whoever calls `initialize` through the proxy owns the token. */
async function proxied(node, logicName, proxyName, beaconName) {
  const logic = await deploy(node, logicName);
  const target = beaconName ? await deploy(node, beaconName, { args: [logic.address] }) : logic;
  const proxy = await deploy(node, proxyName, { args: [target.address] });
  return { logic, proxy: at(node, proxy.address, methodsOf(logicName)) };
}

/** Whoever decides in the end: a contract that only obeys its owner adds nothing. */
function owner({ controller }) {
  if (controller?.kind === 'contract' && controller.onlyOwner) return owner({ controller: controller.owner });
  return [controller?.kind, controller?.address?.toLowerCase()];
}

for (const [proxyName, logicName, beaconName] of [
  ['Transparent', 'MintLogic'],
  ['Uups', 'UupsMintLogic'],
  ['Beaconed', 'MintLogic', 'Beacon'],
]) {
  test(`${proxyName}: the code can be replaced, and the mint behind it is the proxy's owner's`, async (t) => {
    const node = await startNode(t);
    const { logic, proxy } = await proxied(node, logicName, proxyName, beaconName);
    assert.equal(await proxy.read('owner()'), BigInt(deployer));

    // Ownership moves in the proxy's storage only: a report that read the logic's would name the deployer.
    await proxy.must(deployer, 'transferOwnership(address)', stranger);
    const report = await score(node, proxy.address);
    const minted = findings(report, 'mint-unbounded').find(({ power }) => power?.selector === proxy.selectors[mint]);
    assert.ok(minted, `the implementation's mint in ${JSON.stringify(report.findings)}`);
    assert.deepEqual(owner(minted), ['eoa', stranger]);
    const cited = minted.citations.filter(({ kind }) => kind === 'code').map(({ address }) => address.toLowerCase());
    assert.deepEqual([...new Set(cited)], [logic.address.toLowerCase()], 'code is cited where it stands');
    const words = minted.citations.filter(({ kind }) => kind === 'storage').map(({ address }) => address.toLowerCase());
    assert.deepEqual([...new Set(words)], [proxy.address.toLowerCase()], 'storage is cited where it stands');

    const upgrade = findings(report, 'upgradeable-proxy').filter(({ inert, severity }) => !inert && severity !== 'info');
    const replacer = proxyName === 'Uups' ? stranger : deployer;
    assert.ok(
      upgrade.some((finding) => owner(finding)[1] === replacer && owner(finding)[0] === 'eoa'),
      `who replaces the code in ${JSON.stringify(upgrade)}`,
    );
    assert.deepEqual(findings(report, 'hidden-owner'), [], 'whom a standard slot names is not hidden');
  });
}

test('Transparent: renouncing behind a proxy ends the mint and not the upgrade', async (t) => {
  const node = await startNode(t);
  const { proxy } = await proxied(node, 'MintLogic', 'Transparent');
  await proxy.must(deployer, 'renounceOwnership()');
  const report = await score(node, proxy.address);
  for (const { inert } of findings(report, 'mint-unbounded')) assert.equal(inert, true);
  assert.ok(findings(report, 'upgradeable-proxy').some(({ inert }) => !inert));
  assert.deepEqual(findings(report, 'fake-renounce'), [], 'the admin stands in its published slot for all to see');
});

// Who can replace a proxy's code, for every way to keep it: one key, a timelock of many, or nobody. The
// tokens behind the proxies have no other power, so that the report is about this one.

import assert from 'node:assert/strict';
import test from 'node:test';

import { at, deploy, encode, methodsOf } from './contracts.mjs';
import { deployer, startNode, stranger, victim } from './node.mjs';
import { newSafe, newTimelock, publish, speak } from './published.mjs';
import { findings, freeze, score } from './rugrisk.mjs';

const day = 24 * 60 * 60;
const dead = '0x000000000000000000000000000000000000dead';
const keys = [deployer, stranger, victim, '0x90f79bf6eb2c4f870365e785982e1f101e93b906', '0x15d34aaf54267db7d7c367839aaf71a00a2c6a65'];
const adminSlot = '0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103';

const initialize = (owner) => ({ bytes: methodsOf('PlainLogic')['initialize(address)'] + encode([owner]) });
const asAddress = (word) => `0x${BigInt(word).toString(16).padStart(40, '0')}`;

/** Each makes a token behind a proxy whose code `holder` replaces. */
const kinds = {
  async transparent(node, holder) {
    const logic = await deploy(node, 'PlainLogic');
    return (await publish(node, 'TransparentUpgradeableProxy', { args: [logic.address, holder, initialize(deployer)] })).address;
  },
  async uups(node, holder) {
    const logic = await deploy(node, 'UupsPlainLogic');
    return (await publish(node, 'ERC1967Proxy', { args: [logic.address, initialize(holder)] })).address;
  },
  async beacon(node, holder) {
    const logic = await deploy(node, 'PlainLogic');
    const beacon = await publish(node, 'UpgradeableBeacon', { args: [logic.address, holder] });
    return (await publish(node, 'BeaconProxy', { args: [beacon.address, initialize(deployer)] })).address;
  },
  async 'constant-admin'(node, holder) {
    const logic = await deploy(node, 'PlainLogic');
    return (await publish(node, 'ConstantAdminProxy', { args: [logic.address, holder, initialize(deployer)] })).address;
  },
  async eip173(node, holder) {
    const logic = await deploy(node, 'PlainLogic');
    return (await publish(node, 'Eip173Proxy', { args: [logic.address, holder, initialize(deployer)] })).address;
  },
  async zeppelinos(node, holder) {
    const logic = await deploy(node, 'PlainLogic');
    return (await publish(node, 'ZosAdminProxy', { args: [logic.address, holder, initialize(deployer)] })).address;
  },
  async eip1822(node, holder) {
    const logic = await deploy(node, 'ProxiableLogic');
    return (await deploy(node, 'Proxy1822', { args: [logic.address, holder] })).address;
  },
  async 'safe-style'(node, holder) {
    return safeStyle(node, 'ChangingMasterCopyLogic', holder);
  },
  async 'solady-with-args'(node, holder) {
    const logic = await deploy(node, 'UupsPlainLogic');
    return cloned(node, 'erc1967WithArgs(address,uint256)', [logic.address, 7], holder);
  },
  async 'solady-beacon-with-args'(node, holder) {
    const logic = await deploy(node, 'PlainLogic');
    const beacon = await publish(node, 'UpgradeableBeacon', { args: [logic.address, holder] });
    return cloned(node, 'beaconWithArgs(address,uint256)', [beacon.address, 7], deployer);
  },
  async diamond(node, holder) {
    return diamond(node, holder, ['TokenFacet']);
  },
};

/** Each makes a proxy whose code nobody replaces. */
const frozen = {
  async eip1967(node) {
    const logic = await deploy(node, 'PlainLogic');
    return (await publish(node, 'ERC1967Proxy', { args: [logic.address, initialize(deployer)] })).address;
  },
  async zeppelinos(node) {
    const logic = await deploy(node, 'PlainLogic');
    return (await publish(node, 'ZosProxy', { args: [logic.address, initialize(deployer)] })).address;
  },
  async eip1822(node) {
    const logic = await deploy(node, 'PlainLogic');
    return (await deploy(node, 'Proxy1822', { args: [logic.address, deployer] })).address;
  },
  async 'safe-style'(node) {
    return safeStyle(node, 'MasterCopyLogic', deployer);
  },
  async eip1167(node) {
    const logic = await deploy(node, 'PlainLogic');
    return cloned(node, 'minimal(address)', [logic.address], deployer);
  },
  async 'eip1167-with-args'(node) {
    const logic = await deploy(node, 'PlainLogic');
    return cloned(node, 'minimalWithArgs(address,uint256)', [logic.address, 7], deployer);
  },
  async 'solady-clone-with-args'(node) {
    const logic = await deploy(node, 'PlainLogic');
    return cloned(node, 'soladyWithArgs(address,uint256)', [logic.address, 7], deployer);
  },
};

async function safeStyle(node, name, owner) {
  const logic = await deploy(node, name);
  const { address } = await publish(node, 'SafeProxy', { args: [logic.address] });
  await at(node, address, methodsOf(name)).must(deployer, 'initialize(address)', owner);
  return address;
}

async function cloned(node, method, args, owner) {
  const factory = await deploy(node, 'CloneFactory');
  await factory.must(deployer, method, ...args);
  const address = asAddress(await factory.read('made()'));
  await at(node, address, methodsOf('PlainLogic')).must(deployer, 'initialize(address)', owner);
  return address;
}

/** The reference diamond with these facets of ours; functions of the first that has them. */
async function diamond(node, owner, names, loupe = () => publish(node, 'DiamondLoupeFacet')) {
  const standard = [await publish(node, 'DiamondCutFacet'), await loupe(), await publish(node, 'OwnershipFacet')];
  const ours = [];
  for (const name of names) ours.push(await deploy(node, name));
  const taken = new Set();
  const cuts = [...standard, ...ours].map(({ address, selectors }) => {
    const own = Object.entries(selectors).filter(([method]) => !taken.has(method));
    for (const [method] of own) taken.add(method);
    return { tuple: [address, 0, own.map(([, selector]) => selector.padEnd(66, '0'))] };
  });
  return (await publish(node, 'Diamond', { args: [owner, cuts, []] })).address;
}

function upgrade(report) {
  const [way] = findings(report, 'upgradeable-proxy');
  return { way, key: findings(report, 'upgrade-single-key') };
}

for (const [kind, make] of Object.entries(kinds)) {
  test(`${kind}: one key, a timelock of many and nobody are told apart`, async (t) => {
    const node = await startNode(t);

    const one = await make(node, stranger);
    await freeze(node, one, `upgrades/${kind}-key`);
    const byKey = upgrade(await score(node, one));
    assert.equal(byKey.key.length, 1, JSON.stringify(byKey.way));
    assert.equal(byKey.key[0].severity, 'high');
    assert.ok(byKey.key[0].citations.length > 1, 'cited where the code is named, and who replaces it');
    assert.match(JSON.stringify(byKey.key[0].controller), new RegExp(stranger, 'i'));
    assert.equal(byKey.way.severity, 'medium');

    const many = await newSafe(node, keys, 3);
    const slow = await newTimelock(node, 2 * day, [many.address]);
    const behind = await make(node, slow.address);
    if (['transparent', 'diamond'].includes(kind)) await freeze(node, behind, `upgrades/${kind}-timelock`);
    const delayed = upgrade(await score(node, behind));
    assert.deepEqual(delayed.key, []);
    assert.deepEqual([delayed.way.severity, delayed.way.inert], ['low', false]);

    const gone = await make(node, dead);
    await freeze(node, gone, `upgrades/${kind}-nobody`);
    const nobody = upgrade(await score(node, gone));
    assert.deepEqual(nobody.key, []);
    assert.equal(nobody.way.inert, true, JSON.stringify(nobody.way));
  });
}

for (const [kind, make] of Object.entries(frozen)) {
  test(`${kind}: a proxy whose code nothing replaces is no risk`, async (t) => {
    const node = await startNode(t);
    const address = await make(node);
    await freeze(node, address, `upgrades/${kind}-frozen`);
    const report = await score(node, address);
    const { way, key } = upgrade(report);
    assert.deepEqual(key, []);
    assert.ok(way === undefined || way.inert, JSON.stringify(way));
    assert.equal(report.level, 'low', JSON.stringify([report.findings, report.unknowns]));
  });
}

test('a Safe of one key is one key, two of three are not, and a short delay is none', async (t) => {
  const node = await startNode(t);
  for (const [threshold, single] of [[1, 1], [2, 0]]) {
    const safe = await newSafe(node, keys.slice(0, 3), threshold);
    const address = await kinds.transparent(node, safe.address);
    await freeze(node, address, `upgrades/safe-${threshold}-of-3`);
    assert.equal(upgrade(await score(node, address)).key.length, single, `${threshold} of 3`);
  }
  for (const [delay, single] of [[3600, 1], [2 * day, 0]]) {
    const timelock = await newTimelock(node, delay, [stranger]);
    const { key, way } = upgrade(await score(node, await kinds.uups(node, timelock.address)));
    assert.equal(key.length, single, `${delay} seconds`);
    assert.equal(way.inert, false, 'a delay does not clear');
  }
});

test('code that anybody can replace, and a proxy that anybody could once set up', async (t) => {
  const node = await startNode(t);
  const open = await deploy(node, 'OpenUupsLogic');
  const { address } = await publish(node, 'ERC1967Proxy', { args: [open.address, initialize(deployer)] });
  await freeze(node, address, 'upgrades/anybody');
  const [anybody] = findings(await score(node, address), 'delegatecall-settable');
  assert.equal(anybody?.severity, 'high');
  assert.match(anybody.detail, /Anybody can call it/);

  const logic = await deploy(node, 'PlainLogic');
  const proxy = await publish(node, 'ZosInitializableProxy');
  await proxy.must(deployer, 'initialize(address,address,bytes)', logic.address, dead, initialize(deployer));
  await freeze(node, proxy.address, 'upgrades/set-up-once');
  const { key, way } = upgrade(await score(node, proxy.address));
  assert.deepEqual([key, way.inert], [[], true]);
});

test('a beacon is as good as each of those who can point it elsewhere', async (t) => {
  const node = await startNode(t);
  const pointed = async (keeper) => {
    const logic = await deploy(node, 'PlainLogic');
    const beacon = await deploy(node, 'TwoDoorBeacon', { args: [logic.address, keeper] });
    await beacon.must(deployer, 'renounceOwnership()');
    return (await publish(node, 'BeaconProxy', { args: [beacon.address, initialize(deployer)] })).address;
  };
  const address = await pointed(stranger);
  await freeze(node, address, 'upgrades/beacon-second-door');
  const { key } = upgrade(await score(node, address));
  assert.equal(key[0]?.controller.address.toLowerCase(), stranger);
  const { key: none, way } = upgrade(await score(node, await pointed(dead)));
  assert.deepEqual([none, way.inert], [[], true]);
});

test('an admin that is handed over, and one that is renounced', async (t) => {
  const node = await startNode(t);
  const address = await kinds.transparent(node, deployer);
  const admin = await speak(node, 'ProxyAdmin', asAddress(await node.rpc('eth_getStorageAt', address, adminSlot, 'latest')));
  await admin.must(deployer, 'transferOwnership(address)', victim);
  const [found] = upgrade(await score(node, address)).key;
  assert.equal(found.controller.owner.address.toLowerCase(), victim);
  await admin.must(victim, 'renounceOwnership()');
  const { key, way } = upgrade(await score(node, address));
  assert.deepEqual([key, way.inert], [[], true]);
});

test('a mint in one facet is found in the books of another', async (t) => {
  const node = await startNode(t);
  const address = await diamond(node, stranger, ['TokenFacet', 'MintFacet']);
  await freeze(node, address, 'upgrades/diamond-mint');
  const token = at(node, address, methodsOf('MintFacet'));
  await token.must(stranger, 'mint(address,uint256)', victim, 5n);
  assert.equal(await token.read('balanceOf(address)', victim), 5n, 'the mint is real');
  const report = await score(node, address);
  const [minted] = findings(report, 'mint-unbounded');
  assert.equal(minted?.controller.address.toLowerCase(), stranger, JSON.stringify(report.findings));
  const facet = minted.citations.find(({ kind }) => kind === 'code').address.toLowerCase();
  assert.notEqual(facet, address.toLowerCase(), 'code is cited where it stands');
  assert.ok(report.coverage < 1, 'nobody can list the functions of a diamond');
  assert.ok(report.unknowns.some(({ reason }) => reason === 'NOT_ENUMERABLE'));
});

test('what a loupe says is not believed against storage', async (t) => {
  const node = await startNode(t);
  const shown = await deploy(node, 'TokenFacet');
  const loupe = () => deploy(node, 'LyingLoupe', { args: [shown.address] });
  const address = await diamond(node, stranger, ['MintFacet'], loupe);
  const report = await score(node, address);
  const [key] = findings(report, 'upgrade-single-key');
  assert.ok(key, 'who cuts is read although it is not listed');
  const cited = JSON.stringify(report.findings).toLowerCase();
  assert.ok(!cited.includes(shown.address.slice(2).toLowerCase()), 'the code that is shown does not run');
});

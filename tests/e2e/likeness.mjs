// What a report must say of a contract in which a past loss is about to happen again, and of one in which it is not.

import assert from 'node:assert/strict';

import { findings, freeze, score } from './rugrisk.mjs';

/** The report says that it is like the incident, in everything that the incident needed. */
export async function isLike(node, address, incident, id, name = incident) {
  await freeze(node, address, `incidents/${name}`);
  const report = await score(node, address);
  const said = report.findings.map((each) => `${each.id} ${each.severity}${each.inert ? ' inert' : ''}`);
  assert.ok(['high', 'critical'].includes(report.level), `${name}: ${report.level} ${said}`);
  const alike = report.resembles.find((each) => each.incident === incident);
  assert.ok(alike, `${name}: ${JSON.stringify(report.resembles.map((each) => each.incident))} of ${said}`);
  assert.ok(alike.matched.length > 0 && alike.text.startsWith('Like '), alike.text);
  const [found] = findings(report, id);
  assert.ok(found && !found.inert, `${name}: ${said}`);
  if (['rug', 'key-compromise'].includes(alike.label)) {
    assert.doesNotMatch(alike.text, /as far as it could be read/, `${name}: ${alike.unknown}`);
    assert.equal(findings(report, 'incident-pattern-match').length, 1, name);
  }
  return report;
}

/** Nothing of the incident is held against it. */
export async function isNot(node, address, name, ...ids) {
  await freeze(node, address, `incidents/${name}`);
  const report = await score(node, address);
  const live = ids.flatMap((id) => findings(report, id).filter(({ inert }) => !inert));
  assert.deepEqual(live, [], name);
  assert.deepEqual(findings(report, 'incident-pattern-match'), [], name);
  return report;
}

/** Shows that the loss can be made to happen, and takes it back. */
export async function loses({ rpc }, happen) {
  const before = await rpc('evm_snapshot');
  await happen();
  assert.ok(await rpc('evm_revert', before));
}

export async function held(token, account) {
  return token.read('balanceOf(address)', account);
}

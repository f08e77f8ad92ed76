import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { collectEvidence, score, scoreEvidence } from 'rugrisk';

import * as glue from '../dist/rugrisk.js';
import { scriptedChain, TOKEN } from './scripted-chain.mjs';

const evidence = await collectEvidence(scriptedChain(), TOKEN);

/** The same document with the members of every object in reverse. */
function reversed(value) {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reversed(each)]),
  );
}

test('evidence is a JSON document that survives JavaScript', () => {
  const session = new glue.Session(TOKEN);
  const untouched = session.evidence();
  session.free();
  assert.equal(JSON.stringify(JSON.parse(untouched)), untouched);
  assert.equal(evidence.schema, 'rugrisk/evidence/1');
  assert.equal(evidence.target.chainId, 1);
  assert.equal(evidence.block.known.number, 16);
});

test('scored now or later, evidence gives the report of score()', async () => {
  const now = JSON.stringify(await score(scriptedChain(), TOKEN));
  assert.equal(JSON.stringify(scoreEvidence(evidence)), now);
  assert.equal(JSON.stringify(scoreEvidence(JSON.stringify(evidence))), now);
  assert.equal(glue.scoreEvidence(JSON.stringify(evidence)), now);
});

test('the report says who holds the liquidity, and until when a locker keeps it', () => {
  const sharesOf = (name) => {
    const { target } = scoreEvidence(readFileSync(new URL(`../../../tests/evidence/liquidity/${name}.json`, import.meta.url), 'utf8'));
    return (target.liquidity?.shares ?? []).map(({ kind, bps, locks }) => {
      const days = locks.map(({ untilSecs }) => Math.round((untilSecs - target.block.timestamp) / 86_400));
      return [kind, bps, days];
    });
  };
  const [far] = sharesOf('uncx-far');
  assert.equal(far[0], 'locker');
  assert.ok(far[1] > 9_900 && Math.abs(far[2][0] - 400) <= 1, JSON.stringify(far));
  assert.ok(sharesOf('uncx-ended')[0][2][0] <= 0);
  assert.equal(sharesOf('burnt')[0][0], 'burnt');
  assert.equal(sharesOf('owner')[0][0], 'privileged');
  assert.deepEqual(sharesOf('no-pool'), []);
});

test('the order of members changes nothing', () => {
  const shuffled = reversed(evidence);
  assert.notEqual(JSON.stringify(shuffled), JSON.stringify(evidence));
  assert.equal(JSON.stringify(scoreEvidence(shuffled)), JSON.stringify(scoreEvidence(evidence)));
});

test('what is not an evidence document is refused', () => {
  const invalid = { code: 'INVALID_INPUT' };
  assert.throws(() => scoreEvidence('not JSON'), invalid);
  assert.throws(() => scoreEvidence('[]'), invalid);
  assert.throws(() => scoreEvidence(undefined), invalid);
  assert.throws(() => scoreEvidence({ ...evidence, schema: 'rugrisk/evidence/0' }), invalid);
  assert.throws(() => scoreEvidence({ ...evidence, unheardOf: true }), invalid);
  assert.throws(() => scoreEvidence({ ...evidence, code: { '0x12': 'absent' } }), invalid);
  const deep = '['.repeat(100_000);
  assert.throws(() => scoreEvidence(deep), invalid);
});

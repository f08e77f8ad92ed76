import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { analyzeBytecode, collectEvidence, memoryCache, score, scoreEvidence } from 'rugrisk';

import { scriptedChain, TOKEN } from './scripted-chain.mjs';

const file = (name) =>
  readFileSync(new URL(`../../../models/weights/${name}.txt`, import.meta.url), 'utf8');
const mine = { code: file('code').replace('code-', 'mine-') };
const model = ({ engine }) => engine.model;

test('a score is made with the weights that are given', async () => {
  assert.match(model(analyzeBytecode('33ff')), /^code-/);
  for (const weights of [mine, { ...mine, exit: file('exit') }]) {
    assert.match(model(analyzeBytecode('33ff', { weights })), /^mine-/);
    assert.match(model(analyzeBytecode(Uint8Array.of(0x33, 0xff), { weights })), /^mine-/);
    assert.match(model(await score(scriptedChain(), TOKEN, { weights })), /^mine-/);
    const evidence = await collectEvidence(scriptedChain(), TOKEN);
    assert.match(model(scoreEvidence(evidence, { weights })), /^mine-/);
  }
});

test('weights of the same numbers give the same score, and others another', () => {
  const { score: points, contributions } = analyzeBytecode('33ff');
  assert.deepEqual(analyzeBytecode('33ff', { weights: mine }).contributions, contributions);
  const surer = { code: mine.code.replace(/^selfdestruct .*$/m, 'selfdestruct 9000000 0') };
  assert.ok(analyzeBytecode('33ff', { weights: surer }).score > points);
});

test('no report made with other weights is kept, or taken', async () => {
  const cache = memoryCache();
  await score(scriptedChain(), TOKEN, { cache, weights: mine });
  assert.match(model(await score(scriptedChain(), TOKEN, { cache })), /^code-/);
  assert.match(model(await score(scriptedChain(), TOKEN, { cache, weights: mine })), /^mine-/);
});

test('weights that could mislead are refused, with the line', async () => {
  const broken = [
    [{ code: 'x' }, /cut off/],
    [{ code: file('exit') }, /begin with `rugrisk-code 1`/],
    [{ code: mine.code.replace(/^selfdestruct .*$/m, 'selfdestruct -1 0') }, /line \d+/],
    [{ code: mine.code.replace(/^selfdestruct .*\n/m, '') }, /asks for selfdestruct/],
    [{ exit: file('code') }, /begin with `rugrisk-exit 1`/],
  ];
  for (const [weights, message] of broken) {
    const refused = { code: 'INVALID_INPUT', reason: 'WEIGHTS', message };
    assert.throws(() => analyzeBytecode('33ff', { weights }), refused);
    assert.throws(() => scoreEvidence('{}', { weights }), { code: 'INVALID_INPUT' });
    await assert.rejects(score(scriptedChain(), TOKEN, { weights }), refused);
  }
});

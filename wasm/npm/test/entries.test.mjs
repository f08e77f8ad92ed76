import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { deflateSync } from 'node:zlib';

import * as slim from '../dist/slim.js';
import { DESTRUCTIBLE, scriptedChain, TOKEN } from './scripted-chain.mjs';

const bytes = await readFile(new URL('../dist/rugrisk_bg.wasm', import.meta.url));

// The entries share the one instance of this process: each is asked in the order that shows what it does.
test('the slim entry has no module of its own, and says so', async () => {
  const missing = { code: 'WASM_UNAVAILABLE', message: /bring the module/ };
  assert.throws(() => slim.analyzeBytecode(DESTRUCTIBLE), missing);
  await assert.rejects(slim.score(scriptedChain(), TOKEN), missing);
  await assert.rejects(slim.init(), missing);
});

test('bytes that are no module are refused, and can be brought again', () => {
  assert.throws(() => slim.initSync(Uint8Array.of(1, 2, 3)), { code: 'WASM_UNAVAILABLE' });
});

test('the bytes inside ./inline are the module', async () => {
  const { DEFLATED, LENGTH } = await import('../dist/bytes.js');
  const { fromBase64 } = await import('../dist/base64.js');
  const { inflate } = await import('../dist/inflate.js');
  assert.ok(Buffer.from(inflate(fromBase64(DEFLATED), LENGTH)).equals(bytes));
});

test('base64 of every length comes back', async () => {
  const { fromBase64 } = await import('../dist/base64.js');
  for (let length = 0; length < 9; length += 1) {
    const some = Buffer.from(deflateSync(bytes.subarray(0, 99)).subarray(0, length));
    assert.deepEqual(Buffer.from(fromBase64(some.toString('base64'))), some);
  }
});

test('./inline needs no init, and once loaded every entry works', async () => {
  const { analyzeBytecode, score } = await import('../dist/inline.js');
  const report = analyzeBytecode(DESTRUCTIBLE);
  await score(scriptedChain(), TOKEN);
  assert.deepEqual(slim.analyzeBytecode(DESTRUCTIBLE), report);
  slim.initSync(bytes);
  assert.deepEqual(slim.analyzeBytecode(DESTRUCTIBLE), report);
});

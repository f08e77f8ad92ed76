import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { analyzeBytecode, initSync } from '../dist/slim.js';
import { DESTRUCTIBLE } from './scripted-chain.mjs';

test('a compiled module is enough, and nothing waits', async () => {
  const bytes = await readFile(new URL('../dist/rugrisk_bg.wasm', import.meta.url));
  initSync(new WebAssembly.Module(bytes));
  assert.equal(analyzeBytecode(DESTRUCTIBLE).schema, 'rugrisk/report/1');
});

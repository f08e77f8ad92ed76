import assert from 'node:assert/strict';
import { test } from 'node:test';

import { READING, text } from './methods.mjs';

const section = (path) => text(path).split('## Privacy')[1].split('\n## ')[0];

/** Everywhere that says what is asked, and what it says. */
const SAID = {
  'README.md': section('README.md'),
  'wasm/npm/README.md': section('wasm/npm/README.md'),
  'web-demo/extension/src/messages.ts': text('web-demo/extension/src/messages.ts'),
};

test('what is asked of a node is the same wherever it is said, and only reads', () => {
  for (const [path, words] of Object.entries(SAID)) assert.deepEqual(words.match(/eth_\w+/g), READING, path);
  for (const method of READING) assert.match(method, /^eth_(chainId|call|get[A-Z]\w+)$/);
});

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';

// The entry that browsers get: in Node its module has to be brought.
import { analyzeBytecode, init, isSupported, score } from '../dist/index.js';
import { DESTRUCTIBLE, hang, scriptedChain, TOKEN } from './scripted-chain.mjs';

const DIST = new URL('../dist/', import.meta.url);
const bytes = await readFile(new URL('rugrisk_bg.wasm', DIST));

test('no entry of a browser imports a Node module', async () => {
  const seen = new Set();
  const visit = async (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = await readFile(new URL(file, DIST), 'utf8');
    assert.doesNotMatch(text, /['"]node:/, file);
    for (const [, next] of text.matchAll(/from '\.\/(.+)'/g)) await visit(next);
  };
  const { exports } = JSON.parse(await readFile(new URL('../package.json', DIST), 'utf8'));
  const entries = Object.values(exports).flatMap(({ default: file }) => file ?? []);
  for (const entry of entries) await visit(entry.replace('./dist/', ''));
  const files = (await readdir(DIST)).filter((name) => name.endsWith('.js'));
  const missed = files.filter((name) => !seen.has(name));
  assert.deepEqual(missed, ['cli.js', 'index.node.js']);
});

test('before init there is an error that says what to do', () => {
  const unavailable = { code: 'WASM_UNAVAILABLE', message: /await init\(\)/ };
  assert.throws(() => analyzeBytecode(DESTRUCTIBLE), unavailable);
});

test('a page whose policy forbids WebAssembly is told what it needs', async (t) => {
  const refuse = () => {
    throw new WebAssembly.CompileError('blocked by Content Security Policy');
  };
  t.mock.method(WebAssembly, 'Module', refuse);
  t.mock.method(WebAssembly, 'instantiate', refuse);
  assert.equal(isSupported(), false);
  const hint = { code: 'WASM_UNAVAILABLE', message: /script-src 'wasm-unsafe-eval'/ };
  await assert.rejects(init(bytes), hint);
  await assert.rejects(score(scriptedChain(), TOKEN), { code: 'WASM_UNAVAILABLE' });
});

test('a module that cannot be had, or is none, is an error', async (t) => {
  await assert.rejects(init(Uint8Array.of(1, 2, 3)), { code: 'WASM_UNAVAILABLE' });
  await assert.rejects(init(new Response('gone', { status: 404 })), { code: 'WASM_UNAVAILABLE' });
  t.mock.method(globalThis, 'fetch', hang);
  const late = { code: 'WASM_UNAVAILABLE', message: /20 ms/ };
  await assert.rejects(score(scriptedChain(), TOKEN, { timeoutMs: 20 }), late);
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { analyzeBytecode } from 'rugrisk';

import { DESTRUCTIBLE } from './scripted-chain.mjs';

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const EXPECTED = JSON.stringify(analyzeBytecode(DESTRUCTIBLE));

let consumer;
let packed;

before(async () => {
  consumer = await mkdtemp(join(tmpdir(), 'rugrisk-consumer-'));
  const pack = ['pack', '--json', '--pack-destination', consumer];
  [packed] = JSON.parse((await run('npm', pack, { cwd: PACKAGE })).stdout);
  await writeFile(join(consumer, 'package.json'), '{ "private": true }');
  await run('npm', ['install', '--offline', '--no-audit', packed.filename], { cwd: consumer });
});

after(() => rm(consumer, { recursive: true, force: true }));

/** What a program in the consumer's folder prints. */
async function printed(name, lines) {
  await writeFile(join(consumer, name), lines.join('\n'));
  const { stdout } = await run(process.execPath, ['--no-warnings', name], { cwd: consumer });
  return stdout.trim();
}

const PRINT = `console.log(JSON.stringify(rugrisk.analyzeBytecode('${DESTRUCTIBLE}')));`;

test('the installed package works by import', async () => {
  const lines = [`import * as rugrisk from 'rugrisk';`, PRINT];
  assert.equal(await printed('esm.mjs', lines), EXPECTED);
});

test('the installed package works by require: it has no top-level await', async () => {
  const lines = [`const rugrisk = require('rugrisk');`, PRINT];
  assert.equal(await printed('cjs.cjs', lines), EXPECTED);
});

test('the module and the schemas are exported as files', async () => {
  const lines = [
    `import { readFileSync } from 'node:fs';`,
    `const bytes = (name) => readFileSync(new URL(import.meta.resolve(name)));`,
    `await WebAssembly.compile(bytes('rugrisk/wasm'));`,
    `const titles = ['schema', 'evidence.schema'].map((name) => `,
    `  JSON.parse(bytes('rugrisk/' + name + '.json')).title);`,
    `console.log(titles.join());`,
  ];
  assert.equal(await printed('files.mjs', lines), 'Report,Evidence');
});

test('the package has a readme, the licence, dist and nothing else, and depends on nothing', async () => {
  const names = packed.files.map(({ path }) => path);
  const besides = names.filter((name) => !name.startsWith('dist/')).sort();
  assert.deepEqual(besides, ['README.md', 'package.json']);
  const manifest = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8'));
  for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies']) {
    assert.equal(manifest[kind], undefined);
  }
});

test('no folder of the machine that built it is in the module', async () => {
  const text = (await readFile(join(PACKAGE, 'dist/rugrisk_bg.wasm'))).toString('latin1');
  for (const folder of [process.env.HOME, fileURLToPath(new URL('../../..', import.meta.url))]) {
    assert.ok(!text.includes(folder), folder);
  }
});

test("a consumer's TypeScript compiles against the generated types", async () => {
  const tsc = join(PACKAGE, 'node_modules/typescript/bin/tsc');
  const project = ['--project', join(PACKAGE, 'test/types')];
  await run(process.execPath, [tsc, ...project]).catch(({ stdout }) => assert.fail(stdout));
});

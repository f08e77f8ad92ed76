// `npm pack`, then clean projects that install the tarball and run: what a developer meets.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { build as esbuild } from 'esbuild';
import { chromium } from 'playwright-core';
import { rollup } from 'rollup';
import { analyzeBytecode } from 'rugrisk';
import { build as vite, createServer } from 'vite';
import { READING } from '../test/methods.mjs';
import { executablePath, FLAGS, serve } from './chromium.mjs';
import { CODE, pack, run } from './packed.mjs';

const require = createRequire(import.meta.url);
const EXPECTED = JSON.stringify(analyzeBytecode(CODE));
const NODE_MODULES = join(import.meta.dirname, 'node_modules');

let packed;
let browser;
before(async () => {
  packed = await pack();
  browser = await chromium.launch({ executablePath, args: FLAGS });
});
after(async () => {
  await browser?.close();
  await packed?.remove();
});

/** A page's script: analyses, and scores over a provider of its own. */
const page = (entry) => `
import { analyzeBytecode, init, isSupported, score } from '${entry}';
const methods = new Set();
const provider = { request: async ({ method }) => {
  methods.add(method);
  if (method === 'eth_chainId') return '0x1';
  if (method === 'eth_getBlockByNumber') return { number: '0x10', hash: '0x' + 'ab'.repeat(32), timestamp: '0x6561f0a0' };
  if (method === 'eth_getCode') return '${CODE}';
  return '0x' + '0'.repeat(64);
} };
try {
  if (!isSupported()) throw new Error('not supported');
  await init();
  const report = await score(provider, '0x' + '11'.repeat(20));
  globalThis.result = { code: JSON.stringify(analyzeBytecode('${CODE}')), hash: report.target.codeHash, methods: [...methods] };
} catch (error) {
  globalThis.result = { error: String(error) };
}`;
const HTML = '<!doctype html><title>Consumer</title><script type="module" src="./main.js"></script>';

/** Opens a page; its result, and the requests that left. */
async function opened(origin) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const requests = [];
  tab.on('request', (request) => requests.push(request.url()));
  await tab.goto(`${origin}/`);
  const result = await (await tab.waitForFunction(() => globalThis.result)).jsonValue();
  await context.close();
  return { result, requests };
}

/** Where a server says that it listens. */
async function listening(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (origin) return origin;
  }
  throw new Error('the server ended before it listened');
}

/** The program for this machine, out of the packages for each. */
function binary(scope, path) {
  const arch = { x64: ['x64'], arm64: ['aarch64', 'arm64'] }[process.arch] ?? [];
  const names = arch.flatMap((arch) => ['', '-glibc'].map((libc) => `${scope}${process.platform}-${arch}${libc}`));
  return names.map((name) => join(NODE_MODULES, name, path)).find((file) => existsSync(file));
}

function assertWorked({ error, code, methods }) {
  assert.equal(error, undefined);
  assert.equal(code, EXPECTED);
  assert.deepEqual(methods.filter((method) => !READING.includes(method)), []);
}

/** The built page gives Node's bytes, and nothing left but for the page's own files. */
async function works(folder) {
  const server = await serve(folder);
  const { result, requests } = await opened(server.origin);
  await server.close();
  assertWorked(result);
  for (const url of requests) assert.ok(url.startsWith(server.origin), url);
}

test('publint and attw find nothing', async () => {
  const bin = (name) => join(NODE_MODULES, '.bin', name);
  const lint = await run(bin('publint'), [packed.tarball, '--strict']).catch(({ stdout }) => assert.fail(stdout));
  assert.match(lint.stdout, /All good/);
  await run(bin('attw'), [packed.tarball, '--profile', 'esm-only', '--exclude-entrypoints', './wasm']).catch(({ stdout }) => assert.fail(stdout));
});

test('Node runs it by import and by require, and ./inline and ./slim too', async () => {
  const print = (name) => `console.log(JSON.stringify(${name}.analyzeBytecode('${CODE}')));`;
  const folder = await packed.project('node', {
    'import.mjs': `import * as it from 'rugrisk'; ${print('it')}`,
    'require.cjs': `const it = require('rugrisk'); ${print('it')}`,
    'inline.mjs': `import * as it from 'rugrisk/inline'; ${print('it')}`,
    'inline.cjs': `const it = require('rugrisk/inline'); ${print('it')}`,
    'slim.mjs': `import { readFileSync } from 'node:fs'; import * as it from 'rugrisk/slim';
      it.initSync(readFileSync(new URL(import.meta.resolve('rugrisk/wasm')))); ${print('it')}`,
  });
  for (const file of ['import.mjs', 'require.cjs', 'inline.mjs', 'inline.cjs', 'slim.mjs']) {
    const { stdout } = await run(process.execPath, ['--no-warnings', file], { cwd: folder });
    assert.equal(stdout.trim(), EXPECTED, file);
  }
});

test('the installed package brings the command line tool', async () => {
  const folder = await packed.project('bin', {});
  const tool = join(folder, 'node_modules/.bin/rugrisk');
  const { stdout } = await run(tool, ['code', CODE, '--format', 'json']);
  assert.equal(stdout.trim(), EXPECTED);
});

test('Vite builds it without configuration', async () => {
  const root = await packed.project('vite', { 'index.html': HTML, 'main.js': page('rugrisk') });
  await vite({ root, logLevel: 'silent', configFile: false, build: { modulePreload: { polyfill: false } } });
  await works(join(root, 'dist'));
});

test("Vite's development server serves it", async () => {
  const root = await packed.project('vite-dev', { 'index.html': HTML, 'main.js': page('rugrisk') });
  const server = await createServer({ root, logLevel: 'silent', configFile: false, server: { port: 0, host: '127.0.0.1' } });
  await server.listen();
  const { result } = await opened(new URL(server.resolvedUrls.local[0]).origin);
  await server.close();
  assertWorked(result);
});

test('webpack 5 builds it without configuration', async () => {
  const folder = await packed.project('webpack', { 'dist/index.html': HTML, 'main.js': page('rugrisk') });
  const { webpack } = require('webpack');
  const configuration = { mode: 'production', context: folder, entry: './main.js', output: { path: join(folder, 'dist'), filename: 'main.js' } };
  const stats = await new Promise((resolve, reject) => {
    webpack(configuration, (error, stats) => (error ? reject(error) : resolve(stats)));
  });
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  assert.deepEqual(errors, []);
  assert.deepEqual(warnings.filter(({ message }) => !/size|performance/i.test(message)), []);
  await works(join(folder, 'dist'));
});

test('esbuild bundles ./inline into one file', async () => {
  const folder = await packed.project('esbuild', { 'dist/index.html': HTML, 'main.js': page('rugrisk/inline') });
  const options = { bundle: true, minify: true, format: 'esm', outfile: join(folder, 'dist/main.js'), absWorkingDir: folder };
  const { warnings } = await esbuild({ entryPoints: ['main.js'], ...options });
  assert.deepEqual(warnings, []);
  await works(join(folder, 'dist'));
});

test('Rollup bundles ./inline into one file, without a plugin but one that finds packages', async () => {
  const folder = await packed.project('rollup', { 'dist/index.html': HTML, 'main.js': page('./node_modules/rugrisk/dist/inline.js') });
  const bundle = await rollup({ input: join(folder, 'main.js'), onwarn: ({ message }) => assert.fail(message) });
  await bundle.write({ dir: join(folder, 'dist'), format: 'es' });
  await works(join(folder, 'dist'));
});

test('Next.js builds it for the browser, and ./inline for a route of its server', async () => {
  // Inside this folder, so that Next.js and React are found above it.
  const folder = await packed.project('next', {
    'app/layout.js': `export default ({ children }) => <html lang="en"><body>{children}</body></html>;`,
    'app/page.js': `'use client';\nimport { useEffect } from 'react';\nexport default () => { useEffect(() => { import('./main.js'); }, []); return <main>A page</main>; };`,
    'app/main.js': page('rugrisk'),
    'app/code/route.js': `import { analyzeBytecode } from 'rugrisk/inline';\nexport const dynamic = 'force-dynamic';\nexport const GET = () => new Response(JSON.stringify(analyzeBytecode('${CODE}')));`,
  }, import.meta.dirname);
  const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
  const next = join(NODE_MODULES, 'next/dist/bin/next');
  let server;
  try {
    await run(process.execPath, [next, 'build'], { cwd: folder, env: environment }).catch(({ stdout, stderr }) => assert.fail(stdout + stderr));
    server = spawn(process.execPath, [next, 'start', '--port', '0', '--hostname', '127.0.0.1'], { cwd: folder, env: environment });
    const origin = await listening(server);
    assert.equal(await (await fetch(`${origin}/code`)).text(), EXPECTED);
    const { result, requests } = await opened(origin);
    assertWorked(result);
    for (const url of requests) assert.ok(url.startsWith(origin), url);
  } finally {
    server?.kill();
    await rm(folder, { recursive: true, force: true });
  }
});

for (const [name, program, before] of [
  ['Bun', binary('@oven/bun-', 'bin/bun'), []],
  ['Deno', binary('@deno/', 'deno'), ['run', '--allow-read', '--no-prompt', '--no-lock']],
]) {
  test(`${name} runs it, ./inline and ./slim`, { skip: program === undefined && `npm has no ${name} for this machine` }, async () => {
    const print = (name) => `console.log(JSON.stringify(${name}.analyzeBytecode('${CODE}')));`;
    const folder = await packed.project(name.toLowerCase(), {
      'index.mjs': `import * as it from 'rugrisk'; ${print('it')}`,
      'inline.mjs': `import * as it from 'rugrisk/inline'; ${print('it')}`,
      'slim.mjs': `import { readFileSync } from 'node:fs'; import * as it from 'rugrisk/slim';
        it.initSync(readFileSync(new URL(import.meta.resolve('rugrisk/wasm')))); ${print('it')}`,
    });
    for (const file of ['index.mjs', 'inline.mjs', 'slim.mjs']) {
      const { stdout } = await run(program, [...before, file], { cwd: folder, env: { ...process.env, DENO_DIR: join(folder, '.deno'), DENO_NO_UPDATE_CHECK: '1' } });
      assert.equal(stdout.trim(), EXPECTED, file);
    }
  });
}

test('a page whose policy forbids WebAssembly is told what it needs', async () => {
  const folder = await packed.project('csp', { 'dist/index.html': HTML, 'main.js': page('rugrisk/inline').replace('if (!isSupported())', 'if (false)') });
  await esbuild({ entryPoints: [join(folder, 'main.js')], bundle: true, format: 'esm', outfile: join(folder, 'dist/main.js') });
  const server = await serve(join(folder, 'dist'), "default-src 'self'");
  const { result } = await opened(server.origin);
  await server.close();
  assert.match(result.error, /RugRiskError.*script-src 'wasm-unsafe-eval'/);
});

test('a service worker of a Manifest V3 extension runs ./inline', async () => {
  const folder = await packed.project('extension', {
    'main.js': page('rugrisk/inline').replace(/^try \{$/m, '(async () => { try {').replace(/\}$/, '} })();'),
    'extension/manifest.json': JSON.stringify({
      manifest_version: 3,
      name: 'Consumer',
      version: '1',
      background: { service_worker: 'worker.js', type: 'module' },
      content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'" },
    }),
  });
  const extension = join(folder, 'extension');
  await esbuild({ entryPoints: [join(folder, 'main.js')], bundle: true, format: 'esm', outfile: join(extension, 'worker.js') });
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath,
    headless: false,
    args: [...FLAGS, '--headless=new', `--load-extension=${extension}`, `--disable-extensions-except=${extension}`],
    ignoreDefaultArgs: ['--disable-extensions'],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const result = await worker.evaluate(async () => {
    while (!globalThis.result) await new Promise((resolve) => setTimeout(resolve, 10));
    return globalThis.result;
  });
  await context.close();
  assertWorked(result);
});

test('a SES compartment with what a Snap has runs ./inline', async () => {
  const folder = await packed.project('ses', {
    'main.js': page('rugrisk/inline').replace(/^try \{$/m, 'globalThis.work = (async () => { try {').replace(/\}$/, '} })();'),
  });
  const outfile = join(folder, 'snap.js');
  await esbuild({ entryPoints: [join(folder, 'main.js')], bundle: true, format: 'iife', outfile });
  // As snaps-execution-environments endows them: no fetch, no self, no Worker, no performance.
  const host = `
    import ${JSON.stringify(pathToFileURL(require.resolve('ses')).href)};
    import { readFileSync } from 'node:fs';
    lockdown({ errorTaming: 'unsafe', consoleTaming: 'unsafe' });
    const { AbortController, AbortSignal, ArrayBuffer, Date, Math, TextDecoder, TextEncoder, Uint8Array, URL, WebAssembly, clearTimeout, setTimeout } = globalThis;
    const compartment = new Compartment({ AbortController, AbortSignal, ArrayBuffer, Date, Math, TextDecoder, TextEncoder, Uint8Array, URL, WebAssembly, clearTimeout, setTimeout });
    compartment.evaluate(readFileSync(${JSON.stringify(outfile)}, 'utf8'));
    await compartment.globalThis.work;
    console.log(JSON.stringify(compartment.globalThis.result));
  `;
  const file = join(folder, 'host.mjs');
  await writeFile(file, host);
  const { stdout } = await run(process.execPath, [file]);
  const result = JSON.parse(stdout);
  assertWorked(result);
});

test('nothing of another package is imported at run time', async () => {
  const folder = await packed.project('alone', {});
  const manifest = JSON.parse(await readFile(join(folder, 'node_modules/rugrisk/package.json'), 'utf8'));
  for (const { default: file } of Object.values(manifest.exports)) {
    if (!file) continue;
    const text = await readFile(join(folder, 'node_modules/rugrisk', file), 'utf8');
    for (const [, name] of text.matchAll(/(?:from|import)\s*["']([^"']+)["']/g)) assert.match(name, /^\.\//, `${file}: ${name}`);
  }
});

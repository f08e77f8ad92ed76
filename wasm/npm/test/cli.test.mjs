import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { analyzeBytecode, collectEvidence, scoreEvidence, scoreTransaction, scoreTypedData } from 'rugrisk';

import { DESTRUCTIBLE, hang, OWNER, scriptedChain, TOKEN } from './scripted-chain.mjs';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const CASE = fileURLToPath(new URL('../../../web-demo/public/cases/shadow-owner.json', import.meta.url));

/** Runs the tool; its exit code and what it wrote. */
function rugrisk(args, input = '') {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [CLI, ...args], (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

const servers = [];
let rpc;
before(async () => (rpc = await serve(scriptedChain())));
after(() => servers.forEach((server) => server.close()));

/** The URL of a node that answers as a provider does. */
async function serve(chain) {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', async () => {
      const { id, method, params } = JSON.parse(body);
      const answer = await chain.request({ method, params }).then(
        (result) => ({ result }),
        ({ code = -32601, message }) => ({ error: { code, message } }),
      );
      response.end(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
    });
  });
  servers.push(server);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}/`;
}

test('code, replay and score print the very bytes of the library', async () => {
  const code = `${JSON.stringify(analyzeBytecode(DESTRUCTIBLE))}\n`;
  assert.equal((await rugrisk(['code', DESTRUCTIBLE, '--format', 'json'])).stdout, code);
  assert.equal((await rugrisk(['code', '-', '--format', 'ndjson'], DESTRUCTIBLE)).stdout, code);
  const kept = `${JSON.stringify(scoreEvidence(await readFile(CASE, 'utf8')))}\n`;
  assert.equal((await rugrisk(['replay', CASE, '--format', 'json'])).stdout, kept);
  const evidence = await collectEvidence(rpc, TOKEN);
  const scored = await rugrisk(['score', TOKEN, '--rpc', rpc, '--format', 'json']);
  assert.equal(scored.stdout, `${JSON.stringify(scoreEvidence(evidence))}\n`);
  const recorded = await rugrisk(['record', TOKEN, '--rpc', rpc, '--out', '-']);
  assert.equal(recorded.stdout, `${JSON.stringify(evidence)}\n`);
});

test('the table says the level, every finding and every unknown, in the chosen language', async () => {
  const report = scoreEvidence(await readFile(CASE, 'utf8'));
  const { stdout } = await rugrisk(['replay', CASE]);
  for (const { title, detail, id } of report.findings) {
    for (const words of [title, detail, id]) assert.ok(stdout.includes(words), words);
  }
  for (const { what } of report.unknowns) assert.ok(stdout.includes(what), what);
  assert.match((await rugrisk(['replay', CASE, '--locale', 'zh-CN'])).stdout, /风险/);
});

test('exit codes: fine, at or above the threshold, wrong use, no evidence', async () => {
  const codeOf = async (...args) => (await rugrisk(args)).code;
  assert.equal(await codeOf('replay', CASE), 0);
  assert.equal(await codeOf('replay', CASE, '--fail-on', 'medium'), 1);
  assert.equal(await codeOf('replay', CASE, '--fail-on', 'unknown'), 2);
  assert.equal(await codeOf(), 2);
  assert.equal(await codeOf('--help'), 0);
  for (const wrong of [['sing', 'x'], ['code'], ['code', '0x6'], ['code', '0x60', '--wrong'], ['code', '0x60', '--format', 'xml'], ['score', TOKEN, '--rpc', 'ftp://a'], ['score', TOKEN, '--rpc', rpc, '--block', 'x']]) {
    assert.equal(await codeOf(...wrong), 2, wrong.join(' '));
  }
  assert.equal(await codeOf('score', TOKEN, '--rpc', 'http://127.0.0.1:1/'), 3);
  assert.equal(await codeOf('score', TOKEN, '--rpc', rpc, '--chain-id', '5'), 3);
});

test('what did not come by the deadline is unknown', async () => {
  const silent = await serve(scriptedChain({ eth_getStorageAt: hang }));
  const patient = ['--rpc', silent, '--timeout', '600', '--deadline', '1', '--format', 'json'];
  const { code, stdout } = await rugrisk(['score', TOKEN, ...patient]);
  assert.equal(code, 0);
  assert.ok(JSON.parse(stdout).unknowns.some(({ reason }) => reason === 'TIMEOUT'));
});

test('tx prints the very bytes of the library, for a call and for a signature', async () => {
  const from = OWNER;
  const node = ['--rpc', rpc, '--format', 'json'];
  // approve(address,uint256) of everything.
  const data = `0x095ea7b3${'0'.repeat(24)}${OWNER.slice(2)}${'f'.repeat(64)}`;
  const risk = await scoreTransaction(rpc, { from, to: TOKEN, data });
  const call = await rugrisk(['tx', '--from', from, '--to', TOKEN, '--data', data, ...node]);
  assert.equal(call.stdout, `${JSON.stringify(risk)}\n`);
  const { stdout } = await rugrisk(['tx', '--from', from, '--to', TOKEN, '--data', data, '--rpc', rpc]);
  for (const { sentence } of risk.exposures) assert.ok(stdout.includes(sentence), sentence);
  const message = { domain: { chainId: 1, verifyingContract: TOKEN }, primaryType: 'Nothing', types: {}, message: {} };
  const signature = await rugrisk(['tx', '--typed-data', '-', ...node], JSON.stringify(message));
  assert.equal(signature.stdout, `${JSON.stringify(await scoreTypedData(rpc, message))}\n`);
  assert.equal((await rugrisk(['tx', '--to', TOKEN, ...node])).code, 2);
});

// What cannot be known is said: a typed ending or an explicit unknown, never a low score.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import test from 'node:test';

import { deploy } from './contracts.mjs';
import { startNode, stranger } from './node.mjs';
import { run } from './rugrisk.mjs';

const NO_EVIDENCE = 3;

test('a node of another chain is refused', async (t) => {
  const node = await startNode(t);
  const { address } = await deploy(node, 'PlainToken');
  const { code, stdout, stderr } = await run('score', address, '--rpc', node.url, '--chain-id', '1', '--format', 'json');
  assert.equal(code, NO_EVIDENCE);
  assert.equal(stdout, '');
  assert.match(stderr, /chain 31337/);
  assert.match(stderr, /chain 1\b/);
});

test('an address without code is unknown, not safe', async (t) => {
  const node = await startNode(t);
  const { code, stdout } = await run('score', stranger, '--rpc', node.url, '--format', 'json');
  assert.equal(code, NO_EVIDENCE);
  const report = JSON.parse(stdout);
  assert.equal(report.level, 'unknown');
  assert.equal(report.score, null);
  assert.ok(report.findings.some(({ id }) => id === 'code-missing'));
});

test('a node that is not there', async () => {
  const port = await freePort();
  const { code, stdout, stderr } = await run('score', stranger, '--rpc', `http://127.0.0.1:${port}`, '--format', 'json');
  assert.equal(code, NO_EVIDENCE);
  assert.equal(stdout, '');
  assert.notEqual(stderr, '');
});

test('a node that fails on one read leaves that unknown, and the score not low', async (t) => {
  const node = await startNode(t);
  const { address } = await deploy(node, 'Oz5Mint');
  const url = await failing(t, node.url, 'eth_getStorageAt');
  const { code, stdout } = await run('score', address, '--rpc', url, '--format', 'json');
  assert.equal(code, 0);
  const report = JSON.parse(stdout);
  assert.ok(report.unknowns.some(({ reason }) => reason === 'RPC_ERROR'), JSON.stringify(report.unknowns));
  assert.notEqual(report.level, 'low');
  assert.ok(report.findings.some(({ id, inert }) => id === 'mint-unbounded' && !inert));
});

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Passes everything on to a node, except one method that it answers with an error. */
async function failing(t, url, method) {
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const asked = JSON.parse(body);
    const failed = { jsonrpc: '2.0', id: asked.id, error: { code: -32000, message: 'out of order' } };
    const answer = asked.method === method ? JSON.stringify(failed) : await pass(url, body);
    response.setHeader('content-type', 'application/json').end(answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

async function pass(url, body) {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return response.text();
}

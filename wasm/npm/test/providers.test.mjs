import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { JsonRpcProvider } from 'ethers';
import { collectEvidence, score } from 'rugrisk';
import { createPublicClient, custom, http } from 'viem';

import { ADMIN, DESTRUCTIBLE, hang, PROXY, scriptedChain, TOKEN } from './scripted-chain.mjs';

const HEALTHY = JSON.stringify(await score(scriptedChain(), TOKEN));

/** A node that speaks HTTP; `respond` may answer in another way than the chain does. */
let respond;
let url;
const requests = [];

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = JSON.parse(Buffer.concat(chunks));
  requests.push({ headers: request.headers, body });
  await respond(response, body);
});

async function answered(call) {
  const { id, method, params } = call;
  try {
    return { jsonrpc: '2.0', id, result: await scriptedChain().request({ method, params }) };
  } catch ({ code, message }) {
    return { jsonrpc: '2.0', id, error: { code, message } };
  }
}

async function healthy(response, body) {
  const answers = await Promise.all([body].flat().map(answered));
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(Array.isArray(body) ? answers : answers[0]));
}

before(async () => {
  respond = healthy;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${server.address().port}/`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

async function sameReport(provider) {
  assert.equal(JSON.stringify(await score(provider, TOKEN)), HEALTHY);
}

test('an EIP-1193 provider', () => sameReport(scriptedChain()));

test('an EIP-6963 detail', () => sameReport({ info: {}, provider: scriptedChain() }));

test('a viem client over a wallet and over HTTP', async () => {
  await sameReport(createPublicClient({ transport: custom(scriptedChain()) }));
  await sameReport(createPublicClient({ transport: http(url) }));
});

test('an ethers provider', async () => {
  const provider = new JsonRpcProvider(url, 1, { staticNetwork: true });
  await sameReport(provider);
  provider.destroy();
});

test('a URL, as text and as an object, tells the node nothing but the call', async () => {
  requests.length = 0;
  await sameReport(url);
  await sameReport(new URL(url));
  for (const { headers, body } of requests) {
    assert.deepEqual(Object.keys(body).sort(), ['id', 'jsonrpc', 'method', 'params']);
    assert.equal(headers.cookie, undefined);
    assert.equal(headers.referer, undefined);
  }
});

/** How a view of the proxy's admin is kept when the node answers with this error. */
async function viewAfter(error) {
  const chain = scriptedChain({ eth_call: () => Promise.reject(error) });
  const { calls } = await collectEvidence(chain, PROXY);
  return Object.values(calls[ADMIN])[0];
}

test('a revert is an answer; every wrapping of it is recognised', async () => {
  const wrapped = [
    { code: 3, message: 'execution failed' },
    { code: -32000, message: 'execution reverted: not yours' },
    { code: -32603, message: 'Internal error', data: { message: 'Reverted' } },
    { code: -32603, data: { originalError: { code: 3 } } },
    { code: '-32000', message: null, data: 'Reverted 0x08c379a0' },
    { code: 99999999999n, message: 'execution reverted' },
    { code: 'CALL_EXCEPTION', info: { error: { message: 'execution reverted' } } },
    { name: 'CallExecutionError', cause: { cause: { message: 'execution reverted' } } },
    'execution reverted',
  ];
  for (const error of wrapped) assert.equal(await viewAfter(error), 'absent');
  const others = [undefined, null, {}, { code: -32005, message: 'limit exceeded' }, 'busy'];
  for (const error of others) assert.deepEqual(await viewAfter(error), { unavailable: 'RPC_ERROR' });
});

test('a node behind HTTP that misbehaves leaves unknowns', async (t) => {
  t.after(() => (respond = healthy));
  const lies = {
    'HTTP 500 with a page': (response) => response.writeHead(500).end('<html>'),
    'HTTP 429 with an error': (response, { id }) =>
      response.writeHead(429).end(JSON.stringify({ id, error: { code: 429, message: 'slow' } })),
    'no JSON': (response) => response.end('hello'),
    'JSON null': (response) => response.end('null'),
    'a broken connection': (response) => response.destroy(),
    'a redirect': (response) => response.writeHead(307, { location: url }).end(),
  };
  for (const [name, lie] of Object.entries(lies)) {
    respond = (response, body) =>
      (body.method === 'eth_getCode' ? lie : healthy)(response, body);
    const { code } = await collectEvidence(url, TOKEN);
    assert.deepEqual(code[TOKEN], { unavailable: 'RPC_ERROR' }, name);
  }
});

test('a node behind HTTP that hangs ends, and its connection is closed', async (t) => {
  t.after(() => (respond = healthy));
  let closed;
  const closing = new Promise((resolve) => (closed = resolve));
  respond = (response, body) => {
    if (body.method !== 'eth_getCode') return healthy(response, body);
    response.on('close', closed);
    return hang();
  };
  const { code } = await collectEvidence(url, TOKEN, { requestTimeoutMs: 100 });
  assert.deepEqual(code[TOKEN], { unavailable: 'TIMEOUT' });
  await closing;
});

test('what is no provider is refused', async () => {
  const others = [undefined, null, 5, {}, { request: true }, { provider: {} }, ''];
  for (const other of [...others, 'mainnet', 'ws://127.0.0.1/', 'file:///etc/hosts']) {
    await assert.rejects(score(other, TOKEN), { code: 'INVALID_INPUT' });
  }
});

test('a node that says when to come back is asked again then', async (t) => {
  t.after(() => (respond = healthy));
  let refusals = 0;
  respond = (response, body) => {
    if (body.method !== 'eth_getCode' || refusals > 0) return healthy(response, body);
    refusals += 1;
    return response.writeHead(429, { 'retry-after': '0' }).end('busy');
  };
  const { code } = await collectEvidence(url, TOKEN);
  assert.equal(code[TOKEN].known, DESTRUCTIBLE);

  // Longer than anybody waits: it is not asked again, and not waited for.
  let asked = 0;
  respond = (response, body) => {
    if (body.method !== 'eth_getCode') return healthy(response, body);
    asked += 1;
    return response.writeHead(503, { 'retry-after': '3600' }).end();
  };
  const left = await collectEvidence(url, TOKEN);
  assert.deepEqual(left.code[TOKEN], { unavailable: 'RPC_ERROR' });
  assert.ok(asked <= 3, `${asked} times`);
});

// A real node of our own: anvil on a free port, ended with the test that started it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);

/** Anvil's first accounts, which it unlocks: the deployer, and somebody with no power at all. */
export const deployer = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266';
export const stranger = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8';
export const victim = '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc';

export const chainId = 31337;

/** Starts a node, for as long as the test `t` runs; it can say that it is any chain. */
export async function startNode(t, chain = chainId) {
  // Old states would fill the disk by gigabytes, and stay there: the last hundreds are kept in memory.
  const flags = ['--port', '0', '--chain-id', `${chain}`, '--max-persisted-states', '0'];
  const anvil = spawn(anvilPath(), flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(async () => {
    anvil.kill();
    if (anvil.exitCode === null && anvil.signalCode === null) await once(anvil, 'exit');
  });
  const url = `http://${await listeningAddress(anvil)}`;
  return { url, rpc: (method, ...params) => rpc(url, method, params) };
}

/** A JSON-RPC error, with the revert data where there is any. */
export class RpcError extends Error {
  constructor(method, { code, message, data }) {
    super(`${method}: ${message}`);
    Object.assign(this, { code, data });
  }
}

async function rpc(url, method, params) {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { result, error } = await response.json();
  if (error) throw new RpcError(method, error);
  return result;
}

function anvilPath() {
  const machine = { x64: 'amd64', arm64: 'arm64' }[process.arch];
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const anvilPackage = createRequire(require.resolve('@foundry-rs/anvil/package.json'));
  return anvilPackage.resolve(`@foundry-rs/anvil-${process.platform}-${machine}/bin/anvil${suffix}`);
}

async function listeningAddress(anvil) {
  for await (const line of createInterface({ input: anvil.stdout })) {
    const address = /Listening on (\S+)/.exec(line)?.[1];
    if (address) {
      anvil.stdout.resume();
      return address;
    }
  }
  throw new Error('anvil ended before it listened');
}

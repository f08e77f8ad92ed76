// Compiled contracts on a node: deploying them, sending to them, reading from them.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { deployer } from './node.mjs';

const artifacts = join(dirname(fileURLToPath(import.meta.url)), '../artifacts');

/** Deploys a contract as one build compiled it, with constructor arguments of one word each. */
export async function deploy({ rpc }, name, { build = '0.8.37', args = [], from = deployer } = {}) {
  const { creation, methods } = artifact(name, build);
  const { status, contractAddress } = await transact(rpc, { from, data: creation + args.map(word).join('') });
  if (status !== '0x1') throw new Error(`${name} (${build}) was not deployed`);
  return at({ rpc }, contractAddress, methods);
}

/** A contract that stands at an address: `selectors` by signature, `send` and `read`. */
export function at({ rpc }, address, methods) {
  const calldata = (method, args) => {
    if (!methods[method]) throw new Error(`no method ${method} among ${Object.keys(methods)}`);
    return methods[method] + encode(args);
  };
  return {
    address,
    selectors: methods,
    /** Sends a transaction; false where it reverted. */
    async send(from, method, ...args) {
      const { status } = await transact(rpc, { from, to: address, data: calldata(method, args) });
      return status === '0x1';
    },
    /** Sends a transaction that must succeed. */
    async must(from, method, ...args) {
      if (!(await this.send(from, method, ...args))) throw new Error(`${method} from ${from} reverted`);
    },
    /** The first word that a view returns. */
    async read(method, ...args) {
      const returned = await rpc('eth_call', { to: address, data: calldata(method, args) }, 'latest');
      return BigInt(returned.slice(0, 66));
    },
  };
}

/** The methods of a contract, to speak through a proxy. */
export function methodsOf(name, build = '0.8.37') {
  return artifact(name, build).methods;
}

function artifact(name, build) {
  const folder = join(artifacts, build);
  if (!existsSync(folder)) throw new Error(`no artifacts of build ${build}; make them with: npm --prefix tests run compile`);
  for (const file of readdirSync(folder)) {
    const found = JSON.parse(readFileSync(join(folder, file), 'utf8')).contracts[name];
    if (found) return found;
  }
  throw new Error(`no contract ${name} in build ${build}`);
}

// The gas is given, so that the node does not refuse what will revert: that it reverts is the point.
// The call waits for the block, so that what is read next is read after it.
export function transact(rpc, transaction) {
  return rpc('eth_sendTransactionSync', { gas: '0xf42400', ...transaction });
}

/**
 * Arguments as the ABI wants them: words, arrays, `{ bytes: '0x…' }` and `{ tuple: […] }`.
 */
export function encode(args) {
  let behind = args.reduce((size, arg) => size + (isDynamic(arg) ? 32 : body(arg).length / 2), 0);
  const heads = [];
  const tails = [];
  for (const arg of args) {
    const text = body(arg);
    heads.push(isDynamic(arg) ? word(behind) : text);
    if (!isDynamic(arg)) continue;
    tails.push(text);
    behind += text.length / 2;
  }
  return heads.join('') + tails.join('');
}

function isDynamic(arg) {
  return Array.isArray(arg) || arg.bytes !== undefined || (arg.tuple?.some(isDynamic) ?? false);
}

function body(arg) {
  if (Array.isArray(arg)) return word(arg.length) + encode(arg);
  if (arg.tuple) return encode(arg.tuple);
  if (arg.bytes === undefined) return word(arg);
  const digits = arg.bytes.slice(2);
  return word(digits.length / 2) + digits.padEnd(64 * Math.ceil(digits.length / 64), '0');
}

function word(value) {
  return BigInt(value).toString(16).padStart(64, '0');
}

// Exchanges as their authors published them, at the addresses that they have on Ethereum.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

import { at, deploy, methodsOf, transact } from './contracts.mjs';
import { deployer, startNode } from './node.mjs';
import { publish, speak } from './published.mjs';

const require = createRequire(import.meta.url);

export const ethereum = 1;
const multicall3 = '0xca11bde05977b3631167028862be2a173976ca11';
const weth = '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2';
const v2Factory = '0x5c69bee701ef814a2b6a3edd4b1652cb9cc5aa6f';
export const ether = 10n ** 18n;

/** A chain that says it is Ethereum, with Multicall3, its wrapped coin and Uniswap V2. */
export async function startExchange(t, { multicall = true } = {}) {
  const node = await startNode(t, ethereum);
  if (multicall) await place(node, (await deployCode(node, await multicallCode())), multicall3);
  await place(node, (await deploy(node, 'WrappedCoin')).address, weth);
  await place(node, (await publish(node, 'UniswapV2Factory', { args: [0] })).address, v2Factory);
  const factory = await speak(node, 'UniswapV2Factory', v2Factory);
  const coin = at(node, weth, methodsOf('WrappedCoin'));
  return Object.assign(node, { factory, coin });
}

/** A pool of a token and so many coins, by `from`, who has the tokens and gets the LP tokens. */
export async function openPool(node, token, { coins = 100n * ether, tokens = 1000n * ether, from = deployer } = {}) {
  await node.factory.must(from, 'createPair(address,address)', token.address, weth);
  const word = await node.factory.read('getPair(address,address)', token.address, weth);
  const pair = await speak(node, 'UniswapV2Pair', `0x${word.toString(16).padStart(40, '0')}`);
  await provide(node, pair, token, { coins, tokens, from });
  return pair;
}

/** Pays a token and coins into a pool. */
export async function provide(node, pair, token, { coins, tokens, from = deployer }) {
  await wrap(node, from, coins);
  await node.coin.must(from, 'transfer(address,uint256)', pair.address, coins);
  await token.must(from, 'transfer(address,uint256)', pair.address, tokens);
  await pair.must(from, 'mint(address)', from);
}

/** Takes a share of what `from` holds out of a pool, in hundredths. */
export async function withdraw(pair, from, percent) {
  const held = await pair.read('balanceOf(address)', from);
  await pair.must(from, 'transfer(address,uint256)', pair.address, (held * BigInt(percent)) / 100n);
  await pair.must(from, 'burn(address)', from);
}

/** Lets one of our contracts stand where another is known to be. */
export async function stand(node, name, address) {
  await place(node, (await deploy(node, name)).address, address);
  return at(node, address, methodsOf(name));
}

/** Wraps the chain's own coin. */
export async function wrap(node, from, value) {
  await transact(node.rpc, { from, to: weth, value: `0x${value.toString(16)}`, data: methodsOf('WrappedCoin')['deposit()'] });
}

/** The time of the newest block, in seconds. */
export async function now({ rpc }) {
  return Number((await rpc('eth_getBlockByNumber', 'latest', false)).timestamp);
}

async function place({ rpc }, from, address) {
  await rpc('anvil_setCode', address, await rpc('eth_getCode', from, 'latest'));
}

async function deployCode({ rpc }, data) {
  return (await transact(rpc, { from: deployer, data })).contractAddress;
}

/** What viem carries along for chains without it: the published contract. */
async function multicallCode() {
  const home = pathToFileURL(require.resolve('viem/package.json'));
  const { multicall3Bytecode } = await import(new URL('_esm/constants/contracts.js', home));
  return multicall3Bytecode;
}

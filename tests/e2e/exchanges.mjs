// Exchanges as their authors published them, at the addresses that they have on Ethereum.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

import { at, deploy, encode, methodsOf, transact } from './contracts.mjs';
import { deployer, startNode } from './node.mjs';
import { publishAt, speak } from './published.mjs';

const require = createRequire(import.meta.url);

const v3Factory = '0x1f98431c8ad98523631ae4a59f267346ea31f984';
const manager = '0xc36442b4a4522e871399cd717abdd847ab11fe88';
export const ethereum = 1;
const era = 324;
const multicall3 = '0xca11bde05977b3631167028862be2a173976ca11';
const erasMulticall3 = '0xf9cda624fbc7e059355ce98a31693d299facd963';
const weth = '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2';
const usdc = '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48';
const v2Factory = '0x5c69bee701ef814a2b6a3edd4b1652cb9cc5aa6f';
export const ether = 10n ** 18n;

/** A chain that says it is Ethereum, with Multicall3, its wrapped coin and Uniswap V2. */
export async function startExchange(t, { multicall = true } = {}) {
  const node = await startNode(t, ethereum);
  if (multicall) await place(node, (await deployCode(node, await multicallCode())), multicall3);
  await place(node, (await deploy(node, 'WrappedCoin')).address, weth);
  const factory = await publishAt(node, 'UniswapV2Factory', v2Factory, [0]);
  const coin = at(node, weth, methodsOf('WrappedCoin'));
  return Object.assign(node, { factory, coin });
}

/** A chain of another number, with Multicall3 where it is there, and nothing else. */
export async function startChain(t, chain) {
  const node = await startNode(t, chain);
  await place(node, await deployCode(node, await multicallCode()), chain === era ? erasMulticall3 : multicall3);
  return node;
}

/** A pool of a token and so many coins, by `from`, who has the tokens and gets the LP tokens. */
export async function openPool(node, token, { coin = node.coin, coins = 100n * ether, tokens = 980_000n * ether, from = deployer } = {}) {
  await node.factory.must(from, 'createPair(address,address)', token.address, coin.address);
  const word = await node.factory.read('getPair(address,address)', token.address, coin.address);
  const pair = await speak(node, 'UniswapV2Pair', `0x${word.toString(16).padStart(40, '0')}`);
  await provide(node, pair, token, { coin, coins, tokens, from });
  return pair;
}

/** A coin that stands for a dollar, at USDC's address. */
export async function withDollars(node) {
  await place(node, node.coin.address, usdc);
  return at(node, usdc, methodsOf('WrappedCoin'));
}

/** Uniswap V3, with its position manager. */
export async function openV3(node) {
  const factory = await publishAt(node, 'UniswapV3Factory', v3Factory);
  const positions = await publishAt(node, 'NonfungiblePositionManager', manager, [v3Factory, weth, 0]);
  return { factory, positions };
}

/** A pool of V3 at a price of one, and a position in it from one price to another, `from`'s. */
export async function openPosition(node, { positions }, token, { coins = 100n * ether, range = 60_000, from = deployer } = {}) {
  const fee = 3000;
  const pair = [token.address, weth].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const one = 1n << 96n;
  await positions.must(from, 'createAndInitializePoolIfNecessary(address,address,uint24,uint160)', ...pair, fee, one);
  await wrap(node, from, coins);
  for (const each of [token, node.coin]) await each.must(from, 'approve(address,uint256)', manager, coins);
  const mint = 'mint((address,address,uint24,int24,int24,uint256,uint256,uint256,uint256,address,uint256))';
  const below = (1n << 256n) - BigInt(range);
  await positions.must(from, mint, ...pair, fee, below, range, coins, coins, 0, 0, from, 1n << 40n);
}

/** Takes a share of a position of V3 out of its pool, in hundredths. */
export async function withdrawPosition(node, { positions }, id, percent, from = deployer) {
  const data = positions.selectors['positions(uint256)'] + encode([id]);
  const words = await node.rpc('eth_call', { to: positions.address, data }, 'latest');
  const liquidity = BigInt(`0x${words.slice(2 + 7 * 64, 2 + 8 * 64)}`);
  const decrease = 'decreaseLiquidity((uint256,uint128,uint256,uint256,uint256))';
  await positions.must(from, decrease, id, (liquidity * BigInt(percent)) / 100n, 0, 0, 1n << 40n);
  const all = (1n << 128n) - 1n;
  await positions.must(from, 'collect((uint256,address,uint128,uint128))', id, from, all, all);
}

/** Pays a token and coins into a pool. */
export async function provide(node, pair, token, { coin = node.coin, coins, tokens, from = deployer }) {
  await wrap(node, from, coins, coin.address);
  await coin.must(from, 'transfer(address,uint256)', pair.address, coins);
  await token.must(from, 'transfer(address,uint256)', pair.address, tokens);
  await pair.must(from, 'mint(address)', from);
}

/** Takes a share of what `from` holds out of a pool, in hundredths. */
export async function withdraw(pair, from, percent) {
  const held = await pair.read('balanceOf(address)', from);
  await pair.must(from, 'transfer(address,uint256)', pair.address, (held * BigInt(percent)) / 100n);
  await pair.must(from, 'burn(address)', from);
}

/** Buys tokens for coins. */
export async function buy(node, pair, from, coins) {
  await wrap(node, from, coins);
  const first = (await pair.read('token0()')) === BigInt(weth);
  const [zero, one] = await reserves(node, pair);
  const [coin, token] = first ? [zero, one] : [one, zero];
  await node.coin.must(from, 'transfer(address,uint256)', pair.address, coins);
  const out = (token * coins * 997n) / (coin * 1000n + coins * 997n);
  await pair.must(from, 'swap(uint256,uint256,address,bytes)', ...(first ? [0, out] : [out, 0]), from, []);
}

/** Sells tokens for coins. */
export async function sell(node, pair, token, from, tokens) {
  const first = (await pair.read('token0()')) === BigInt(weth);
  const [zero, one] = await reserves(node, pair);
  const [coin, stock] = first ? [zero, one] : [one, zero];
  await token.must(from, 'transfer(address,uint256)', pair.address, tokens);
  const out = (coin * tokens * 997n) / (stock * 1000n + tokens * 997n);
  await pair.must(from, 'swap(uint256,uint256,address,bytes)', ...(first ? [out, 0] : [0, out]), from, []);
}

async function reserves({ rpc }, { address, selectors }) {
  const words = await rpc('eth_call', { to: address, data: selectors['getReserves()'] }, 'latest');
  return [words.slice(2, 66), words.slice(66, 130)].map((word) => BigInt(`0x${word}`));
}

/** Lets one of our contracts stand where another is known to be. */
export async function stand(node, name, address) {
  await place(node, (await deploy(node, name)).address, address);
  return at(node, address, methodsOf(name));
}

/** Wraps the chain's own coin. */
export async function wrap(node, from, value, to = weth) {
  await transact(node.rpc, { from, to, value: `0x${value.toString(16)}`, data: methodsOf('WrappedCoin')['deposit()'] });
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

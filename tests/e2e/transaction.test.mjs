// What a transaction would expose, asked on a real node before it is signed, with the calls encoded by
// viem from what the contracts say of themselves.

import assert from 'node:assert/strict';
import test from 'node:test';

import { encodeAbiParameters, encodeFunctionData, encodePacked, maxUint256, parseAbi, parseAbiParameters } from 'viem';

import { deploy } from './contracts.mjs';
import { ether, openPool, startExchange } from './exchanges.mjs';
import { deployer, startNode, stranger, victim } from './node.mjs';
import { abiOf, publish } from './published.mjs';
import { exposed, findings, npmPackage } from './rugrisk.mjs';

const weth = '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2';
const dead = '0x000000000000000000000000000000000000dead';
const alarming = ['high', 'critical'];
const later = 1n << 40n;
const me = victim;

const erc20 = parseAbi([
  'function approve(address spender, uint256 amount) returns (bool)',
  'function multicall(bytes[] data) returns (bytes[])',
]);
const erc4626 = parseAbi([
  'function deposit(uint256 assets, address receiver) returns (uint256)',
  'function redeem(uint256 shares, address receiver, address owner) returns (uint256)',
]);
const farm = parseAbi([
  'function deposit(address user, uint256 amount)',
  'function withdraw(address user, uint256 amount)',
  'function withdraw(uint256 amount)',
]);

function call(abi, functionName, ...args) {
  return encodeFunctionData({ abi, functionName, args });
}

/** Uniswap's router over Uniswap's factory, both as they were published. */
async function withRouter(node) {
  return publish(node, 'UniswapV2Router02', { args: [node.factory.address, weth] });
}

test('an approval without limit: of a key, and of the real router', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'Oz5Fixed');
  const router = await withRouter(node);
  const approve = (spender, amount) => ({ from: me, to: token.address, data: call(erc20, 'approve', spender, amount) });

  const key = await exposed(node, approve(stranger, maxUint256));
  assert.equal(key.level, 'critical');
  const [power] = key.exposures;
  assert.deepEqual([power.power, power.asset, power.amount, power.holder], ['spend', token.address, 'unlimited', stranger]);
  assert.match(power.sentence, /^You let 0x709979…dc79c8 take any amount of your 0x.*, until you revoke it\.$/);
  assert.equal((await exposed(node, approve(stranger, 5n))).level, 'high');

  // EIP-7702: code that the key replaces when it likes.
  await node.rpc('anvil_setCode', stranger, `0xef0100${router.address.slice(2)}`);
  assert.equal((await exposed(node, approve(stranger, maxUint256))).level, 'critical');

  const honest = await exposed(node, approve(router.address, maxUint256));
  assert.ok(['low', 'medium'].includes(honest.level), JSON.stringify(honest.exposures));
  assert.deepEqual(Object.keys(honest.reports), [router.address]);

  const revoked = await exposed(node, approve(stranger, 0n));
  assert.deepEqual([revoked.level, revoked.exposures, revoked.leaves[0].kind], ['low', [], 'revoke']);
});

test('a token that its owner can close: buying is warned of, selling never', async (t) => {
  const node = await startExchange(t);
  const token = await deploy(node, 'TwoWayTrading', { build: '0.5.17', args: [] });
  const router = await withRouter(node);
  const abi = abiOf('UniswapV2Router02');
  const swap = (name, path, value, ...amounts) => ({
    from: me, to: router.address, value, data: call(abi, name, ...amounts, path, me, later),
  });

  // What routers are told is what their own packages say of their calls.
  const told = (name, method, ...args) => ({ from: me, to: router.address, value: ether, data: call(abiOf(name), method, ...args) });
  const path = encodePacked(['address', 'uint24', 'address'], [weth, 3000, token.address]);
  const input = encodeAbiParameters(parseAbiParameters('address, uint256, uint256, bytes, bool'), [me, ether, 1n, path, true]);

  for (const buying of [
    told('SwapRouter', 'exactInput', { path, recipient: me, deadline: later, amountIn: ether, amountOutMinimum: 1n }),
    told('SwapRouter', 'exactInputSingle', {
      tokenIn: weth, tokenOut: token.address, fee: 3000, recipient: me, deadline: later, amountIn: ether, amountOutMinimum: 1n, sqrtPriceLimitX96: 0n,
    }),
    told('UniversalRouter', 'execute', '0x00', [input], later),
    swap('swapExactETHForTokens', [weth, token.address], ether, 1n),
    swap('swapExactETHForTokensSupportingFeeOnTransferTokens', [weth, token.address], ether, 1n),
    swap('swapExactTokensForTokens', [weth, token.address], 0n, ether, 1n),
  ]) {
    const risk = await exposed(node, buying);
    assert.ok(alarming.includes(risk.level), `${risk.level} ${JSON.stringify(risk.exposures)}`);
    const [power] = risk.exposures;
    assert.deepEqual([power.power, power.asset, power.contract], ['issue', token.address, token.address]);
    assert.equal(findings(risk.reports[token.address], 'trading-switch').length, 1);
  }
  for (const selling of [
    swap('swapExactTokensForETH', [token.address, weth], 0n, ether, 1n),
    swap('swapExactTokensForTokensSupportingFeeOnTransferTokens', [token.address, weth], 0n, ether, 1n),
  ]) {
    const risk = await exposed(node, selling);
    assert.deepEqual([risk.level, risk.exposures], ['low', []]);
    assert.deepEqual([risk.leaves[0].asset, risk.leaves[0].kind], [token.address, 'swap']);
  }

  const fair = await deploy(node, 'Oz5Fixed');
  const pair = await openPool(node, fair);
  await pair.must(deployer, 'transfer(address,uint256)', dead, await pair.read('balanceOf(address)', deployer));
  const risk = await exposed(node, swap('swapExactETHForTokens', [weth, fair.address], ether, 1n));
  assert.ok(!alarming.includes(risk.level), JSON.stringify(risk.exposures));
  // This chain is not on record, so that its router is scored; a key is none.
  assert.deepEqual(risk.exposures.map(({ power, contract }) => [power, contract]), [['issue', fair.address], ['route', router.address]]);
  const lured = await exposed(node, { ...swap('swapExactETHForTokens', [weth, fair.address], ether, 1n), to: stranger });
  assert.equal(lured.level, 'high');
});

test('a vault whose chief withdraws for anybody: in is warned of, out never', async (t) => {
  const node = await startNode(t);
  const token = await deploy(node, 'PlainToken');
  const vault = await deploy(node, 'ChiefVault', { args: [token.address] });
  const to = vault.address;

  const paying = await exposed(node, { from: me, to, data: call(farm, 'deposit', me, ether) });
  assert.ok(alarming.includes(paying.level), paying.level);
  assert.deepEqual([paying.exposures[0].power, paying.exposures[0].holder], ['custody', to]);
  assert.equal(paying.reports[to].resembles[0].incident, 'kannagi');

  const leaving = await exposed(node, { from: me, to, data: call(farm, 'withdraw', me, ether) });
  assert.deepEqual([leaving.level, leaving.exposures], ['low', []]);
});

test('a vault of OpenZeppelin raises no alarm', async (t) => {
  const node = await startNode(t);
  const token = await deploy(node, 'PlainToken');
  const vault = await deploy(node, 'Oz5Vault', { args: [token.address] });
  const to = vault.address;
  const paying = await exposed(node, { from: me, to, data: call(erc4626, 'deposit', ether, me) });
  assert.ok(!alarming.includes(paying.level), JSON.stringify(paying.exposures));
  const leaving = await exposed(node, { from: me, to, data: call(erc4626, 'redeem', ether, me, me) });
  assert.deepEqual([leaving.level, leaving.exposures], ['low', []]);
});

test('what is not understood is said to be so', async (t) => {
  const node = await startNode(t);
  const token = await deploy(node, 'PlainToken');
  const odd = await exposed(node, { from: me, to: token.address, data: '0xdeadbeef00', value: ether });
  assert.equal(odd.level, 'unknown');
  assert.deepEqual([odd.exposures[0].power, odd.exposures[0].amount], ['unknown', `${ether}`]);
  assert.ok(odd.unknowns.some(({ what }) => what === 'what the call 0xdeadbeef does'), JSON.stringify(odd.unknowns));

  const made = await exposed(node, { from: me, data: '0x33ff' });
  assert.equal(made.level, 'unknown');
});

test('an approval that hides in other calls is found', async (t) => {
  const node = await startNode(t);
  const token = await deploy(node, 'PlainToken');
  const hidden = call(erc20, 'approve', stranger, maxUint256);
  const inner = call(erc20, 'multicall', [call(erc20, 'approve', stranger, 0n), hidden]);
  const risk = await exposed(node, { from: me, to: token.address, data: call(erc20, 'multicall', [inner]) });
  assert.equal(risk.level, 'critical');
  assert.deepEqual([risk.exposures[0].power, risk.exposures[0].holder], ['spend', stranger]);
  assert.deepEqual(risk.calls.find(({ kind }) => kind === 'approve').path, [0, 0]);
});

test('the program and the package say the same, to the byte', async (t) => {
  const node = await startNode(t);
  const { scoreTransaction, scoreTypedData } = await npmPackage();
  const token = await deploy(node, 'PlainToken');
  const vault = await deploy(node, 'ChiefVault', { args: [token.address] });
  const approvals = [vault.address, stranger].map((spender) => call(erc20, 'approve', spender, maxUint256));
  const transaction = { from: me, to: token.address, data: call(erc20, 'multicall', approvals) };
  const risk = await scoreTransaction(node.url, transaction);
  assert.equal(JSON.stringify(risk), JSON.stringify(await exposed(node, transaction)));
  assert.equal(Object.keys(risk.reports).length, 2);

  const message = { owner: me, spender: stranger, value: `${maxUint256}`, nonce: 0, deadline: 1 };
  const domain = { chainId: 31337, verifyingContract: token.address };
  const signed = await scoreTypedData(node.url, { domain, primaryType: 'Permit', message });
  assert.deepEqual([signed.level, signed.exposures[0].asset], ['critical', token.address]);
});

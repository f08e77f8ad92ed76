// What viem encodes and signs is what is decoded, by an encoder that knows nothing of ours.

import assert from 'node:assert/strict';
import test from 'node:test';

import {
  concat, encodeAbiParameters, encodeFunctionData, encodePacked, maxUint160, maxUint256, pad, parseAbi, parseAbiParameters,
} from 'viem';

import { RugRiskError, scoreTransaction, scoreTypedData, version } from 'rugrisk';

import { assessTransaction } from '../dist/rugrisk.js';

assert.notEqual(version(), '', 'loads the module that both share');

const account = (n) => pad(`0x${n.toString(16)}`, { size: 20 });
const me = account(0xaaaa);
const [spender, token, other, lure, safe] = [0xbbbb, 0xcccc, 0xdddd, 0xeeee, 0xffff].map(account);
/** Uniswap V2's on Ethereum. */
const router = '0x7a250d5630b4cf539739df2c5dacb4c659f2488d';
const weth = '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2';
const later = 1n << 40n;
const block = { number: '0x10', hash: pad('0x01'), timestamp: '0x65000000', parentHash: pad('0x02') };

/** A chain on which nobody has code. */
const empty = {
  async request({ method }) {
    switch (method) {
      case 'eth_chainId': return '0x1';
      case 'eth_getBlockByNumber':
      case 'eth_getBlockByHash': return block;
      case 'eth_getCode': return '0x';
      case 'eth_getStorageAt': return pad('0x0');
      case 'eth_getTransactionCount': return '0x0';
      case 'eth_getLogs': return [];
      default: return '0x';
    }
  },
};

const ask = (to, data, value) => scoreTransaction(empty, { from: me, to, data, value });
const encode = (signature, ...args) => {
  const abi = parseAbi([`function ${signature}`]);
  return encodeFunctionData({ abi, args });
};
const powers = ({ exposures }) => exposures.map(({ power, asset, amount, holder }) => [power, asset, amount, holder]);

test('an approval is a power of the spender, and a key is alarming', async () => {
  const risk = await ask(token, encode('approve(address, uint256)', spender, maxUint256));
  assert.deepEqual(powers(risk), [['spend', token, 'unlimited', spender]]);
  assert.equal(risk.level, 'critical');
  assert.equal(risk.chainId, 1);
  assert.deepEqual(Object.keys(risk.reports), [spender]);

  const some = await ask(token, encode('increaseAllowance(address, uint256)', spender, 1234n));
  assert.deepEqual(powers(some), [['spend', token, '1234', spender]]);
  assert.equal(some.level, 'high');

  const items = await ask(token, encode('setApprovalForAll(address, bool)', spender, true));
  assert.deepEqual(powers(items), [['operate', token, 'unlimited', spender]]);
});

test('what takes a power back, or takes something out, exposes nothing', async () => {
  for (const [to, data] of [
    [token, encode('approve(address, uint256)', spender, 0n)],
    [token, encode('decreaseAllowance(address, uint256)', spender, 5n)],
    [token, encode('setApprovalForAll(address, bool)', spender, false)],
    [other, encode('approve(address, address, uint160, uint48)', token, spender, 0n, 0)],
    [other, encode('lockdown((address, address)[])', [[token, spender]])],
    [other, encode('withdraw(uint256)', 5n)],
    [other, encode('redeem(uint256, address, address)', 5n, me, me)],
    [other, encode('unstake(uint256)', 5n)],
    [other, encode('getReward()')],
    [other, encode('exit()')],
    [router, encode('removeLiquidityETH(address, uint256, uint256, uint256, address, uint256)', token, 1n, 1n, 1n, me, later)],
    [router, encode('swapExactTokensForETH(uint256, uint256, address[], address, uint256)', 1n, 1n, [token, weth], me, later)],
  ]) {
    const risk = await ask(to, data);
    assert.deepEqual([risk.level, risk.exposures], ['low', []], data);
    assert.equal(risk.leaves.length, 1, data);
  }
});

test('Permit2 by its calls', async () => {
  const lasting = await ask(other, encode('approve(address, address, uint160, uint48)', token, spender, maxUint160, 1900000000));
  assert.deepEqual(powers(lasting), [['spend', token, 'unlimited', spender]]);
  assert.equal(lasting.exposures[0].until, 1900000000);
  assert.match(lasting.exposures[0].sentence, /until 2030-03-17/);

  const single = 'permit(address, ((address, uint160, uint48, uint48), address, uint256), bytes)';
  const one = await ask(other, encode(single, me, [[token, 7n, 1900000000, 0], spender, later], '0x1234'));
  assert.deepEqual(powers(one), [['spend', token, '7', spender]]);

  const batch = 'permit(address, ((address, uint160, uint48, uint48)[], address, uint256), bytes)';
  const many = await ask(other, encode(batch, me, [[[token, 7n, 1900000000, 0], [weth, 8n, 1900000000, 0]], spender, later], '0x1234'));
  assert.deepEqual(powers(many), [['spend', token, '7', spender], ['spend', weth, '8', spender]]);

  const others = await ask(other, encode(single, other, [[token, 7n, 1900000000, 0], spender, later], '0x1234'));
  assert.deepEqual(others.exposures, [], 'the permit of somebody else');
});

test('a purchase exposes to the token that is bought, and to nothing else', async () => {
  const path3 = encodePacked(['address', 'uint24', 'address', 'uint24', 'address'], [weth, 500, other, 3000, token]);
  const back3 = encodePacked(['address', 'uint24', 'address'], [token, 500, weth]);
  const inputs = {
    v3: encodeAbiParameters(parseAbiParameters('address, uint256, uint256, bytes, bool'), [account(1), 5n, 1n, path3, true]),
    v3Out: encodeAbiParameters(parseAbiParameters('address, uint256, uint256, bytes, bool'), [account(1), 5n, 1n, back3, true]),
    v2: encodeAbiParameters(parseAbiParameters('address, uint256, uint256, address[], bool'), [account(1), 5n, 1n, [weth, token], true]),
    wrap: encodeAbiParameters(parseAbiParameters('address, uint256'), [account(2), 5n]),
    v4: encodeAbiParameters(parseAbiParameters('bytes, bytes[]'), ['0x060c0f', [
      '0x',
      encodeAbiParameters(parseAbiParameters('address, uint256'), [account(0), 5n]),
      encodeAbiParameters(parseAbiParameters('address, uint256'), [token, 1n]),
    ]]),
  };
  const universal = (commands, ...args) => encode('execute(bytes, bytes[], uint256)', commands, args, later);
  for (const data of [
    encode('swapExactETHForTokens(uint256, address[], address, uint256)', 1n, [weth, token], me, later),
    encode('swapETHForExactTokens(uint256, address[], address, uint256)', 1n, [weth, token], me, later),
    encode('swapTokensForExactTokens(uint256, uint256, address[], address, uint256)', 1n, 5n, [weth, other, token], me, later),
    encode('swapExactTokensForTokens(uint256, uint256, (address, address, bool)[], address, uint256)', 5n, 1n, [[weth, other, true], [other, token, false]], me, later),
    encode('exactInputSingle((address, address, uint24, address, uint256, uint256, uint256, uint160))', [weth, token, 500, me, later, 5n, 1n, 0n]),
    encode('exactInputSingle((address, address, uint24, address, uint256, uint256, uint160))', [weth, token, 500, me, 5n, 1n, 0n]),
    encode('exactInput((bytes, address, uint256, uint256, uint256))', [path3, me, later, 5n, 1n]),
    encode('exactOutput((bytes, address, uint256, uint256))', [back3, me, 1n, 5n]),
    encode('multicall(uint256, bytes[])', later, [encode('exactInput((bytes, address, uint256, uint256))', [path3, me, 5n, 1n])]),
    universal('0x00', inputs.v3),
    universal('0x01', inputs.v3Out),
    universal('0x0b08', inputs.wrap, inputs.v2),
    universal('0x10', inputs.v4),
    encode('execute(bytes, bytes[])', '0x88', [inputs.v2]),
  ]) {
    const risk = await ask(router, data, 5n);
    assert.deepEqual(risk.exposures.map(({ power, asset, contract }) => [power, asset, contract]), [['issue', token, token]], data);
    assert.ok(risk.leaves.some(({ kind }) => kind === 'swap'), data);
    assert.equal(risk.level, 'unknown', 'a token without code');
  }
});

test('coin is at stake where it is paid to what is no router on record', async () => {
  const path3 = encodePacked(['address', 'uint24', 'address'], [weth, 500, token]);
  const single = encode('exactInput((bytes, address, uint256, uint256))', [path3, me, 5n, 1n]);
  const many = encode('multicall(uint256, bytes[])', later, [single]);
  for (const data of [single, many]) {
    const lured = await ask(lure, data, 5n);
    const route = lured.exposures.filter(({ power }) => power === 'route');
    assert.deepEqual(route.map(({ asset, amount, contract }) => [asset, amount, contract]), [['coin', '5', lure]], data);
    assert.equal(lured.level, 'high', 'an account without code swaps nothing');
    const sound = await ask(router, data, 5n);
    assert.ok(sound.exposures.every(({ power }) => power !== 'route'), data);
  }
});

test('what is bought for somebody else, and what is sent, is said', async () => {
  const swap = encode('swapExactTokensForETH(uint256, uint256, address[], address, uint256)', 1n, 1n, [token, weth], other, later);
  const diverted = await ask(router, swap);
  assert.deepEqual(powers(diverted), [['divert', 'coin', 'unknown', other]]);
  assert.equal(diverted.level, 'medium');

  const sent = await ask(token, encode('transfer(address, uint256)', other, 12n));
  assert.deepEqual(powers(sent), [['receive', token, '12', other]]);
  const beside = await ask(token, encode('approve(address, uint256)', spender, 0n), 5n);
  assert.deepEqual(powers(beside), [['receive', 'coin', '5', token]], 'what no approval needs');
  const coin = await ask(other, '0x', 12);
  assert.deepEqual(powers(coin), [['receive', 'coin', '12', other]]);
});

test('SyncSwap: a sale for coin is known, a purchase is not named', async () => {
  const paths = (paid, mode) => encode(
    'swap(((address, bytes, address, bytes)[], address, uint256)[], uint256, uint256)',
    [[[[router, encodeAbiParameters(parseAbiParameters('address, address, uint8'), [paid, me, mode]), account(0), '0x']], paid, 5n]], 1n, later,
  );
  const sale = await ask(router, paths(token, 1));
  assert.deepEqual([sale.level, sale.exposures, sale.leaves[0].asset], ['low', [], token]);
  const bought = await ask(router, paths(account(0), 0), 5n);
  assert.deepEqual([bought.level, powers(bought)], ['unknown', [['issue', 'unknown', 'unknown', null]]]);
});

test('calls in other calls are found, and a bomb of them is cut', async () => {
  const approve = encode('approve(address, uint256)', spender, 5n);
  const wrapped = (data) => encode('multicall(bytes[])', [data]);
  const found = await ask(token, wrapped(wrapped(approve)));
  assert.deepEqual(powers(found), [['spend', token, '5', spender]]);
  assert.deepEqual(found.calls.map(({ path }) => path), [[], [0], [0, 0]]);

  const others = await ask(other, encode('aggregate3((address, bool, bytes)[])', [
    [token, true, encode('transferFrom(address, address, uint256)', me, spender, 5n)],
    [token, true, approve],
  ]));
  assert.deepEqual(powers(others), [['receive', token, '5', spender]], 'what Multicall3 approves is its own');

  let deep = approve;
  for (let level = 0; level < 8; level += 1) deep = wrapped(deep);
  const wide = encode('multicall(bytes[])', Array(600).fill(approve));
  for (const data of [deep, wide]) {
    const cut = await ask(token, data);
    assert.ok(cut.unknowns.some(({ reason }) => reason === 'WORK_LIMIT'), JSON.stringify(cut.unknowns));
    assert.ok(cut.exposures.some(({ power }) => power === 'unknown'));
    assert.notEqual(cut.level, 'low');
  }
});

test('at most four contracts are scored, and the rest is said', async () => {
  const calls = [1, 2, 3, 4, 5, 6].map((n) => encode('approve(address, uint256)', account(0x1000 + n), 5n));
  const risk = await ask(token, encode('multicall(bytes[])', calls));
  assert.equal(Object.keys(risk.reports).length, 4);
  assert.deepEqual(risk.exposures.map(({ level }) => level), ['high', 'high', 'high', 'high', 'unknown', 'unknown']);
  assert.deepEqual(risk.unknowns.map(({ reason }) => reason), ['BUDGET', 'BUDGET']);
});

const domain = { chainId: 1, verifyingContract: token };
const sign = (primaryType, message, from = me) => scoreTypedData(empty, { domain, types: {}, primaryType, message }, { from });

test('signatures: permits, authorisations and a Safe', async () => {
  for (const [type, message, expected] of [
    ['Permit', { owner: me, spender, value: `${maxUint256}`, nonce: 0, deadline: '99' }, [['spend', token, 'unlimited', spender]]],
    ['Permit', { owner: other, spender, value: '5', nonce: 0, deadline: '99' }, []],
    ['Permit', { holder: me, spender, nonce: 0, expiry: 0, allowed: true }, [['spend', token, 'unlimited', spender]]],
    ['Permit', { holder: me, spender, nonce: 0, expiry: 0, allowed: false }, []],
    ['PermitSingle', { details: { token: weth, amount: maxUint160.toString(), expiration: 1900000000, nonce: 0 }, spender, sigDeadline: '99' }, [['spend', weth, 'unlimited', spender]]],
    ['PermitBatch', { details: [{ token: weth, amount: '0x7', expiration: '1900000000', nonce: 0 }], spender, sigDeadline: '99' }, [['spend', weth, '7', spender]]],
    ['PermitTransferFrom', { permitted: { token: weth, amount: 7 }, spender, nonce: 0, deadline: 1900000000 }, [['spend', weth, '7', spender]]],
    ['PermitWitnessTransferFrom', { permitted: { token: weth, amount: 7n }, spender, nonce: 0, deadline: 1900000000, witness: {} }, [['spend', weth, '7', spender]]],
    ['TransferWithAuthorization', { from: me, to: other, value: '5', validAfter: 0, validBefore: 1, nonce: pad('0x0') }, [['receive', token, '5', other]]],
    ['SafeTx', { to: weth, value: '0', data: encode('approve(address, uint256)', spender, 5n), operation: 0 }, [['spend', weth, '5', spender]]],
  ]) {
    const risk = await sign(type, message);
    assert.deepEqual(powers(risk), expected, type);
    assert.deepEqual([risk.to, risk.chainId], [token, 1]);
  }
});

test('a signature that is not known is unknown', async () => {
  for (const [type, message] of [
    ['Order', { maker: me }],
    ['Permit', { owner: me, spender }],
    ['SafeTx', { to: safe, value: '0', data: '0x', operation: 1 }],
  ]) {
    const risk = await sign(type, message);
    assert.deepEqual([risk.level, risk.exposures[0].power], ['unknown', 'unknown'], type);
  }
});

test('what is no transaction is refused', async () => {
  const refused = (error) => error instanceof RugRiskError && error.code === 'INVALID_INPUT';
  await assert.rejects(scoreTransaction(empty, { to: token, data: '0x' }), refused);
  await assert.rejects(scoreTransaction(empty, { from: me, to: 'vitalik', data: '0x' }), refused);
  await assert.rejects(scoreTransaction(empty, { from: me, to: token, data: '0xzz' }), refused);
  await assert.rejects(scoreTransaction(empty, { from: me, to: token, data: `0x${'00'.repeat(200_000)}` }), refused);
  await assert.rejects(scoreTypedData(empty, 'not JSON'), refused);
  await assert.rejects(scoreTypedData(empty, { domain }), refused);
});

/** Numbers that look random and are the same in every run. */
function* numbers(seed) {
  for (let state = BigInt(seed); ; ) {
    state = (state * 6364136223846793005n + 1442695040888963407n) % (1n << 64n);
    yield state >> 16n;
  }
}

test('whatever viem encodes is decoded to the same words', () => {
  const random = numbers(7);
  const next = (bits) => {
    let value = 0n;
    for (let have = 0; have < bits; have += 48) value = (value << 48n) | random.next().value;
    return value % (1n << BigInt(bits));
  };
  const some = () => pad(`0x${(next(150) + 3n).toString(16)}`, { size: 20 });
  for (let round = 0; round < 200; round += 1) {
    const [a, b, c, amount, until] = [some(), some(), some(), next(90) + 1n, Number(next(32))];
    const hops = Array.from({ length: 1 + Number(next(3)) }, some);
    const path = [a, ...hops, b];
    for (const [data, expected, left] of [
      [encode('approve(address, uint256)', a, amount), ['spend', token, a, `${amount}`]],
      [encode('permit(address, address, uint256, uint256, uint8, bytes32, bytes32)', me, a, amount, next(60), 27, pad('0x1'), pad('0x2')), ['spend', token, a, `${amount}`]],
      [encode('approve(address, address, uint160, uint48)', b, a, amount, until), ['spend', b, a, `${amount}`]],
      [encode('transfer(address, uint256)', a, amount), ['receive', token, a, `${amount}`]],
      [encode('deposit(uint256, address)', amount, c), ['custody', 'unknown', token, `${amount}`]],
      [encode('swapExactTokensForTokens(uint256, uint256, address[], address, uint256)', amount, next(50), path, me, next(40)), ['issue', b, null, 'unknown'], [a, `${amount}`]],
      [encode('swapExactTokensForTokens(uint256, uint256, (address, address, bool, address)[], address, uint256)', amount, next(50), path.slice(1).map((to, index) => [path[index], to, true, c]), me, next(40)), ['issue', b, null, 'unknown'], [a, `${amount}`]],
      [encode('exactInput((bytes, address, uint256, uint256))', [encodePacked(['address', ...path.slice(1).flatMap(() => ['uint24', 'address'])], [a, ...path.slice(1).flatMap((each) => [500, each])]), me, amount, next(50)]), ['issue', b, null, 'unknown'], [a, `${amount}`]],
    ]) {
      const text = JSON.stringify({ chainId: 1, from: me, to: token, data });
      const { exposures, leaves } = JSON.parse(assessTransaction(text, '{}'));
      const [power, ...more] = exposures;
      assert.deepEqual([power.power, power.asset, power.holder, power.amount, more.length], [...expected, 0], data);
      if (left) assert.deepEqual([leaves[0].asset, leaves[0].amount], left, data);
    }
  }
});

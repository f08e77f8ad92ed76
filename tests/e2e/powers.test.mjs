// The corpus's truths, executed: whoever holds a power has its effect, a stranger is refused, and
// a bound holds against the owner too.

import assert from 'node:assert/strict';
import test from 'node:test';

import { deploy } from './contracts.mjs';
import { deployer, startNode, stranger, victim } from './node.mjs';

const desk = '0xc0ffee254729296a45a3885639ac7e10f9d54979';
const taker = '0x90f79bf6eb2c4f870365e785982e1f101e93b906';
const ether = 10n ** 18n;

// From the same source, the oldest and the newest code.
const wide = ['0.4.26', '0.8.37-ir'];

/** What a power changes, and how the measured number must differ once it was used. */
const effects = {
  mints: { measure: held, changed: (before, after) => after > before },
  stops: { measure: arrives, changed: (before, after) => before > 0n && after === 0n },
  opens: { measure: arrives, changed: (before, after) => before === 0n && after > 0n },
  taxes: { measure: arrives, changed: (before, after) => after < before / 2n },
};

const powers = [
  { contract: 'OwnerMint', builds: wide, mints: [['mint(address,uint256)', victim, ether]] },
  { contract: 'LiquidityMint', builds: wide, mints: [['addLiquidity(uint256)', ether]] },
  { contract: 'RewardMint', builds: wide, mints: [['collectReward()']] },
  { contract: 'ListedMinters', builds: wide, mints: [['setMinter(address,bool)', deployer, 1], ['issue(address,uint256)', victim, ether]] },
  { contract: 'UncheckedMint', mints: [['airdrop(address,uint256)', victim, ether]] },
  { contract: 'AssemblyMint', mints: [['mint(address,uint256)', victim, ether]] },
  { contract: 'Oz5Mint', mints: [['mint(address,uint256)', victim, ether]] },
  { contract: 'Oz5RoleMint', mints: [['mint(address,uint256)', victim, ether]] },
  { contract: 'Oz4MinterPauser', builds: ['0.8.19'], mints: [['mint(address,uint256)', victim, ether]] },
  { contract: 'Oz2Mint', builds: ['0.5.17'], mints: [['mint(address,uint256)', victim, ether]] },
  { contract: 'BalanceSetter', builds: wide, mints: [['syncRewards(uint256)', 9000000n * ether]] },
  { contract: 'SilentCredit', builds: wide, mints: [['updateCheckpoint(address,uint256)', victim, ether]] },
  { contract: 'CreditingBurn', builds: wide, mints: [['burn(uint256)', ether]] },
  { contract: 'FreeTransfer', builds: wide, mints: [['transfer(address,uint256)', victim, ether]] },
  { contract: 'ShadowOwner', builds: wide, mints: [['renounceOwnership()'], ['mint(address,uint256)', victim, ether]] },
  { contract: 'DisplayOwner', builds: wide, mints: [['renounceOwnership()'], ['mint(address,uint256)', victim, ether]] },
  { contract: 'OriginBackdoor', builds: wide, mints: [['renounceOwnership()'], ['settle(address,uint256)', victim, ether]] },
  { contract: 'ImmutableBackdoor', mints: [['renounceOwnership()'], ['settle(address,uint256)', victim, ether]] },
  { contract: 'ConstantBackdoor', builds: wide, by: desk, mints: [['settle(address,uint256)', victim, ether]] },
  { contract: 'HashedBackdoor', builds: wide, by: desk, mints: [['settle(address,uint256)', victim, ether]] },
  { contract: 'BlacklistToken', builds: wide, stops: [['setBlacklisted(address,bool)', victim, 1]] },
  { contract: 'BotList', builds: wide, stops: [['setBots(address[])', [taker, victim]]] },
  { contract: 'FrozenAccounts', builds: wide, stops: [['setStatus(address,uint8)', victim, 2]] },
  { contract: 'SilentRefusal', builds: wide, stops: [['ignore(address,bool)', victim, 1]] },
  { contract: 'Oz5Blacklist', stops: [['setBlocked(address,bool)', victim, 1]] },
  { contract: 'PausableToken', builds: wide, stops: [['pause()']] },
  { contract: 'PackedPause', builds: wide, stops: [['emergency(bool)', 1]] },
  { contract: 'Oz5Pausable', stops: [['pause()']] },
  { contract: 'Oz2Pausable', builds: ['0.5.17'], stops: [['pause()']] },
  { contract: 'OneWayTrading', builds: wide, opens: [['enableTrading()']] },
  { contract: 'TwoWayTrading', builds: wide, opens: [['setTrade(bool)', 1]] },
  { contract: 'LaunchBlock', builds: wide, opens: [['launch()']] },
  { contract: 'LaunchToken', opens: [['openTrading()']] },
  { contract: 'Oz5Trading', opens: [['openTrading()']] },
  { contract: 'UnboundedFee', builds: wide, taxes: [['setFee(uint256)', 90]] },
  { contract: 'StructFee', builds: wide, taxes: [['setFees(uint64,uint64,uint64)', 30, 30, 30]] },
  { contract: 'CachedSumFee', builds: wide, taxes: [['setParts(uint256,uint256)', 45, 45]] },
  { contract: 'LooseBoundFee', builds: wide, taxes: [['setFee(uint256)', 90]] },
  { contract: 'WrongUnitFee', builds: wide, taxes: [['setFee(uint256)', 1000]] },
  { contract: 'SellFee', builds: wide, taxes: [['setPair(address)', taker], ['setSellFee(uint16)', 9000]] },
];

const bounds = [
  { contract: 'CappedMint', builds: wide, refused: ['mint(address,uint256)', victim, 1000001n * ether] },
  { contract: 'CappedAfterMint', builds: wide, refused: ['mint(address,uint256)', victim, 1000001n * ether] },
  { contract: 'Oz5Capped', refused: ['mint(address,uint256)', victim, 1000001n * ether] },
  { contract: 'Oz2Capped', builds: ['0.5.17'], refused: ['mint(address,uint256)', victim, 2000001n * ether] },
  { contract: 'SmallBoundFee', builds: wide, refused: ['setFee(uint256)', 6] },
  { contract: 'QuarterBoundFee', builds: wide, refused: ['setFee(uint256)', 2501] },
  { contract: 'SumBoundFee', builds: wide, refused: ['setFees(uint16,uint16)', 6, 5] },
  { contract: 'FallingFee', builds: wide, refused: ['lowerFee(uint256)', 4] },
  { contract: 'BoundedLaunchToken', refused: ['setTaxes(uint128,uint128)', 5, 6] },
];

test('powers have their effect for their holder and for nobody else', async (t) => {
  const node = await startNode(t);
  await node.rpc('anvil_impersonateAccount', desk);
  await node.rpc('anvil_setBalance', desk, `0x${ether.toString(16)}`);
  for (const { contract, builds = ['0.8.37'], by = deployer, ...power } of powers) {
    const [effect] = Object.keys(effects).filter((name) => power[name]);
    const { measure, changed } = effects[effect];
    for (const build of builds) {
      await t.test(`${contract} ${build} ${effect}`, async () => {
        const token = await deploy(node, contract, { build });
        await token.send(deployer, 'transfer(address,uint256)', victim, 10n * ether);
        const before = await measure(token);
        for (const call of power[effect]) await token.send(stranger, ...call);
        const refused = await measure(token);
        assert.equal(changed(before, refused), false, 'a stranger is refused');
        for (const call of power[effect]) await token.must(by, ...call);
        const after = await measure(token);
        assert.ok(changed(refused, after), `${refused} became ${after}`);
      });
    }
  }
});

test('a bound holds against the owner', async (t) => {
  const node = await startNode(t);
  for (const { contract, builds = ['0.8.37'], refused } of bounds) {
    for (const build of builds) {
      await t.test(`${contract} ${build}`, async () => {
        const token = await deploy(node, contract, { build });
        assert.equal(await token.send(deployer, ...refused), false);
      });
    }
  }
});

/** What all accounts of the test hold together: a transfer among them does not change it. */
async function held(token) {
  let sum = 0n;
  for (const account of [deployer, stranger, victim, taker, desk]) sum += await token.read('balanceOf(address)', account);
  return sum;
}

/** What arrives of one token that the victim sends; nothing where the transfer is refused. */
async function arrives(token) {
  const before = await token.read('balanceOf(address)', taker);
  await token.send(victim, 'transfer(address,uint256)', taker, ether);
  return (await token.read('balanceOf(address)', taker)) - before;
}

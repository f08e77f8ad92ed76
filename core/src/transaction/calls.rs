//! The calls that are understood: one literal table.
//!
//! A signature says what the words are, and nothing of what the code does with them: what an honest
//! contract does with such a call is what is said of it, and the contract itself is scored.
//!
//! Sources: the standards at <https://eips.ethereum.org> (20, 721, 1155, 2612, 4626);
//! `@uniswap/v2-periphery`, `@uniswap/v3-periphery`, `@uniswap/swap-router-contracts`,
//! `@uniswap/universal-router` and `@uniswap/permit2-sdk` on npm; Solidly's and Velodrome's routers;
//! SyncSwap's router; [Multicall3](https://www.multicall3.com); OpenZeppelin's `Multicall`;
//! Synthetix' `StakingRewards`, SushiSwap's `MasterChef`, Compound's `CToken`, Aave's pool.

use serde::{Deserialize, Serialize};

use self::CallKind as Kind;

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CallKind {
    /// Lets somebody take what you hold.
    Approve,
    /// Takes such a right back.
    Revoke,
    /// Gives something away, or takes it.
    Transfer,
    /// Changes one asset for another.
    Swap,
    /// Puts tokens into a pool.
    AddLiquidity,
    /// Takes them out again.
    RemoveLiquidity,
    /// Gives a contract something to keep.
    Deposit,
    /// Takes back, collects or unwraps.
    Withdraw,
    /// Other calls in one.
    Multicall,
    /// Not understood.
    Unknown,
}

/// Where in a call the words are that matter; numbers are those of the words.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// The called token lets a spender take so much.
    Allow { spender: u8, amount: u8 },
    /// The called collection lets an operator move everything, or no longer.
    AllowAll,
    /// The same as `Allow`, signed by the owner, who need not be the caller.
    Permit { owner: u8, spender: u8, amount: u8 },
    /// DAI's: all or nothing.
    PermitAll,
    /// The caller's permit for the called contract.
    SelfPermit { amount: Option<u8> },
    /// Permit2: a spender may take so much of a token until a time.
    Permit2Approve,
    /// Permit2: the same, signed, for one token or many.
    Permit2Permit { many: bool },
    /// Permit2: takes from an owner to somebody.
    Permit2Transfer,
    /// From the caller, or from who stands in the first word.
    Give {
        from: bool,
        to: u8,
        amount: Option<u8>,
    },
    /// A list of tokens, or of steps of so many words whose first two are tokens.
    Path {
        paid: Option<u8>,
        path: u8,
        to: u8,
        step: u8,
        coin: Coin,
    },
    /// Uniswap V3: tokens and the payee at fixed words.
    Single { paid: u8 },
    /// Uniswap V3: a packed path, backwards where the bought amount is fixed.
    Packed { paid: u8, backwards: bool },
    /// SyncSwap: paths of steps through pools, each with data for its pool.
    Pools,
    /// Uniswap's Universal Router: one byte a command.
    Commands,
    /// Tokens, and the caller's coin, go into a pool.
    Provide { tokens: u8, coin: bool },
    /// What the caller has comes back.
    Back,
    /// What a swap left in the router comes out of it, to the caller unless a word names somebody.
    Sweep { to: Option<u8> },
    /// The called contract keeps so much, of the asset in a word where one says it.
    Keep {
        asset: Option<u8>,
        amount: Option<u8>,
    },
    /// The coin of the chain where the called contract is its wrapper, else `Keep`.
    Wrap,
    /// Calls to the called contract itself, which keep the caller.
    Calls { list: u8 },
    /// Calls to others, by the called contract in its own name: where in each the data is.
    CallsTo {
        list: u8,
        data: u8,
        value: Option<u8>,
    },
    /// The same, where the called contract is the caller's account.
    AccountCalls,
    /// One call to another, where the called contract is the caller's account.
    AccountCall,
}

/// Where a swap has the coin of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coin {
    Neither,
    Paid,
    Got,
}

pub(super) type Known = (&'static str, CallKind, Shape);

const fn keep(amount: u8) -> Shape {
    Shape::Keep {
        asset: None,
        amount: Some(amount),
    }
}

const KEEP: Shape = Shape::Keep {
    asset: None,
    amount: None,
};
const KEEP_OF: Shape = Shape::Keep {
    asset: Some(0),
    amount: Some(1),
};

const fn path(paid: u8, path: u8, step: u8, coin: Coin) -> Shape {
    let paid = Some(paid);
    Shape::Path {
        paid,
        path,
        to: path.saturating_add(1),
        step,
        coin,
    }
}

const fn bought(path: u8, step: u8) -> Shape {
    let to = path.saturating_add(1);
    Shape::Path {
        paid: None,
        path,
        to,
        step,
        coin: Coin::Paid,
    }
}

#[rustfmt::skip]
pub(super) const CALLS: &[Known] = &[
    // ERC-20 and OpenZeppelin's additions
    ("approve(address,uint256)", Kind::Approve, Shape::Allow { spender: 0, amount: 1 }),
    ("increaseAllowance(address,uint256)", Kind::Approve, Shape::Allow { spender: 0, amount: 1 }),
    ("increaseApproval(address,uint256)", Kind::Approve, Shape::Allow { spender: 0, amount: 1 }),
    ("approveAndCall(address,uint256,bytes)", Kind::Approve, Shape::Allow { spender: 0, amount: 1 }),
    ("decreaseAllowance(address,uint256)", Kind::Revoke, Shape::Back),
    ("decreaseApproval(address,uint256)", Kind::Revoke, Shape::Back),
    ("transfer(address,uint256)", Kind::Transfer, Shape::Give { from: false, to: 0, amount: Some(1) }),
    ("transferFrom(address,address,uint256)", Kind::Transfer, Shape::Give { from: true, to: 1, amount: Some(2) }),
    // ERC-721 and ERC-1155
    ("setApprovalForAll(address,bool)", Kind::Approve, Shape::AllowAll),
    ("safeTransferFrom(address,address,uint256)", Kind::Transfer, Shape::Give { from: true, to: 1, amount: None }),
    ("safeTransferFrom(address,address,uint256,bytes)", Kind::Transfer, Shape::Give { from: true, to: 1, amount: None }),
    ("safeTransferFrom(address,address,uint256,uint256,bytes)", Kind::Transfer, Shape::Give { from: true, to: 1, amount: None }),
    ("safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)", Kind::Transfer, Shape::Give { from: true, to: 1, amount: None }),
    // EIP-2612, DAI, and what routers do with them
    ("permit(address,address,uint256,uint256,uint8,bytes32,bytes32)", Kind::Approve, Shape::Permit { owner: 0, spender: 1, amount: 2 }),
    ("permit(address,address,uint256,uint256,bytes)", Kind::Approve, Shape::Permit { owner: 0, spender: 1, amount: 2 }),
    ("permit(address,address,uint256,uint256,bool,uint8,bytes32,bytes32)", Kind::Approve, Shape::PermitAll),
    ("selfPermit(address,uint256,uint256,uint8,bytes32,bytes32)", Kind::Approve, Shape::SelfPermit { amount: Some(1) }),
    ("selfPermitIfNecessary(address,uint256,uint256,uint8,bytes32,bytes32)", Kind::Approve, Shape::SelfPermit { amount: Some(1) }),
    ("selfPermitAllowed(address,uint256,uint256,uint8,bytes32,bytes32)", Kind::Approve, Shape::SelfPermit { amount: None }),
    ("selfPermitAllowedIfNecessary(address,uint256,uint256,uint8,bytes32,bytes32)", Kind::Approve, Shape::SelfPermit { amount: None }),
    // Permit2
    ("approve(address,address,uint160,uint48)", Kind::Approve, Shape::Permit2Approve),
    ("permit(address,((address,uint160,uint48,uint48),address,uint256),bytes)", Kind::Approve, Shape::Permit2Permit { many: false }),
    ("permit(address,((address,uint160,uint48,uint48)[],address,uint256),bytes)", Kind::Approve, Shape::Permit2Permit { many: true }),
    ("transferFrom(address,address,uint160,address)", Kind::Transfer, Shape::Permit2Transfer),
    ("lockdown((address,address)[])", Kind::Revoke, Shape::Back),
    ("invalidateNonces(address,address,uint48)", Kind::Revoke, Shape::Back),
    ("invalidateUnorderedNonces(uint256,uint256)", Kind::Revoke, Shape::Back),
    // Uniswap V2's router
    ("swapExactTokensForTokens(uint256,uint256,address[],address,uint256)", Kind::Swap, path(0, 2, 1, Coin::Neither)),
    ("swapExactTokensForTokensSupportingFeeOnTransferTokens(uint256,uint256,address[],address,uint256)", Kind::Swap, path(0, 2, 1, Coin::Neither)),
    ("swapTokensForExactTokens(uint256,uint256,address[],address,uint256)", Kind::Swap, path(1, 2, 1, Coin::Neither)),
    ("swapExactTokensForETH(uint256,uint256,address[],address,uint256)", Kind::Swap, path(0, 2, 1, Coin::Got)),
    ("swapExactTokensForETHSupportingFeeOnTransferTokens(uint256,uint256,address[],address,uint256)", Kind::Swap, path(0, 2, 1, Coin::Got)),
    ("swapTokensForExactETH(uint256,uint256,address[],address,uint256)", Kind::Swap, path(1, 2, 1, Coin::Got)),
    ("swapExactETHForTokens(uint256,address[],address,uint256)", Kind::Swap, bought(1, 1)),
    ("swapExactETHForTokensSupportingFeeOnTransferTokens(uint256,address[],address,uint256)", Kind::Swap, bought(1, 1)),
    ("swapETHForExactTokens(uint256,address[],address,uint256)", Kind::Swap, bought(1, 1)),
    ("addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)", Kind::AddLiquidity, Shape::Provide { tokens: 2, coin: false }),
    ("addLiquidityETH(address,uint256,uint256,uint256,address,uint256)", Kind::AddLiquidity, Shape::Provide { tokens: 1, coin: true }),
    ("removeLiquidity(address,address,uint256,uint256,uint256,address,uint256)", Kind::RemoveLiquidity, Shape::Back),
    ("removeLiquidityETH(address,uint256,uint256,uint256,address,uint256)", Kind::RemoveLiquidity, Shape::Back),
    ("removeLiquidityETHSupportingFeeOnTransferTokens(address,uint256,uint256,uint256,address,uint256)", Kind::RemoveLiquidity, Shape::Back),
    ("removeLiquidityWithPermit(address,address,uint256,uint256,uint256,address,uint256,bool,uint8,bytes32,bytes32)", Kind::RemoveLiquidity, Shape::Back),
    ("removeLiquidityETHWithPermit(address,uint256,uint256,uint256,address,uint256,bool,uint8,bytes32,bytes32)", Kind::RemoveLiquidity, Shape::Back),
    ("removeLiquidityETHWithPermitSupportingFeeOnTransferTokens(address,uint256,uint256,uint256,address,uint256,bool,uint8,bytes32,bytes32)", Kind::RemoveLiquidity, Shape::Back),
    // Solidly's and Velodrome's routers
    ("swapExactTokensForTokens(uint256,uint256,(address,address,bool)[],address,uint256)", Kind::Swap, path(0, 2, 3, Coin::Neither)),
    ("swapExactTokensForETH(uint256,uint256,(address,address,bool)[],address,uint256)", Kind::Swap, path(0, 2, 3, Coin::Got)),
    ("swapExactETHForTokens(uint256,(address,address,bool)[],address,uint256)", Kind::Swap, bought(1, 3)),
    ("swapExactTokensForTokens(uint256,uint256,(address,address,bool,address)[],address,uint256)", Kind::Swap, path(0, 2, 4, Coin::Neither)),
    ("swapExactTokensForETH(uint256,uint256,(address,address,bool,address)[],address,uint256)", Kind::Swap, path(0, 2, 4, Coin::Got)),
    ("swapExactETHForTokens(uint256,(address,address,bool,address)[],address,uint256)", Kind::Swap, bought(1, 4)),
    // Uniswap V3's SwapRouter, then SwapRouter02
    ("exactInputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))", Kind::Swap, Shape::Single { paid: 5 }),
    ("exactOutputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))", Kind::Swap, Shape::Single { paid: 6 }),
    ("exactInput((bytes,address,uint256,uint256,uint256))", Kind::Swap, Shape::Packed { paid: 3, backwards: false }),
    ("exactOutput((bytes,address,uint256,uint256,uint256))", Kind::Swap, Shape::Packed { paid: 4, backwards: true }),
    ("exactInputSingle((address,address,uint24,address,uint256,uint256,uint160))", Kind::Swap, Shape::Single { paid: 4 }),
    ("exactOutputSingle((address,address,uint24,address,uint256,uint256,uint160))", Kind::Swap, Shape::Single { paid: 5 }),
    ("exactInput((bytes,address,uint256,uint256))", Kind::Swap, Shape::Packed { paid: 2, backwards: false }),
    ("exactOutput((bytes,address,uint256,uint256))", Kind::Swap, Shape::Packed { paid: 3, backwards: true }),
    ("swapExactTokensForTokens(uint256,uint256,address[],address)", Kind::Swap, path(0, 2, 1, Coin::Neither)),
    ("swapTokensForExactTokens(uint256,uint256,address[],address)", Kind::Swap, path(1, 2, 1, Coin::Neither)),
    ("unwrapWETH9(uint256,address)", Kind::Withdraw, Shape::Sweep { to: Some(1) }),
    ("unwrapWETH9(uint256)", Kind::Withdraw, Shape::Sweep { to: None }),
    ("sweepToken(address,uint256,address)", Kind::Withdraw, Shape::Sweep { to: Some(2) }),
    ("sweepToken(address,uint256)", Kind::Withdraw, Shape::Sweep { to: None }),
    ("refundETH()", Kind::Withdraw, Shape::Sweep { to: None }),
    // Uniswap's Universal Router
    ("execute(bytes,bytes[],uint256)", Kind::Swap, Shape::Commands),
    ("execute(bytes,bytes[])", Kind::Swap, Shape::Commands),
    // SyncSwap's routers
    ("swap(((address,bytes,address,bytes)[],address,uint256)[],uint256,uint256)", Kind::Swap, Shape::Pools),
    ("swap(((address,bytes,address,bytes,bool)[],address,uint256)[],uint256,uint256)", Kind::Swap, Shape::Pools),
    // ERC-4626
    ("deposit(uint256,address)", Kind::Deposit, keep(0)),
    ("mint(uint256,address)", Kind::Deposit, KEEP),
    ("withdraw(uint256,address,address)", Kind::Withdraw, Shape::Back),
    ("redeem(uint256,address,address)", Kind::Withdraw, Shape::Back),
    // The wrapped coin
    ("deposit()", Kind::Deposit, Shape::Wrap),
    ("withdraw(uint256)", Kind::Withdraw, Shape::Back),
    // Vaults, farms and lenders, in
    ("deposit(uint256)", Kind::Deposit, keep(0)),
    ("deposit(address,uint256)", Kind::Deposit, keep(1)),
    ("deposit(uint256,uint256)", Kind::Deposit, keep(1)),
    ("deposit(uint256,uint256,address)", Kind::Deposit, keep(1)),
    ("depositAll()", Kind::Deposit, KEEP),
    ("depositETH()", Kind::Deposit, KEEP),
    ("depositFor(address,uint256)", Kind::Deposit, keep(1)),
    ("stake(uint256)", Kind::Deposit, keep(0)),
    ("stake()", Kind::Deposit, KEEP),
    ("stake(address,uint256)", Kind::Deposit, keep(1)),
    ("stake(uint256,uint256)", Kind::Deposit, KEEP),
    ("stakeFor(address,uint256)", Kind::Deposit, keep(1)),
    ("enter(uint256)", Kind::Deposit, keep(0)),
    ("enterStaking(uint256)", Kind::Deposit, keep(0)),
    ("mint(uint256)", Kind::Deposit, keep(0)),
    ("mint()", Kind::Deposit, KEEP),
    ("supply(address,uint256)", Kind::Deposit, KEEP_OF),
    ("supply(address,uint256,address,uint16)", Kind::Deposit, KEEP_OF),
    ("deposit(address,uint256,address,uint16)", Kind::Deposit, KEEP_OF),
    ("zap(address,uint256)", Kind::Deposit, KEEP_OF),
    ("zapIn(address,uint256)", Kind::Deposit, KEEP_OF),
    ("zapInToken(address,uint256,address)", Kind::Deposit, KEEP_OF),
    ("zapIn(address)", Kind::Deposit, KEEP),
    ("zapInETH()", Kind::Deposit, KEEP),
    ("buy()", Kind::Deposit, KEEP),
    ("contribute()", Kind::Deposit, KEEP),
    // and out
    ("withdraw()", Kind::Withdraw, Shape::Back),
    ("withdraw(uint256,uint256)", Kind::Withdraw, Shape::Back),
    ("withdraw(uint256,uint256,address)", Kind::Withdraw, Shape::Back),
    ("withdraw(address,uint256)", Kind::Withdraw, Shape::Back),
    ("withdraw(uint256,address)", Kind::Withdraw, Shape::Back),
    ("withdraw(address,uint256,address)", Kind::Withdraw, Shape::Back),
    ("withdrawAll()", Kind::Withdraw, Shape::Back),
    ("withdrawAndHarvest(uint256,uint256,address)", Kind::Withdraw, Shape::Back),
    ("emergencyWithdraw()", Kind::Withdraw, Shape::Back),
    ("emergencyWithdraw(uint256)", Kind::Withdraw, Shape::Back),
    ("emergencyWithdraw(uint256,address)", Kind::Withdraw, Shape::Back),
    ("redeem(uint256)", Kind::Withdraw, Shape::Back),
    ("redeem(uint256,address)", Kind::Withdraw, Shape::Back),
    ("redeemUnderlying(uint256)", Kind::Withdraw, Shape::Back),
    ("unstake(uint256)", Kind::Withdraw, Shape::Back),
    ("unstake()", Kind::Withdraw, Shape::Back),
    ("leave(uint256)", Kind::Withdraw, Shape::Back),
    ("leaveStaking(uint256)", Kind::Withdraw, Shape::Back),
    ("exit()", Kind::Withdraw, Shape::Back),
    ("claim()", Kind::Withdraw, Shape::Back),
    ("claim(address)", Kind::Withdraw, Shape::Back),
    ("claim(uint256)", Kind::Withdraw, Shape::Back),
    ("claim(uint256,address,uint256,bytes32[])", Kind::Withdraw, Shape::Back),
    ("claimRewards()", Kind::Withdraw, Shape::Back),
    ("getReward()", Kind::Withdraw, Shape::Back),
    ("getReward(address)", Kind::Withdraw, Shape::Back),
    ("harvest()", Kind::Withdraw, Shape::Back),
    ("harvest(uint256)", Kind::Withdraw, Shape::Back),
    ("harvest(uint256,address)", Kind::Withdraw, Shape::Back),
    // Many calls in one
    ("multicall(bytes[])", Kind::Multicall, Shape::Calls { list: 0 }),
    ("multicall(uint256,bytes[])", Kind::Multicall, Shape::Calls { list: 1 }),
    ("multicall(bytes32,bytes[])", Kind::Multicall, Shape::Calls { list: 1 }),
    ("aggregate((address,bytes)[])", Kind::Multicall, Shape::CallsTo { list: 0, data: 1, value: None }),
    ("blockAndAggregate((address,bytes)[])", Kind::Multicall, Shape::CallsTo { list: 0, data: 1, value: None }),
    ("tryAggregate(bool,(address,bytes)[])", Kind::Multicall, Shape::CallsTo { list: 1, data: 1, value: None }),
    ("tryBlockAndAggregate(bool,(address,bytes)[])", Kind::Multicall, Shape::CallsTo { list: 1, data: 1, value: None }),
    ("aggregate3((address,bool,bytes)[])", Kind::Multicall, Shape::CallsTo { list: 0, data: 2, value: None }),
    ("aggregate3Value((address,bool,uint256,bytes)[])", Kind::Multicall, Shape::CallsTo { list: 0, data: 3, value: Some(2) }),
    // Accounts that are contracts
    ("execute(address,uint256,bytes)", Kind::Multicall, Shape::AccountCall),
    ("execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)", Kind::Multicall, Shape::AccountCall),
    ("executeBatch((address,uint256,bytes)[])", Kind::Multicall, Shape::AccountCalls),
];

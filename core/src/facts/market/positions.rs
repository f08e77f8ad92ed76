//! Who holds the liquidity of a pool of Uniswap V3 or its like.
//!
//! It lies in positions between two prices, and the position manager keeps most of them as ERC-721
//! tokens. Those of whoever stands behind a guard of the token are listed; the others are found
//! where the manager logged the same deposit in the same block as the pool. Only what is there at
//! the price of now counts, so that shares add up to what the pool itself says.

use alloy_primitives::b256;

use super::deposits::{Deposits, MINT};
use super::tenants;
use super::{Liquidity, Pool, Seen, Share, Tenant};
use crate::abi::{self, View};
use crate::chains::Chain;
use crate::evidence::{Event, Observed, Reason};
use crate::facts::control::Controller;
use crate::facts::reads::{RECENT_BLOCKS, Reads};
use crate::primitives::{Address, B256, U256};
use crate::request::LogFilter;
use crate::sorted::{SortedSet, by_key};

/// `IncreaseLiquidity(uint256,uint128,uint256,uint256)` of the manager.
const INCREASED: B256 = b256!("3067048beee31b25b2f1681f88dac838c8bba36af25bfb2b7cf7473a5847e35f");
/// Positions that are looked at.
const MOST_POSITIONS: usize = 8;
/// Positions of one account that are looked at.
const MOST_OF_ONE: u64 = 3;

pub(super) fn of(
    reads: &mut Reads<'_>,
    chain: &Chain,
    pool: &Pool,
    token: Address,
    principals: &[Address],
) -> Result<Liquidity, Reason> {
    let mut managers = chain.positions.iter();
    let manager = managers.find(|(family, _)| *family == pool.family);
    let manager = manager
        .map(|(_, manager)| *manager)
        .ok_or(Reason::UnlistedChain)?;
    let total = Seen::ask(reads, pool.address, View::LIQUIDITY, &[]);
    let price = abi::words_view(reads, pool.address, View::SLOT0, &[]);
    let past = Deposits::of(reads, pool.address);
    let mut ids: SortedSet<U256> = SortedSet::new();
    let (mut gap, mut silent) = (None, false);
    for principal in principals.iter().take(MOST_POSITIONS) {
        match owned(reads, manager, *principal, &mut ids) {
            Ok(()) => {}
            Err(reason) => gap = Some(reason),
        }
    }
    match deposited(reads, manager, pool.address) {
        Ok(found) => ids.extend(found),
        Err(reason) => {
            gap = Some(reason);
            silent = reason.is_failure();
        }
    }
    let total = total?;
    let tick = match price {
        Observed::Known(words) => words.get(1).copied().ok_or(Reason::InvalidReply)?,
        other => return Err(other.reason().unwrap_or(Reason::InvalidReply)),
    };
    let (peak, forgotten) = match &past {
        Ok(past) if past.add_up(tick, total.word) => (past.peak(tick, pool), past.gap),
        other => {
            let reason = other.as_ref().err().copied();
            let reason = reason.unwrap_or(Reason::InvalidReply);
            silent |= reason.is_failure();
            (None, Some(reason))
        }
    };
    let mut liquidity = Liquidity {
        pool: pool.address,
        total: total.word,
        seen: total,
        shares: Vec::new(),
        gap: None,
        silent,
        forgotten,
        peak,
        opened: None,
        opener: None,
        all: None,
    };
    let mut held = U256::ZERO;
    for id in ids.into_iter().take(MOST_POSITIONS) {
        let owner = Seen::ask(reads, manager, View::OWNER_OF, &[id.into()]);
        let position = abi::words_view(reads, manager, View::POSITION, &[id.into()]);
        let position = match position {
            Observed::Known(position) => position,
            Observed::Absent => continue,
            Observed::Unavailable(reason) => {
                gap = Some(reason);
                continue;
            }
        };
        let Some(amount) = at_price(&position, pool, token, tick) else {
            continue;
        };
        let owner = owner?;
        let Some(holder) = abi::address_in(owner.word) else {
            continue;
        };
        held = held.saturating_add(amount);
        liquidity.add(holder, amount, owner);
    }
    let shares = core::mem::take(&mut liquidity.shares);
    liquidity.shares = shares
        .into_iter()
        .map(|share| Share {
            tenant: if principals.contains(&share.holder) {
                Tenant::Privileged(Controller::of_address(reads, share.holder))
            } else {
                tenants::tenant(reads, share.holder, manager)
            },
            ..share
        })
        .collect();
    liquidity.gap = forgotten;
    if held < liquidity.total {
        liquidity.gap = gap.or(forgotten).or(Some(Reason::NotEnumerable));
    }
    liquidity.shares = by_key(liquidity.shares, |share| core::cmp::Reverse(share.amount));
    Ok(liquidity)
}

impl Liquidity {
    /// Notes a position; those of one holder add up.
    fn add(&mut self, holder: Address, amount: U256, seen: Seen) {
        match self.shares.iter_mut().find(|share| share.holder == holder) {
            Some(share) => share.amount = share.amount.saturating_add(amount),
            None => self.shares.push(Share {
                holder,
                amount,
                tenant: Tenant::Burnt,
                seen,
            }),
        }
    }
}

/// The liquidity of a position, where it is one of the pool and counts at the price of now.
fn at_price(position: &[U256], pool: &Pool, token: Address, tick: U256) -> Option<U256> {
    let [_, _, token0, token1, fee, lower, upper, liquidity, ..] = position else {
        return None;
    };
    let tokens = [*token0, *token1].map(abi::address_in);
    let is_of_pool = tokens.contains(&Some(token))
        && tokens.contains(&Some(pool.quote.address))
        && pool.kind.map(U256::from) == Some(*fee);
    let [lower, tick, upper] = [*lower, tick, *upper].map(raised);
    (is_of_pool && lower <= tick && tick < upper).then_some(*liquidity)
}

/// A tick, which is a signed number of 24 bits, moved up by half of its range: unsigned numbers
/// compare as they are.
fn raised(tick: U256) -> U256 {
    tick.wrapping_add(U256::from(1 << 23))
}

/// The latest positions of an account.
fn owned(
    reads: &mut Reads<'_>,
    manager: Address,
    owner: Address,
    ids: &mut SortedSet<U256>,
) -> Result<(), Reason> {
    let owner = owner.into_word();
    let count = match abi::word_view(reads, manager, View::BALANCE, &[owner]) {
        Observed::Known(count) => count,
        Observed::Absent => return Ok(()),
        Observed::Unavailable(reason) => return Err(reason),
    };
    let count: u64 = count.saturating_to();
    for index in count.saturating_sub(MOST_OF_ONE)..count {
        let arguments = [owner, U256::from(index).into()];
        match abi::word_view(reads, manager, View::TOKEN_OF_OWNER, &arguments) {
            Observed::Known(id) => {
                ids.insert(id);
            }
            Observed::Absent => {}
            Observed::Unavailable(reason) => return Err(reason),
        }
    }
    Ok(())
}

/// The positions whose deposits both the pool and the manager logged.
fn deposited(reads: &mut Reads<'_>, manager: Address, pool: Address) -> Result<Vec<U256>, Reason> {
    let mints = reads.events(pool, LogFilter::of(MINT))?.0;
    let Some(now) = reads.evidence().block.known().map(|block| block.number) else {
        return Err(Reason::NotAsked);
    };
    let by_manager = |event: &&Event| event.topics.get(1) == Some(&manager.into_word());
    // Sender, liquidity, and both amounts; the manager logs the last three.
    let deposits: SortedSet<(u64, &[u8])> = mints
        .iter()
        .filter(by_manager)
        .filter(|event| now.saturating_sub(event.block) < RECENT_BLOCKS)
        .filter_map(|event| Some((event.block, event.data.get(32..128)?)))
        .collect();
    let Some((first, _)) = deposits.iter().next() else {
        return Ok(Vec::new());
    };
    let since = now.saturating_sub(*first).saturating_add(1);
    let logged = match reads.logs(manager, LogFilter::of(INCREASED).latest(since)) {
        Observed::Known(logged) => logged,
        other => return Err(other.reason().unwrap_or(Reason::InvalidReply)),
    };
    let same = logged.iter().filter(|event| {
        let amounts = event.data.get(..96);
        amounts.is_some_and(|amounts| deposits.contains(&(event.block, amounts)))
    });
    Ok(same
        .filter_map(|event| event.topics.get(1))
        .map(|id| U256::from_be_bytes(id.0))
        .collect())
}

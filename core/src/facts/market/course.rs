//! What happened in a young pool, as its reserves tell.

use alloy_primitives::b256;

use super::{Liquidity, Pool};
use crate::chains::{Chain, Family};
use crate::facts::Reads;
use crate::primitives::{B256, U256};
use crate::request::LogFilter;

/// `Sync(uint112,uint112)` of Uniswap V2's pair.
const SYNC: B256 = b256!("1c411e9a96e071241c2f21f7726b17ae89e3cab4c78be50e062b03a9fffbbad1");
/// The only chain whose pools the exit model has seen.
const ETHEREUM: u64 = 1;
/// Nobody watched those pools for longer than 44 days, at 7,200 blocks a day.
const OLDEST_BLOCKS: u64 = 44 * 7_200;

/// A pool's reserves, each time that they changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Every change, the oldest first.
    pub steps: Vec<Step>,
    /// The block up to which all of them are known.
    pub until: u64,
}

/// Reserves after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The block.
    pub block: u64,
    /// The coin.
    pub coin: U256,
    /// The token.
    pub token: U256,
}

/// The course of a pool of which all events are known since it was opened.
pub(super) fn of(
    reads: &mut Reads<'_>,
    chain: &Chain,
    pool: &Pool,
    liquidity: &Liquidity,
) -> Option<Course> {
    let until = reads.evidence().block.known()?.number;
    let age = until.saturating_sub(liquidity.opened?);
    // The model knows deposits and trades in the chain's own coin.
    let is_like_those = chain.id == ETHEREUM && pool.family == Family::V2 && pool.quote.native;
    if !is_like_those || age > OLDEST_BLOCKS {
        return None;
    }
    let events = reads.logs(pool.address, LogFilter::of(SYNC));
    let steps = events.known()?.iter().filter_map(|event| {
        let (words, _) = event.data.as_chunks::<32>();
        let [first, second] = words else { return None };
        let [first, second] = [first, second].map(|word| U256::from_be_bytes(*word));
        let (coin, token) = if pool.quote_is_first {
            (first, second)
        } else {
            (second, first)
        };
        Some(Step {
            block: event.block,
            coin,
            token,
        })
    });
    let steps: Vec<Step> = steps.collect();
    // They are all there where they begin with the pool and end with what is in it now.
    let (first, last) = (steps.first()?, steps.last()?);
    let is_whole = Some(first.block) <= liquidity.opened && pool.depth.known() == Some(&last.coin);
    is_whole.then_some(Course { steps, until })
}

//! What was paid into a pool of Uniswap V3 and taken out again, as its events tell.
//!
//! Liquidity between far prices is less of it for the same money, so amounts of it cannot be compared: whoever
//! moves his to wider bounds has taken nothing out. Compared is how much of the coin there would be at the
//! price of now.

use alloy_primitives::b256;

use super::{Peak, Pool};
use crate::evidence::{Event, Reason};
use crate::facts::reads::Reads;
use crate::primitives::{Address, B256, U256};
use crate::request::LogFilter;
use crate::sorted::by_key;

/// `Mint(address,address,int24,int24,uint128,uint256,uint256)` of a pool.
pub(super) const MINT: B256 =
    b256!("7a53080ba414158be7ec69b987b5fb7d07dee101fe85488f0853ae16239d0bde");
/// `Burn(address,int24,int24,uint128,uint256,uint256)` of a pool.
const BURN: B256 = b256!("0c396cd989a39f4459b5fa1aed6a9a8dcdbc45908acfd67e028cd568da98982c");
/// No pool's price is beyond this tick.
const MAX_TICK: i32 = 887_272;
/// The root of a price is 1.0001 to half of its tick: so much of it is half of a tick.
const HALF_TICK: f64 = 1.000_024_999_062_554_7;

/// Every deposit and withdrawal that is known.
pub(super) struct Deposits {
    /// The oldest first.
    changes: Vec<Change>,
    /// Why there are others before these; none where these are all.
    pub(super) gap: Option<Reason>,
}

/// Liquidity that came between two ticks, or went; in half ticks, so that a price is between two of them.
struct Change {
    block: u64,
    lower: i32,
    upper: i32,
    amount: u128,
    added: bool,
}

impl Deposits {
    pub(super) fn of(reads: &mut Reads<'_>, pool: Address) -> Result<Self, Reason> {
        // Both are asked for before either is missed.
        let parts = [(MINT, true), (BURN, false)]
            .map(|(topic, added)| (reads.events(pool, LogFilter::of(topic)), added));
        let (mut changes, mut gap) = (Vec::new(), None);
        for (part, added) in parts {
            let (events, part_gap) = part?;
            gap = gap.or(part_gap);
            changes.extend(events.iter().filter_map(|event| Change::read(event, added)));
        }
        let changes = by_key(changes, |change| change.block);
        Ok(Self { changes, gap })
    }

    /// Whether what are said to be all of them come to what the pool itself says that there is at this tick.
    pub(super) fn add_up(&self, tick: U256, total: U256) -> bool {
        let tick = half_ticks(tick);
        let here = self.changes.iter();
        let here = here.filter(|change| (change.lower..change.upper).contains(&tick));
        let sum = here.fold(U256::ZERO, |sum, change| {
            let amount = U256::from(change.amount);
            if change.added {
                sum.wrapping_add(amount)
            } else {
                sum.wrapping_sub(amount)
            }
        });
        self.gap.is_some() || sum == total
    }

    /// The most of the coin that there was at the end of a block, counted back from what there is: what these
    /// come to, or what the pool holds where there are others.
    pub(super) fn peak(&self, tick: U256, pool: &Pool) -> Option<Peak> {
        let here = half_ticks(tick).saturating_add(1);
        let worth = |change: &Change| change.worth(here, pool.quote_is_first);
        let now = match self.gap {
            None => self
                .changes
                .iter()
                .map(worth)
                .fold(0.0, |sum, each| sum + each),
            Some(_) => pool.depth.known()?.saturating_to::<u128>() as f64,
        }
        .max(0.0);
        let (mut coins, mut most, mut peak) = (now, now, None);
        let mut changes = self.changes.iter().rev().peekable();
        while let Some(change) = changes.next() {
            coins -= worth(change);
            // What came and went within a block was not there for anybody else.
            let is_between = changes
                .peek()
                .is_some_and(|next| next.block == change.block);
            if !is_between && coins > most {
                most = coins;
                let left = now / most * 10_000.0 + 0.5;
                peak = Some(Peak {
                    // `as` saturates, and rounds down.
                    left_bps: left as u16,
                    block: change.block,
                });
            }
        }
        peak
    }
}

impl Change {
    fn read(event: &Event, added: bool) -> Option<Self> {
        let [_, _, lower, upper] = event.topics.as_slice() else {
            return None;
        };
        // A deposit names who made it before how much it is.
        let at = if added { 32 } else { 0 };
        let amount = event.data.get(at..)?.get(..32)?;
        let [lower, upper] = [lower, upper].map(|tick| half_ticks((*tick).into()));
        Some(Self {
            block: event.block,
            lower,
            upper,
            amount: U256::from_be_slice(amount).saturating_to(),
            added,
        })
    }

    /// How much of the coin it is at a price: less than nothing where it went.
    fn worth(&self, here: i32, coin_is_first: bool) -> f64 {
        let here = here.max(self.lower).min(self.upper);
        let coins = if coin_is_first {
            1.0 / root(here) - 1.0 / root(self.upper)
        } else {
            root(here) - root(self.lower)
        };
        let sign = if self.added { 1.0 } else { -1.0 };
        sign * coins * self.amount as f64
    }
}

/// Twice a tick, which is a signed number of 24 bits.
fn half_ticks(tick: U256) -> i32 {
    let raised: i32 = tick.wrapping_add(U256::from(1_u32 << 23)).saturating_to();
    let tick = raised.saturating_sub(1 << 23);
    tick.clamp(-MAX_TICK, MAX_TICK).saturating_mul(2)
}

/// The root of the price at so many half ticks.
fn root(half_ticks: i32) -> f64 {
    let (mut base, mut left, mut product) = (HALF_TICK, half_ticks.unsigned_abs(), 1.0);
    while left > 0 {
        if left & 1 == 1 {
            product *= base;
        }
        base *= base;
        left >>= 1;
    }
    if half_ticks < 0 {
        1.0 / product
    } else {
        product
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chains::chain;
    use crate::evidence::Observed;

    /// A pool with the coin on either side, at a price of one.
    fn pool(quote_is_first: bool) -> Pool {
        let chain = chain(1).expect("Ethereum");
        Pool {
            address: Address::repeat_byte(1),
            family: crate::chains::Family::V3,
            kind: Some(3_000),
            quote: chain.quotes().next().expect("a coin"),
            quote_is_first,
            depth: Observed::Absent,
            seen: None,
        }
    }

    fn change(block: u64, bounds: i32, amount: u128, added: bool) -> Change {
        let upper = half_ticks(U256::from(bounds.unsigned_abs()));
        let lower = upper.wrapping_neg();
        Change {
            block,
            lower,
            upper,
            amount,
            added,
        }
    }

    fn left(changes: Vec<Change>) -> [Option<u16>; 2] {
        let deposits = Deposits { changes, gap: None };
        [true, false].map(|first| {
            let peak = deposits.peak(U256::ZERO, &pool(first));
            peak.map(|peak| peak.left_bps)
        })
    }

    #[test]
    fn what_was_taken_out_is_told_from_what_was_moved() {
        const WHOLE: u128 = 1_000_000_000_000;
        let opened = || change(1, 60, WHOLE, true);
        assert_eq!(left(vec![opened()]), [None; 2]);
        let taken = change(2, 60, WHOLE / 100 * 99, false);
        assert_eq!(left(vec![opened(), taken]), [Some(100); 2]);
        // A thousand times as wide, the same money is little liquidity.
        let [narrow, wide] = [60, 60_000].map(|bounds| 1.0 - root(-2 * bounds));
        let same = (WHOLE as f64 * narrow / wide) as u128;
        let moved = vec![
            opened(),
            change(2, 60, WHOLE, false),
            change(3, 60_000, same, true),
        ];
        let kept = left(moved).map(|left| left.unwrap_or(10_000));
        assert!(kept.iter().all(|kept| *kept > 9_000), "{kept:?}");
        // Whoever pays in and takes out within a block leaves nothing behind.
        let passing = vec![
            opened(),
            change(2, 60, WHOLE * 99, true),
            change(2, 60, WHOLE * 99, false),
        ];
        assert_eq!(left(passing), [None; 2]);
    }

    #[test]
    fn events_that_lack_some_do_not_add_up() {
        let all = |changes| Deposits { changes, gap: None };
        let (here, total) = (U256::ZERO, U256::from(60));
        let paid = || change(1, 60, 100, true);
        assert!(all(vec![paid(), change(2, 60, 40, false)]).add_up(here, total));
        assert!(!all(vec![paid()]).add_up(here, total));
        assert!(!all(Vec::new()).add_up(here, total));
        // What lies elsewhere is not in what the pool says.
        let below = U256::ZERO.wrapping_sub(U256::from(61));
        assert!(all(vec![paid()]).add_up(below, U256::ZERO));
    }
}

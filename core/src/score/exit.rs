//! What the exit model is asked about the deepest pool, from what can be seen at one block.
//!
//! | what is known | what is asked |
//! |---|---|
//! | every change of the reserves of a pool on Ethereum that is a day to 44 days old | the first hour and the first day |
//! | the same, of a pool that is an hour old | the first hour |
//! | who holds the LP tokens | the holders |
//! | anything less, or a pool of V3, of which it has seen none | nothing; the reason is in the unknowns |

use rugrisk_models::{Holders, Pool, Trades};

use crate::facts::{Course, Distribution, Facts, Holding, Liquidity, Role, Share, Step, Tenant};
use crate::primitives::U256;

/// The windows of the training data, in blocks from the first deposit.
const HOUR_BLOCKS: u64 = 270;
const DAY_BLOCKS: u64 = 6_500;
/// A pool that fell to this share of its peak is drained, and not asked whether it will be.
const DRAINED: f64 = 0.05;

/// The pool as the model sees it; none where too little is known.
pub(super) fn pool(facts: &Facts) -> Option<Pool> {
    let market = &facts.market;
    if market.main()?.family.is_v3() {
        return None;
    }
    let liquidity = market.liquidity.as_ref()?;
    let windows = market.course.as_ref().and_then(windows);
    windows.or_else(|| holders(facts, liquidity))
}

fn windows(course: &Course) -> Option<Pool> {
    let first = course.steps.first()?;
    let age = course.until.saturating_sub(first.block);
    let hour = trades(course, HOUR_BLOCKS)?;
    if age < HOUR_BLOCKS {
        return None;
    }
    if age < DAY_BLOCKS {
        return Some(Pool::Hour(hour));
    }
    let day = trades(course, DAY_BLOCKS)?;
    Some(Pool::Day { hour, day })
}

/// What happened within so many blocks; none where the pool was drained by then.
fn trades(course: &Course, blocks: u64) -> Option<Trades> {
    let first = course.steps.first()?;
    let end = first.block.saturating_add(blocks);
    let steps: Vec<&Step> = course
        .steps
        .iter()
        .take_while(|step| step.block <= end)
        .collect();
    let last = steps.last()?;
    let (deposit, coin) = (coins(first.coin), coins(last.coin));
    let price = |step: &Step| coins(step.coin) / coins(step.token);
    let mut sum = Sums::default();
    let mut peak = deposit;
    let mut changed = 1.0;
    for (before, after) in steps.iter().zip(steps.iter().skip(1)) {
        let coin = coins(after.coin) - coins(before.coin);
        let token = coins(after.token) - coins(before.token);
        sum.note(coin, token);
        peak = peak.max(coins(after.coin));
        sum.fall = sum.fall.max(1.0 - coins(after.coin) / peak);
        if after.block != before.block {
            changed += 1.0;
        }
    }
    if coin <= DRAINED * peak {
        return None;
    }
    let count = |number: usize| u32::try_from(number).map_or(f64::from(u32::MAX), f64::from);
    let still = end.saturating_sub(last.block);
    Some(Trades {
        deposit: Some(deposit),
        growth: Some(coin / deposit),
        price: Some(price(last) / price(first)),
        fall: Some(sum.fall),
        syncs: Some(count(steps.len())),
        deposits: Some(sum.deposits),
        withdrawals: Some(sum.withdrawals),
        buys: Some(sum.buys),
        sells: Some(sum.sells),
        bought: Some(sum.bought),
        sold: Some(sum.sold),
        largest_buy: Some(sum.largest_buy),
        blocks: Some(changed),
        idle: Some(still as f64 / blocks as f64),
        first_depositor_share: None,
        top_share: None,
    })
}

/// What the changes of the reserves were: both sides rise with a deposit and fall with a
/// withdrawal, else one side is paid for the other.
#[derive(Default)]
struct Sums {
    deposits: f64,
    withdrawals: f64,
    buys: f64,
    sells: f64,
    bought: f64,
    sold: f64,
    largest_buy: f64,
    fall: f64,
}

impl Sums {
    fn note(&mut self, coin: f64, token: f64) {
        if coin > 0.0 && token > 0.0 {
            self.deposits += 1.0;
        } else if coin < 0.0 && token < 0.0 {
            self.withdrawals += 1.0;
        } else if coin > 0.0 {
            self.buys += 1.0;
            self.bought += coin;
            self.largest_buy = self.largest_buy.max(coin);
        } else if coin < 0.0 {
            self.sells += 1.0;
            self.sold -= coin;
        }
    }
}

/// Whoever opened a pool is taken for the token's creator, and so is whoever rules the token.
fn holders(facts: &Facts, liquidity: &Liquidity) -> Option<Pool> {
    if liquidity.shares.is_empty() && liquidity.all.is_none() {
        return None;
    }
    let part = |amount: U256| coins(amount) / coins(liquidity.total);
    let is_creator = |share: &&Share| {
        matches!(share.tenant, Tenant::Privileged(_)) || Some(share.holder) == liquidity.opener
    };
    let sum = |amounts: &mut dyn Iterator<Item = U256>| {
        part(amounts.fold(U256::ZERO, U256::saturating_add))
    };
    let shares = || liquidity.shares.iter();
    let creator = sum(&mut shares().filter(is_creator).map(|share| share.amount));
    let kept = sum(&mut shares().map(|share| share.locked(facts.market.now_secs)));
    // One over their number, and how far their shares lie from it.
    let spread = liquidity
        .all
        .as_ref()
        .filter(|all| !all.is_empty())
        .map(|all| {
            let mean = u32::try_from(all.len()).map_or(0.0, |count| 1.0 / f64::from(count));
            let square = |amount: &U256| (part(*amount) - mean) * (part(*amount) - mean);
            let variance = mean * all.iter().map(square).fold(0.0, |sum, square| sum + square);
            (mean, variance.sqrt())
        });
    Some(Pool::Holders(Holders {
        creator_pool_share: liquidity.opener.is_some().then_some(creator),
        locked_pool_share: Some(kept),
        mean_pool_share: spread.map(|(mean, _)| mean),
        pool_share_deviation: spread.map(|(_, deviation)| deviation),
        burnt_token_share: of_supply(facts, |distribution, supply| {
            supply.saturating_sub(distribution.circulating)
        }),
        creator_token_share: of_supply(facts, |distribution, _| {
            let made = |holding: &&Holding| {
                matches!(holding.role, Role::Ruler | Role::Deployer | Role::Former)
            };
            let amounts = distribution.holdings.iter().filter(made);
            amounts.fold(U256::ZERO, |sum, holding| {
                sum.saturating_add(holding.amount)
            })
        }),
    }))
}

/// A part of the token's supply, where every balance that counts was read.
fn of_supply(facts: &Facts, part: impl Fn(&Distribution, U256) -> U256) -> Option<f64> {
    let distribution = facts.distribution.as_ref()?;
    let supply = *facts.identity.as_ref()?.supply.known()?;
    let is_known = distribution.gap.is_none() && !supply.is_zero();
    is_known.then(|| coins(part(distribution, supply)) / coins(supply))
}

/// An amount of 18 decimals, as the model's tables have it; only ratios of other amounts are used.
fn coins(amount: U256) -> f64 {
    let [low, high, ..] = *amount.as_limbs();
    (high as f64 * 18_446_744_073_709_551_616.0 + low as f64) / 1e18
}

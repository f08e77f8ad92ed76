//! `liquidity-low`: the deepest pool is shallow.

use super::proof::said;
use super::{Detector, Source};
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity, State};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::LiquidityLow,
    severity: Severity::Medium,
    sources: &[Source::State],
    title: "There is little to sell into",
    what: "The deepest pool that was found has less of the chain's own coin, or of a stable coin, than about two to \
           three thousand dollars.",
    why: "Every sale moves the price a lot, and a few sales empty the pool.",
    look_alikes: "A token without a pool at the known exchanges is not called low: where it trades is unknown.",
    advice: "Look at what a sale of your size would return before you buy.",
    references: &["https://docs.uniswap.org/contracts/v2/concepts/core-concepts/pools"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Some(pool) = facts.market.main().filter(|pool| pool.is_shallow()) else {
        return Vec::new();
    };
    let coin = if pool.quote.native {
        "of the chain's own coin"
    } else {
        "of a stable coin"
    };
    let detail = format!(
        "The deepest pool, {}, has less than {} {coin}.",
        pool.address, pool.quote.shallow
    );
    let places = pool
        .seen
        .iter()
        .map(|seen| said(seen, "what is in the pool"));
    vec![DETECTOR.note(State::Likely, detail, places.collect())]
}

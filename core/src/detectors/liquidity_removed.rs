//! `liquidity-removed`: the liquidity was taken out.

use super::proof::{percent, said};
use super::{Detector, Source};
use crate::facts::Facts;
use crate::finding::{Citation, Finding, FindingId, Severity, State};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::LiquidityRemoved,
    severity: Severity::Critical,
    sources: &[Source::Logs, Source::State],
    title: "The liquidity was taken out",
    what: "The events of the deepest pool, or of its LP token, say that at least 90 % of what there once was of its \
           liquidity has been taken out; of a pool of Uniswap V3, of what would be the coin's at the price of now.",
    why: "That is how a rug pull ends: what is left cannot pay those who want to sell.",
    look_alikes: "A pool that was left for a deeper one is not the deepest any more. LP tokens sent to a burn address \
                  stay in the supply: their liquidity cannot be taken out. Liquidity of Uniswap V3 that was moved to other \
                  prices is there as before. A pool that sales emptied is \
                  shallow, which liquidity-low says.",
    advice: "Do not buy. What you hold can hardly be sold.",
    references: &["https://docs.uniswap.org/contracts/v2/reference/smart-contracts/pair#burn"],
    detect,
}
.for_this_build();

/// What is left at most, of what there was.
const LEFT_BPS: u16 = 1_000;

fn detect(facts: &Facts) -> Vec<Finding> {
    let Some(liquidity) = &facts.market.liquidity else {
        return Vec::new();
    };
    let Some(peak) = liquidity.peak else {
        return Vec::new();
    };
    let left = peak.left_bps;
    if left > LEFT_BPS {
        return Vec::new();
    }
    let detail = format!(
        "Of the liquidity that the pool {} had in block {}, {} is left.",
        liquidity.pool,
        peak.block,
        percent(left)
    );
    let places = vec![
        said(&liquidity.seen, "all of the liquidity now"),
        Citation::Account {
            address: Some(liquidity.pool),
            note: "its events tell what there was".to_owned(),
        },
    ];
    vec![DETECTOR.note(State::Likely, detail, places)]
}

//! `thin-lending-market`: a market has hardly any shares, and they count as collateral.

use super::proof::{percent, said};
use super::{Detector, Source};
use crate::facts::{Facts, Lending};
use crate::finding::{Finding, FindingId, Severity, State};
use crate::primitives::U256;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::ThinLendingMarket,
    severity: Severity::Medium,
    sources: &[Source::Code, Source::State],
    title: "A lending market has hardly any shares",
    what: "The contract is a market in the manner of Compound, or rules some: a comptroller lists the market and lets people borrow against \
           its shares, of which there are fewer than a million in the smallest unit.",
    why: "Somebody who gives such a market a fortune makes each share worth so much that rounding takes the \
          deposits of others, or borrows all that the comptroller's other markets hold against one of them. Nobody \
          has to have a privilege.",
    look_alikes: "A market in normal use has many more, and one whose shares count for nothing is silent.",
    advice: "Keep nothing in markets of the same comptroller while one of them is nearly empty.",
    references: &["https://github.com/compound-finance/compound-protocol"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let thin = |market: &Lending| {
        let (shares, collateral) = market.thin()?;
        // Parts of 10^18 as hundredths of a percent.
        let part = collateral
            .word
            .wrapping_div(U256::from(100_000_000_000_000_u64));
        let which = if Some(market.address) == facts.address {
            String::new()
        } else {
            format!(" {}", market.address)
        };
        let detail = format!(
            "There are {} shares of the market{which}, and {} of what they are worth can be borrowed against them.",
            shares.word,
            percent(part.saturating_to())
        );
        let places = vec![
            said(shares, "so many shares there are"),
            said(collateral, "what they count for as collateral"),
        ];
        Some(DETECTOR.note(State::Likely, detail, places))
    };
    facts.lending.iter().filter_map(thin).collect()
}

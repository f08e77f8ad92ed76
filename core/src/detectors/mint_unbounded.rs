//! `mint-unbounded`: somebody can create tokens without limit.

use super::proof::function;
use super::{Detector, Source, hidden_mint, mint_capped};
use crate::code::{Bound, Capability};
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::MintUnbounded,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "Tokens can be created without limit",
    what: "A privileged function credits a balance that nobody is debited for, raises the supply, and no comparison \
           of the supply with a fixed cap lies on every path to it.",
    why: "New tokens can be sold into the pool until nothing is left in it.",
    look_alikes: "A cap that the code enforces, WETH-like deposits paid with native coin, vault shares paid with \
                  tokens, and collections of single items are not unbounded mints.",
    advice: "Ask who holds this power, and what keeps them from using it.",
    references: &["https://docs.openzeppelin.com/contracts/5.x/erc20-supply"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    facts
        .privileges(Capability::Mint)
        .filter(|held| !hidden_mint::is_hidden(facts, held) && !mint_capped::is_limited(held))
        .map(|held| {
            let bound = match held.power.bound {
                Bound::Rate { .. } => held.power.bound.to_string(),
                _ => "and no cap was found in the code".to_owned(),
            };
            let detail = format!("{} credits balances, {bound}.", function(held.power));
            DETECTOR.of_power(facts, &held, detail)
        })
        .collect()
}

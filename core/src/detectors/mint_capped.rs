//! `mint-capped`: tokens can be created, up to a bound.

use super::proof::function;
use super::{Detector, Source, hidden_mint};
use crate::code::{Bound, Capability};
use crate::facts::{Facts, Held};
use crate::finding::{Finding, FindingId, Severity};
use crate::sorted::SortedMap;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::MintCapped,
    severity: Severity::Low,
    sources: &[Source::Code],
    title: "Tokens can be created within a bound",
    what: "A function credits a balance that nobody is debited for, and the code bounds it: by a cap on the supply or \
           on a counter that nobody can raise, by a stock that only shrinks, by a flag that lets it work once, or by \
           what a buyer pays in native coin.",
    why: "New tokens dilute those that exist. The bound says by how much at most; a price is one only as long as the \
          contract's coin does not go back to the buyer.",
    look_alikes: "A cap that somebody can raise is none, and the finding is `mint-unbounded`. WETH-like deposits, shares \
                  of vaults and pools, and fixed supplies create nothing out of nothing.",
    advice: "Compare the bound with the supply there is now.",
    references: &["https://docs.openzeppelin.com/contracts/5.x/api/token/erc20#ERC20Capped"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    // Who may buy is no matter: one finding a function and bound.
    let mut limited = SortedMap::new();
    for held in facts
        .powers()
        .filter(|held| held.power.capability == Capability::Mint)
        .filter(|held| is_limited(held) && !hidden_mint::is_hidden(facts, held))
    {
        limited.update((held.power.selector, held.power.bound), || held, |_| {});
    }
    limited
        .into_values()
        .map(|held| {
            let bound = match held.power.bound {
                Bound::Constant { value } => format!("up to {value}"),
                Bound::Stored { field } => format!("up to the number in {field}"),
                Bound::Paid => "for whoever pays its price in coin".to_owned(),
                Bound::NotFound | Bound::NotApplicable => "a single time".to_owned(),
            };
            let detail = format!("{} credits balances, {bound}.", function(held.power));
            DETECTOR.of_power(facts, &held, detail)
        })
        .collect()
}

/// The code bounds what can be created.
pub(super) const fn is_limited(held: &Held<'_>) -> bool {
    match held.power.bound {
        Bound::Constant { .. } | Bound::Stored { .. } | Bound::Paid => true,
        Bound::NotFound | Bound::NotApplicable => held.power.once,
    }
}

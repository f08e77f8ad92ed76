//! `mint-capped`: tokens can be created, up to a bound.

use super::proof::function;
use super::{Detector, Source, hidden_mint};
use crate::code::{Bound, Capability};
use crate::facts::{Facts, Held};
use crate::finding::{Finding, FindingId, Severity};
use crate::primitives::DAY_SECS;
use crate::sorted::SortedMap;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::MintCapped,
    severity: Severity::Low,
    sources: &[Source::Code],
    title: "Tokens can be created within a bound",
    what: "A function credits a balance that nobody is debited for, and the code bounds it: by a cap on the supply or \
           on a counter that nobody can raise, by a stock that only shrinks, by a flag that lets it work once, by a \
           share of the supply with a time to wait before the next (at most a tenth a year), or by what a buyer pays \
           in native coin.",
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
                Bound::NotFound | Bound::NotApplicable => "a single time".to_owned(),
                bound => bound.to_string(),
            };
            let detail = format!("{} credits balances, {bound}.", function(held.power));
            DETECTOR.of_power(facts, &held, detail)
        })
        .collect()
}

/// The largest share of the supply that a year may bring, in hundredths of a percent, for a mint that
/// never ends to be one with a bound.
const MOST_YEARLY_BPS: u64 = 1_000;
const YEAR_SECS: u64 = 365 * DAY_SECS;

/// The code bounds what can be created.
pub(super) const fn is_limited(held: &Held<'_>) -> bool {
    match held.power.bound {
        Bound::Constant { .. } | Bound::Stored { .. } | Bound::Paid => true,
        Bound::Rate { bps, secs } => {
            let yearly = (bps as u64).saturating_mul(YEAR_SECS);
            yearly <= (secs as u64).saturating_mul(MOST_YEARLY_BPS)
        }
        Bound::NotFound | Bound::NotApplicable => held.power.once,
    }
}

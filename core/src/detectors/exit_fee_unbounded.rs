//! `exit-fee-unbounded`: the fee on withdrawals has no limit.

use super::proof::{custody, function};
use super::{Detector, Source};
use crate::code::{Bound, Capability, Power};
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};
use crate::primitives::U256;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::ExitFeeUnbounded,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "The fee on withdrawals has no limit",
    what: "A share of every withdrawal is kept back by a stored rate, and a privileged function sets that \
            rate with no bound below half.",
    why: "A fee of one hundred percent takes the whole deposit.",
    look_alikes: "A fee with a bound below half that the code enforces, and a fee that nobody can change, are \
            silent.",
    advice: "Ask what the fee is now, and who sets it.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    facts
        .privileges(Capability::SetExitFee)
        .filter(|held| !is_bounded(facts, held.power))
        .map(|held| {
            let detail = format!(
                "{} sets what is kept back from withdrawals, and no bound below half was found.",
                function(held.power)
            );
            DETECTOR.of_power(facts, &held, detail)
        })
        .collect()
}

/// The bound lies below half of what the fee is counted in.
fn is_bounded(facts: &Facts, power: &Power) -> bool {
    let Bound::Constant { value } = power.bound else {
        return false;
    };
    let whole = custody(facts)
        .into_iter()
        .flat_map(|custody| &custody.fees)
        .filter(|(field, _)| power.writes.is_some_and(|written| written.overlaps(*field)))
        .map(|(_, whole)| *whole)
        .min();
    value < whole.unwrap_or(U256::from(100)).wrapping_shr(1)
}

//! `operator-withdraw-for-user`: somebody can withdraw for others.

use super::proof::{custody, is_privilege, moves};
use super::{Detector, Source};
use crate::code::{Capability, Guard};
use crate::facts::{Facts, Held};
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::OperatorWithdrawForUser,
    severity: Severity::Critical,
    sources: &[Source::Code],
    title: "An operator can withdraw other people's deposits",
    what: "A function that only an operator may call lowers the entry of an account that the operator names \
            and sends the asset, and the operator is named by somebody, or reaches deposits that anybody can pay in.",
    why: "Whoever can name the operator can withdraw everybody's deposits.",
    look_alikes: "Withdrawals of one's own, with a signature, or by an operator that stands in the code, and \
            grants that whoever gave them can take back, are silent. Where the asset can only go to the account \
            itself, it is milder.",
    advice: "Ask who names the operator, and with what delay.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    facts
        .powers()
        .filter(|held| {
            is_withdrawal(held.power.capability) && is_privilege(held) && is_settable(facts, held)
        })
        .map(|held| {
            let detail = moves(
                held.power,
                "lowers the entry of an account that its caller names, and sends",
            );
            let finding = DETECTOR.of_power(facts, &held, detail);
            if held.power.capability == Capability::ForceExit {
                finding.at_most(Severity::Medium)
            } else {
                finding
            }
        })
        .collect()
}

const fn is_withdrawal(capability: Capability) -> bool {
    matches!(capability, Capability::WithdrawFor | Capability::ForceExit)
}

/// Somebody else names the operator, or what he reaches was paid in by anybody.
fn is_settable(facts: &Facts, held: &Held<'_>) -> bool {
    let guard = held.power.guard;
    let named = facts.powers().any(|other| {
        let names = match guard {
            Guard::Owner { field } => other
                .power
                .writes
                .is_some_and(|written| written.overlaps(field)),
            Guard::Mapping { base } | Guard::Role { base, .. } => other
                .power
                .writes_mapping
                .is_some_and(|written| written.base == base),
            _ => false,
        };
        names && other.power.guard != guard
    });
    named || custody(facts).is_some_and(|custody| !custody.held.is_empty())
}

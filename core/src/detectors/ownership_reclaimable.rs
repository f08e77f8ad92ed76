//! `ownership-reclaimable`: what was renounced can be had again.

use super::proof::function;
use super::{Detector, Source};
use crate::code::{Capability, Field, Guard, Party};
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};
use crate::primitives::Address;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::OwnershipReclaimable,
    severity: Severity::High,
    sources: &[Source::Code, Source::State],
    title: "Renounced ownership can be taken back",
    what: "The slot that `owner()` shows can be cleared, and a second account, which no path clears \
           with it, can write that slot again: a previous owner after a lock, a second admin, a \
           list.",
    why: "Renouncing is taken as a promise that nothing can change any more. Here it can be undone.",
    look_alikes: "The pending owner of a two-step handover that renouncing clears, an initializer \
                  that works once, and contracts whose owner cannot be cleared are silent.",
    advice: "Treat a renounced owner as one that comes back.",
    references: &["https://tokensniffer.com/faq", "https://eips.ethereum.org/EIPS/eip-173"],
    detect,
}
.for_this_build();

/// Clearing the owner once more takes nothing back.
const NOBODY: Option<Party> = Some(Party::Fixed {
    address: Address::ZERO,
});

fn detect(facts: &Facts) -> Vec<Finding> {
    let Ok(code) = &facts.code else {
        return Vec::new();
    };
    let (Some(owner), Some(renouncing)) = (code.ledger.owner, &code.renouncing) else {
        return Vec::new();
    };
    let is_in = |fields: &[Field], field: Field| fields.iter().any(|other| other.overlaps(field));
    let survives = |guard: Guard| match guard {
        Guard::Owner { field } => !field.overlaps(owner) && !is_in(&renouncing.cleared, field),
        Guard::Hardcoded { .. } | Guard::Mapping { .. } | Guard::Unknown => true,
        Guard::Open | Guard::Role { .. } | Guard::External | Guard::Itself => false,
    };
    // Whom the owner named before renouncing, and who has not accepted yet.
    let is_pending = |guard: Guard| match guard {
        Guard::Owner { field } => {
            !is_in(&renouncing.kept, field)
                && code.powers.iter().any(|power| {
                    power.guard == (Guard::Owner { field: owner })
                        && power.writes.is_some_and(|written| written.overlaps(field))
                })
        }
        _ => false,
    };
    facts
        .privileges(Capability::SetOwner)
        .filter(|held| {
            let writes = held.power.writes;
            writes.is_some_and(|field| field.overlaps(owner))
                && !held.power.once
                && held.power.recipient != NOBODY
                && survives(held.power.guard)
        })
        .map(|held| {
            let detail = format!(
                "{} writes what `owner()` shows, after it was cleared too.",
                function(held.power)
            );
            let finding = DETECTOR.of_power(facts, &held, detail);
            if is_pending(held.power.guard) {
                finding.at_most(Severity::Low)
            } else {
                finding
            }
        })
        .collect()
}

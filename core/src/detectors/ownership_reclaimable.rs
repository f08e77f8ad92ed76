//! `ownership-reclaimable`: what was renounced can be had again.

use super::proof::{found, function};
use super::{Detector, Source};
use crate::code::{Capability, Guard};
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

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

fn detect(facts: &Facts) -> Vec<Finding> {
    let Ok(code) = &facts.code else {
        return Vec::new();
    };
    let (Some(owner), Some(cleared)) = (code.ledger.owner, &code.cleared_with_owner) else {
        return Vec::new();
    };
    let survives = |guard: Guard| match guard {
        Guard::Owner { field } => {
            !field.overlaps(owner) && !cleared.iter().any(|other| other.overlaps(field))
        }
        Guard::Hardcoded { .. } | Guard::Mapping { .. } | Guard::Unknown => true,
        Guard::Open | Guard::Role { .. } | Guard::External => false,
    };
    let takes_back = facts.privileges(Capability::SetOwner).filter(|held| {
        let writes = held.power.writes.is_some_and(|field| field.overlaps(owner));
        writes && !held.power.once && survives(held.power.guard)
    });
    found(&DETECTOR, facts, takes_back, |power| {
        format!(
            "{} writes what `owner()` shows, after it was cleared too.",
            function(power)
        )
    })
}

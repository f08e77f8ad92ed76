//! `hidden-owner`: a power whose holder no view shows.

use super::proof::{deed, function, is_shown_admin};
use super::{Detector, Source};
use crate::code::{Capability, CodeFacts, Guard};
use crate::facts::{Facts, Held};
use crate::finding::{Finding, FindingId, Severity};
use crate::sorted::SortedMap;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::HiddenOwner,
    severity: Severity::High,
    sources: &[Source::Code, Source::State],
    title: "A hidden account has special powers",
    what: "A power is guarded by an address that is not the one `owner()` shows, and that no other view shows: a \
           second slot, a constant, or a hash of the caller.",
    why: "Giving up the visible ownership does not give up this power. Who checks `owner()` is misled.",
    look_alikes: "Roles that a public view shows (a pauser, a minter, a bridge), role mappings, the slots of EIP-1967, \
                  and the pending owner of a two-step handover are not hidden.",
    advice: "Do not rely on a renounced ownership: this account keeps its powers.",
    references: &[
        "https://docs.gopluslabs.io/reference/response-details",
        "https://eips.ethereum.org/EIPS/eip-173",
    ],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Ok(code) = &facts.code else {
        return Vec::new();
    };
    let mut hidden: SortedMap<Guard, Held<'_>> = SortedMap::new();
    for held in facts.powers().filter(|held| is_hidden(facts, code, held)) {
        hidden.update(
            held.power.guard,
            || held,
            |worst| {
                if !worst.power.is_sensitive() {
                    *worst = held;
                }
            },
        );
    }
    hidden
        .into_values()
        .map(|held| {
            let detail = format!(
                "In {}, an account that no view of the contract shows can {}.",
                function(held.power),
                deed(held.power.capability)
            );
            DETECTOR.of_power(facts, &held, detail)
        })
        .collect()
}

fn is_hidden(facts: &Facts, code: &CodeFacts, held: &Held<'_>) -> bool {
    let guard = held.power.guard;
    let Some(owner) = code.ledger.owner else {
        return false;
    };
    let unseen = match guard {
        Guard::Owner { field } => !field.overlaps(owner) && !code.shows(guard),
        Guard::Hardcoded { .. } => !code.shows(guard),
        Guard::Unknown => true,
        Guard::Open
        | Guard::Role { .. }
        | Guard::Mapping { .. }
        | Guard::External
        | Guard::Itself => false,
    };
    unseen && !is_shown_admin(facts, held) && reaches_others(code, held)
}

/// It reaches other people's money, or hands over the visible ownership. The pending owner of a
/// two-step handover does only the latter, and only the owner can name it.
fn reaches_others(code: &CodeFacts, held: &Held<'_>) -> bool {
    if held.power.is_sensitive() {
        return true;
    }
    let takes_over = held.power.capability == Capability::SetOwner;
    let Guard::Owner { field } = held.power.guard else {
        return takes_over;
    };
    let named_by_owner = code.powers.iter().any(|power| {
        power.capability == Capability::SetOwner
            && power.writes.is_some_and(|written| written.overlaps(field))
            && power.guard != held.power.guard
    });
    takes_over && !named_by_owner
}

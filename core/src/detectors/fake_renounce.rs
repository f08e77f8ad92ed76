//! `fake-renounce`: ownership looks given up, and is not.

use super::proof::{deed, function, is_shown_admin};
use super::{Detector, Source};
use crate::code::{Capability, Field, Guard};
use crate::evidence::Observed;
use crate::facts::{Controller, Facts, Held};
use crate::finding::{Citation, Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::FakeRenounce,
    severity: Severity::Critical,
    sources: &[Source::Code, Source::State],
    title: "Ownership looks renounced, but is not",
    what: "`owner()` returns an address that nobody can sign for, while another guard with a power over holders is \
           still held by somebody.",
    why: "A renounced owner is taken as a promise that nothing can change any more. Here somebody still can.",
    look_alikes: "A guard that is renounced too is inert. Where the members of a list cannot be read, the finding is \
                  only `possible` and is of medium severity. A proxy's admin in its published slot is no show: \
                  `upgradeable-proxy` reports it.",
    advice: "Treat the contract as one whose owner is still there.",
    references: &["https://tokensniffer.com/faq"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Ok(code) = &facts.code else {
        return Vec::new();
    };
    let Some(owner) = code.ledger.owner.map(|field| Guard::Owner { field }) else {
        return Vec::new();
    };
    let Some(renounced) = facts
        .control
        .holder(owner)
        .filter(|holder| holder.controller.is_vacant())
    else {
        return Vec::new();
    };
    let live = |held: &Held<'_>| {
        held.power.guard != Guard::Open
            && held.power.guard != owner
            && !is_shown_admin(facts, held)
            && (held.power.is_sensitive() || takes_back(held, code.ledger.owner))
            && held
                .holder
                .is_some_and(|holder| !holder.controller.is_renounced())
    };
    let Some(held) = facts
        .powers()
        .filter(live)
        .min_by_key(|held| is_unknown(held))
    else {
        return Vec::new();
    };
    let detail = format!(
        "`owner()` returns an address that nobody holds, but in {} somebody else can {}.",
        function(held.power),
        deed(held.power.capability)
    );
    let mut finding = DETECTOR.of_power(facts, &held, detail);
    if is_unknown(&held) {
        finding.severity = Severity::Medium;
    }
    if let Some((slot, Observed::Known(word))) = renounced.read {
        finding.citations.push(Citation::Storage {
            address: facts.address,
            slot,
            value: Some(word),
            note: "what `owner()` shows".to_owned(),
        });
    }
    vec![finding]
}

/// It names a new owner: what was renounced can be had again.
fn takes_back(held: &Held<'_>, owner: Option<Field>) -> bool {
    held.power.capability == Capability::SetOwner
        && held
            .power
            .writes
            .zip(owner)
            .is_some_and(|(written, owner)| written.overlaps(owner))
}

fn is_unknown(held: &Held<'_>) -> bool {
    held.holder
        .is_none_or(|holder| matches!(holder.controller, Controller::Unknown { .. }))
}

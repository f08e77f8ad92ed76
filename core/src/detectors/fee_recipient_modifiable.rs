//! `fee-recipient-modifiable`: who gets the fees can be changed.

use super::transfer_external_gate::of_influences;
use super::{Detector, Source};
use crate::code::Say;
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::FeeRecipientModifiable,
    severity: Severity::Low,
    sources: &[Source::Code],
    title: "Who gets the fees can be changed",
    what: "A transfer credits an address in storage with tokens, or sends native coin there, and a \
           privileged function writes that address.",
    why: "Income that was promised to a cause can go elsewhere; a recipient that refuses coin can also \
           stop transfers.",
    look_alikes: "Fees that stay in the contract, or go to an address in the code or to whoever owns the \
           contract, have no recipient that can be set.",
    advice: "Ask who gets the fees, and who may change that.",
    references: &["https://docs.quickintel.io/"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let words = "credits or pays a stored address";
    of_influences(&DETECTOR, facts, |say, _| say == Say::FeeRecipient, words)
}

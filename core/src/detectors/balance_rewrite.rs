//! `balance-rewrite`: somebody can set balances to anything.

use super::proof::{found, function};
use super::{Detector, Source};
use crate::code::Capability;
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::BalanceRewrite,
    severity: Severity::Critical,
    sources: &[Source::Code],
    title: "Balances can be overwritten",
    what: "A privileged function stores a word in a balance that does not follow from what was there.",
    why: "Holders' tokens can be taken or made worthless with a single call, and the supply need not show it.",
    look_alikes: "Moving a balance between the two books of a reflection token, setting a balance to zero while its \
                  tokens go elsewhere, and issuing the supply a single time are not rewriting.",
    advice: "Do not hold this token: what you own is what somebody says you own.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    found(
        &DETECTOR,
        facts,
        facts.privileges(Capability::SetBalance),
        |power| format!("{} overwrites balances.", function(power)),
    )
}

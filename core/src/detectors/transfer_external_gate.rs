//! `transfer-external-gate`: another contract, which somebody can replace, decides on transfers.

use super::proof::function;
use super::{Detector, Source};
use crate::code::{Power, Say};
use crate::facts::Facts;
use crate::finding::{Citation, Confidence, Finding, FindingId, Severity, State};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::TransferExternalGate,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "Another contract decides on transfers",
    what: "A transfer calls a contract whose address is stored and can be replaced, tells it who \
           transfers or how much, or asks it a question, and reverts unless the answer suits; or the \
           answer is part of a new balance.",
    why: "Whoever names that contract can let anybody sell or nobody, with code that is not in this \
           contract and can change at any time.",
    look_alikes: "A router that sells the contract's own fees, and a tracker whose failure is swallowed, have \
           no say. A contract whose address is fixed in the code is an unknown and not this finding.",
    advice: "Find out which contract is asked now, who wrote it, and who can replace it.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let words = "asks another contract, and what that does decides";
    of_influences(&DETECTOR, facts, |say, _| say == Say::Hook, words)
}

/// A finding for each power over something that transfers depend on, or one for the dependence
/// itself where nobody can change it.
pub(super) fn of_influences(
    detector: &Detector,
    facts: &Facts,
    counts: impl Fn(Say, Option<&Power>) -> bool,
    words: &str,
) -> Vec<Finding> {
    let Ok(code) = &facts.code else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for influence in &code.influences {
        let place = Citation::Code {
            address: facts.code_at(Some(influence.selector)),
            selector: Some(influence.selector),
            offset: influence.offset,
            note: "here a transfer depends on it".to_owned(),
        };
        let detail = format!(
            "a transfer by {} {words}, at offset {}.",
            influence.selector, influence.offset
        );
        let mut found: Vec<Finding> = influence
            .powers
            .iter()
            .filter(|power| counts(influence.say, Some(power)))
            .map(|power| {
                let detail = format!("{detail} {} changes that.", function(power));
                detector.of_power(facts, &facts.held(power), detail)
            })
            .collect();
        if influence.powers.is_empty() && counts(influence.say, None) {
            found.push(detector.note(State::Likely, detail, Vec::new()));
        }
        for mut finding in found {
            finding.citations.push(place.clone());
            if !influence.proven {
                finding.confidence = finding.confidence.min(Confidence::Medium);
            }
            findings.push(finding);
        }
    }
    findings
}

//! `merkle-root-mutable`: the root of claims can be replaced.

use super::proof::function;
use super::{Detector, Source};
use crate::code::Capability;
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::MerkleRootMutable,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "Who may claim what can be replaced",
    what: "Claims are proven against a stored root, and a privileged function replaces the root.",
    why: "A new root can assign everything that is left, and everything that can be created, to one \
            account.",
    look_alikes: "A root that stands in the code, or can be set a single time, is silent or information.",
    advice: "Ask who sets the root. Distributions in rounds need it; a single airdrop does not.",
    references: &["https://docs.openzeppelin.com/contracts/5.x/api/utils#MerkleProof"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    facts
        .privileges(Capability::SetRoot)
        .map(|held| {
            let root = held
                .power
                .writes
                .and_then(|field| facts.settings.word(field));
            let now = root.map_or_else(String::new, |root| format!(", which is {root} now"));
            let detail = format!(
                "{} sets the root that claims are proven against{now}.",
                function(held.power)
            );
            let finding = DETECTOR.of_power(facts, &held, detail);
            if held.power.once {
                finding.at_most(Severity::Info)
            } else {
                finding
            }
        })
        .collect()
}

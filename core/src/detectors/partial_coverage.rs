//! `partial-coverage`: not everything could be followed.

use super::{Detector, Source};
use crate::facts::Facts;
use crate::finding::{Citation, Finding, FindingId, Severity, State};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::PartialCoverage,
    severity: Severity::Info,
    sources: &[Source::Code],
    title: "Not all of the code could be followed",
    what: "The dispatcher or a function that may change state was not followed to its end, because of a work limit or \
           of a jump whose target could not be resolved.",
    why: "What was not followed can do anything. What was not found is not known to be absent.",
    look_alikes: "Branches that were left out because the same branch was followed often enough before do not count.",
    advice: "Do not take missing findings as a good sign here.",
    references: &["https://github.com/rugrisk/rugrisk/blob/main/ARCHITECTURE.md"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let mut parts: Vec<String> = Vec::new();
    for coverage in facts.codes().map(|code| &code.coverage) {
        parts.extend(
            coverage
                .dispatcher
                .map(|reason| format!("the dispatcher: {}", reason.sentence())),
        );
        let functions = coverage.partial_functions.iter();
        parts.extend(functions.map(|(entry, reason)| format!("{entry}: {}", reason.sentence())));
    }
    if parts.is_empty() {
        return Vec::new();
    }
    let place = Citation::Account {
        address: facts.code_address,
        note: "the code that was executed".to_owned(),
    };
    let detail = format!("Not followed to the end: {}.", parts.join("; "));
    vec![DETECTOR.note(State::Unknown, detail, vec![place])]
}

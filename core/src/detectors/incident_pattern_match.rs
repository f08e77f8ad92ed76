//! `incident-pattern-match`: everything that a past loss needed is here.

use super::{Detector, Source};
use crate::facts::Facts;
use crate::finding::{Citation, Confidence, Finding, FindingId, Severity, State};
use crate::incidents::{Label, Likeness, likenesses};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::IncidentPatternMatch,
    severity: Severity::High,
    sources: &[Source::Code, Source::State],
    title: "Everything that a past loss needed is here",
    what: "Each trait that a rug or the compromise of a key in the record needed is found here, with whoever \
           holds the power: the detail names the incident that is most alike, `resembles` lists all of them with \
           what matches and what does not.",
    why: "It went wrong in this way before.",
    look_alikes: "A power without the holder that made it dangerous matches nothing. Exploits and allegations are \
                  listed as likenesses and never reported as this finding.",
    advice: "Read what happened there, and ask what is different here.",
    references: &["https://rekt.news"],
    detect: nothing_alone,
}
.for_this_build();

/// It is asked of what the other detectors found: see [`of`].
const fn nothing_alone(_: &Facts) -> Vec<Finding> {
    Vec::new()
}

/// The finding, from those of all the other detectors.
pub(super) fn of(facts: &Facts, findings: &[Finding]) -> Option<Finding> {
    let alike = likenesses(facts, findings)
        .into_iter()
        .find(|likeness| likeness.is_whole() && has_culprit(likeness.incident.label))?;
    let finding = DETECTOR.note(State::Likely, alike.text(), citations(&alike, findings));
    Some(Finding {
        confidence: Confidence::Medium,
        ..finding
    })
}

/// Somebody used a power that he had, or came to have.
const fn has_culprit(label: Label) -> bool {
    matches!(label, Label::Rug | Label::KeyCompromise)
}

/// The first place of each finding that has a part in it.
fn citations(alike: &Likeness, findings: &[Finding]) -> Vec<Citation> {
    let ids = alike.matched.iter().flat_map(|each| each.findings());
    let ids: Vec<&FindingId> = ids.collect();
    findings
        .iter()
        .filter(|finding| !finding.inert && ids.contains(&&finding.id))
        .filter_map(|finding| finding.citations.first().cloned())
        .collect()
}

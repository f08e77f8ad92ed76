//! `claim-pulls-funds`: a claim takes instead of giving.

use super::proof::{at, custody};
use super::{Detector, Source};
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity, State};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::ClaimPullsFunds,
    severity: Severity::Critical,
    sources: &[Source::Code],
    title: "Calling it takes your tokens for nothing",
    what: "A function that anybody can call pulls the caller's tokens. The caller chooses neither how much \
            nor to whom, and no path of the function credits, sends or records anything in return.",
    why: "It is what fake claims and airdrops do with the approval that they ask for first.",
    look_alikes: "Deposits, purchases that are recorded, payments whose amount or recipient the caller names, and \
            routers are silent.",
    advice: "Do not call it, and revoke your approval.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Some(custody) = custody(facts) else {
        return Vec::new();
    };
    custody
        .taken
        .iter()
        .map(|taken| {
            let citation = at(facts, taken, "here the caller pays");
            let detail = format!(
                "{} is pulled from whoever calls, to {}.",
                taken.asset, taken.party
            );
            DETECTOR.note(State::Likely, detail, vec![citation])
        })
        .collect()
}

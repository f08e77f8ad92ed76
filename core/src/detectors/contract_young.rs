//! `contract-young`: the contract is not three days old.

use super::{Detector, Source};
use crate::facts::Facts;
use crate::finding::{Citation, Finding, FindingId, Severity, State};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::ContractYoung,
    severity: Severity::Low,
    sources: &[Source::State],
    title: "The contract is younger than three days",
    what: "At a block of about three days ago there was no code at the address.",
    why: "Most rugs happen in the first days, and nobody has had the time to look at it.",
    look_alikes: "Every honest contract was young once: this is never more than low. An old contract, and one whose \
                  node does not keep the state of three days ago, are silent.",
    advice: "Wait, or put in little.",
    references: &["https://arxiv.org/abs/2201.07220"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Some(origin) = &facts.origin else {
        return Vec::new();
    };
    let Some((after, now_secs)) = origin.young() else {
        return Vec::new();
    };
    let at = origin.birth().unwrap_or(after);
    let hours = now_secs.saturating_sub(at.timestamp) / 3_600;
    let (block, most) = (after.number, hours.saturating_add(1));
    let detail =
        format!("At block {block} there was no code here: it is at most {most} hours old.");
    let citation = Citation::Account {
        address: facts.address,
        note: format!("it had no code at block {block}"),
    };
    vec![DETECTOR.note(State::Likely, detail, vec![citation])]
}

//! `upgrade-recent`: the code was replaced within the last week.

use super::proof::deed;
use super::{Detector, Source};
use crate::code::Capability;
use crate::facts::Facts;
use crate::finding::{Citation, Finding, FindingId, Severity, State};
use crate::primitives::DAY_SECS;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::UpgradeRecent,
    severity: Severity::Medium,
    sources: &[Source::Logs, Source::State],
    title: "The code was replaced within the last week",
    what: "The proxy, its beacon or the diamond logged within seven days that other code runs from now on, after \
           the contract had been there with another.",
    why: "Whoever put money in before did so under other rules. What was said of the old code, and every audit of \
          it, says nothing of the new one.",
    look_alikes: "The event of the first code, logged when the contract is made, is no upgrade: how young a \
                  contract is says `contract-young`. Honest projects upgrade too: the difference of the powers is \
                  reported, and the finding is gone after a week.",
    advice: "Look at what the new code can do that the old one could not, and wait until others have looked.",
    references: &[
        "https://eips.ethereum.org/EIPS/eip-1967",
        "https://eips.ethereum.org/EIPS/eip-2535",
    ],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Some(renewed) = &facts.renewal.recent else {
        return Vec::new();
    };
    let change = match &renewed.change {
        Some([gained, lost]) => [said("can now", gained), said("can no longer", lost)].concat(),
        None => " What the code could do before was not read.".to_owned(),
    };
    let (block, days) = (renewed.at.number, renewed.age_secs / DAY_SECS);
    let detail = format!("The code was replaced in block {block}, {days} days ago.{change}");
    let logged = Citation::Account {
        address: Some(renewed.logged_by),
        note: format!("in block {block} it logged that other code runs"),
    };
    let before = renewed.before.map(|before| Citation::Account {
        address: Some(before),
        note: "the code that ran before".to_owned(),
    });
    let state = if renewed.proven {
        State::Likely
    } else {
        State::Possible
    };
    let citations = [logged].into_iter().chain(before).collect();
    vec![DETECTOR.note(state, detail, citations)]
}

fn said(can: &str, powers: &[Capability]) -> String {
    let deeds: Vec<&str> = powers.iter().map(|power| deed(*power)).collect();
    if deeds.is_empty() {
        return String::new();
    }
    format!(" Somebody {can} {}.", deeds.join(", "))
}

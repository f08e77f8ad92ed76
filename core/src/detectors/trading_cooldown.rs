//! `trading-cooldown`: an account has to wait between two transfers.

use super::transfer_external_gate::of_influences;
use super::{Detector, Source};
use crate::code::Say;
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::TradingCooldown,
    severity: Severity::Low,
    sources: &[Source::Code],
    title: "Accounts have to wait between transfers",
    what: "A transfer compares the time or the block number with one that a transfer itself has stored \
           for one of its people, and reverts when too little has passed.",
    why: "Whoever has just bought cannot sell at once; a long or changeable waiting time is a trap.",
    look_alikes: "Vesting and locks that somebody else sets for an account are lists; times that are only \
           written down, or subtracted from the time with a check, decide nothing.",
    advice: "Check how long the waiting time is, and who can change it.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let words = "waits until time has passed since it last took note of an account";
    of_influences(&DETECTOR, facts, |say, _| say == Say::Cooldown, words)
}

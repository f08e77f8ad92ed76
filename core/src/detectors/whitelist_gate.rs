//! `whitelist-gate`: only listed accounts can transfer.

use super::blacklist::of_list;
use super::{Detector, Source};
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::WhitelistGate,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "Only listed accounts can transfer",
    what: "A transfer reverts, or silently does nothing, unless a mapping entry of its sender, \
           recipient or caller is set, or they stand in an array, and a privileged function writes that \
           list.",
    why: "Whoever buys and is not on the list cannot sell.",
    look_alikes: "A list that only excuses its members from fees, from limits or from a switch that stops \
           everybody else is no gate: once trading is open nobody needs it.",
    advice: "Do not buy unless you know that you will be on the list when you want to sell.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    of_list(&DETECTOR, facts, |gate| gate.switch.blocks_when_unset)
}

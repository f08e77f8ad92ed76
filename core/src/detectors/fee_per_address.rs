//! `fee-per-address`: single accounts can be given a fee of their own.

use super::transfer_external_gate::of_influences;
use super::{Detector, Source};
use crate::code::Say;
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::FeePerAddress,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "Single accounts can be charged a fee of their own",
    what: "A number in a mapping, under the sender, the recipient or the caller of a transfer, is \
           multiplied with the amount, and a privileged function writes that mapping.",
    why: "One buyer can be charged everything while others sell freely, so that nobody else notices.",
    look_alikes: "Lists that only excuse accounts from the common fee hold no numbers that are multiplied; \
           shares in rewards are not taken from what is moved.",
    advice: "Look at the number that is stored for your own account right before you sell.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let words = "multiplies the amount with a number that is stored for one of its people";
    of_influences(&DETECTOR, facts, |say, _| say == Say::AccountFee, words)
}

//! `distributor-mints`: a distributor can create another contract's tokens.

use super::proof::moves;
use super::{Detector, Source};
use crate::code::Capability;
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::DistributorMints,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "Whoever runs the distribution can create tokens",
    what: "The contract has another contract create the tokens that it distributes, and a privileged \
            function has it do so for an account of its caller's choice.",
    why: "The power to create tokens sits here, outside the token, and its key is easily forgotten.",
    look_alikes: "Claims that anybody entitled can make, up to what a fixed root proves, are silent, and so are \
            farms that create rewards for stakers.",
    advice: "Look at who holds this power as if it were the token's own.",
    references: &["https://github.com/zksync-association/zk-governance"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    facts
        .privileges(Capability::MintElsewhere)
        .map(|held| {
            let detail = moves(held.power, "creates");
            DETECTOR.of_power(facts, &held, detail)
        })
        .collect()
}

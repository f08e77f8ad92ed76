//! `distributor-mints`: a distributor can create another contract's tokens.

use super::proof::{moves, remainder, waits};
use super::{Detector, Source};
use crate::code::Capability;
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};
use crate::primitives::U256;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::DistributorMints,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "Whoever runs the distribution can create tokens",
    what: "The contract has another contract create the tokens that it distributes, and a privileged \
            function has it do so for an account of its caller's choice.",
    why: "The power to create tokens sits here, outside the token, and its key is easily forgotten.",
    look_alikes: "Claims that anybody entitled can make, up to what a fixed root proves, are silent, and so are \
            farms that create rewards for stakers. Where all that may be created was created it is info.",
    advice: "Look at who holds this power as if it were the token's own.",
    references: &["https://github.com/zksync-association/zk-governance"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    facts
        .privileges(Capability::MintElsewhere)
        .map(|held| {
            let mut own = facts.makers.iter();
            let maker = own.find(|maker| {
                Some(maker.address) == facts.address
                    && maker.entry.selector() == held.power.selector
            });
            let left = maker.or(facts.makers.first());
            let left = left.map_or_else(String::new, remainder);
            let detail = moves(held.power, "creates") + &left + &waits(facts, held.power);
            let finding = DETECTOR.of_power(facts, &held, detail);
            match maker {
                Some(maker) if maker.left == Some(U256::ZERO) => finding.at_most(Severity::Info),
                _ => finding,
            }
        })
        .collect()
}

//! `price-settable`: somebody sets what a withdrawal is worth.

use super::proof::function;
use super::{Detector, Source};
use crate::code::Capability;
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::PriceSettable,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "Somebody sets the price of the way out",
    what: "What people are paid for what they give back is multiplied with a stored number, or with the \
            answer of a contract whose address is stored, and a privileged function sets it. The same where such an \
            answer says what a deposit is worth, and a payment is only made up to that.",
    why: "A price of zero takes everything from those who want out; a price without limit gives the rest \
            to whoever sets it.",
    look_alikes: "Numbers that the contract itself reckons with, such as reserves and shares, rates of rewards \
            beside the deposit, and fees (`exit-fee-unbounded`) are silent.",
    advice: "Ask who sets the price, and from what.",
    references: &["https://ethereum.org/en/developers/docs/oracles/"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    facts
        .privileges(Capability::SetPrice)
        .map(|held| {
            let detail = format!("{} sets what is paid out.", function(held.power));
            DETECTOR.of_power(facts, &held, detail)
        })
        .collect()
}

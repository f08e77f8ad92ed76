//! `metamorphic-code`: contracts whose code can be another one tomorrow.

use super::{Detector, Source};
use crate::code::Capability;
use crate::facts::Facts;
use crate::finding::{Citation, Finding, FindingId, Severity, State};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::MetamorphicCode,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "Contracts are made whose code can change",
    what: "The code makes a contract with CREATE2 and can destroy itself, or makes one with a short \
           creation code that copies what it leaves from another account.",
    why: "At such an address other code can stand tomorrow: what was checked is not what will run.",
    look_alikes: "Factories of pairs, clones and wallets make contracts whose code is fixed by their \
                  address.",
    advice: "Do not rely on code that was read at an address made this way.",
    references: &["https://eips.ethereum.org/EIPS/eip-1014"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Ok(code) = &facts.code else {
        return Vec::new();
    };
    let dies = code
        .powers
        .iter()
        .any(|power| power.capability == Capability::SelfDestruct);
    code.creations
        .iter()
        .filter(|made| made.fetches || made.salted && dies)
        .map(|made| {
            let how = if made.fetches {
                "leaves what it copies from another account"
            } else {
                "can be made anew after this one is destroyed"
            };
            let place = Citation::Code {
                address: facts.code_at(made.entry.selector()),
                selector: made.entry.selector(),
                offset: made.offset,
                note: "here the contract is made".to_owned(),
            };
            DETECTOR.note(
                State::Likely,
                format!("{} makes a contract that {how}.", made.entry),
                vec![place],
            )
        })
        .collect()
}

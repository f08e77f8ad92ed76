//! `satellite-minter`: a contract beside the token can create it.

use super::proof::remainder;
use super::{Detector, Source};
use crate::evidence::Reason;
use crate::facts::{Facts, Maker};
use crate::finding::{Citation, Finding, FindingId, Severity, weigh_for};
use crate::primitives::U256;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::SatelliteMinter,
    severity: Severity::High,
    sources: &[Source::Code, Source::State],
    title: "Somebody can create tokens through a contract beside the token",
    what: "The right to create tokens belongs to a contract, directly or through another one, and a function of it \
           that is not for everybody has tokens created. How much is left is said where the code says it.",
    why: "The key to that contract is a key to the token, and is easily forgotten.",
    look_alikes: "What anybody entitled may claim is silent, and a contract that has created all it may is info. A \
                  timelock or a Safe of three keys lowers it.",
    advice: "Look at who holds that contract as if it were the token's own owner.",
    references: &["https://github.com/zksync-association/zk-governance"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let makers = facts.makers.iter();
    makers
        .filter(|maker| {
            // Its own ways are distributor-mints; whoever could not be read may have others.
            let gap = maker.controller.gap();
            Some(maker.address) != facts.address || gap.is_some_and(Reason::is_failure)
        })
        .map(|maker| {
            let weight = weigh_for(DETECTOR.severity, Some(&maker.controller), true);
            let detail = format!(
                "{} of {} has tokens created: {}.{}",
                maker.entry,
                maker.address,
                maker.controller,
                remainder(maker)
            );
            let finding = DETECTOR.note(weight.state, detail, vec![place(maker)]);
            let finding = Finding {
                severity: weight.severity,
                confidence: weight.confidence,
                inert: weight.inert,
                controller: Some(maker.controller.clone()),
                ..finding
            };
            if maker.left == Some(U256::ZERO) {
                finding.at_most(Severity::Info)
            } else {
                finding
            }
        })
        .collect()
}

fn place(maker: &Maker) -> Citation {
    Citation::Code {
        address: Some(maker.address),
        selector: maker.entry.selector(),
        offset: maker.offset,
        note: "here another contract creates tokens".to_owned(),
    }
}

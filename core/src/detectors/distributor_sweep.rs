//! `distributor-sweep`: undistributed assets can be swept.

use super::proof::{custody, moves, waits};
use super::{Detector, Source};
use crate::code::Capability;
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::DistributorSweep,
    severity: Severity::Medium,
    sources: &[Source::Code],
    title: "What was not claimed yet can be taken back",
    what: "The contract gives an asset to whoever is entitled, takes nothing in for it, and a privileged \
            function sends the same asset elsewhere.",
    why: "Who claims late may find nothing, and what was promised to many can go to one.",
    look_alikes: "Staking contracts whose owner may take foreign tokens, sales of unsold stock, and vesting \
            without a way back are silent. A sweep that is only possible after some moment is milder, and info where a \
            timelock or many keys hold it.",
    advice: "Claim early, and ask from when on the rest may be swept.",
    references: &["https://github.com/OpenZeppelin/merkle-tree"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    if custody(facts).is_none_or(|custody| custody.handed_out.is_empty()) {
        return Vec::new();
    }
    facts
        .privileges(Capability::SweepAsset)
        .map(|held| {
            let detail = moves(held.power, "sends") + &waits(facts, held.power);
            let finding = DETECTOR.of_power(facts, &held, detail);
            match held.power.delayed {
                // The moment has to come, and then somebody still has to wait or agree.
                true if finding.severity < DETECTOR.severity => finding.at_most(Severity::Info),
                true => finding.at_most(Severity::Low),
                false => finding,
            }
        })
        .collect()
}

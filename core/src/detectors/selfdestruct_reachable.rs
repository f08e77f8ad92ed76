//! `selfdestruct-reachable`: the contract can be destroyed.

use super::proof::function;
use super::{Detector, Source};
use crate::code::{Capability, Guard};
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::SelfdestructReachable,
    severity: Severity::Medium,
    sources: &[Source::Code],
    title: "The contract can be destroyed",
    what: "A path that succeeds ends in SELFDESTRUCT.",
    why: "The contract's native coin goes to an address of the caller's or the code's choice. On chains without \
          EIP-6780, and for contracts made in the same transaction, the code and all balances in it vanish too.",
    look_alikes: "Bytes that look like the instruction but lie in data, or that no path reaches, do not count.",
    advice: "Do not leave money in a contract that somebody can destroy.",
    references: &["https://eips.ethereum.org/EIPS/eip-6780"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    facts
        .powers()
        .filter(|held| held.power.capability == Capability::SelfDestruct)
        .map(|held| {
            let detail = format!("In {}, a path ends in SELFDESTRUCT.", function(held.power));
            let mut finding = DETECTOR.of_power(facts, &held, detail);
            if held.power.guard == Guard::Open {
                finding.severity = Severity::High;
            }
            finding
        })
        .collect()
}

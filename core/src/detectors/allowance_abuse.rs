//! `allowance-abuse`: somebody can spend other people's approvals.

use super::proof::moves;
use super::{Detector, Source};
use crate::code::Capability;
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::AllowanceAbuse,
    severity: Severity::Critical,
    sources: &[Source::Code],
    title: "Somebody can take tokens from those who approved this contract",
    what: "A privileged function calls `transferFrom` on a token with a payer that is neither its caller \
            nor fixed, and no signature of the payer is asked for.",
    why: "Whoever approved the contract, once and perhaps without limit, can be emptied at any later time.",
    look_alikes: "Pulling from the caller, from the contract itself, from a fixed treasury, or with the payer's \
            permit or signature is silent. Order books with trusted relayers are reported: there the relayer is \
            trusted with it.",
    advice: "Revoke your approval for this contract.",
    references: &["https://docs.gopluslabs.io/reference/response-details", "https://eips.ethereum.org/EIPS/eip-20"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    facts
        .privileges(Capability::PullFrom)
        .map(|held| {
            let detail = moves(held.power, "pulls from accounts that its caller names");
            DETECTOR.of_power(facts, &held, detail)
        })
        .collect()
}

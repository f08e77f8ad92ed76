//! `transfer-limit-modifiable`: how much may be transferred or held can be changed.

use super::transfer_external_gate::of_influences;
use super::{Detector, Source};
use crate::code::{Bound, Power, Say};
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::TransferLimitModifiable,
    severity: Severity::Medium,
    sources: &[Source::Code],
    title: "The limit on transfers can be changed",
    what: "A transfer reverts when the amount, or what the recipient would then hold, is above a stored \
           number or a stored share of the supply, and a privileged function writes that number. Where \
           no lower bound lies on every writing path, the severity is high.",
    why: "A limit of nothing stops every sale.",
    look_alikes: "Comparisons that only guard against overflow, thresholds at which the contract sells its own \
           fees, and quotas that transfers use up are no limits. A function that can only lift the limit to the \
           whole supply takes nothing from anybody.",
    advice: "Expect the limit to change after you buy. Ask for a lower bound in the code.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let limits = |floored: bool| {
        move |say: Say, power: Option<&Power>| match say {
            Say::Limit { share } => {
                power.is_some_and(|power| has_floor(power.bound, share) == floored)
            }
            _ => false,
        }
    };
    let bare = Detector {
        severity: Severity::High,
        ..DETECTOR
    };
    let words = "compares the amount, or what the recipient then holds, with a limit";
    let mut findings = of_influences(&bare, facts, limits(false), words);
    findings.extend(of_influences(&DETECTOR, facts, limits(true), words));
    findings
}

/// The smallest limit that can be set leaves something to be sold.
fn has_floor(bound: Bound, share: bool) -> bool {
    /// An absolute amount of fewer bits is dust where a token has decimals.
    const DUST_BITS: usize = 32;
    match bound {
        Bound::Constant { value } => !value.is_zero() && (share || value.bit_len() > DUST_BITS),
        Bound::Stored { .. } => true,
        Bound::NotFound | Bound::Rate { .. } | Bound::Paid | Bound::NotApplicable => false,
    }
}

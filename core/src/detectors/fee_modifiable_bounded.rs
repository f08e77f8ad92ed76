//! `fee-modifiable-bounded`: a fee on transfers can be changed, within a bound below half of the amount.

use super::fee_modifiable_unbounded::{is_unbounded, of_fees};
use super::{Detector, Source};
use crate::code::Bound;
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::FeeModifiableBounded,
    severity: Severity::Low,
    sources: &[Source::Code],
    title: "The transfer fee can be changed within a bound",
    what: "A stored number is multiplied with the amount of a transfer, a privileged function writes \
           it, and a comparison that keeps it below half of the amount lies on every writing path.",
    why: "What a sale costs is not settled: it can be anything up to the bound.",
    look_alikes: "A fee that stands in the code, or that can only fall, does not fire. Without a bound, or \
           with a higher one, it is `fee-modifiable-unbounded`.",
    advice: "Reckon with the bound, not with the present fee.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    of_fees(&DETECTOR, facts, |fee, power| {
        matches!(power.bound, Bound::Constant { .. }) && !is_unbounded(fee, power)
    })
}

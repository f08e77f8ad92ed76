//! `fee-modifiable-unbounded`: a fee on transfers can be raised to half of the amount or more.

use super::{Detector, Source};
use crate::code::{Bound, FeeVariable, Power};
use crate::facts::Facts;
use crate::finding::{Citation, Finding, FindingId, Severity};
use crate::primitives::U256;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::FeeModifiableUnbounded,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "The transfer fee can be raised without limit",
    what: "A stored number is multiplied with the amount of a transfer, a privileged function writes it from its \
           argument, and no comparison that keeps it below half of the amount lies on every writing path.",
    why: "A fee of (nearly) everything is a trap: the token can be bought and not be sold.",
    look_alikes: "Setters that refuse more than a fixed bound below 50 %, and fees that only fall to fixed values, do \
                  not fire.",
    advice: "Expect the fee to change after you buy. Ask for a bound in the code.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    of_fees(&DETECTOR, facts, is_unbounded)
}

/// A finding for each power over a fee.
pub(super) fn of_fees(
    detector: &Detector,
    facts: &Facts,
    counts: fn(&FeeVariable, &Power) -> bool,
) -> Vec<Finding> {
    let Ok(code) = &facts.code else {
        return Vec::new();
    };
    code.fees
        .iter()
        .flat_map(|fee| fee.powers.iter().map(move |power| (fee, power)))
        .filter(|(fee, power)| counts(fee, power))
        .map(|(fee, power)| {
            let detail = format!(
                "{} is multiplied with the amount of a transfer; {} sets it, and {}.",
                fee.field,
                super::proof::function(power),
                bound_text(power.bound)
            );
            let mut finding = detector.of_power(facts, &facts.held(power), detail);
            finding.citations.push(Citation::Code {
                address: facts.code_address,
                selector: None,
                offset: fee.load,
                note: "here a transfer loads the fee".to_owned(),
            });
            finding
        })
        .collect()
}

/// No bound was found, or one at half of the amount or more.
pub(super) fn is_unbounded(fee: &FeeVariable, power: &Power) -> bool {
    match power.bound {
        Bound::NotFound => true,
        // A fee that must stay below its old value can only fall.
        Bound::Stored { field } => !field.overlaps(fee.field),
        Bound::Rate { .. } | Bound::Paid | Bound::NotApplicable => false,
        Bound::Constant { value } => {
            let divisor = fee.divisor.unwrap_or(U256::from(100));
            value.saturating_mul(U256::from(2)) >= divisor
        }
    }
}

fn bound_text(bound: Bound) -> String {
    match bound {
        Bound::Constant { value } => format!("the code lets it reach {value}"),
        Bound::Stored { field } => format!("its bound is itself a setting ({field})"),
        Bound::NotFound | Bound::Rate { .. } | Bound::Paid | Bound::NotApplicable => {
            "no bound was found".to_owned()
        }
    }
}

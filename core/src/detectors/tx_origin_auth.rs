//! `tx-origin-auth`: a guard that any contract in between can pass.

use super::proof::{found, function};
use super::{Detector, Source};
use crate::code::Guard;
use crate::facts::{Facts, Held};
use crate::finding::{Finding, FindingId, Severity};
use crate::sorted::SortedMap;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::TxOriginAuth,
    severity: Severity::Medium,
    sources: &[Source::Code],
    title: "A guard trusts the sender of the transaction",
    what: "A privileged function compares its guard with ORIGIN, the account that signed the \
           transaction, instead of with the caller.",
    why: "Any contract that the privileged account is lured into calling can use the power in its \
          name.",
    look_alikes: "`require(msg.sender == tx.origin)` keeps contracts out and trusts nobody; reading \
                  ORIGIN for a log or a refund is no guard.",
    advice: "The power is as safe as every contract that its holder ever calls.",
    references: &["https://swcregistry.io/docs/SWC-115"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let mut guards: SortedMap<Guard, Held<'_>> = SortedMap::new();
    for held in facts.powers().filter(|held| held.power.by_origin) {
        guards.update(
            held.power.guard,
            || held,
            |worst| {
                if !worst.power.is_sensitive() {
                    *worst = held;
                }
            },
        );
    }
    found(&DETECTOR, facts, guards.into_values(), |power| {
        format!(
            "{} asks who signed the transaction, not who calls.",
            function(power)
        )
    })
}

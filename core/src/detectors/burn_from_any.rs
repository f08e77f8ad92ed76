//! `burn-from-any`: somebody can destroy other people's tokens.

use super::proof::function;
use super::{Detector, Source, burn_from_pair};
use crate::code::Capability;
use crate::facts::{Facts, Held};
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::BurnFromAny,
    severity: Severity::Critical,
    sources: &[Source::Code],
    title: "Somebody can destroy your tokens",
    what: "A privileged function debits an account that its caller chooses, credits nobody, and asks neither for that \
           account's allowance nor for its signature.",
    why: "What you hold can be taken away. With the pool's tokens destroyed, the price is whatever the holder of the \
          power wants.",
    look_alikes: "Burning one's own tokens, `burnFrom` out of an allowance, and a bridge or vault that burns what its \
                  caller hands in are silent. Destroying blocked funds, as some stablecoins do, is reported; where the same \
                  account mints and is not known to be a single key, as a bridge's is not, it is medium.",
    advice: "Ask who holds this power. A bridge needs it; a token that is only traded does not.",
    references: &["https://www.usenix.org/conference/usenixsecurity23/presentation/ma"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    facts
        .privileges(Capability::BurnFrom)
        .filter(|held| !burn_from_pair::is_fixed(held.power.payer))
        .map(|held| {
            let detail = format!(
                "{} destroys tokens of an account that its caller chooses.",
                function(held.power)
            );
            let finding = DETECTOR.of_power(facts, &held, detail);
            if is_bridge(facts, &held) {
                finding.at_most(Severity::Medium)
            } else {
                finding
            }
        })
        .collect()
}

/// Who burns also mints, and no single key is known to be behind it: a bridge or an issuer's desk.
fn is_bridge(facts: &Facts, held: &Held<'_>) -> bool {
    let is_key = held
        .holder
        .is_some_and(|holder| holder.controller.is_single_key());
    !is_key
        && facts
            .privileges(Capability::Mint)
            .any(|mint| mint.power.guard == held.power.guard)
}

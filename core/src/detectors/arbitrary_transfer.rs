//! `arbitrary-transfer`: somebody can move other people's tokens.

use super::proof::{found, function};
use super::{Detector, Source, burn_from_pair};
use crate::code::Capability;
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::ArbitraryTransfer,
    severity: Severity::Critical,
    sources: &[Source::Code],
    title: "Somebody can move your tokens",
    what: "A privileged function debits an account that its caller chooses and credits another one, or writes the \
           allowance of such an account, without that account's allowance or signature.",
    why: "Whoever holds this power can take every holder's tokens.",
    look_alikes: "`transferFrom` out of an allowance, permits, operators that the holder named, and an airdrop out of the \
                  caller's own balance are silent.",
    advice: "Do not hold this token unless you trust whoever holds the power with all of it.",
    references: &["https://www.usenix.org/conference/usenixsecurity23/presentation/ma"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let chosen = facts
        .privileges(Capability::MoveFrom)
        .filter(|held| !burn_from_pair::is_fixed(held.power.payer));
    found(&DETECTOR, facts, chosen, |power| {
        format!(
            "{} moves tokens of an account that its caller chooses.",
            function(power)
        )
    })
}

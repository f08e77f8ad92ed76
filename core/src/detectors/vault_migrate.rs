//! `vault-migrate`: somebody names who may take deposits.

use super::proof::{function, holds_pool, is_privilege, moves};
use super::{Detector, Source};
use crate::code::Capability;
use crate::facts::{Facts, Held};
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::VaultMigrate,
    severity: Severity::Critical,
    sources: &[Source::Code],
    title: "What people deposited can be moved to a new contract",
    what: "The contract lets a spender take a deposited asset, and a privileged function names that \
            spender, at the time or in advance.",
    why: "A migrator is code of somebody's choice that is allowed to take everything at once.",
    look_alikes: "Approving a router or a strategy whose address stands in the code, and spenders that the \
            contract asks its assets back from (`strategy-swappable`), are silent.",
    advice: "Ask who names the new contract, and whether there is time to leave before it is used.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let names = |held: &Held<'_>| {
        matches!(
            held.power.capability,
            Capability::Approve | Capability::SetSpender
        )
    };
    facts
        .powers()
        .filter(|held| is_privilege(held) && names(held) && !holds_pool(facts))
        .map(|held| {
            let detail = match held.power.capability {
                Capability::Approve => moves(held.power, "lets a spender take"),
                _ => format!(
                    "{} names who may take what is deposited.",
                    function(held.power)
                ),
            };
            DETECTOR.of_power(facts, &held, detail)
        })
        .collect()
}

//! `strategy-swappable`: the contract that keeps the deposits can be replaced.

use super::proof::function;
use super::{Detector, Source};
use crate::code::Capability;
use crate::facts::{Facts, Keeper};
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::StrategySwappable,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "Whoever keeps the deposits can be replaced",
    what: "Deposits are handed to a contract whose address is stored, withdrawals ask that contract to give \
            them back, and a privileged function replaces the address.",
    why: "A new strategy can keep what it is handed, or claim to have nothing.",
    look_alikes: "A strategy whose address stands in the code is silent. One that can only be replaced some time \
            after it was announced is milder.",
    advice: "Ask how long a change is announced before it takes effect.",
    references: &["https://docs.beefy.finance/developer-documentation/vault-contract"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    facts
        .privileges(Capability::SetStrategy)
        .map(|held| {
            let delay = if held.power.delayed {
                "only after some time"
            } else {
                "at once"
            };
            let keepers = facts.keepers.iter().map(Keeper::name);
            let keepers: Vec<String> = keepers.collect();
            let now = if keepers.is_empty() {
                String::new()
            } else {
                format!(" Now that is {}.", keepers.join(", "))
            };
            let detail = format!(
                "{} replaces the contract that keeps what is deposited, {delay}.{now}",
                function(held.power)
            );
            let finding = DETECTOR.of_power(facts, &held, detail);
            if held.power.delayed {
                finding.at_most(Severity::Medium)
            } else {
                finding
            }
        })
        .collect()
}

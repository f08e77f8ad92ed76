//! `emergency-withdraw-to-owner`: a rescue reaches deposits, or foreign tokens only.

use super::proof::{ANY_TOKEN, custody, is_privilege, moves};
use super::{Detector, Source};
use crate::code::Capability;
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::EmergencyWithdrawToOwner,
    severity: Severity::Critical,
    sources: &[Source::Code],
    title: "An emergency exit reaches the deposits",
    what: "A privileged function sends out a token that its caller names, and does not refuse the one that \
            people deposited. Where it refuses every such token, the finding is information.",
    why: "What is called a rescue of lost tokens is a withdrawal of everybody's deposits.",
    look_alikes: "A rescue that refuses the deposited tokens reaches foreign tokens only. A token contract that \
            holds nobody's deposits may rescue what it likes.",
    advice: "Treat a rescue function that reaches deposits like an owner who can withdraw them.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    if custody(facts).is_none_or(|custody| custody.held.is_empty() || !custody.pool.is_empty()) {
        return Vec::new();
    }
    facts
        .powers()
        .filter(is_privilege)
        .filter_map(|held| match held.power.capability {
            Capability::SweepAsset if held.power.asset == Some(ANY_TOKEN) => {
                Some(DETECTOR.of_power(facts, &held, moves(held.power, "sends")))
            }
            Capability::RescueForeign => {
                let detail = format!(
                    "{} What is deposited is refused.",
                    moves(held.power, "sends")
                );
                let mut finding = DETECTOR
                    .of_power(facts, &held, detail)
                    .at_most(Severity::Info);
                finding.title = "Foreign tokens can be taken out".to_owned();
                Some(finding)
            }
            _ => None,
        })
        .collect()
}

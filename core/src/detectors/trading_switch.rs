//! `trading-switch`: nobody can transfer until somebody opens trading.

use super::proof::{entry, function};
use super::transfer_pausable::{now, places, switch_of};
use super::{Detector, Source};
use crate::facts::Facts;
use crate::finding::{Confidence, Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::TradingSwitch,
    severity: Severity::Medium,
    sources: &[Source::Code, Source::State],
    title: "Trading depends on a switch",
    what: "A transfer reverts until a stored switch is set, and only a privileged function can set it. Where the same \
           switch can be cleared again, trading can be closed at any time, and the severity is high.",
    why: "Insiders can buy before the switch is set, and a switch that goes both ways traps everybody else later.",
    look_alikes: "A switch that can only be set and has been set has no power left: it is reported as inert. \
                  An address that is only excused from the switch is none.",
    advice: "Check whether trading can be closed again before you buy.",
    references: &["https://doi.org/10.1145/3543507.3583269"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Ok(code) = &facts.code else {
        return Vec::new();
    };
    code.gates
        .iter()
        .filter(|gate| gate.switch.blocks_when_unset && gate.switch.can_open)
        .filter_map(|gate| switch_of(gate).map(|field| (gate, field)))
        .flat_map(|(gate, field)| gate.powers.iter().map(move |power| (gate, field, power)))
        .map(|(gate, field, power)| {
            let ways = if gate.switch.can_block { "can be set and cleared" } else { "can only be set" };
            let detail = format!(
                "A transfer by {} stops at offset {} while the switch in {field} is not set; it {ways}, by {}. {}",
                entry(gate.selector),
                gate.branch,
                function(power),
                now(facts, gate, field)
            );
            let mut finding = DETECTOR.of_power(facts, &facts.held(power), detail.trim_end().to_owned());
            let open = facts.settings.value(field).is_some_and(|value| gate.test.holds(value));
            if gate.switch.can_block && !finding.inert {
                finding.severity = Severity::High;
            } else if open && code.coverage.is_complete() {
                // What was not followed might close it again.
                finding.severity = Severity::Info;
                finding.inert = true;
            }
            finding.citations.extend(places(facts, gate, field));
            if !gate.proven {
                finding.confidence = Confidence::Medium;
            }
            finding
        })
        .collect()
}

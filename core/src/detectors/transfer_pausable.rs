//! `transfer-pausable`: all transfers can be stopped.

use super::blacklist::asks;
use super::proof::{entry, function};
use super::{Detector, Source};
use crate::code::{Field, Gate, GateKey};
use crate::facts::Facts;
use crate::finding::{Citation, Confidence, Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::TransferPausable,
    severity: Severity::Medium,
    sources: &[Source::Code, Source::State],
    title: "All transfers can be stopped",
    what: "A transfer reverts, or silently does nothing, when a stored switch is set, and a privileged function can \
           set that switch.",
    why: "While transfers are stopped nobody can sell.",
    look_alikes: "Switches that only toggle fees, swaps or limits do not stop a transfer. A switch that has to be \
                  turned on before trading begins is `trading-switch`. What a sale goes through before its tokens \
                  move, and never again, stops no transfer.",
    advice: "Ask who can stop transfers, and for how long they ever did.",
    references: &["https://docs.openzeppelin.com/contracts/5.x/api/utils#Pausable"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Ok(code) = &facts.code else {
        return Vec::new();
    };
    code.gates
        .iter()
        .filter(|gate| !gate.switch.blocks_when_unset && gate.switch.can_block)
        .filter_map(|gate| switch_of(gate).map(|field| (gate, field)))
        .flat_map(|(gate, field)| gate.powers.iter().map(move |power| (gate, field, power)))
        .map(|(gate, field, power)| {
            let detail = format!(
                "A transfer by {} asks the switch in {field} at offset {}, and stops when it is set; {} writes it. {}",
                entry(gate.selector),
                gate.branch,
                function(power),
                now(facts, gate, field)
            );
            let mut finding = DETECTOR.of_power(facts, &facts.held(power), detail.trim_end().to_owned());
            finding.citations.extend(places(facts, gate, field));
            if !gate.proven {
                finding.confidence = Confidence::Medium;
            }
            finding
        })
        .collect()
}

/// The switch that a gate asks for everybody.
pub(super) const fn switch_of(gate: &Gate) -> Option<Field> {
    match gate.key {
        GateKey::Everybody(field) => Some(field),
        GateKey::Account(_) => None,
    }
}

/// What the switch says at the block that was read, as a sentence.
pub(super) fn now(facts: &Facts, gate: &Gate, field: Field) -> &'static str {
    match facts.settings.value(field) {
        None => "",
        Some(value) if gate.test.holds(value) != gate.switch.blocks_when_unset => {
            "Right now transfers are stopped."
        }
        Some(_) => "Right now transfers pass.",
    }
}

/// Where a transfer asks, and the word that answers.
pub(super) fn places(facts: &Facts, gate: &Gate, field: Field) -> [Citation; 2] {
    let word = Citation::Storage {
        address: facts.address,
        slot: field.slot,
        value: facts.settings.word(field),
        note: "this slot holds the switch".to_owned(),
    };
    [asks(facts, gate), word]
}

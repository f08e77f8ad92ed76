//! `simulation-evasion`: transfers do something else in a simulation than in a transaction.

use super::transfer_external_gate::of_influences;
use super::{Detector, Source};
use crate::code::Say;
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::SimulationEvasion,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "Transfers can tell a simulation from a transaction",
    what: "Whether a transfer passes, or how much it moves, depends on COINBASE, BASEFEE, GASPRICE, GAS \
           or ORIGIN: values that differ between a simulated call and a transaction.",
    why: "A wallet that simulates the sale sees it succeed; the transaction fails or pays nothing.",
    look_alikes: "A ceiling on the gas price, as launches use it against bots, and a demand that the caller is \
           no contract are reported as medium. Loops that stop when gas runs low, and an origin that is \
           compared with a stored address, are not this finding.",
    advice: "Do not trust a simulated sale of this token.",
    references: &["https://docs.forta.network/en/latest/"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let words = "does something else where the block, the gas or the origin look like a simulation";
    let mild = Detector {
        severity: Severity::Medium,
        ..DETECTOR
    };
    let mut findings = of_influences(&DETECTOR, facts, |say, _| tells(say) == Some(false), words);
    findings.extend(of_influences(
        &mild,
        facts,
        |say, _| tells(say) == Some(true),
        words,
    ));
    findings
}

/// Whether transfers branch on such a thing, and whether honest ones do so too.
const fn tells(say: Say) -> Option<bool> {
    match say {
        Say::Tell { honest_too, .. } => Some(honest_too),
        _ => None,
    }
}

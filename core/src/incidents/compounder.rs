//! Compounder Finance.

use super::{Incident, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "compounder",
    name: "Compounder Finance",
    label: Label::Rug,
    chain: Some(1),
    date: "2020-12-01",
    loss: "$10.8 to 12.5 million",
    known: &[],
    mechanism: "The strategist added strategies of his own through a timelock of one day that nobody watched, and they took the deposits.",
    needs: &[Trait::StrategySwappable, Trait::OneKeyTimelock],
    also: &[],
    before: "one key can replace the strategy after a wait that only it controls",
    sources: &["simpleaswater.com/cp3r", "quadrigainitiative.com: Compounder Finance"],
}
.for_this_build();

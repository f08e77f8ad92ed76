//! Hope Finance.

use super::{Incident, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "hope",
    name: "Hope Finance",
    label: Label::Rug,
    chain: Some(42_161),
    date: "2023-02-20",
    loss: "$1.86 million",
    known: &[],
    mechanism: "The address of a helper that the custody contract pays through could be replaced, and was.",
    needs: &[Trait::StrategySwappable, Trait::OneKey],
    also: &[Trait::TakesDeposits, Trait::Young],
    before: "one key can replace the contract through which deposits move",
    sources: &["certik.com/resources/blog/hope-finance", "blocknews.com"],
}
.for_this_build();

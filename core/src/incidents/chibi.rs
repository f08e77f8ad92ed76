//! Chibi Finance.

use alloy_primitives::address;

use super::{Incident, Known, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "chibi",
    name: "Chibi Finance",
    label: Label::Rug,
    chain: Some(42_161),
    date: "2023-06-26",
    loss: "about 555 ETH",
    known: &[
        Known::actor(address!("80c1ca8f002744a3b22ac5ba6ffc4dc0deda58e3"), "drainer"),
    ],
    mechanism: "The owner named a contract as governor, and the governor's emergency exit moved what eight vaults held.",
    needs: &[Trait::TakesDeposits, Trait::OneKey],
    also: &[Trait::StrategySwappable],
    before: "one key can pull the deposits out of the vault",
    sources: &["theweb3.news", "CertiK, by diffcoin.com"],
}
.for_this_build();

//! Kannagi Finance.

use alloy_primitives::address;

use super::{Incident, Known, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "kannagi",
    name: "Kannagi Finance",
    label: Label::Rug,
    chain: Some(324),
    date: "2023-07-29",
    loss: "$2.13 million of deposits",
    known: &[
        Known::part(address!("26ac1d9945f65392b8e4e6b895969b5c01a7b414"), "KANA"),
        Known::part(address!("6e415ba5a37761256d13e84b45f4822c179def47"), "MainChef"),
        Known::actor(address!("95ec03b821f164ce55cbb26f23f591a9bd40d6c1"), "drainer"),
    ],
    mechanism: "The owner could name a main chef, and the main chef could withdraw any user's deposit from the vault. The owner could also swap the strategy. Neither had a delay.",
    needs: &[Trait::OperatorWithdraws, Trait::OneKey],
    also: &[Trait::StrategySwappable, Trait::Young],
    before: "one key can name the operator, and the operator can withdraw any user's deposit, with no delay",
    sources: &["KannagiFinance/contract 0dfec8c2c906: Vault.sol", "halborn.com: Explained: the Kannagi Finance hack", "DefiLlama hallmark 1690589340"],
}
.for_this_build();

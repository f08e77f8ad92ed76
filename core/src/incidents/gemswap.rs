//! GemSwap.

use alloy_primitives::address;

use super::{Incident, Known, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "gemswap",
    name: "GemSwap",
    label: Label::Rug,
    chain: Some(324),
    date: "2024-06",
    loss: "921 ETH",
    known: &[
        Known::part(address!("065c8703132f2a38be3d2dbf7be6be455930560c"), "factory"),
    ],
    mechanism: "The proceeds of a sale were stuck until an upgrade of the chain freed them, and the owner took them.",
    needs: &[Trait::TakesDeposits, Trait::OneKey],
    also: &[],
    before: "one key can take what people paid in",
    sources: &["theblockbeats.info/en/news/53820", "DefiLlama-Adapters: registries/uniswapV2.js"],
}
.for_this_build();

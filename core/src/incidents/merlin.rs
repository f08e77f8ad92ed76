//! Merlin DEX.

use alloy_primitives::address;

use super::{Incident, Known, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "merlin",
    name: "Merlin DEX",
    label: Label::Rug,
    chain: Some(324),
    date: "2023-04-26",
    loss: "$1.82 million",
    known: &[
        Known::part(address!("63e6fdadb86ea26f917496beeeaea4efb319229f"), "factory"),
        Known::actor(address!("2744d62a1e9ab975f4d77fe52e16206464ea79b7"), "drainer"),
    ],
    mechanism: "Every pair approved the account that receives the factory's fees for all of both tokens when it was made.",
    needs: &[Trait::PairApproves],
    also: &[Trait::OneKey],
    before: "a pool allows an outside account to take its tokens",
    sources: &["theblock.co/post/228302", "DefiLlama-Adapters: projects/merlin"],
}
.for_this_build();

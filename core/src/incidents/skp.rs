//! SKP.

use alloy_primitives::address;

use super::{Incident, Known, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "skp",
    name: "SKP",
    label: Label::Rug,
    chain: Some(56),
    date: "2026-05-26",
    loss: "about $212,000",
    known: &[
        Known::part(address!("ecbdc0b76142740bb564b8aa1bcd061cb151a666"), "SKP"),
        Known::actor(address!("83b9e7edc5b3127e4853a4f4945b92aa88eef0c8"), "owner"),
    ],
    mechanism: "The owner burnt the pool's tokens, told the pool to count anew, and sold at the new price.",
    needs: &[Trait::BurnsFromPair, Trait::OneKey],
    also: &[],
    before: "one key can burn the pool's tokens and so move the price",
    sources: &["single-source: DeFiHackLabs b3719ce7: src/test/2026-05/SKP_exp.sol"],
}
.for_this_build();

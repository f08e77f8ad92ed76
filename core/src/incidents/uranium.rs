//! Uranium Finance.

use alloy_primitives::address;

use super::{Incident, Known, Label};

pub(super) const INCIDENT: Incident = Incident {
    id: "uranium",
    name: "Uranium Finance",
    label: Label::Exploit,
    chain: Some(56),
    date: "2021-04-28",
    loss: "$50 million",
    known: &[
        Known::victim(address!("a943ea143cd7e79806d670f4a7cf08f8922a454f"), "factory"),
    ],
    mechanism: "A constant was changed in one place and not in another, so that the pools' own check let everything out. Nobody used a privilege.",
    needs: &[],
    also: &[],
    before: "",
    sources: &["single-source: DeFiHackLabs b3719ce7: src/test/2021-04/Uranium_exp.sol"],
}
.for_this_build();

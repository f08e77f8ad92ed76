//! Kokomo Finance.

use alloy_primitives::address;

use super::{Incident, Known, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "kokomo",
    name: "Kokomo Finance",
    label: Label::Rug,
    chain: Some(10),
    date: "2023-03-26",
    loss: "141 WBTC",
    known: &[
        Known::part(address!("1e02e6a5b549eead726ebcce64a54215196760e2"), "cBTC"),
        Known::part(address!("05b2957591a4d1334b230f8c56fd62ddee17b52e"), "implementation that took the deposits"),
        Known::actor(address!("5c8db6eea11896065ec7dcfc67f458c54ccf7bff"), "receiver"),
    ],
    mechanism: "The deployer swapped the implementation of a lending market that was three days old.",
    needs: &[Trait::DepositsUpgradeable, Trait::Young],
    also: &[Trait::OneKey],
    before: "one key can replace the code of a market that is a few days old",
    sources: &["96coin.com/48162, after Beosin", "DefiLlama: projects/kokomo"],
}
.for_this_build();

//! PAID Network.

use alloy_primitives::address;

use super::{Incident, Known, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "paid",
    name: "PAID Network",
    label: Label::KeyCompromise,
    chain: Some(1),
    date: "2021-03-05",
    loss: "about $3 million",
    known: &[
        Known::victim(address!("8c8687fc965593dfb2f0b4eaefd55e9d8df348df"), "PAID"),
        Known::actor(address!("18738290af1aaf96f0acfa945c9c31ab21cd65be"), "caller"),
    ],
    mechanism: "With the key of the proxy's admin the token was upgraded, and 59 million tokens were minted.",
    needs: &[Trait::TokenUpgradeable],
    also: &[Trait::MintsUnbounded],
    before: "one key can replace the token's code, and with it create tokens",
    sources: &["single-source: DeFiHackLabs b3719ce7: src/test/2021-03/PAID_exp.sol"],
}
.for_this_build();

//! Swaprum.

use alloy_primitives::address;

use super::{Incident, Known, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "swaprum",
    name: "Swaprum",
    label: Label::Rug,
    chain: Some(42_161),
    date: "2023-05-18",
    loss: "1,628 ETH",
    known: &[
        Known::part(address!("99801433f5d7c1360ea978ea18666f7be9b3abf7"), "reward proxy"),
        Known::part(address!("cb65d65311838c72e35499cc4171985c8c47d0fc"), "implementation that took the deposits"),
        Known::actor(address!("f2744e1fe488748e6a550677670265f664d96627"), "deployer"),
    ],
    mechanism: "One key upgraded the proxy that kept the staked liquidity. The new code sent it away.",
    needs: &[Trait::DepositsUpgradeable],
    also: &[Trait::RecentlyUpgraded, Trait::OneKey],
    before: "one key can replace the code that keeps the deposits",
    sources: &["rekt.news: Swaprum", "Beosin, by btc-newswire.com"],
}
.for_this_build();

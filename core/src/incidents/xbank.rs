//! XBank Finance.

use alloy_primitives::address;

use super::{Incident, Known, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "xbank",
    name: "xBank Finance",
    label: Label::Exploit,
    chain: Some(324),
    date: "2024-04-26",
    loss: "46,001 USDC, 0.57 WBTC and 149.9 ETH",
    known: &[
        Known::victim(address!("c6d329a2c3f8cfdecae7feec387fa633c6520991"), "comptroller"),
        Known::victim(address!("e4622a57ab8f4168b80015bba28fa70fb64fa246"), "cETH"),
        Known::actor(address!("fa9d342a222f1e1052a9eea73d35e4eeba045729"), "attacker"),
    ],
    mechanism: "A market with hardly any supply let rounding inflate the rate at which shares are redeemed. Nobody used a privilege.",
    needs: &[Trait::ThinMarket],
    also: &[],
    before: "a lending market has hardly any supply while its shares count as collateral",
    sources: &["medium.com/xbank-finance: post-mortem of 27 April 2024", "DefiLlama-Adapters: projects/xbank"],
}
.for_this_build();

//! Squid Game.

use super::{Incident, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "squid",
    name: "Squid Game",
    label: Label::Rug,
    chain: Some(56),
    date: "2021-11-01",
    loss: "$3.36 million",
    known: &[],
    mechanism: "Holders could buy and not sell, and then the liquidity was pulled.",
    needs: &[Trait::SellGated, Trait::LiquidityUnlocked],
    also: &[Trait::OneKey],
    before: "somebody decides who may sell, and the liquidity is neither locked nor burnt",
    sources: &["coingeek.com", "thecointimes.medium.com"],
}
.for_this_build();

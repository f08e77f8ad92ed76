//! SHIBERA.

use super::{Incident, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "shibera",
    name: "SHIBERA",
    label: Label::Rug,
    chain: Some(324),
    date: "2023-04",
    loss: "not known",
    known: &[],
    mechanism: "The liquidity was neither locked nor burnt. Whoever made the token took it out.",
    needs: &[Trait::LiquidityHeld],
    also: &[Trait::LiquidityUnlocked, Trait::Young],
    before: "those who control the token hold its liquidity, which is neither locked nor burnt",
    sources: &["single-source: the article that this project was founded on"],
}
.for_this_build();

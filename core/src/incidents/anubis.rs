//! AnubisDAO.

use super::{Incident, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "anubis",
    name: "AnubisDAO",
    label: Label::Rug,
    chain: Some(1),
    date: "2021-10-29",
    loss: "about 13,500 ETH",
    known: &[],
    mechanism: "Whoever had made the pool held all of its shares, and pulled them before the sale ended.",
    needs: &[Trait::LiquidityHeld, Trait::Young],
    also: &[Trait::LiquidityUnlocked],
    before: "those who control a project that is a few days old hold its pool",
    sources: &["single-source: medium.com/@copper_: statement"],
}
.for_this_build();

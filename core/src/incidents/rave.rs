//! RaveDAO.

use super::{Incident, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "rave",
    name: "RaveDAO",
    label: Label::Allegation,
    chain: None,
    date: "2026-04-18",
    loss: "95 % of the price",
    known: &[],
    mechanism: "A few wallets held about nine tenths of the supply. It is alleged that they moved it to exchanges before the price fell.",
    needs: &[Trait::SupplyConcentrated],
    also: &[],
    before: "a few accounts hold most of the supply",
    sources: &["fazen.markets, 18 April 2026", "chainpulse.news"],
}
.for_this_build();

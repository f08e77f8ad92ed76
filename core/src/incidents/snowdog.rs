//! Snowdog DAO.

use super::{Incident, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "snowdog",
    name: "Snowdog DAO",
    label: Label::Allegation,
    chain: Some(43_114),
    date: "2021-11-25",
    loss: "$18 to 21 million to three wallets",
    known: &[],
    mechanism: "A pool of its own took swaps only with a key that, it is alleged, insiders knew beforehand.",
    needs: &[Trait::SellGated, Trait::Young],
    also: &[],
    before: "somebody decides who may trade in a project that is a few days old",
    sources: &["worldcrypto.global, 28 November 2021", "coinscreed.com"],
}
.for_this_build();

//! Arbix Finance.

use super::{Incident, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "arbix",
    name: "Arbix Finance",
    label: Label::Rug,
    chain: Some(56),
    date: "2022-01-04",
    loss: "$10 million",
    known: &[],
    mechanism: "The owner minted ten million tokens to eight addresses, and deposits went to pools that nobody had verified.",
    needs: &[Trait::MintsUnbounded, Trait::OneKey, Trait::Young],
    also: &[Trait::TakesDeposits],
    before: "one key can create any number of tokens of a project that is a few days old",
    sources: &["metadigest.io", "coinscreed.com, after CertiK"],
}
.for_this_build();

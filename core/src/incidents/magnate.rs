//! Magnate Finance.

use super::{Incident, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "magnate",
    name: "Magnate Finance",
    label: Label::Rug,
    chain: Some(8453),
    date: "2023-08-25",
    loss: "$6.4 million",
    known: &[],
    mechanism: "The owner changed where the lending market takes its prices from, and borrowed everything.",
    needs: &[Trait::PriceSettable, Trait::OneKey],
    also: &[Trait::Young],
    before: "one key can set the price by which deposits are paid out",
    sources: &["dailycoin.com", "DefiLlama: projects/Magnate"],
}
.for_this_build();

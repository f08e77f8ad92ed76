//! StableMagnet.

use alloy_primitives::address;

use super::{Incident, Known, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "stablemagnet",
    name: "StableMagnet",
    label: Label::Rug,
    chain: Some(56),
    date: "2021-06-23",
    loss: "$27 million",
    known: &[Known::part(
        address!("e25d05777bb4bd0fd0ca1297c434e612803eaa9a"),
        "SwapUtils",
    )],
    mechanism: "The pool delegated to a library whose code was not the published one.",
    needs: &[Trait::UnverifiedLibrary, Trait::HoldsDeposits],
    also: &[],
    before: "what keeps the deposits runs a library that is not a known one and does more than reckon",
    sources: &["halborn.com: StableMagnet", "avoid.net/stablemagnet"],
}
.for_this_build();

//! Meerkat Finance.

use super::{Incident, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "meerkat",
    name: "Meerkat Finance",
    label: Label::Rug,
    chain: Some(56),
    date: "2021-03-04",
    loss: "13.96 million BUSD and 73,600 BNB",
    known: &[],
    mechanism: "The deployer upgraded a vault that was one day old, and took what it held.",
    needs: &[Trait::DepositsUpgradeable, Trait::Young],
    also: &[Trait::OneKey],
    before: "one key can replace the code of a vault that is a few days old",
    sources: &["theblockcrypto.com/linked/97082", "timi.ro"],
}
.for_this_build();

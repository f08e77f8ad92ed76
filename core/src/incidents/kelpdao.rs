//! KelpDAO.

use super::{Incident, Label, Trait};

pub(super) const INCIDENT: Incident = Incident {
    id: "kelpdao",
    name: "KelpDAO",
    label: Label::Exploit,
    chain: Some(1),
    date: "2026-04-18",
    loss: "116,500 rsETH",
    known: &[],
    mechanism: "A bridge believed messages that a single verifier had signed, and one of them was forged.",
    needs: &[Trait::SingleVerifier],
    also: &[],
    before: "a bridge believes what a single verifier signs",
    sources: &["smartcontractaudit.com/hacks/kelpdao-2026", "cryptotimes.io, 21 April 2026"],
}
.for_this_build();

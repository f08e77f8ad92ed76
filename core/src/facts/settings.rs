//! What variables hold at the block that was read.

use super::Unknown;
use super::reads::Reads;
use crate::code::{Bound, Capability, CodeFacts, Field, GateKey};
use crate::evidence::Observed;
use crate::primitives::{Address, B256, U256};
use crate::sorted::SortedMap;

/// The words behind the variables that gate transfers, set fees, bound powers or let them wait, and behind roots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings(SortedMap<Field, Observed<B256>>);

impl Settings {
    /// Reads every such variable of `code`, as executed by `subject`.
    #[must_use]
    pub fn resolve(reads: &mut Reads<'_>, subject: Address, code: Option<&CodeFacts>) -> Self {
        let fields = code.into_iter().flat_map(|code| {
            let gates = code.gates.iter().filter_map(|gate| match gate.key {
                GateKey::Everybody(field) => Some(field),
                GateKey::Account(_) => None,
            });
            let fees = code
                .fees
                .iter()
                .filter(|fee| !fee.powers.is_empty())
                .map(|fee| fee.field);
            let bounds = code.powers.iter().filter_map(|power| match power.bound {
                Bound::Stored { field } => Some(field),
                _ if power.capability == Capability::SetRoot => power.writes,
                _ => None,
            });
            let moments = code.custody.moments.iter();
            let moments = moments.filter_map(|(_, field, _)| *field);
            gates.chain(fees).chain(bounds).chain(moments)
        });
        Self(
            fields
                .map(|field| (field, reads.word(subject, field.slot)))
                .collect(),
        )
    }

    /// The whole word in which a variable lies.
    #[must_use]
    pub fn word(&self, field: Field) -> Option<B256> {
        self.0.get(&field).and_then(|word| word.known()).copied()
    }

    /// What a variable holds, if it was read.
    #[must_use]
    pub fn value(&self, field: Field) -> Option<U256> {
        self.word(field).map(|word| field.extract(word))
    }

    pub(super) fn unknowns(&self) -> impl Iterator<Item = Unknown> {
        self.0.iter().filter_map(|(field, word)| {
            Some(Unknown {
                what: format!("what {field} holds"),
                reason: word.reason()?,
            })
        })
    }
}

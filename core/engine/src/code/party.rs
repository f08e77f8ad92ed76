//! Addresses as parties: who a word that stands for an account is.

use super::facts::Party;
use super::ledger::address_field;
use super::storage::{field, without_mask};
use super::value::{Env, Graph, Node, Taint, Value};
use crate::primitives::Address;

/// Who an address is, as far as the code says.
pub(super) fn party(graph: &Graph, address: Value) -> Party {
    let unmasked = without_mask(graph, address);
    if let Some(field) = field(graph, address).or_else(|| field(graph, unmasked)) {
        return Party::Stored {
            field: address_field(field),
        };
    }
    match graph.node(unmasked) {
        Node::Env(Env::Caller | Env::Origin) => Party::Caller,
        Node::Env(Env::Address) => Party::This,
        Node::Const(_) => Party::Fixed {
            address: Address::from_word(graph.as_const(unmasked).unwrap_or_default().into()),
        },
        // A word of the calldata itself, not something that is looked up with one.
        Node::CallData(_) => Party::Chosen,
        Node::Binary(..)
            if graph.taint(unmasked).has(Taint::CALLDATA)
                && !graph
                    .taint(unmasked)
                    .has(Taint::STORAGE.with(Taint::RETURNED)) =>
        {
            Party::Chosen
        }
        _ => Party::Unresolved,
    }
}

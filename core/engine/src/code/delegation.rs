//! How code runs other code in its own storage, and makes other contracts.

use super::facts::{Creation, Delegation, Field, Mapping, ProxyPattern, Routes};
use super::ledger::address_field;
use super::machine::Function;
use super::opcode;
use super::party::party;
use super::path::ExternalCall;
use super::storage::{entry, field, part, without_mask};
use super::value::{Graph, Node, Value};
use crate::primitives::Address;
use crate::sorted::SortedSet;

/// Finds every DELEGATECALL, each once.
pub(super) fn find(graph: &Graph, functions: &[Function]) -> Vec<Delegation> {
    let mut found = SortedSet::new();
    for function in functions {
        for call in function.paths.iter().flat_map(|path| &path.calls) {
            if matches!(call.op, opcode::DELEGATECALL | opcode::CALLCODE) {
                let pattern = if call.forwards {
                    pattern(graph, call)
                } else {
                    None
                };
                found.insert(Delegation {
                    entry: function.entry,
                    offset: call.offset,
                    pattern,
                    target: party(graph, call.target),
                    forwards: call.forwards,
                });
            }
        }
    }
    found.into_iter().collect()
}

/// Finds every CREATE and CREATE2, each once.
pub(super) fn creations(functions: &[Function]) -> Vec<Creation> {
    let mut found = SortedSet::new();
    for function in functions {
        let paths = function.paths.iter().filter(|path| path.succeeds());
        found.extend(paths.flat_map(|path| &path.creations).map(|made| Creation {
            entry: function.entry,
            offset: made.offset,
            salted: made.salted,
            fetches: made.fetches,
        }));
    }
    found.into_iter().collect()
}

/// The fields that hold the target of a delegation.
pub(super) fn targets(graph: &Graph, functions: &[Function]) -> SortedSet<Field> {
    functions
        .iter()
        .flat_map(|function| &function.paths)
        .flat_map(|path| &path.calls)
        .filter(|call| matches!(call.op, opcode::DELEGATECALL | opcode::CALLCODE))
        .filter_map(|call| {
            field(graph, without_mask(graph, call.target)).or_else(|| field(graph, call.target))
        })
        .map(address_field)
        .collect()
}

/// The mappings that the fallback looks the target of a delegation up in.
pub(super) fn routes(graph: &Graph, functions: &[Function]) -> SortedSet<Mapping> {
    find(graph, functions)
        .iter()
        .filter_map(|delegation| match delegation.pattern {
            Some(ProxyPattern::BySelector(routes)) => Some(routes.mapping),
            _ => None,
        })
        .collect()
}

fn looked_up(graph: &Graph, target: Value) -> Option<Routes> {
    let (mapping, keys) = entry(graph, target)?;
    Some(Routes {
        mapping,
        bit: part(graph, target)?.bit,
        by_number: matches!(*keys, [key] if graph.node(key) == Node::Selector),
    })
}

fn pattern(graph: &Graph, call: &ExternalCall) -> Option<ProxyPattern> {
    let target = without_mask(graph, call.target);
    if let Some(field) = field(graph, call.target).or_else(|| field(graph, target)) {
        return Some(ProxyPattern::Stored(address_field(field)));
    }
    if let Some(routes) = looked_up(graph, call.target).or_else(|| looked_up(graph, target)) {
        return Some(ProxyPattern::BySelector(routes));
    }
    match graph.node(target) {
        Node::Returned(asked, _) => beacon(graph, asked),
        _ => graph
            .as_const(target)
            .map(|word| ProxyPattern::Fixed(Address::from_word(word.into()))),
    }
}

/// The field or constant that holds the contract which was asked for the implementation.
fn beacon(graph: &Graph, asked: Value) -> Option<ProxyPattern> {
    let Node::Call(_, target, _) = graph.node(asked) else {
        return None;
    };
    let unmasked = without_mask(graph, target);
    if let Some(word) = graph.as_const(unmasked) {
        return Some(ProxyPattern::FixedBeacon(Address::from_word(word.into())));
    }
    let field = field(graph, target).or_else(|| field(graph, unmasked))?;
    Some(ProxyPattern::Beacon(address_field(field)))
}

//! Stored values that decide how much is paid out, and to whom: prices, fees, roots.

use super::super::facts::{Capability, Party};
use super::super::ledger::{address_field, parts};
use super::super::linear::Sum;
use super::super::party::party;
use super::super::path::Condition;
use super::super::powers::StoreTarget;
use super::super::storage::{Place, field, part, place, without_mask};
use super::super::value::{Graph, Node, Op, Taint, Value, Visited};
use super::flow::{BALANCE_OF, question};
use crate::primitives::U256;

/// The stored values that an amount is multiplied with, as what whoever sets them can do.
pub(super) fn rates(graph: &Graph, amount: Value) -> Vec<(StoreTarget, Capability)> {
    let sum = Sum::of(graph, amount);
    // A price takes hold of all that is paid; a rate of what is added to it does not.
    let whole = sum.terms.len() == 1 && sum.constant.is_zero();
    let mut found = Vec::new();
    for (term, factor) in sum.terms.iter() {
        for side in factors(graph, *term) {
            let inner = Sum::of(graph, side);
            for (part, sign) in inner.terms.iter() {
                let Some(target) = named(graph, *part) else {
                    continue;
                };
                if (*factor < 0) != (*sign < 0) {
                    found.push((target, Capability::SetExitFee));
                } else if whole {
                    found.push((target, Capability::SetPrice));
                }
            }
        }
    }
    found
}

/// The variables that name a contract whose answer, times what somebody has here, a condition compares:
/// loans up to what a deposit is worth.
pub(super) fn weighed(graph: &Graph, condition: &Condition) -> Vec<StoreTarget> {
    let Some((a, b)) = graph.binary_parts(condition.value, Op::Lt) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for side in [a, b] {
        if !is_own_account(graph, side) {
            continue;
        }
        for term in Sum::of(graph, side).terms.keys() {
            let mut answers = factors(graph, *term);
            answers.retain(|answer| field(graph, *answer).is_none());
            found.extend(answers.iter().filter_map(|answer| named(graph, *answer)));
        }
    }
    found
}

/// What the product of a share is divided by: the number that stands for all.
pub(super) fn whole(graph: &Graph, amount: Value) -> Option<U256> {
    let sum = Sum::of(graph, amount);
    sum.terms.keys().find_map(|term| {
        let (_, whole) = graph.binary_parts(*term, Op::Div)?;
        graph.as_const(whole)
    })
}

/// The sides of a product, whatever it is divided by, that come out of fixed variables or
/// another contract's answer.
fn factors(graph: &Graph, term: Value) -> Vec<Value> {
    let mut found = Vec::new();
    let mut seen = Visited::default();
    let mut waiting = vec![(term, false)];
    while let Some((value, factor)) = waiting.pop() {
        if !seen.insert(value) {
            continue;
        }
        match graph.node(value) {
            _ if field(graph, value).is_some() => found.extend(factor.then_some(value)),
            Node::Binary(Op::Mul, a, b) => waiting.extend([(a, true), (b, true)]),
            Node::Binary(Op::Div, a, b) => waiting.extend([(a, factor), (b, true)]),
            Node::Binary(Op::Shr | Op::Shl, shift, a) if graph.is_const(shift) => {
                waiting.push((a, factor));
            }
            _ => found.extend(factor.then_some(value)),
        }
    }
    found.retain(|side| !is_own_account(graph, *side));
    found
}

/// The amount itself: an entry of somebody's, or what the call brings.
fn is_own_account(graph: &Graph, value: Value) -> bool {
    let taint = graph.taint(value);
    taint.has(Taint::CALLDATA.with(Taint::CALLER).with(Taint::CALL_VALUE))
        || parts(graph, value)
            .into_iter()
            .any(|part| !matches!(place(graph, part.key), Place::Fixed(_)))
}

/// The variable that a factor is, or the one that names the contract whose answer it is.
fn named(graph: &Graph, value: Value) -> Option<StoreTarget> {
    if let Some(field) = field(graph, value) {
        return Some(StoreTarget::Field(field));
    }
    let Node::Returned(call, _) = graph.node(without_mask(graph, value)) else {
        return None;
    };
    let (target, selector) = question(graph, call)?;
    match party(graph, target) {
        Party::Stored { field } if selector != BALANCE_OF => {
            Some(StoreTarget::Field(address_field(field)))
        }
        _ => None,
    }
}

/// The stored word that a condition compares with a chain of hashes over what the call brings.
pub(super) fn root(graph: &Graph, condition: &Condition) -> Option<StoreTarget> {
    let (a, b) = graph
        .binary_parts(condition.value, Op::Eq)
        .filter(|_| condition.holds)?;
    let (stored, _) = [(a, b), (b, a)]
        .into_iter()
        .find(|(_, hash)| is_chain(graph, *hash))?;
    let part = part(graph, stored)?;
    match place(graph, part.key) {
        Place::Fixed(_) => field(graph, stored).map(StoreTarget::Field),
        Place::Entry(mapping, _) => Some(StoreTarget::Mapping(mapping)),
        Place::Other => None,
    }
}

fn is_chain(graph: &Graph, hash: Value) -> bool {
    const MOST_WORDS: usize = 4;
    let Node::Keccak(list, _) = graph.node(hash) else {
        return false;
    };
    let brought = Taint::CALLDATA.with(Taint::CALLER);
    graph.taint(list).has(brought)
        && graph
            .words(list, MOST_WORDS)
            .into_iter()
            .any(|word| matches!(graph.node(word), Node::Keccak(..)))
}

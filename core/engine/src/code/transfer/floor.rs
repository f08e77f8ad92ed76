//! How low a limit can be set.

use super::super::facts::{Bound, Entry, Field};
use super::super::ledger::parts;
use super::super::linear::Sum;
use super::super::machine::Function;
use super::super::order::sides;
use super::super::path::Path;
use super::super::storage::{Place, field, place};
use super::super::value::{Graph, Node, Op, Value, Visited};
use crate::primitives::{Selector, U256};

/// The smallest number that a function can store in a field, as far as every storing path says.
pub(super) fn floor(
    graph: &Graph,
    functions: &[Function],
    selector: Option<Selector>,
    field: Field,
) -> Bound {
    let entry = selector.map_or(Entry::Fallback, Entry::Selector);
    let mut least: Option<Bound> = None;
    let paths = functions
        .iter()
        .filter(|function| function.entry == entry)
        .flat_map(|function| &function.paths)
        .filter(|path| path.succeeds());
    for path in paths {
        for store in &path.stores {
            if place(graph, store.key) != Place::Fixed(field.slot) {
                continue;
            }
            let here = on_path(graph, path, store.value);
            least = Some(least.map_or(here, |least| lower(least, here)));
        }
    }
    least.unwrap_or(Bound::NotFound)
}

/// All that a function can store in a limit is the whole supply, or more than there can be.
pub(super) fn lifts(
    graph: &Graph,
    functions: &[Function],
    selector: Option<Selector>,
    limit: Field,
    supply: &[Field],
) -> bool {
    let entry = selector.map_or(Entry::Fallback, Entry::Selector);
    let is_all = |value| {
        graph.as_const(value) == Some(U256::MAX)
            || matches!(supply, [whole] if field(graph, value) == Some(*whole))
    };
    functions
        .iter()
        .filter(|function| function.entry == entry)
        .all(|function| {
            let paths = function.paths.iter().filter(|path| path.succeeds());
            let mut stores = paths.flat_map(|path| &path.stores);
            function.partial.is_none()
                && stores.all(|store| {
                    place(graph, store.key) != Place::Fixed(limit.slot) || is_all(store.value)
                })
        })
}

fn lower(a: Bound, b: Bound) -> Bound {
    match (a, b) {
        (Bound::NotFound, _) | (_, Bound::NotFound) => Bound::NotFound,
        (Bound::Constant { value: a }, Bound::Constant { value: b }) => {
            Bound::Constant { value: a.min(b) }
        }
        (stored @ Bound::Stored { .. }, _) | (_, stored) => stored,
    }
}

/// The smallest value that the conditions of a path let it store.
fn on_path(graph: &Graph, path: &Path, value: Value) -> Bound {
    let chosen = chosen_words(graph, value);
    if chosen.is_empty() {
        return match graph.as_const(value) {
            Some(word) => Bound::Constant { value: word },
            // Computed from what is stored, as a share of the supply is.
            None => parts(graph, value)
                .into_iter()
                .find_map(|part| stored(graph, part.key, part.bit, part.bits))
                .unwrap_or(Bound::NotFound),
        };
    }
    let sum = Sum::of(graph, value);
    for condition in &path.conditions {
        let Some((small, large)) = sides(graph, condition) else {
            continue;
        };
        let strict = U256::from(u8::from(condition.holds));
        let difference = Sum::of(graph, large).minus(&Sum::of(graph, small));
        let is_bounded = |term: &Value| chosen.contains(term) || sum.terms.contains_key(term);
        let bounded = difference
            .terms
            .iter()
            .any(|(term, factor)| *factor > 0 && is_bounded(term));
        if !bounded {
            continue;
        }
        let limit = difference.terms.iter().find(|(_, factor)| **factor < 0);
        let found = match limit {
            None => {
                let least = difference.constant.wrapping_neg().wrapping_add(strict);
                let least = scaled(graph, value, least);
                (!least.is_zero() && !least.bit(255)).then_some(Bound::Constant { value: least })
            }
            Some((limit, _)) => parts(graph, *limit)
                .into_iter()
                .find_map(|part| stored(graph, part.key, part.bit, part.bits)),
        };
        if let Some(found) = found {
            return found;
        }
    }
    Bound::NotFound
}

fn stored(graph: &Graph, key: Value, bit: u16, bits: u16) -> Option<Bound> {
    match place(graph, key) {
        Place::Fixed(slot) => Some(Bound::Stored {
            field: Field { slot, bit, bits },
        }),
        _ => None,
    }
}

/// What becomes of the smallest argument where it is multiplied with a constant.
fn scaled(graph: &Graph, value: Value, least: U256) -> U256 {
    match graph.node(value) {
        Node::Binary(Op::Mul, _, factor) => graph
            .as_const(factor)
            .map_or(least, |factor| least.saturating_mul(factor)),
        Node::Binary(Op::Shl, shift, _) => graph.as_offset(shift).map_or(least, |shift| {
            least.wrapping_shl(usize::try_from(shift).unwrap_or(0))
        }),
        _ => least,
    }
}

/// The words of the calldata that a value is computed from.
fn chosen_words(graph: &Graph, value: Value) -> Vec<Value> {
    let mut found = Vec::new();
    let mut seen = Visited::default();
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        if !seen.insert(value) {
            continue;
        }
        match graph.node(value) {
            Node::CallData(_) => found.push(value),
            Node::Binary(_, a, b) => waiting.extend([a, b]),
            Node::IsZero(a) | Node::Not(a) => waiting.push(a),
            _ => {}
        }
    }
    found
}

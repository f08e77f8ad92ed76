//! How other contracts are made to create tokens, and whether that comes to an end.

use super::super::facts::{Asset, Field, Making};
use super::super::linear::Sum;
use super::super::machine::Function;
use super::super::powers::{is_delayed, strongest};
use super::super::storage::{Place, field, part, place};
use super::super::value::{Graph, Value};
use super::flow::{self, Deed};
use crate::code::Guard;
use crate::primitives::U256;
use crate::sorted::SortedSet;

/// Every way in which another contract is asked to create tokens.
pub(in super::super) fn makings(graph: &mut Graph, functions: &[Function]) -> Vec<Making> {
    let mut found = SortedSet::new();
    for function in functions {
        for path in function.paths.iter().filter(|path| path.succeeds()) {
            let mut flows = flow::flows(graph, path);
            flows.retain(|flow| flow.deed == Deed::MintElsewhere);
            if flows.is_empty() {
                continue;
            }
            let demand = strongest(&path.demands);
            let delayed = is_delayed(graph, path);
            for flow in flows {
                let Asset::Token { contract } = flow.asset else {
                    continue;
                };
                found.insert(Making {
                    entry: function.entry,
                    guard: demand.map_or(Guard::Open, |demand| demand.guard),
                    contract,
                    offset: flow.offset,
                    delayed,
                    rest: rest(graph, flow.amount)
                        .filter(|(most, made)| only_grows(graph, functions, *most, *made)),
                });
            }
        }
    }
    found.into_iter().collect()
}

/// A number less what a variable holds.
fn rest(graph: &Graph, amount: Value) -> Option<(U256, Field)> {
    let sum = Sum::of(graph, amount);
    let mut terms = sum.terms.iter();
    match (terms.next(), terms.next()) {
        (Some((term, -1)), None) => Some((sum.constant, field(graph, *term)?)),
        _ => None,
    }
}

/// Whatever is written to the variable is more than was there, or the most.
fn only_grows(graph: &Graph, functions: &[Function], most: U256, made: Field) -> bool {
    let paths = functions.iter().flat_map(|function| &function.paths);
    let mut stores = paths.flat_map(|path| &path.stores);
    stores.all(|store| {
        if !matches!(place(graph, store.key), Place::Fixed(slot) if slot == made.slot) {
            return true;
        }
        let sum = Sum::of(graph, store.value);
        let mut terms = sum.terms.keys();
        let has_itself =
            terms.any(|term| part(graph, *term).is_some_and(|part| part.key == store.key));
        graph.as_const(store.value) == Some(most) || (has_itself && sum.is_increase())
    })
}

//! Stored answers that stop transfers, and who can give them.

use super::super::facts::{Capability, Gate, GateKey, Switch};
use super::super::linear::Sum;
use super::super::powers::GuardedStore;
use super::super::value::{Graph, Value};
use super::decide::Verdict;
use super::question::{Subject, is_time};
use super::{Transfer, turns};
use crate::sorted::SortedMap;

/// A stored answer that stops transfers and that somebody can give.
pub(super) fn gate(
    graph: &Graph,
    transfer: &Transfer<'_>,
    verdict: &Verdict,
    stores: &[GuardedStore],
) -> Option<Gate> {
    let (key, state) = match verdict.subject {
        Subject::Switch(field, state) => (GateKey::Everybody(field), state),
        Subject::Moment(field) => (GateKey::Everybody(field), None),
        Subject::List(mapping) => (GateKey::Account(mapping), None),
        _ => return None,
    };
    let blocks_when_set = verdict.set;
    let turns: Vec<&GuardedStore> = stores.iter().filter(|store| turns(key, store)).collect();
    if turns.is_empty() {
        return None;
    }
    let is_moment = matches!(verdict.subject, Subject::Moment(_));
    let can_become = |truth: bool| {
        turns.iter().any(|store| match graph.as_const(store.value) {
            Some(word) => state.map_or(!word.is_zero(), |state| word == state) == truth,
            // The present moment does not lie ahead.
            None => !is_moment || !is_past(graph, store.value) || !truth,
        })
    };
    let switch = Switch {
        can_block: can_become(blocks_when_set),
        can_open: can_become(!blocks_when_set),
        blocks_when_unset: !blocks_when_set,
    };
    let capability = match (key, blocks_when_set) {
        (GateKey::Everybody(_), _) => Capability::Pause,
        (GateKey::Account(_), true) => Capability::Blacklist,
        (GateKey::Account(_), false) => Capability::Whitelist,
    };
    let mut powers = SortedMap::new();
    for mut power in turns.iter().map(|store| store.power(capability)) {
        power.reversible = switch.can_block && switch.can_open;
        powers.update((power.guard, power.selector), || power, |_| {});
    }
    let powers = powers.into_values().collect();
    Some(Gate {
        key,
        switch,
        selector: Some(transfer.selector),
        branch: verdict.branch,
        powers,
        proven: verdict.proven,
    })
}

/// The time of the call, or before it.
fn is_past(graph: &Graph, value: Value) -> bool {
    let sum = Sum::of(graph, value);
    let now = sum
        .terms
        .iter()
        .all(|(term, factor)| *factor == 1 && is_time(graph, *term));
    now && (sum.constant.is_zero() || sum.constant.bit(255))
}

//! Stored answers that stop transfers, and who can give them.

use super::super::facts::{Capability, Gate, GateKey, Power, Switch, Test};
use super::super::linear::Sum;
use super::super::machine::Function;
use super::super::powers::{GuardedStore, StoreTarget};
use super::super::value::{Graph, Value, ones};
use super::decide::Verdict;
use super::question::{Subject, is_time};
use super::states::{State, States};
use super::{Transfer, Transfers, turns};
use crate::primitives::U256;
use crate::sorted::SortedMap;

impl Transfers<'_> {
    /// A stored answer that stops transfers and that somebody can give.
    pub(super) fn gate(
        &self,
        graph: &Graph,
        transfer: &Transfer<'_>,
        verdict: &Verdict,
        functions: &[Function],
        stores: &[GuardedStore],
    ) -> Option<Gate> {
        let (key, test) = match verdict.subject {
            Subject::Switch(field, test) => (GateKey::Everybody(field), test),
            Subject::Moment(field) => (GateKey::Everybody(field), Test::NotZero),
            Subject::List(mapping) => (GateKey::Account(mapping), Test::NotZero),
            _ => return None,
        };
        let blocks_when_set = verdict.set;
        let turning: Vec<&GuardedStore> = stores.iter().filter(|store| turns(key, store)).collect();
        let states = match verdict.subject {
            Subject::Switch(field, _) => self.states(graph, transfer, field, functions, &turning),
            _ => States::new(),
        };
        let is_moment = matches!(verdict.subject, Subject::Moment(_));
        let becomes = |store: &GuardedStore, truth: bool| match graph.as_const(store.value) {
            Some(word) => {
                within(key, store.target, word).is_none_or(|word| test.holds(word) == truth)
            }
            None if refuses_zero(key, store) && test == Test::NotZero => truth,
            // The present moment does not lie ahead.
            None => !is_moment || !is_past(graph, store.value) || !truth,
        };
        let leaves = |store: &GuardedStore, counts: &dyn Fn(&State) -> bool| {
            let left = states.get(&store.entry);
            left.is_none_or(|states| states.iter().any(counts))
        };
        let refuses = |state: &State| test.holds(state.number) == blocks_when_set;
        let blocks = |store: &GuardedStore| {
            becomes(store, blocks_when_set) && leaves(store, &|state| state.passes)
        };
        let opens =
            |store: &GuardedStore| becomes(store, !blocks_when_set) && leaves(store, &refuses);
        let switch = Switch {
            can_block: turning.iter().any(|store| blocks(store)),
            can_open: turning.iter().any(|store| opens(store)),
            blocks_when_unset: !blocks_when_set,
        };
        let capability = match (key, blocks_when_set) {
            (GateKey::Everybody(_), _) => Capability::Pause,
            (GateKey::Account(_), true) => Capability::Blacklist,
            (GateKey::Account(_), false) => Capability::Whitelist,
        };
        let powers = turning
            .into_iter()
            .filter(|store| blocks(store) || opens(store))
            .map(|store| store.power(capability));
        let powers = by_holder(powers, switch);
        (!powers.is_empty()).then_some(Gate {
            key,
            test,
            switch,
            selector: Some(transfer.selector),
            branch: verdict.branch,
            powers,
            proven: verdict.proven,
        })
    }
}

impl Gate {
    /// Takes in what the same answer does in another transferring function.
    pub(super) fn join(&mut self, other: &Self) {
        self.switch.can_block |= other.switch.can_block;
        self.switch.can_open |= other.switch.can_open;
        let powers = self.powers.iter().chain(&other.powers).copied();
        self.powers = by_holder(powers, self.switch);
    }
}

/// One power for each function and holder.
fn by_holder(powers: impl Iterator<Item = Power>, switch: Switch) -> Vec<Power> {
    let mut found = SortedMap::new();
    for mut power in powers {
        power.reversible = switch.can_block && switch.can_open;
        found.update((power.guard, power.selector), || power, |_| {});
    }
    found.into_values().collect()
}

/// What a gate finds where somebody stored a word; nothing where that is not all of it.
fn within(key: GateKey, target: StoreTarget, word: U256) -> Option<U256> {
    let (GateKey::Everybody(asked), StoreTarget::Field(written)) = (key, target) else {
        return Some(word);
    };
    let end = |bit: u16, bits: u16| bit.saturating_add(bits);
    let covers = end(asked.bit, asked.bits) <= end(written.bit, written.bits);
    let distance = asked.bit.checked_sub(written.bit).filter(|_| covers)?;
    Some(word.wrapping_shr(usize::from(distance)) & ones(asked.bits))
}

/// Whoever stores leaves something in all that a gate asks for.
fn refuses_zero(key: GateKey, store: &GuardedStore) -> bool {
    let is_whole = match (key, store.target) {
        (GateKey::Everybody(asked), StoreTarget::Field(written)) => asked == written,
        _ => true,
    };
    is_whole && store.is_set
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

//! What decides whether people get out.

use super::super::facts::{Asset, Capability, Gate, GateKey, Power, Switch};
use super::super::guards::{admits, flag, test};
use super::super::path::Condition;
use super::super::powers::{GuardedStore, StoreTarget};
use super::super::storage::{Place, field, part, place};
use super::super::value::{Env, Graph, Node, Op, Value};
use super::Holdings;
use super::view::View;
use crate::primitives::{Selector, U256};
use crate::sorted::SortedMap;

/// A stored value that is asked on the way out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    target: StoreTarget,
    condition: Condition,
    selector: Option<Selector>,
}

/// What every way out of an asset asks.
pub(super) type Doors = SortedMap<Asset, Vec<Asked>>;

/// Keeps of what was asked so far what this way out asks too.
pub(super) fn narrow(graph: &Graph, doors: &mut Doors, asset: Asset, view: &View<'_>) {
    let asked = |condition: &Condition| {
        let leaf = flag(graph, condition)
            .map(|(leaf, _)| leaf)
            .or_else(|| moment(graph, condition.value))?;
        let target = match place(graph, part(graph, leaf)?.key) {
            Place::Fixed(_) => StoreTarget::Field(field(graph, leaf)?),
            Place::Entry(mapping, _) => StoreTarget::Mapping(mapping),
            Place::Other => return None,
        };
        Some(Asked {
            target,
            condition: *condition,
            selector: view.selector,
        })
    };
    let here: Vec<Asked> = view.path.conditions.iter().filter_map(asked).collect();
    let same = |a: &Asked, b: &Asked| {
        a.condition.value == b.condition.value && a.condition.holds == b.condition.holds
    };
    let first = here.clone();
    doors.update(
        asset,
        || first,
        |known| {
            known.retain(|known| here.iter().any(|asked| same(known, asked)));
        },
    );
}

/// The stored moment that a condition compares the time with.
fn moment(graph: &Graph, value: Value) -> Option<Value> {
    let (a, b) = graph.binary_parts(value, Op::Lt)?;
    let now = |side| graph.node(side) == Node::Env(Env::Timestamp);
    let other = if now(a) { b } else { a };
    ((now(a) || now(b)) && field(graph, other).is_some()).then_some(other)
}

impl Holdings {
    /// What somebody can turn so that no way out of what is held is left.
    pub(in super::super) fn gates(&self, graph: &Graph, stores: &[GuardedStore]) -> Vec<Gate> {
        let mut gates = SortedMap::new();
        for (_, asked) in self.doors.iter().filter(|(asset, _)| self.is_held(**asset)) {
            for asked in asked {
                if let Some(gate) = self.gate(graph, asked, stores) {
                    gates.update((gate.key, asked.condition.holds), || gate, |_| {});
                }
            }
        }
        gates.into_values().collect()
    }

    fn gate(&self, graph: &Graph, asked: &Asked, stores: &[GuardedStore]) -> Option<Gate> {
        let is_book = |base| self.books.contains(&base) || self.totals.contains(&base);
        let turning: Vec<&GuardedStore> = stores
            .iter()
            .filter(|store| match (asked.target, store.target) {
                (StoreTarget::Field(a), StoreTarget::Field(b)) => a.overlaps(b) && !is_book(a.slot),
                (StoreTarget::Mapping(a), StoreTarget::Mapping(b)) => a == b && !is_book(a.base),
                _ => false,
            })
            .collect();
        let becomes = |store: &GuardedStore, open: bool| match graph.as_const(store.value) {
            Some(word) => passes(graph, &asked.condition, word) == open,
            // Where only zero is asked for, one number is as good as another.
            None if store.is_set
                && store.target == asked.target
                && asks_for_zero(graph, &asked.condition) =>
            {
                passes(graph, &asked.condition, U256::ONE) == open
            }
            None => true,
        };
        let powers: Vec<Power> = turning
            .iter()
            .filter(|store| becomes(store, false))
            .map(|store| Power {
                reversible: true,
                ..store.power(Capability::BlockExit)
            })
            .collect();
        let can_open = turning.iter().any(|store| becomes(store, true));
        let proven = powers.iter().all(|power| power.proven);
        (!powers.is_empty()).then_some(Gate {
            key: match asked.target {
                StoreTarget::Field(field) => GateKey::Everybody(field),
                StoreTarget::Mapping(mapping) => GateKey::Account(mapping),
            },
            test: test(graph, asked.condition.value),
            switch: Switch {
                can_block: true,
                can_open,
                blocks_when_unset: !passes(graph, &asked.condition, U256::ZERO),
            },
            selector: asked.selector,
            branch: asked.condition.branch,
            powers,
            proven,
        })
    }
}

/// Whether the way out is open while the stored value is this word.
fn passes(graph: &Graph, condition: &Condition, word: U256) -> bool {
    admits(graph, condition.value, condition.holds, word)
}

/// The condition tells zero from everything else, and nothing more.
fn asks_for_zero(graph: &Graph, condition: &Condition) -> bool {
    !matches!(
        graph.node(condition.value),
        Node::Binary(Op::Eq | Op::Lt, ..)
    )
}

//! The books in which a contract keeps what it owes: entries that belong to an account.

use super::super::facts::Ledger;
use super::super::guards::flag;
use super::super::ledger::{ChangeKind, change};
use super::super::linear::Sum;
use super::super::path::{Path, Store};
use super::super::storage::{Part, Place, part, place, without_mask, written};
use super::super::value::{Env, Graph, Node, Op, Taint, Value};
use crate::primitives::{Slot, U256};

/// What a path does to one entry of a book, or to a total.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// The slot that is hashed with the keys; the slot itself for a total.
    pub(super) base: Slot,
    pub(super) whose: Whose,
    /// It is an entry of the contract's own token.
    pub(super) own: bool,
    /// It is an entry under some key.
    pub(super) keyed: bool,
    pub(super) kind: ChangeKind,
    /// A flag that the path demands set is cleared.
    pub(super) cleared: bool,
    pub(super) value: Value,
    pub(super) offset: u32,
}

/// Whose entry it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    Caller,
    /// The account that the call names.
    Named(Value),
    /// The contract's own.
    This,
    /// Nobody's: a variable, or an entry under a number.
    Nobody,
}

/// What a path does to books and totals.
pub(super) fn changes(graph: &mut Graph, ledger: &Ledger, path: &Path) -> Vec<Change> {
    let mut found = Vec::new();
    for store in &path.stores {
        let Some((base, keys)) = entry(graph, store.key) else {
            continue;
        };
        let entry_of = place(graph, store.key);
        let (own, allowance) = match &entry_of {
            Place::Entry(mapping, _) => (
                ledger.balances.contains(mapping),
                ledger.allowances == Some(*mapping),
            ),
            _ => (false, false),
        };
        if allowance {
            continue;
        }
        found.push(Change {
            base,
            whose: whose(graph, &keys, store.value),
            own,
            keyed: !keys.is_empty(),
            kind: change(graph, store.key, store.value),
            cleared: !keys.is_empty() && clears(graph, path, store),
            value: store.value,
            offset: store.offset,
        });
    }
    found
}

/// The store leaves bits unset that the path demands set, and the rest of the word as it was.
fn clears(graph: &mut Graph, path: &Path, store: &Store) -> bool {
    // What puts nothing in is zero, or parts of what was there.
    let may_clear = match graph.node(store.value) {
        Node::Const(_) => store.value == Value::ZERO,
        Node::Binary(Op::And | Op::Or, ..) => true,
        _ => false,
    };
    if !may_clear {
        return false;
    }
    let demanded: Vec<Part> = path
        .conditions
        .iter()
        .filter_map(|condition| flag(graph, condition))
        .filter(|(_, set)| *set)
        .filter_map(|(leaf, _)| part(graph, leaf))
        .filter(|part| part.key == store.key)
        .collect();
    !demanded.is_empty()
        && written(graph, store).iter().all(|written| {
            let same = |part: &Part| part.bit == written.bit && part.bits == written.bits;
            written.value == Value::ZERO && demanded.iter().any(same)
        })
}

impl Change {
    /// Somebody is owed more, in proportion to something that the call does not fix.
    pub(super) fn raises(&self, graph: &Graph) -> bool {
        let grows = match &self.kind {
            ChangeKind::Credit(_) => true,
            ChangeKind::Mixed(_) | ChangeKind::Overwrite(_) => !graph.is_const(self.value),
            ChangeKind::Debit(_) => false,
        };
        let measured = Taint::CALLDATA
            .with(Taint::CALL_VALUE)
            .with(Taint::RETURNED)
            .with(Taint::CALLER);
        grows && graph.taint(self.value).has(measured)
    }

    /// Somebody is owed less.
    pub(super) fn lowers(&self, graph: &Graph) -> bool {
        match &self.kind {
            ChangeKind::Debit(sum) => !sum.is_zero(),
            ChangeKind::Overwrite(value) => subtracts(graph, *value),
            // All but one unit, so that the word is not cleared.
            ChangeKind::Mixed(sum) => {
                sum.constant == U256::ONE && sum.terms.values().all(|factor| *factor < 0)
            }
            ChangeKind::Credit(_) => false,
        }
    }

    /// What is added, where it can be told.
    pub(super) const fn added(&self) -> Option<&Sum> {
        match &self.kind {
            ChangeKind::Credit(sum) => Some(sum),
            _ => None,
        }
    }
}

/// A packed word one of whose parts is a difference.
fn subtracts(graph: &Graph, value: Value) -> bool {
    const DEEPEST: usize = 16;
    let mut waiting = vec![value];
    for _ in 0..DEEPEST {
        let Some(value) = waiting.pop() else {
            return false;
        };
        match graph.node(value) {
            Node::Binary(Op::Sub, a, _) if graph.taint(a).has(Taint::STORAGE) => return true,
            Node::Binary(Op::Or | Op::And | Op::Shl, a, b) => waiting.extend([a, b]),
            Node::Binary(Op::Add, a, b) if graph.is_const(b) => waiting.push(a),
            _ => {}
        }
    }
    false
}

fn whose(graph: &Graph, keys: &[Value], value: Value) -> Whose {
    let mut named = Whose::Nobody;
    for key in keys {
        let account = without_mask(graph, *key);
        match graph.node(account) {
            Node::Env(Env::Caller | Env::Origin) => return Whose::Caller,
            Node::Env(Env::Address) => named = Whose::This,
            _ if account != *key && graph.taint(account).has(Taint::CALLDATA) => {
                named = Whose::Named(account);
            }
            _ => {}
        }
    }
    // An entry under a number, or one more in a list, in which the caller is written down.
    let caller = graph.taint(value).has(Taint::CALLER);
    if named == Whose::Nobody && !keys.is_empty() && caller {
        return Whose::Caller;
    }
    named
}

/// The slot and the keys of an entry of mappings and arrays, however deep.
pub(super) fn entry(graph: &Graph, key: Value) -> Option<(Slot, Vec<Value>)> {
    const DEEPEST: usize = 8;
    match place(graph, key) {
        Place::Fixed(slot) => return Some((slot, Vec::new())),
        Place::Entry(mapping, keys) => return Some((mapping.base, keys.to_vec())),
        Place::Other => {}
    }
    let mut keys = Vec::new();
    let mut at = key;
    for _ in 0..DEEPEST {
        at = match graph.node(at) {
            Node::Const(_) => {
                let base = graph.as_const(at).filter(|_| !keys.is_empty())?;
                return Some((Slot(base), keys));
            }
            Node::Binary(Op::Add, a, b) => {
                let hashed = |side| {
                    matches!(
                        graph.node(side),
                        Node::Keccak(..) | Node::Binary(Op::Add, ..)
                    )
                };
                let (slot, index) = if hashed(a) { (a, b) } else { (b, a) };
                keys.push(index);
                slot
            }
            Node::Keccak(list, 32) => {
                let slot = graph.words(list, 1).first().copied()?;
                keys.push(Value::ZERO);
                slot
            }
            Node::Keccak(list, 64) => {
                let [first, second] = graph.words(list, 2).try_into().ok()?;
                let (key, slot) = if is_slot(graph, second) {
                    (first, second)
                } else {
                    (second, first)
                };
                keys.push(key);
                slot
            }
            // A hash of several keys that is no mapping's: the books of positions.
            Node::Keccak(list, _) => {
                keys.extend(graph.words(list, DEEPEST));
                return Some((Slot(U256::MAX), keys));
            }
            _ => return None,
        };
    }
    None
}

fn is_slot(graph: &Graph, value: Value) -> bool {
    match graph.node(value) {
        Node::Keccak(..) | Node::Const(_) => true,
        Node::Binary(Op::Add, a, b) => [a, b]
            .into_iter()
            .any(|side| matches!(graph.node(side), Node::Keccak(..))),
        _ => false,
    }
}

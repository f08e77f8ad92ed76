//! Who a path demands: what its conditions compare the caller with.

use super::facts::{Field, Guard, Ledger, Mapping, Test};
use super::ledger::address_field;
use super::machine::Function;
use super::path::{Condition, Path, Store};
use super::storage::{Keys, Place, entry, field, part, place, without_mask, written};
use super::value::{Env, Graph, Node, Op, Taint, Value, Visited};
use crate::primitives::{Address, B256, U256};
use crate::sorted::{SortedMap, SortedSet};

/// A demand on the caller, and where it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Demand {
    pub(super) guard: Guard,
    pub(super) branch: u32,
    /// It is the sender of the transaction who is compared, not the caller.
    pub(super) origin: bool,
}

/// Tells privileged accounts from everybody, over the whole program.
#[derive(Debug)]
pub(super) struct Guards {
    /// Mappings in which anybody can enter himself: being in them is no privilege.
    open_mappings: SortedSet<Mapping>,
    /// What no demand is read from: balances and allowances.
    books: SortedSet<Mapping>,
}

/// The words that a path demands to be the caller, besides the caller himself.
type Aliases = Vec<Value>;

/// What conditions demand on paths that demand the same words to be the caller.
#[derive(Debug, Default)]
struct Known {
    aliases: Aliases,
    demands: SortedMap<(Value, bool), Option<Guard>>,
}

/// Contracts below this address are precompiled ones; 1 recovers a signer.
pub(super) const RECOVER: u64 = 1;

impl Guards {
    /// Finds the mappings that anybody can enter: those with a store that no privileged demand
    /// precedes. Entering through such a mapping is itself no privilege, hence the repetition.
    pub(super) fn find(graph: &mut Graph, ledger: &Ledger, functions: &[Function]) -> Self {
        let books = ledger
            .balances
            .iter()
            .chain(&ledger.allowances)
            .copied()
            .collect();
        let mut guards = Self {
            open_mappings: SortedSet::new(),
            books,
        };
        let entering: Vec<(Mapping, &Path)> = functions
            .iter()
            .flat_map(|function| &function.paths)
            .filter(|path| path.succeeds())
            .flat_map(|path| path.stores.iter().map(move |store| (store, path)))
            .filter_map(|(store, path)| match place(graph, store.key) {
                Place::Entry(mapping, keys) if keys.iter().any(|key| is_choice(graph, *key)) => {
                    let puts = written(graph, store)
                        .iter()
                        .any(|written| written.value != Value::ZERO);
                    (puts && !only_clears(graph, store)).then_some((mapping, path))
                }
                _ => None,
            })
            .collect();
        loop {
            let before = guards.open_mappings.len();
            for (mapping, path) in &entering {
                let is_open = |guards: &Self| {
                    let demands = guards.demands(graph, path, &mut Known::default());
                    demands.is_empty()
                };
                if !guards.open_mappings.contains(mapping) && is_open(&guards) {
                    guards.open_mappings.insert(*mapping);
                }
            }
            if guards.open_mappings.len() == before {
                return guards;
            }
        }
    }

    /// Notes what each path demands of the caller.
    pub(super) fn note(&self, graph: &Graph, functions: &mut [Function]) {
        let mut known = Known::default();
        for path in functions
            .iter_mut()
            .flat_map(|function| &mut function.paths)
        {
            path.demands = self.demands(graph, path, &mut known);
        }
    }

    /// What a path demands of the caller: all of it, in the order of the branches.
    fn demands(&self, graph: &Graph, path: &Path, known: &mut Known) -> Vec<Demand> {
        let aliases = aliases(graph, path);
        if known.aliases != aliases {
            *known = Known {
                aliases,
                demands: SortedMap::new(),
            };
        }
        let Known { aliases, demands } = known;
        let people = about_people();
        path.conditions
            .iter()
            .filter(|condition| !aliases.is_empty() || graph.taint(condition.value).has(people))
            .filter_map(|condition| {
                let (branch, value) = (condition.branch, condition.value);
                let mut guard = None;
                demands.update(
                    (value, condition.holds),
                    || self.demand(graph, condition, aliases),
                    |known| guard = *known,
                );
                Some(Demand {
                    guard: guard?,
                    branch,
                    origin: graph.taint(value).has(Taint::ORIGIN),
                })
            })
            .collect()
    }

    fn demand(&self, graph: &Graph, condition: &Condition, aliases: &Aliases) -> Option<Guard> {
        match graph.node(condition.value) {
            Node::Binary(Op::Eq, a, b) if condition.holds => self
                .compared(graph, a, b)
                .or_else(|| self.member(graph, condition, aliases)),
            // Either will do: two demands are not known as one, and half a demand is none.
            Node::Binary(Op::Or, a, b) if condition.holds => {
                let side = |value| {
                    self.demand(
                        graph,
                        &Condition {
                            value,
                            ..*condition
                        },
                        aliases,
                    )
                };
                let (a, b) = (side(a)?, side(b)?);
                Some(if a == b { a } else { Guard::Unknown })
            }
            _ => self
                .member(graph, condition, aliases)
                .or_else(|| reckons_with_caller(graph, condition.value)),
        }
    }

    /// `msg.sender == x`.
    fn compared(&self, graph: &Graph, a: Value, b: Value) -> Option<Guard> {
        let (a, b) = (without_mask(graph, a), without_mask(graph, b));
        let other = match (is_person(graph, a), is_person(graph, b)) {
            (true, false) => b,
            (false, true) => a,
            _ if is_hash_of_caller(graph, a) || is_hash_of_caller(graph, b) => {
                return Some(Guard::Unknown);
            }
            _ => {
                let both = is_person(graph, a) && is_person(graph, b);
                let reckons =
                    reckons_with_caller(graph, a).or_else(|| reckons_with_caller(graph, b));
                return reckons.filter(|_| !both);
            }
        };
        if let Some(field) = field(graph, other) {
            return Some(Guard::Owner {
                field: address_field(field),
            });
        }
        // Whoever made a bid is in an entry that anybody can write.
        if entry(graph, other).is_some_and(|(mapping, _)| self.open_mappings.contains(&mapping)) {
            return None;
        }
        match graph.node(other) {
            Node::Const(_) => graph
                .as_const(other)
                .filter(|word| word.bit_len() <= 160 && !word.is_zero())
                .map(|word| Guard::Hardcoded {
                    address: Address::from_word(word.into()),
                }),
            Node::Returned(call, _) => (!is_recovered(graph, call)).then_some(Guard::External),
            Node::Env(Env::Address) => Some(Guard::Itself),
            // A word that depends on the caller's own choice is no privilege.
            _ if graph.taint(other).has(Taint::CALLDATA)
                || graph.taint(other).has(Taint::CALLER) =>
            {
                None
            }
            Node::Env(_) => None,
            _ if graph.taint(other).has(Taint::STORAGE) => Some(Guard::Unknown),
            _ => None,
        }
    }

    /// `isListed[msg.sender]` and `hasRole(role, msg.sender)`.
    fn member(&self, graph: &Graph, condition: &Condition, aliases: &Aliases) -> Option<Guard> {
        let (leaf, set) = flag(graph, condition)?;
        if !set {
            return None;
        }
        match graph.node(leaf) {
            // Whoever holds tokens or not, the question itself succeeds.
            Node::CallOk(call) if super::custody::counts_tokens(graph, call) => return None,
            Node::Returned(call, _) | Node::CallOk(call) => {
                return asks_about_caller(graph, call).then_some(Guard::External);
            }
            _ => {}
        }
        let (mapping, keys) = entry(graph, leaf).or_else(|| masked_entry(graph, leaf))?;
        let caller = keys.iter().position(|key| {
            let key = without_mask(graph, *key);
            is_person(graph, key) || aliases.contains(&key)
        })?;
        if self.books.contains(&mapping) || self.open_mappings.contains(&mapping) {
            return None;
        }
        let role = keys
            .first()
            .filter(|_| keys.len() == 2 && caller == 1)
            .and_then(|role| graph.as_const(*role));
        Some(match role {
            Some(role) => Guard::Role {
                base: mapping.base,
                role: B256::from(role),
            },
            None => Guard::Mapping { base: mapping.base },
        })
    }
}

/// The words that a path demands to be the caller.
pub(super) fn aliases(graph: &Graph, path: &Path) -> Aliases {
    let is_caller = |value| graph.node(value) == Node::Env(Env::Caller);
    path.conditions
        .iter()
        .filter(|condition| condition.holds)
        .filter_map(|condition| {
            let (a, b) = graph.binary_parts(condition.value, Op::Eq)?;
            let (a, b) = (without_mask(graph, a), without_mask(graph, b));
            match (is_caller(a), is_caller(b)) {
                (true, false) => Some(b),
                (false, true) => Some(a),
                _ => None,
            }
        })
        .collect()
}

/// The caller, or whom he names: what stands in storage was put there before.
fn is_choice(graph: &Graph, key: Value) -> bool {
    let key = without_mask(graph, key);
    part(graph, key).is_none()
        && graph
            .taint(key)
            .has(Taint::CALLER.with(Taint::CALLDATA).with(Taint::OTHER))
}

/// The store leaves some of the bits that were set, and sets no other.
fn only_clears(graph: &Graph, store: &Store) -> bool {
    let is_old = |value| graph.node(value) == Node::Load(store.key);
    let is_part = |value| {
        graph
            .binary_parts(value, Op::And)
            .is_some_and(|(a, b)| is_old(a) || is_old(b))
    };
    let taken = graph.binary_parts(store.value, Op::Xor);
    is_part(store.value)
        || taken.is_some_and(|(a, b)| is_old(a) && is_part(b) || is_old(b) && is_part(a))
}

/// An entry of flags of which some are asked together.
fn masked_entry(graph: &Graph, value: Value) -> Option<(Mapping, Keys)> {
    let (word, mask) = graph.binary_parts(value, Op::And)?;
    graph.as_const(mask)?;
    entry(graph, word)
}

/// The stored or returned word that a condition tests for being set, and whether it is.
pub(super) fn flag(graph: &Graph, condition: &Condition) -> Option<(Value, bool)> {
    match graph.node(condition.value) {
        Node::Binary(Op::Eq, word, constant) => {
            let constant = graph.as_const(constant)?;
            // Equal to a constant that is not zero: set. Not equal to it: not known to be.
            is_leaf(graph, word).then_some((word, condition.holds && !constant.is_zero()))
        }
        Node::Binary(Op::Lt, bound, word) if graph.is_const(bound) => {
            is_leaf(graph, word).then_some((word, condition.holds))
        }
        Node::Binary(Op::Lt, word, bound) if graph.is_const(bound) => {
            is_leaf(graph, word).then_some((word, !condition.holds))
        }
        _ => is_leaf(graph, condition.value).then_some((condition.value, condition.holds)),
    }
}

/// When a flag that a condition tests counts as set.
pub(super) fn test(graph: &Graph, condition: Value) -> Test {
    let number = |value| graph.as_const(value);
    match graph.node(condition) {
        Node::Binary(Op::Eq, _, state) => number(state)
            .filter(|state| *state > U256::ONE)
            .map_or(Test::NotZero, Test::Is),
        Node::Binary(Op::Lt, a, b) => match (number(a), number(b)) {
            (Some(most), _) => Test::Above(most),
            (_, Some(least)) => Test::Above(least.saturating_sub(U256::ONE)),
            _ => Test::NotZero,
        },
        _ => Test::NotZero,
    }
}

/// Whether a question about a stored value can have an answer while that value is this word.
pub(super) fn admits(graph: &Graph, question: Value, answer: bool, word: U256) -> bool {
    let truth = match graph.node(question) {
        Node::Binary(Op::Eq, _, b) => graph.as_const(b) == Some(word),
        Node::Binary(Op::Lt, a, b) => match (graph.as_const(a), graph.as_const(b)) {
            (Some(a), _) => a < word,
            (_, Some(b)) => word < b,
            // A moment that stands in the code: it comes, or has come.
            _ => return true,
        },
        _ => !word.is_zero(),
    };
    truth == answer
}

fn is_leaf(graph: &Graph, value: Value) -> bool {
    match graph.node(value) {
        Node::Returned(..) | Node::CallOk(_) | Node::Load(_) => true,
        Node::Binary(Op::Shr, ..) => part(graph, value).is_some(),
        Node::Binary(Op::And, inner, mask) => {
            graph.is_const(mask)
                && (matches!(graph.node(inner), Node::Returned(..))
                    || part(graph, value).is_some()
                    || entry(graph, inner).is_some())
        }
        _ => false,
    }
}

/// The caller, the sender of the transaction, or whoever signed what the caller brought.
fn is_person(graph: &Graph, value: Value) -> bool {
    match graph.node(value) {
        Node::Env(Env::Caller | Env::Origin) => true,
        Node::Returned(call, _) => is_recovered(graph, call),
        _ => false,
    }
}

pub(super) fn is_recovered(graph: &Graph, call: Value) -> bool {
    matches!(graph.node(call), Node::Call(_, target, _) if graph.as_const(target) == Some(U256::from(RECOVER)))
}

/// A comparison that computes with the caller's address in a way that is not understood.
fn reckons_with_caller(graph: &Graph, value: Value) -> Option<Guard> {
    let people = about_people();
    let mut seen = Visited::default();
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        if !graph.taint(value).has(people) || !seen.insert(value) {
            continue;
        }
        match graph.node(value) {
            Node::Binary(Op::Eq, a, b) if is_person(graph, a) || is_person(graph, b) => {}
            Node::Binary(_, a, b) => {
                if is_person(graph, a) || is_person(graph, b) {
                    return Some(Guard::Unknown);
                }
                waiting.extend([a, b]);
            }
            Node::IsZero(a) | Node::Not(a) => waiting.push(a),
            _ => {}
        }
    }
    None
}

/// What a word has that depends on the caller. Whoever signed is what a call returned.
const fn about_people() -> Taint {
    Taint::CALLER.with(Taint::ORIGIN).with(Taint::RETURNED)
}

fn is_hash_of_caller(graph: &Graph, value: Value) -> bool {
    matches!(graph.node(value), Node::Keccak(list, _)
        if graph.taint(list).has(Taint::CALLER) && !graph.taint(list).has(Taint::CALLDATA))
}

/// A call that names the caller, to ask about him. One that moves tokens asks nothing.
fn asks_about_caller(graph: &Graph, call: Value) -> bool {
    const MOST_WORDS: usize = 8;
    match graph.node(call) {
        Node::Call(..) if super::custody::moves_tokens(graph, call) => false,
        Node::Call(_, _, input) => graph
            .words(input, MOST_WORDS)
            .into_iter()
            .any(|word| is_person(graph, without_mask(graph, word))),
        _ => false,
    }
}

/// The fields that some guard reads.
pub(super) fn owner_fields(guards: impl IntoIterator<Item = Guard>) -> SortedSet<Field> {
    guards
        .into_iter()
        .filter_map(|guard| match guard {
            Guard::Owner { field } => Some(field),
            _ => None,
        })
        .collect()
}

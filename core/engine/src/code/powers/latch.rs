//! What can be done once, and what can be undone.

use super::super::facts::{Field, Renouncing};
use super::super::guards::flag;
use super::super::linear::Sum;
use super::super::machine::Function;
use super::super::opcode;
use super::super::order::excess;
use super::super::path::{Condition, Path};
use super::super::storage::{Place, field, part, place, without_mask, written};
use super::super::value::{Env, Graph, Node, Op, Taint, Value, Visited, ones};
use super::{Finder, GuardedStore, StoreTarget};
use crate::primitives::U256;
use crate::sorted::{SortedMap, SortedSet};

/// How a path changes a variable: from which word to which, where the path knows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Move {
    from: Option<U256>,
    to: Option<U256>,
}

/// Which words are stored in one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    word: Option<U256>,
    /// More than one word, or one that the caller chooses.
    pub(super) both: bool,
}

/// The path demands that a moment has passed: one in the code, or one that storage leads to.
pub(in super::super) fn is_delayed(graph: &Graph, path: &Path) -> bool {
    moment(graph, path).is_some()
}

/// The moment that has to have passed on the path.
pub(in super::super) fn moment(graph: &Graph, path: &Path) -> Option<Sum> {
    path.conditions.iter().find_map(|condition| {
        if !graph.taint(condition.value).has(Taint::TIME) {
            return None;
        }
        let difference = excess(graph, condition)?;
        let is_now = |term: Value| graph.node(term) == Node::Env(Env::Timestamp);
        let known = |term: Value| part(graph, term).is_some();
        let mut waits = false;
        for (term, factor) in difference.terms.iter() {
            if is_now(*term) {
                waits = *factor < 0;
            } else if !known(*term) {
                return None;
            }
        }
        waits.then_some(difference)
    })
}

impl Finder<'_> {
    /// Notes which fields are set and unset by some path, or may be.
    pub(super) fn find_resets(&mut self) {
        let functions = self.functions;
        let mut seen = Visited::default();
        let paths = functions.iter().flat_map(|function| &function.paths);
        for path in paths.filter(|path| path.succeeds()) {
            for store in &path.stores {
                let same = self.graph.raw(Node::Cons(store.key, store.value));
                let Place::Fixed(slot) = place(self.graph, store.key) else {
                    continue;
                };
                if !seen.insert(same) {
                    continue;
                }
                for part in written(self.graph, store) {
                    let field = Field {
                        slot,
                        bit: part.bit,
                        bits: part.bits,
                    };
                    let known = self.is_set(path, part.value);
                    if known != Some(true) {
                        self.unset.insert(field);
                    }
                    if known != Some(false) {
                        self.set.insert(field);
                    }
                }
            }
        }
    }

    /// Whether a word is zero, as far as the path knows.
    fn is_set(&self, path: &Path, value: Value) -> Option<bool> {
        let unmasked = without_mask(self.graph, value);
        if let Some(word) = self.graph.as_const(value) {
            return Some(!word.is_zero());
        }
        let asked = |condition: &&Condition| {
            condition.value == value
                || condition.value == unmasked
                || without_mask(self.graph, condition.value) == unmasked
        };
        // An account with code is none at address zero.
        let has_code = |condition: &Condition| {
            condition.holds
                && matches!(self.graph.node(condition.value),
                    Node::Query(opcode::EXTCODESIZE | opcode::EXTCODEHASH, account)
                    if without_mask(self.graph, account) == unmasked)
        };
        if path.conditions.iter().any(has_code) {
            return Some(true);
        }
        path.conditions
            .iter()
            .find(asked)
            .map(|condition| condition.holds)
    }

    /// The path works a single time: it demands a flag in one state and leaves it in the other, and
    /// nothing turns it back; or it leaves one of several states for good.
    pub(super) fn is_latched(&mut self, path: &Path) -> bool {
        self.turns_for_good(path) || self.moves_for_good(path)
    }

    fn turns_for_good(&mut self, path: &Path) -> bool {
        let back = |set: bool| if set { &self.set } else { &self.unset };
        let demanded: Vec<(Field, bool)> = path
            .conditions
            .iter()
            // Another number than a given one, or a smaller one, may be found again.
            .filter(|condition| match self.graph.node(condition.value) {
                Node::Binary(Op::Eq, ..) => condition.holds,
                Node::Binary(op, ..) => op != Op::Lt,
                _ => true,
            })
            .filter_map(|condition| flag(self.graph, condition))
            .filter_map(|(leaf, set)| Some((field(self.graph, leaf)?, set)))
            .filter(|(field, set)| !back(*set).iter().any(|other| other.overlaps(*field)))
            .collect();
        !demanded.is_empty()
            && path.stores.iter().any(|store| {
                let Place::Fixed(slot) = place(self.graph, store.key) else {
                    return false;
                };
                demanded.iter().any(|(field, _)| field.slot == slot)
                    && written(self.graph, store).iter().any(|part| {
                        let left = self.is_set(path, part.value);
                        let written = Field {
                            slot,
                            bit: part.bit,
                            bits: part.bits,
                        };
                        demanded
                            .iter()
                            .any(|(field, set)| left == Some(!set) && field.overlaps(written))
                    })
            })
    }

    /// The path demands one word of a variable and leaves another, from which nothing leads back.
    fn moves_for_good(&mut self, path: &Path) -> bool {
        path.conditions.iter().any(|condition| {
            let Some((variable, from)) = demanded(self.graph, condition) else {
                return false;
            };
            let Some(Move { to: Some(to), .. }) = moved(self.graph, path, variable) else {
                return false;
            };
            let key = (variable, from, to);
            if let Some(known) = self.left.get(&key) {
                return *known;
            }
            let left = self.is_left(variable, from, to);
            self.left.insert(key, left);
            left
        })
    }

    /// Nothing leads a variable from where it starts back to a word.
    fn is_left(&mut self, variable: Field, back: U256, start: U256) -> bool {
        let functions = self.functions;
        // A way back may be among what was not followed.
        if functions.iter().any(|function| function.partial.is_some()) {
            return false;
        }
        let moves: SortedSet<Move> = functions
            .iter()
            .flat_map(|function| &function.paths)
            .filter(|path| path.succeeds())
            .filter_map(|path| moved(self.graph, path, variable))
            .collect();
        let mut reached = SortedSet::from_iter([start]);
        loop {
            let before = reached.len();
            for made in moves.iter() {
                if made.from.is_none_or(|from| reached.contains(&from)) {
                    let Some(to) = made.to else {
                        return false;
                    };
                    reached.insert(to);
                }
            }
            if reached.contains(&back) {
                return false;
            }
            if reached.len() == before {
                return true;
            }
        }
    }

    pub(super) fn turns(&self, stores: &[GuardedStore]) -> SortedMap<StoreTarget, Turn> {
        let mut turns: SortedMap<StoreTarget, Turn> = SortedMap::new();
        for store in stores {
            let word = self.graph.as_const(store.value);
            let first = || Turn {
                word,
                both: word.is_none(),
            };
            turns.update(store.target, first, |turn| {
                turn.both |= word.is_none() || turn.word != word;
            });
        }
        turns
    }
}

/// How a path changes a variable, if it does.
fn moved(graph: &mut Graph, path: &Path, variable: Field) -> Option<Move> {
    let store = path
        .stores
        .iter()
        .find(|store| place(graph, store.key) == Place::Fixed(variable.slot))?;
    let before = graph.load(store.key);
    let mut read = |word| {
        let shift = graph.number(variable.bit.into());
        let mask = graph.constant(ones(variable.bits));
        let word = graph.binary(Op::Shr, shift, word);
        graph.binary(Op::And, word, mask)
    };
    let (before, after) = (read(before), read(store.value));
    let mut asked = path.conditions.iter();
    (before != after).then(|| Move {
        from: asked
            .find_map(|condition| {
                demanded(graph, condition).filter(|(field, _)| *field == variable)
            })
            .map(|(_, word)| word),
        to: graph.as_const(after),
    })
}

/// The one word of a variable with which a condition can be met.
fn demanded(graph: &Graph, condition: &Condition) -> Option<(Field, U256)> {
    let (leaf, word) = match graph.node(condition.value) {
        Node::Binary(Op::Eq, leaf, word) if condition.holds => (leaf, graph.as_const(word)?),
        _ if !condition.holds => (condition.value, U256::ZERO),
        _ => return None,
    };
    Some((field(graph, leaf)?, word))
}

/// What becomes of other fields where the owner is cleared; `None` where no path clears it.
pub(in super::super) fn renouncing(
    graph: &mut Graph,
    owner: Field,
    functions: &[Function],
) -> Option<Renouncing> {
    let mut common: Option<Vec<Field>> = None;
    let mut kept = Vec::new();
    let paths = functions.iter().flat_map(|function| &function.paths);
    for path in paths.filter(|path| path.succeeds()) {
        let (mut cleared, mut set) = (Vec::new(), Vec::new());
        for store in &path.stores {
            let Place::Fixed(slot) = place(graph, store.key) else {
                continue;
            };
            for part in written(graph, store) {
                let field = Field {
                    slot,
                    bit: part.bit,
                    bits: part.bits,
                };
                if part.value == Value::ZERO {
                    cleared.push(field);
                } else {
                    set.push(field);
                }
            }
        }
        if cleared.iter().any(|field| field.overlaps(owner)) {
            kept.extend(set);
            common = Some(match common {
                None => cleared,
                Some(before) => before
                    .into_iter()
                    .filter(|field| cleared.iter().any(|other| other.overlaps(*field)))
                    .collect(),
            });
        }
    }
    common.map(|cleared| Renouncing { cleared, kept })
}

//! In which states a stored number may be when a function writes it, and in which of them
//! transfers pass. Who only leaves a state in which they are refused anyway stops none.

use super::super::facts::{Entry, Field, Guard};
use super::super::guards::{admits, flag};
use super::super::ledger::address_field;
use super::super::machine::Function;
use super::super::opcode;
use super::super::path::{Condition, Outcome, Path};
use super::super::powers::GuardedStore;
use super::super::storage::{Place, field, place, without_mask};
use super::super::value::{Graph, Node, Op, Taint, Value, ones};
use super::{Transfer, Transfers};
use crate::primitives::U256;
use crate::sorted::{SortedMap, SortedSet};

/// A number that stands for all those that get the same answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub(super) number: U256,
    /// A transfer may pass, besides those of whoever turns the switch.
    pub(super) passes: bool,
}

/// The states in which functions find a number that they write. Functions that are missing here
/// may find it in any.
pub(super) type States = SortedMap<Entry, Vec<State>>;

/// What a way asks of the number, and what it has to hear.
type Demands = Vec<(Value, bool)>;

impl Transfers<'_> {
    pub(super) fn states(
        &self,
        graph: &Graph,
        transfer: &Transfer<'_>,
        asked: Field,
        functions: &[Function],
        turning: &[&GuardedStore],
    ) -> States {
        let mut reader = Reader {
            graph,
            asked,
            known: SortedMap::new(),
        };
        let entries: SortedSet<Entry> = turning.iter().map(|store| store.entry).collect();
        let choosy: Vec<(Entry, SortedSet<Demands>)> = functions
            .iter()
            .filter(|function| entries.contains(&function.entry) && function.partial.is_none())
            .map(|function| (function.entry, reader.writing(function)))
            .filter(|(_, ways)| !ways.iter().any(Vec::is_empty))
            .collect();
        if choosy.is_empty() {
            return States::new();
        }
        let mut moving = SortedSet::new();
        for path in &transfer.function.paths {
            if self.moves(graph, path) || matches!(path.outcome, Outcome::Cut(_)) {
                let demands = reader.demands(path, 0);
                if !is_of_holder(graph, transfer, path, turning) {
                    moving.insert(demands);
                }
            }
        }
        let any = transfer.function.partial.is_some();
        let admitted = |ways: &SortedSet<Demands>, number| {
            let heard =
                |(question, answer): &(Value, bool)| admits(graph, *question, *answer, number);
            ways.iter().any(|demands| demands.iter().all(heard))
        };
        let states: Vec<State> = reader
            .numbers()
            .into_iter()
            .map(|number| State {
                number,
                passes: any || admitted(&moving, number),
            })
            .collect();
        choosy
            .into_iter()
            .map(|(entry, ways)| {
                let left = states.iter().filter(|state| admitted(&ways, state.number));
                (entry, left.copied().collect())
            })
            .collect()
    }
}

/// What ways ask of one number.
struct Reader<'a> {
    graph: &'a Graph,
    asked: Field,
    /// Whether a question is about the number.
    known: SortedMap<Value, bool>,
}

impl Reader<'_> {
    /// What the ways on which a function writes the number ask of it before.
    fn writing(&mut self, function: &Function) -> SortedSet<Demands> {
        let slot = Place::Fixed(self.asked.slot);
        let mut found = SortedSet::new();
        for path in function.paths.iter().filter(|path| path.succeeds()) {
            if path
                .stores
                .iter()
                .any(|store| place(self.graph, store.key) == slot)
            {
                // What was heard before another contract was called may be otherwise after it.
                let calls = path
                    .calls
                    .iter()
                    .filter(|call| call.op != opcode::STATICCALL);
                found.insert(self.demands(path, calls.count()));
            }
        }
        found
    }

    /// What a path asks after so many calls.
    fn demands(&mut self, path: &Path, calls: usize) -> Demands {
        let mut found: Demands = path
            .conditions
            .iter()
            .filter(|condition| usize::from(condition.epoch) == calls && self.is_about(condition))
            .map(|condition| (condition.value, condition.holds))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn is_about(&mut self, condition: &Condition) -> bool {
        let (graph, asked) = (self.graph, self.asked);
        if !graph.taint(condition.value).has(Taint::STORAGE) {
            return false;
        }
        let mut known = false;
        let read = || {
            let leaf = flag(graph, condition).map(|(leaf, _)| leaf);
            leaf.and_then(|leaf| field(graph, leaf)) == Some(asked)
        };
        self.known.update(condition.value, read, |is| known = *is);
        known
    }

    /// Numbers that stand for all: those that are named, and their neighbours.
    fn numbers(&self) -> SortedSet<U256> {
        let most = ones(self.asked.bits);
        let mut found = SortedSet::from_iter([U256::ZERO, U256::ONE, most]);
        let questions = self.known.iter().filter(|(_, is_about)| **is_about);
        for (question, _) in questions {
            let Node::Binary(_, a, b) = self.graph.node(*question) else {
                continue;
            };
            for number in [a, b]
                .into_iter()
                .filter_map(|side| self.graph.as_const(side))
            {
                found.insert(number.saturating_sub(U256::ONE));
                found.insert(number);
                found.insert(number.saturating_add(U256::ONE));
            }
        }
        found.into_iter().filter(|number| *number <= most).collect()
    }
}

/// Whoever turns the switch sends, receives or calls on this way.
fn is_of_holder(
    graph: &Graph,
    transfer: &Transfer<'_>,
    path: &Path,
    turning: &[&GuardedStore],
) -> bool {
    let is_holder = |word: Value| {
        let owner = field(graph, word).map(address_field);
        let address = graph.as_const(word);
        turning.iter().any(|store| match store.guard {
            Guard::Owner { field } => owner == Some(field),
            Guard::Hardcoded { address: holder } => address == Some(holder.into_word().into()),
            _ => false,
        })
    };
    path.conditions
        .iter()
        .filter(|condition| condition.holds)
        .any(|condition| {
            let sides = graph.binary_parts(condition.value, Op::Eq);
            sides.is_some_and(|(a, b)| {
                let (a, b) = (without_mask(graph, a), without_mask(graph, b));
                transfer.is_person(graph, a) && is_holder(b)
                    || transfer.is_person(graph, b) && is_holder(a)
            })
        })
}

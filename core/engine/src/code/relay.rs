//! What can make a contract call another one: whoever holds a power through a contract can use it
//! as far as that contract lets itself be made to call.

use super::facts::{Field, Guard, Mapping, Queue, Relay};
use super::guards::flag;
use super::linear::Sum;
use super::machine::Function;
use super::opcode;
use super::path::{Condition, ExternalCall, Path};
use super::powers::strongest;
use super::storage::{Place, entry, field, part, place, written};
use super::value::{Env, Graph, Node, Op, Taint, Value};
use crate::sorted::SortedSet;

/// Every way to make the contract call, and the queue in which all those calls wait.
pub(super) fn find(graph: &mut Graph, functions: &[Function]) -> (Vec<Relay>, Option<Queue>) {
    let mut relays = SortedSet::new();
    let mut waits = SortedSet::new();
    for function in functions {
        for path in function.paths.iter().filter(|path| calls(path)) {
            relays.insert(Relay {
                entry: function.entry,
                guard: guard(path),
            });
            waits.insert(wait(graph, path));
        }
    }
    let mut waits = waits.into_iter();
    let queue = match (waits.next(), waits.next()) {
        (Some(Some(wait)), None) => queue(graph, functions, wait),
        _ => None,
    };
    (relays.into_iter().collect(), queue)
}

/// The path succeeds and calls somebody: not only to look, and not as a proxy does.
fn calls(path: &Path) -> bool {
    let acts = |call: &ExternalCall| {
        call.op != opcode::STATICCALL && !(call.op == opcode::DELEGATECALL && call.forwards)
    };
    path.succeeds() && path.calls.iter().any(acts)
}

fn guard(path: &Path) -> Guard {
    strongest(&path.demands).map_or(Guard::Open, |demand| demand.guard)
}

/// What a path asks for before it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wait {
    /// Where what may be called is entered.
    entries: Mapping,
    /// The entry is the time itself, else the caller brings the time that the entry was made for.
    stored: bool,
}

/// An entry was made for what the caller brings, and its time has come.
fn wait(graph: &Graph, path: &Path) -> Option<Wait> {
    let times: Vec<Value> = path
        .conditions
        .iter()
        .filter_map(|condition| past(graph, condition))
        .collect();
    let chosen = |value: Value| {
        let (mapping, keys) = entry(graph, value)?;
        let chosen = keys.iter().any(|key| {
            graph.taint(*key).has(Taint::CALLDATA) || matches!(graph.node(*key), Node::Opaque(_))
        });
        chosen.then_some(mapping)
    };
    if let Some(entries) = times.iter().find_map(|time| chosen(*time)) {
        return Some(Wait {
            entries,
            stored: true,
        });
    }
    let brought = times
        .iter()
        .any(|time| graph.taint(*time).has(Taint::CALLDATA));
    let entries = path.conditions.iter().find_map(|condition| {
        let (leaf, set) = flag(graph, condition)?;
        chosen(leaf).filter(|_| set)
    });
    entries.filter(|_| brought).map(|entries| Wait {
        entries,
        stored: false,
    })
}

/// The word that a condition demands to be no later than now.
pub(super) fn past(graph: &Graph, condition: &Condition) -> Option<Value> {
    let (a, b) = graph.binary_parts(condition.value, Op::Lt)?;
    let now = |value| graph.node(value) == Node::Env(Env::Timestamp);
    if now(a) && !condition.holds {
        Some(b)
    } else if now(b) && condition.holds {
        Some(a)
    } else {
        None
    }
}

/// How entries are made: each for a time that lies at least a stored delay ahead, which nobody but
/// the contract itself can change.
fn queue(graph: &mut Graph, functions: &[Function], wait: Wait) -> Option<Queue> {
    let mut entering = SortedSet::new();
    let mut delays: SortedSet<Field> = SortedSet::new();
    let paths = || {
        functions
            .iter()
            .flat_map(|function| &function.paths)
            .filter(|path| path.succeeds())
    };
    for path in paths() {
        for store in &path.stores {
            match place(graph, store.key) {
                Place::Entry(mapping, _) if mapping == wait.entries => {}
                _ => continue,
            }
            for part in written(graph, store) {
                // Taken out, or marked as done once its time had come.
                let is_mark = graph.is_const(part.value) && marks(graph, path, store.key);
                if part.value == Value::ZERO || is_mark {
                    continue;
                }
                let delay = if wait.stored {
                    ahead(graph, part.value).and_then(|delay| least(graph, path, delay))
                } else {
                    path.conditions.iter().find_map(|condition| {
                        let (time, limit) = graph.binary_parts(condition.value, Op::Lt)?;
                        let brought = graph.taint(time).has(Taint::CALLDATA) && !condition.holds;
                        ahead(graph, limit)
                            .filter(|_| brought)
                            .and_then(|delay| field(graph, delay))
                    })
                };
                delays.insert(delay?);
                entering.insert(guard(path));
            }
        }
    }
    let mut delays = delays.into_iter();
    let (delay, None) = (delays.next()?, delays.next()) else {
        return None;
    };
    let by_itself = |path: &Path| {
        path.conditions.iter().any(|condition| {
            condition.holds
                && graph
                    .binary_parts(condition.value, Op::Eq)
                    .is_some_and(|(a, b)| {
                        let sides = [graph.node(a), graph.node(b)];
                        sides.contains(&Node::Env(Env::Caller))
                            && sides.contains(&Node::Env(Env::Address))
                    })
        })
    };
    let changes = |path: &Path| {
        path.stores
            .iter()
            .any(|store| place(graph, store.key) == Place::Fixed(delay.slot))
    };
    paths()
        .all(|path| !changes(path) || by_itself(path))
        .then(|| Queue {
            delay,
            guards: entering.into_iter().collect(),
        })
}

/// The path demands that the time in this very entry has come.
fn marks(graph: &Graph, path: &Path, key: Value) -> bool {
    let times = path
        .conditions
        .iter()
        .filter_map(|condition| past(graph, condition));
    times
        .filter_map(|time| part(graph, time))
        .any(|part| part.key == key)
}

/// What is added to the time of the block.
fn ahead(graph: &Graph, value: Value) -> Option<Value> {
    let sum = Sum::of(graph, value);
    let mut rest = None;
    let mut now = false;
    for (term, factor) in sum.terms.iter() {
        match graph.node(*term) {
            Node::Env(Env::Timestamp) if *factor == 1 => now = true,
            _ if *factor == 1 && rest.is_none() => rest = Some(*term),
            _ => return None,
        }
    }
    rest.filter(|_| now && sum.constant.is_zero())
}

/// The stored number that a delay is, or that the path demands it to reach.
fn least(graph: &Graph, path: &Path, delay: Value) -> Option<Field> {
    field(graph, delay).or_else(|| {
        path.conditions.iter().find_map(|condition| {
            let (a, b) = graph.binary_parts(condition.value, Op::Lt)?;
            (a == delay && !condition.holds).then(|| field(graph, b))?
        })
    })
}

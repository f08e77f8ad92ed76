//! What runtime code alone shows: who can do what to whose balance, within which bound.
//!
//! [`analyze`] executes every external function of a contract symbolically, within the named
//! limits of [`limits`], and derives [`CodeFacts`]: the token's books, the guards, the powers,
//! the gates on the transfer path, and what was not covered. Names play no part in it.
//!
//! | step | file |
//! |---|---|
//! | bytes to a program, its kind | `loader` |
//! | every path of every function | `machine`, on `value`, `memory`, `path` |
//! | storage words to variables | `storage`, `linear` |
//! | what comparisons say of sums | `order` |
//! | the token's books and what a path does to them | `ledger` |
//! | who a path demands | `guards` |
//! | what it can do then, within which bound, to whom | `powers`, `party` |
//! | what is held for others, and who can take it | `custody` |
//! | switches, lists and fees on the transfer path | `transfer` |
//! | proxies, libraries, contracts that are made | `delegation` |
//! | what makes it call others, and after which delay | `relay` |
//! | what the standard views hide | `views` |
//! | what else its paths show: changes without an event, coin that is counted | `habits` |
//! | what copies of a code have in common | `bodies` |

pub mod limits;

mod bodies;
mod custody;
mod delegation;
mod facts;
mod guards;
mod habits;
mod ledger;
mod linear;
mod loader;
mod machine;
mod memory;
mod offsets;
mod opcode;
mod order;
mod party;
mod path;
mod powers;
mod relay;
mod storage;
mod transfer;
mod value;
mod views;
#[cfg(feature = "writes")]
mod writes;

pub use bodies::{Body, HASH_BYTES};
pub use facts::{
    Asset, AssetMove, Bound, Capability, CodeFacts, CodeKind, Completeness, Coverage, Creation,
    Custody, Delegation, Entry, FeeVariable, Field, FunctionFacts, Gate, GateKey, Getter, Guard,
    Habit, Influence, Ledger, Making, Mapping, OddView, Offsets, Outflow, Party, Power,
    ProxyPattern, Queue, Relay, Renouncing, Routes, Say, Switch, Test, Trail, Vm,
};
pub use loader::kind;
#[cfg(feature = "writes")]
#[doc(hidden)]
pub use writes::{Written, writes};

use guards::Guards;
use linear::Sum;
use machine::{Execution, Function};
use path::{Outcome, Path};
use powers::Meanings;
use transfer::{Decisions, Transfers};
use value::{Graph, Node, Taint, Value};

use crate::primitives::{Address, Selector};
use crate::reason::Reason;
use crate::sorted::{SortedSet, by_key};

/// Analyses runtime code. Never fails: what cannot be followed is in the coverage.
///
/// ```
/// use rugrisk_engine::code::{Capability, analyze};
///
/// // CALLER SELFDESTRUCT
/// let facts = analyze(&[0x33, 0xff]);
/// assert!(facts.powers.iter().any(|power| power.capability == Capability::SelfDestruct));
/// ```
#[must_use]
pub fn analyze(code: &[u8]) -> CodeFacts {
    let kind = kind(code);
    if kind != CodeKind::Contract {
        return CodeFacts {
            kind,
            ..CodeFacts::default()
        };
    }
    let program = loader::Program::new(code);
    CodeFacts {
        bodies: bodies::bodies(&program),
        ..conclude(machine::execute(Graph::new(), &program))
    }
}

/// The bodies of the functions that the dispatcher finds by comparing selectors.
#[must_use]
pub fn bodies(code: &[u8]) -> Vec<Body> {
    bodies::bodies(&loader::Program::new(code))
}

/// Analyses codes that run as one contract in one storage: a diamond's own, and of each facet the
/// functions with the selectors that lead there. What else leads anywhere cannot be listed.
#[must_use]
pub fn analyze_diamond(own: &[u8], facets: &[(&[u8], &[Selector])]) -> CodeFacts {
    let mut whole = machine::execute(Graph::new(), &loader::Program::new(own));
    for (code, selectors) in facets {
        let facet = machine::execute(whole.graph, &loader::Program::new(code));
        // The diamond's own functions are found before its fallback looks anything up.
        let leads_there = |function: &Function| {
            let entry = function.entry;
            let is_own = whole.functions.iter().any(|own| own.entry == entry);
            !is_own && matches!(entry, Entry::Selector(selector) if selectors.contains(&selector))
        };
        let mut functions = facet.functions;
        functions.retain(leads_there);
        whole.functions.extend(functions);
        whole.graph = facet.graph;
        whole.steps = whole.steps.saturating_add(facet.steps);
    }
    whole.functions = by_key(whole.functions, |function| function.entry);
    whole.dispatcher = Some(Reason::NotEnumerable);
    conclude(whole)
}

/// What follows from the paths that were executed.
fn conclude(execution: Execution) -> CodeFacts {
    let Execution {
        mut graph,
        mut functions,
        dispatcher,
        steps,
    } = execution;
    let ledger = ledger::find(&mut graph, &functions);
    Guards::find(&mut graph, &ledger, &functions).note(&graph, &mut functions);
    let transfers = Transfers::find(&mut graph, &ledger, &functions);
    let fees = transfers.fees(&graph);
    let meanings = Meanings {
        fees: fees.iter().map(|fee| fee.field).collect(),
        targets: delegation::targets(&graph, &functions),
        routes: delegation::routes(&graph, &functions),
    };
    let mut holdings = custody::find(&mut graph, &ledger, &functions);
    let found = powers::find(&mut graph, &ledger, &meanings, &holdings, &functions);
    let Decisions {
        gates,
        influences,
        mut left_out,
    } = transfers.decisions(&graph, &functions, &found.stores);
    left_out.extend(found.left_out);
    let outside = transfers.asks_outside(&graph);
    let delegations = delegation::find(&graph, &functions);
    let (relays, queue) = relay::find(&mut graph, &functions);
    let outflows = custody::outflows(&mut graph, &functions);
    let makings = custody::makings(&mut graph, &functions);
    let creations = delegation::creations(&functions);
    let odd_views = views::odd(&mut graph, &ledger, &functions);
    let habits = habits::find(&mut graph, &ledger, &functions);
    let renouncing = ledger
        .owner
        .and_then(|owner| powers::renouncing(&mut graph, owner, &functions));
    let fees = transfer::fee_variables(fees, &found.powers);
    let writes = functions
        .iter()
        .flat_map(|function| &function.paths)
        .any(|path| path.succeeds() && !path.stores.is_empty());
    holdings.custody.gates = holdings.gates(&graph, &found.stores);
    let powers = with_turning(
        found.powers,
        gates.iter().chain(&holdings.custody.gates),
        &influences,
    );
    let functions: Vec<FunctionFacts> = functions
        .iter()
        .map(|function| describe(&graph, function, &left_out))
        .collect();
    let coverage = coverage(&functions, dispatcher, steps);
    CodeFacts {
        kind: CodeKind::Contract,
        functions,
        ledger,
        powers,
        gates,
        fees,
        influences,
        custody: holdings.custody,
        delegations,
        relays,
        queue,
        outflows,
        makings,
        writes,
        creations,
        odd_views,
        renouncing,
        outside,
        habits,
        bodies: Vec::new(),
        coverage,
    }
}

/// A store that turns a gate or sets a limit is that power, and no mere setting.
fn with_turning<'a>(
    mut powers: Vec<Power>,
    gates: impl Iterator<Item = &'a Gate>,
    influences: &[Influence],
) -> Vec<Power> {
    let turning: Vec<Power> = gates
        .flat_map(|gate| &gate.powers)
        .chain(influences.iter().flat_map(|influence| &influence.powers))
        .copied()
        .collect();
    powers.retain(|power| {
        power.capability != Capability::Configure
            || !turning.iter().any(|gate| {
                gate.selector == power.selector
                    && gate.writes_mapping == power.writes_mapping
                    && match (gate.writes, power.writes) {
                        (Some(a), Some(b)) => a.overlaps(b),
                        (a, b) => a == b,
                    }
            })
    });
    powers.extend(turning);
    powers
        .into_iter()
        .collect::<SortedSet<Power>>()
        .into_iter()
        .collect()
}

fn describe(graph: &Graph, function: &Function, left_out: &SortedSet<Entry>) -> FunctionFacts {
    let unread = || {
        left_out
            .contains(&function.entry)
            .then_some(Reason::WorkLimit)
    };
    FunctionFacts {
        entry: function.entry,
        completeness: partial(graph, function)
            .or_else(unread)
            .map_or(Completeness::Complete, Completeness::Partial),
        changes_state: function.paths.iter().any(changes_state),
        returns: getter(graph, function),
    }
}

/// Why not everything is known of what a function does, if it is not.
fn partial(graph: &Graph, function: &Function) -> Option<Reason> {
    let writes_anywhere = |path: &Path| {
        let chosen =
            |key| storage::place(graph, key) == storage::Place::Other && is_chosen(graph, key);
        path.succeeds() && path.stores.iter().any(|store| chosen(store.key))
    };
    let anywhere = || {
        function
            .paths
            .iter()
            .any(writes_anywhere)
            .then_some(Reason::Unresolved)
    };
    function.partial.or_else(anywhere)
}

/// The caller chooses the slot, and no hash keeps it among the elements of an array.
fn is_chosen(graph: &Graph, key: Value) -> bool {
    let is_array = |term: &Value| matches!(graph.node(*term), Node::Keccak(_, 32));
    graph.taint(key).has(Taint::CALLDATA) && !Sum::of(graph, key).terms.keys().any(is_array)
}

/// The path succeeds and leaves something behind.
fn changes_state(path: &Path) -> bool {
    let calls = path.calls.iter().any(|call| call.op != opcode::STATICCALL);
    path.succeeds()
        && (calls
            || !path.creations.is_empty()
            || !path.stores.is_empty()
            || !path.logs.is_empty()
            || matches!(path.outcome, Outcome::SelfDestruct(..)))
}

fn getter(graph: &Graph, function: &Function) -> Option<Getter> {
    let mut ends = function.paths.iter().filter(|path| path.succeeds());
    let (only, none) = (ends.next()?, ends.next());
    if none.is_some() || changes_state(only) {
        return None;
    }
    let Outcome::Success(words) = &only.outcome else {
        return None;
    };
    let shown = *words.first()?;
    match graph.as_const(shown) {
        Some(word) => (word.bit_len() > 64 && word.bit_len() <= 160)
            .then(|| Getter::Constant(Address::from_word(word.into()))),
        None => {
            storage::field(graph, shown).map(|field| Getter::Field(ledger::address_field(field)))
        }
    }
}

fn coverage(functions: &[FunctionFacts], dispatcher: Option<Reason>, steps: u32) -> Coverage {
    // A function without a path to its end may change state: it counts.
    let partial_functions: Vec<_> = functions
        .iter()
        .filter_map(|function| match function.completeness {
            Completeness::Partial(reason) => Some((function.entry, reason)),
            Completeness::Complete => None,
        })
        .collect();
    let state_changing = functions
        .iter()
        .filter(|function| {
            function.changes_state || function.completeness != Completeness::Complete
        })
        .count();
    Coverage {
        dispatcher,
        functions: functions.len(),
        state_changing,
        partial_functions,
        steps,
    }
}

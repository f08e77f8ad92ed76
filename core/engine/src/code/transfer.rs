//! The transfer path: what decides whether a transfer passes, and what is taken from it.
//!
//! | step | file |
//! |---|---|
//! | what a branch asks | `question` |
//! | which answers stop a transfer | `decide` |
//! | who can give such an answer | `gate` |
//! | in which states they can, and whether transfers pass in those | `states` |
//! | limits, waiting times, contracts that are asked, tests for simulations | `say` |
//! | how low a limit can be set | `floor` |
//! | what is taken, and who gets it | `fee` |

mod decide;
mod fee;
mod floor;
mod gate;
mod question;
mod say;
mod states;

use super::facts::{Entry, Field, Gate, GateKey, Influence, Ledger, Mapping, Say, Test};
use super::linear::Sum;
use super::machine::Function;
use super::opcode;
use super::path::{ExternalCall, Path, Store};
use super::powers::{GuardedStore, StoreTarget};
use super::storage::{Place, field, place};
use super::value::{Env, Graph, Taint, Value, Visited};
use crate::primitives::{Selector, Slot};
use crate::sorted::{SortedMap, SortedSet};
use decide::Verdict;
pub(super) use fee::fee_variables;
use question::Subject;

/// `transfer(address,uint256)`, [ERC-20](https://eips.ethereum.org/EIPS/eip-20).
const TRANSFER: [u8; 4] = [0xa9, 0x05, 0x9c, 0xbb];
/// `balanceOf(address)`.
const BALANCE_OF: [u8; 4] = [0x70, 0xa0, 0x82, 0x31];
/// `transferFrom(address,address,uint256)`.
const TRANSFER_FROM: [u8; 4] = [0x23, 0xb8, 0x72, 0xdd];

/// The functions that move tokens between people.
#[derive(Debug)]
pub(super) struct Transfers<'a> {
    functions: Vec<Transfer<'a>>,
    balances: &'a [Mapping],
    books: SortedSet<Mapping>,
    supply: &'a [Field],
    /// What transfers write themselves, the books aside.
    notes: SortedSet<Mapping>,
    /// Fields that transfers write, or that stand for a balance nobody wrote yet.
    kept: SortedSet<Slot>,
}

/// What decides about transfers.
#[derive(Debug)]
pub(super) struct Decisions {
    pub(super) gates: Vec<Gate>,
    pub(super) influences: Vec<Influence>,
    /// The functions that ask too much for all of it to be gone through, or in which somebody may
    /// stop transfers by an answer whose ways were not followed to their end.
    pub(super) left_out: SortedSet<Entry>,
}

#[derive(Debug)]
struct Transfer<'a> {
    selector: Selector,
    function: &'a Function,
    /// Who sends, who receives and who calls.
    people: Vec<Value>,
    amount: Value,
}

impl<'a> Transfers<'a> {
    pub(super) fn find(graph: &mut Graph, ledger: &'a Ledger, functions: &'a [Function]) -> Self {
        let caller = graph.env(Env::Caller);
        let mut argument = |index: u64| {
            let offset = graph.number(index.saturating_mul(32).saturating_add(4));
            graph.call_data(offset)
        };
        let (first, second, third) = (argument(0), argument(1), argument(2));
        let functions: Vec<Transfer<'a>> = functions
            .iter()
            .filter(|_| !ledger.balances.is_empty() || is_token(functions))
            .filter_map(|function| match function.entry {
                Entry::Selector(selector) if selector == TRANSFER => Some(Transfer {
                    selector,
                    function,
                    people: vec![caller, first],
                    amount: second,
                }),
                Entry::Selector(selector) if selector == TRANSFER_FROM => Some(Transfer {
                    selector,
                    function,
                    people: vec![caller, first, second],
                    amount: third,
                }),
                _ => None,
            })
            .collect();
        let books: SortedSet<Mapping> = ledger
            .balances
            .iter()
            .chain(&ledger.allowances)
            .copied()
            .collect();
        let notes = functions
            .iter()
            .flat_map(|transfer| &transfer.function.paths)
            .flat_map(|path| &path.stores)
            .filter_map(|store| match place(graph, store.key) {
                Place::Entry(mapping, _) if !books.contains(&mapping) => Some(mapping),
                _ => None,
            })
            .collect();
        let mut transfers = Self {
            functions,
            balances: &ledger.balances,
            books,
            supply: &ledger.supply,
            notes,
            kept: SortedSet::new(),
        };
        transfers.kept = transfers.kept(graph);
        transfers
    }

    /// The switches and lists that decide whether a transfer passes, and whatever else somebody
    /// can change about transfers.
    pub(super) fn decisions(
        &self,
        graph: &Graph,
        functions: &[Function],
        stores: &[GuardedStore],
    ) -> Decisions {
        let mut left_out = SortedSet::new();
        let mut doubtful = Vec::new();
        let mut gates: SortedMap<(GateKey, bool, Test), Gate> = SortedMap::new();
        let mut influences: SortedMap<(Say, Option<GateKey>), Influence> = SortedMap::new();
        for transfer in &self.functions {
            let found = self.verdicts(graph, transfer);
            let verdicts = found.decided;
            if found.left_out {
                left_out.insert(transfer.function.entry);
            }
            for verdict in &found.unsure {
                if let Some(gate) = self.gate(graph, transfer, verdict, functions, stores) {
                    doubtful.push((transfer.function.entry, (gate.key, verdict.set)));
                }
            }
            for verdict in &verdicts {
                // The length of an array that is searched is no switch.
                if is_length(verdict, &verdicts) {
                    continue;
                }
                if let Some(gate) = self.gate(graph, transfer, verdict, functions, stores) {
                    let key = (gate.key, verdict.set, gate.test);
                    let first = gate.clone();
                    gates.update(key, || first, |known| known.join(&gate));
                }
            }
            for influence in self.says(graph, transfer, &verdicts, functions, stores) {
                let key = (influence.say, influence.source);
                influences.update(key, || influence, |_| {});
            }
        }
        // What one function leaves in doubt, another may show.
        for (entry, gate) in doubtful {
            if !gates.keys().any(|(key, set, _)| (*key, *set) == gate) {
                left_out.insert(entry);
            }
        }
        Decisions {
            gates: gates.into_values().collect(),
            influences: influences.into_values().collect(),
            left_out,
        }
    }

    /// Whether a transfer goes on only if another contract's answer suits.
    pub(super) fn asks_outside(&self, graph: &Graph) -> bool {
        self.functions
            .iter()
            .flat_map(|transfer| &transfer.function.paths)
            .any(|path| {
                self.moves(graph, path)
                    && path
                        .conditions
                        .iter()
                        .any(|condition| graph.taint(condition.value).has(Taint::RETURNED))
            })
    }

    fn kept(&self, graph: &Graph) -> SortedSet<Slot> {
        let mut kept = SortedSet::new();
        let mut seen = Visited::default();
        let stores = self
            .functions
            .iter()
            .flat_map(|transfer| &transfer.function.paths)
            .flat_map(|path| &path.stores);
        for store in stores {
            if let Place::Fixed(slot) = place(graph, store.key) {
                kept.insert(slot);
            } else if self.is_balance(graph, store.key) && seen.insert(store.value) {
                let sum = Sum::of(graph, store.value);
                let fields = sum.terms.keys().filter_map(|term| field(graph, *term));
                kept.extend(fields.map(|field| field.slot));
            }
        }
        kept
    }

    fn is_balance(&self, graph: &Graph, key: Value) -> bool {
        matches!(place(graph, key), Place::Entry(mapping, _) if self.balances.contains(&mapping))
    }

    /// A path that ends well and changes a balance, or has another contract do so.
    fn moves(&self, graph: &Graph, path: &Path) -> bool {
        let changes = |store: &Store| self.is_balance(graph, store.key);
        // It passes on who calls, or the whole call, and what he wants.
        let passes_on = |call: &ExternalCall| {
            let has = |taint| {
                let tells = |argument: &Value| graph.taint(*argument).has(taint);
                call.arguments.iter().any(tells)
            };
            call.op == opcode::CALL && (call.forwards || has(Taint::CALLER) && has(Taint::CALLDATA))
        };
        path.succeeds() && (path.stores.iter().any(changes) || path.calls.iter().any(passes_on))
    }
}

fn is_length(verdict: &Verdict, verdicts: &[Verdict]) -> bool {
    let Subject::Switch(field, _) = verdict.subject else {
        return false;
    };
    verdicts.iter().any(|other| match other.subject {
        Subject::List(list) => list.keys == 0 && list.base == field.slot,
        _ => false,
    })
}

/// Whether a store turns a gate.
fn turns(key: GateKey, store: &GuardedStore) -> bool {
    !is_transfer(store.entry)
        && match (key, store.target) {
            (GateKey::Everybody(asked), StoreTarget::Field(written)) => asked.overlaps(written),
            (GateKey::Account(asked), StoreTarget::Mapping(written)) => asked == written,
            // Whoever adds to an array writes its length.
            (GateKey::Account(asked), StoreTarget::Field(written)) => {
                asked.keys == 0 && asked.base == written.slot
            }
            _ => false,
        }
}

/// It has the functions of a token, and keeps its books elsewhere.
fn is_token(functions: &[Function]) -> bool {
    [TRANSFER, BALANCE_OF].iter().all(|selector| {
        functions
            .iter()
            .any(|function| function.entry == Entry::Selector((*selector).into()))
    })
}

pub(super) fn is_transfer(entry: Entry) -> bool {
    entry
        .selector()
        .is_some_and(|selector| selector == TRANSFER || selector == TRANSFER_FROM)
}

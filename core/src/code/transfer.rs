//! The transfer path: what decides whether a transfer passes, and what is taken from it.
//!
//! | step | file |
//! |---|---|
//! | what a branch asks | `question` |
//! | which answers stop a transfer | `decide` |

mod decide;
mod question;

use super::facts::{
    Bound, Capability, Entry, FeeVariable, Field, Gate, GateKey, Ledger, Mapping, Power, Switch,
};
use super::ledger::parts;
use super::linear::Sum;
use super::machine::Function;
use super::path::{Outcome, Path};
use super::powers::{GuardedStore, StoreTarget};
use super::storage::{Part, Place, place};
use super::value::{Env, Graph, Node, Op, Taint, Value, Visited};
use crate::primitives::{Selector, U256};
use crate::sorted::{SortedMap, SortedSet};
use decide::Verdict;
use question::{Subject, is_time};

/// `transfer(address,uint256)`, [ERC-20](https://eips.ethereum.org/EIPS/eip-20).
const TRANSFER: [u8; 4] = [0xa9, 0x05, 0x9c, 0xbb];
/// `transferFrom(address,address,uint256)`.
const TRANSFER_FROM: [u8; 4] = [0x23, 0xb8, 0x72, 0xdd];

/// The functions that move tokens between people.
#[derive(Debug)]
pub(super) struct Transfers<'a> {
    functions: Vec<Transfer<'a>>,
    balances: &'a [Mapping],
    books: SortedSet<Mapping>,
    supply: Option<Field>,
    /// What transfers write themselves, the books aside.
    notes: SortedSet<Mapping>,
}

#[derive(Debug)]
struct Transfer<'a> {
    selector: Selector,
    function: &'a Function,
    /// Who sends, who receives and who calls.
    people: Vec<Value>,
    amount: Value,
}

/// A fee on the transfer path, before it is known who sets it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fee {
    pub(super) field: Field,
    pub(super) divisor: Option<U256>,
    pub(super) load: u32,
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
            .filter(|_| !ledger.balances.is_empty())
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
        Self {
            functions,
            balances: &ledger.balances,
            books,
            supply: ledger.supply,
            notes,
        }
    }

    /// The numbers in storage that are multiplied with what a transfer moves.
    pub(super) fn fees(&self, graph: &Graph) -> Vec<Fee> {
        let mut fees: SortedMap<Field, Fee> = SortedMap::new();
        for transfer in &self.functions {
            let values = transfer
                .function
                .paths
                .iter()
                .filter(|path| path.outcome != Outcome::Revert)
                .flat_map(|path| &path.stores)
                .filter(|store| self.is_balance(graph, store.key))
                .map(|store| store.value);
            for (part, divisor) in factors(graph, values) {
                let Place::Fixed(slot) = place(graph, part.key) else {
                    continue;
                };
                let field = Field {
                    slot,
                    bit: part.bit,
                    bits: part.bits,
                };
                let load = transfer
                    .function
                    .loads
                    .get(&part.key)
                    .copied()
                    .unwrap_or_default();
                let fee = Fee {
                    field,
                    divisor,
                    load,
                };
                fees.update(field, || fee, |fee| fee.divisor = fee.divisor.or(divisor));
            }
        }
        fees.into_values().collect()
    }

    /// The switches and lists that decide whether a transfer passes, and that somebody can change.
    pub(super) fn gates(&self, graph: &Graph, stores: &[GuardedStore]) -> Vec<Gate> {
        let mut gates: SortedMap<(GateKey, bool), Gate> = SortedMap::new();
        for transfer in &self.functions {
            for verdict in self.verdicts(graph, transfer) {
                if let Some(gate) = gate(graph, transfer, &verdict, stores) {
                    let key = (gate.key, verdict.set);
                    gates.update(key, || gate, |_| {});
                }
            }
        }
        gates.into_values().collect()
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

    fn is_balance(&self, graph: &Graph, key: Value) -> bool {
        matches!(place(graph, key), Place::Entry(mapping, _) if self.balances.contains(&mapping))
    }

    /// A path that ends well and changes a balance.
    fn moves(&self, graph: &Graph, path: &Path) -> bool {
        path.succeeds()
            && path
                .stores
                .iter()
                .any(|store| self.is_balance(graph, store.key))
    }
}

/// A stored answer that stops transfers and that somebody can give.
fn gate(
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
    for mut power in turns.iter().map(|store| power(capability, store)) {
        power.reversible = switch.can_block && switch.can_open;
        powers.update((power.guard, power.selector), || power, |_| {});
    }
    let powers = powers.into_values().collect();
    Some(Gate {
        key,
        switch,
        selector: transfer.selector,
        branch: verdict.branch,
        powers,
        proven: verdict.proven,
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

/// The time of the call, or before it.
fn is_past(graph: &Graph, value: Value) -> bool {
    let sum = Sum::of(graph, value);
    let now = sum
        .terms
        .iter()
        .all(|(term, factor)| *factor == 1 && is_time(graph, *term));
    now && (sum.constant.is_zero() || sum.constant.bit(255))
}

/// The fees, with those who can set them.
pub(super) fn fee_variables(fees: Vec<Fee>, powers: &[Power]) -> Vec<FeeVariable> {
    fees.into_iter()
        .map(|fee| {
            let sets = |power: &&Power| {
                power.capability == Capability::SetFee
                    && power
                        .writes
                        .is_some_and(|written| written.overlaps(fee.field))
            };
            let powers = powers.iter().filter(sets).copied().collect();
            FeeVariable {
                field: fee.field,
                divisor: fee.divisor,
                load: fee.load,
                powers,
            }
        })
        .collect()
}

fn power(capability: Capability, store: &GuardedStore) -> Power {
    let (writes, writes_mapping) = match store.target {
        StoreTarget::Field(field) => (Some(field), None),
        StoreTarget::Mapping(mapping) => (None, Some(mapping)),
    };
    Power {
        capability,
        guard: store.guard,
        bound: Bound::NotApplicable,
        selector: store.entry.selector(),
        offsets: store.offsets,
        writes,
        writes_mapping,
        trail: None,
        recipient: None,
        asset: None,
        once: false,
        reversible: false,
        proven: store.proven,
    }
}

fn is_transfer(entry: Entry) -> bool {
    entry
        .selector()
        .is_some_and(|selector| selector == TRANSFER || selector == TRANSFER_FROM)
}

/// Stored numbers that are multiplied with something from the calldata, and what the product is
/// divided by.
fn factors(graph: &Graph, values: impl Iterator<Item = Value>) -> Vec<(Part, Option<U256>)> {
    let mut found = Vec::new();
    let mut seen = Visited::default();
    let mut waiting: Vec<(Value, Option<U256>)> = values.map(|value| (value, None)).collect();
    while let Some((value, divisor)) = waiting.pop() {
        // A product is asked again for each division of it.
        if !seen.insert(value) && divisor.is_none() {
            continue;
        }
        match graph.node(value) {
            Node::Binary(Op::Mul, a, b) => {
                for (factor, amount) in [(a, b), (b, a)] {
                    let is_factor = !graph.taint(factor).has(Taint::CALLDATA)
                        && graph.taint(factor).has(Taint::STORAGE)
                        && graph.taint(amount).has(Taint::CALLDATA);
                    if is_factor {
                        found.extend(parts(graph, factor).into_iter().map(|part| (part, divisor)));
                    }
                }
                waiting.extend([(a, None), (b, None)]);
            }
            Node::Binary(Op::Div, a, b) => waiting.extend([(a, graph.as_const(b)), (b, None)]),
            Node::Binary(Op::Shr, shift, a) => {
                let divisor = graph.as_offset(shift).filter(|shift| *shift < 64);
                let divisor = divisor
                    .map(|shift| U256::ONE.wrapping_shl(usize::try_from(shift).unwrap_or(0)));
                waiting.push((a, divisor));
            }
            Node::Binary(_, a, b) => waiting.extend([(a, None), (b, None)]),
            Node::IsZero(a) | Node::Not(a) => waiting.push((a, None)),
            _ => {}
        }
    }
    found
}

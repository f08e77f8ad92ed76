//! The transfer path: what decides whether a transfer passes, and what is taken from it.

use super::facts::{
    Bound, Capability, Entry, FeeVariable, Field, Gate, GateKey, Ledger, Mapping, Power, Switch,
};
use super::guards::flag;
use super::ledger::parts;
use super::machine::Function;
use super::path::{Condition, Outcome, Path};
use super::powers::{GuardedStore, StoreTarget};
use super::storage::{Part, Place, field, part, place, without_mask};
use super::value::{Env, Graph, Node, Op, Taint, Value, Visited};
use crate::primitives::{Selector, U256};
use crate::sorted::{SortedMap, SortedSet};

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
}

#[derive(Debug)]
struct Transfer<'a> {
    selector: Selector,
    function: &'a Function,
    /// Who sends, who receives and who calls.
    people: Vec<Value>,
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
        let (first, second) = (argument(0), argument(1));
        let functions = functions
            .iter()
            .filter(|_| !ledger.balances.is_empty())
            .filter_map(|function| match function.entry {
                Entry::Selector(selector) if selector == TRANSFER => Some(Transfer {
                    selector,
                    function,
                    people: vec![caller, first],
                }),
                Entry::Selector(selector) if selector == TRANSFER_FROM => Some(Transfer {
                    selector,
                    function,
                    people: vec![caller, first, second],
                }),
                _ => None,
            })
            .collect();
        let books = ledger
            .balances
            .iter()
            .chain(&ledger.allowances)
            .copied()
            .collect();
        Self {
            functions,
            balances: &ledger.balances,
            books,
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
            for ((key, blocks_when_set), question) in self.questions(graph, transfer) {
                let Some(gate) = gate(graph, transfer, key, blocks_when_set, &question, stores)
                else {
                    continue;
                };
                gates.update((key, blocks_when_set), || gate, |_| {});
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

    /// Stored values that block a transfer with one of their two truths: those for which every
    /// path that moves something has the other one, or lets the people through for who they are.
    fn questions(
        &self,
        graph: &Graph,
        transfer: &Transfer<'_>,
    ) -> SortedMap<(GateKey, bool), Question> {
        let mut sides: SortedMap<(GateKey, bool), Side> = SortedMap::new();
        for path in &transfer.function.paths {
            let moves = self.moves(graph, path);
            let asked: Vec<Asked> = path
                .conditions
                .iter()
                .filter_map(|condition| self.asked(graph, transfer, condition))
                .collect();
            for question in &asked {
                let exempt = is_exempt(graph, transfer, path, &asked, question.key);
                sides.update((question.key, question.set), Side::default, |side| {
                    match (&path.outcome, moves) {
                        (Outcome::Cut(_), _) => side.cut = true,
                        (_, true) => {
                            side.passes |= !exempt;
                            side.passes_exempt |= exempt;
                            side.required |= question.required;
                        }
                        (_, false) => side.stops = true,
                    }
                    side.branch.get_or_insert(question.branch);
                });
            }
        }
        let mut questions = SortedMap::new();
        for ((key, set), side) in sides.iter() {
            let Some(other) = sides.get(&(*key, !set)) else {
                // Only this truth was ever seen beyond the question: the other one reverts there.
                if side.required && side.passes {
                    let question = Question {
                        branch: side.branch.unwrap_or_default(),
                        proven: true,
                    };
                    questions.insert((*key, !set), question);
                }
                continue;
            };
            let passes_otherwise = other.passes || other.passes_exempt;
            if !side.passes
                && (side.stops || side.passes_exempt || other.required)
                && passes_otherwise
                && other.passes
            {
                let question = Question {
                    branch: side.branch.unwrap_or_default(),
                    proven: !side.cut,
                };
                questions.insert((*key, *set), question);
            }
        }
        questions
    }

    /// The stored flag that a condition asks about, if it is one that can gate a transfer.
    fn asked(
        &self,
        graph: &Graph,
        transfer: &Transfer<'_>,
        condition: &Condition,
    ) -> Option<Asked> {
        let (leaf, set) = flag(graph, condition).or_else(|| later_than(graph, condition))?;
        let part = part(graph, leaf)?;
        let key = match place(graph, part.key) {
            Place::Fixed(slot) => GateKey::Everybody(Field {
                slot,
                bit: part.bit,
                bits: part.bits,
            }),
            Place::Entry(mapping, keys) if !self.books.contains(&mapping) => keys
                .iter()
                .any(|key| transfer.people.contains(&without_mask(graph, *key)))
                .then_some(GateKey::Account(mapping))?,
            Place::Entry(..) | Place::Other => return None,
        };
        Some(Asked {
            key,
            set,
            branch: condition.branch,
            required: condition.required,
        })
    }
}

#[derive(Clone, Copy, Debug)]
struct Asked {
    key: GateKey,
    set: bool,
    branch: u32,
    required: bool,
}

/// What becomes of the paths on which a flag has one of its truths.
#[derive(Clone, Copy, Debug, Default)]
struct Side {
    passes: bool,
    passes_exempt: bool,
    stops: bool,
    cut: bool,
    required: bool,
    branch: Option<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Question {
    branch: u32,
    proven: bool,
}

/// `block.timestamp < field`: the field counts as set while it lies ahead.
fn later_than(graph: &Graph, condition: &Condition) -> Option<(Value, bool)> {
    let (a, b) = graph.binary_parts(condition.value, Op::Lt)?;
    if graph.node(a) == Node::Env(Env::Timestamp) {
        return field(graph, b).map(|_| (b, condition.holds));
    }
    if graph.node(b) == Node::Env(Env::Timestamp) {
        return field(graph, a).map(|_| (a, !condition.holds));
    }
    None
}

/// The path lets one of its people through because of who he is.
fn is_exempt(
    graph: &Graph,
    transfer: &Transfer<'_>,
    path: &Path,
    asked: &[Asked],
    key: GateKey,
) -> bool {
    let listed = asked
        .iter()
        .any(|other| other.key != key && other.set && matches!(other.key, GateKey::Account(_)));
    listed
        || path.conditions.iter().any(|condition| {
            condition.holds
                && graph
                    .binary_parts(condition.value, Op::Eq)
                    .is_some_and(|(a, b)| {
                        let (a, b) = (without_mask(graph, a), without_mask(graph, b));
                        let person = |value| transfer.people.contains(&value);
                        let named = |value: Value| {
                            field(graph, value).is_some()
                                || graph.as_const(value).is_some_and(|word| !word.is_zero())
                        };
                        (person(a) && named(b)) || (person(b) && named(a))
                    })
        })
}

fn gate(
    graph: &Graph,
    transfer: &Transfer<'_>,
    key: GateKey,
    blocks_when_set: bool,
    question: &Question,
    stores: &[GuardedStore],
) -> Option<Gate> {
    let turns: Vec<&GuardedStore> = stores
        .iter()
        .filter(|store| !is_transfer(store.entry))
        .filter(|store| match (key, store.target) {
            (GateKey::Everybody(asked), StoreTarget::Field(written)) => asked.overlaps(written),
            (GateKey::Account(asked), StoreTarget::Mapping(written)) => asked == written,
            _ => false,
        })
        .collect();
    if turns.is_empty() {
        return None;
    }
    let can_become = |truth: bool| {
        turns.iter().any(|store| {
            graph
                .as_const(store.value)
                .is_none_or(|word| word.is_zero() != truth)
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
        branch: question.branch,
        powers,
        proven: question.proven,
    })
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
        payer: None,
        asset: None,
        once: false,
        reversible: false,
        by_origin: false,
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

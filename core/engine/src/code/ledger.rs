//! The token's books, by what the standard views return, and what a path does to them.

use alloy_primitives::{B256, b256};

use super::facts::{Entry, Field, Ledger, Mapping};
use super::linear::Sum;
use super::machine::Function;
use super::order;
use super::path::{Outcome, Path, Store};
use super::storage::{Part, Place, entry, field, part, place, without_mask};
use super::value::{Env, Graph, Node, Op, Value, Visited};
use crate::sorted::SortedSet;

/// `balanceOf(address)`, [ERC-20](https://eips.ethereum.org/EIPS/eip-20).
pub(super) const BALANCE_OF: [u8; 4] = [0x70, 0xa0, 0x82, 0x31];
/// `totalSupply()`.
pub(super) const TOTAL_SUPPLY: [u8; 4] = [0x18, 0x16, 0x0d, 0xdd];
/// `allowance(address,address)`.
const ALLOWANCE: [u8; 4] = [0xdd, 0x62, 0xed, 0x3e];
/// `transferFrom(address,address,uint256)`.
const TRANSFER_FROM: [u8; 4] = [0x23, 0xb8, 0x72, 0xdd];
/// `owner()`, [ERC-173](https://eips.ethereum.org/EIPS/eip-173).
const OWNER: [u8; 4] = [0x8d, 0xa5, 0xcb, 0x5b];
/// `getOwner()`, of BEP-20.
const GET_OWNER: [u8; 4] = [0x89, 0x3d, 0x20, 0xe8];
/// `keccak256("Transfer(address,address,uint256)")`.
const TRANSFER_EVENT: B256 =
    b256!("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");

/// Finds the books.
pub(super) fn find(graph: &mut Graph, functions: &[Function]) -> Ledger {
    let balances = balances(graph, functions);
    let supply = returned(functions, TOTAL_SUPPLY)
        .map(|value| supply(graph, value))
        .find(|fields| !fields.is_empty())
        .unwrap_or_default();
    let shown = returned(functions, ALLOWANCE).find_map(|value| {
        entry(graph, value)
            .map(|(mapping, _)| mapping)
            .filter(|mapping| mapping.keys == 2)
    });
    // What a transfer asks counts, whatever the view shows.
    let asked = asked(graph, functions);
    let allowances = match (shown, asked.first()) {
        (Some(shown), Some(first)) if !asked.contains(&shown) => Some(*first),
        (shown, first) => shown.or(first.copied()),
    };
    let owner = [OWNER, GET_OWNER].into_iter().find_map(|view| {
        returned(functions, view)
            .find_map(|value| field(graph, value))
            .map(address_field)
    });
    Ledger {
        balances,
        supply,
        allowances,
        owner,
    }
}

impl Ledger {
    /// Whether a variable is the total supply, or counts towards it.
    #[must_use]
    pub fn is_supply(&self, field: Field) -> bool {
        self.supply.iter().any(|supply| supply.overlaps(field))
    }
}

/// The variables that a supply is added up from, or else the first that it is computed from.
fn supply(graph: &Graph, value: Value) -> Vec<Field> {
    let sum = Sum::of(graph, value);
    let is_added = |key: Value| {
        sum.terms.iter().any(|(term, factor)| {
            *factor > 0 && part(graph, *term).is_some_and(|part| part.key == key)
        })
    };
    let fields: Vec<(Value, Field)> = parts(graph, value)
        .into_iter()
        .filter_map(|part| match place(graph, part.key) {
            Place::Fixed(slot) => Some((
                part.key,
                Field {
                    slot,
                    bit: part.bit,
                    bits: part.bits,
                },
            )),
            _ => None,
        })
        .collect();
    let added = fields.iter().filter(|(key, _)| is_added(*key));
    let added: Vec<Field> = added.map(|(_, field)| *field).collect();
    if added.is_empty() {
        fields.into_iter().take(1).map(|(_, field)| field).collect()
    } else {
        added
    }
}

/// The mappings that `balanceOf` shows an entry of, on any of its paths. A reflection token shows
/// one of two, and one of them only in proportion.
fn balances(graph: &mut Graph, functions: &[Function]) -> Vec<Mapping> {
    let argument = first_argument(graph);
    let own = |graph: &Graph, part: Part| match place(graph, part.key) {
        Place::Entry(mapping, keys)
            if keys.iter().all(|key| without_mask(graph, *key) == argument) =>
        {
            Some(mapping)
        }
        _ => None,
    };
    let mut found = SortedSet::new();
    for value in returned(functions, BALANCE_OF) {
        let sum = Sum::of(graph, value);
        let added: Vec<Mapping> = sum
            .terms
            .iter()
            .filter(|(_, factor)| **factor > 0)
            .filter_map(|(term, _)| own(graph, part(graph, *term)?))
            .collect();
        if added.is_empty() {
            let shares = numerators(graph, value);
            found.extend(shares.into_iter().filter_map(|part| own(graph, part)));
        } else {
            found.extend(added);
        }
    }
    found.into_iter().collect()
}

/// The mappings that `transferFrom` asks for what the sender allowed the caller.
fn asked(graph: &mut Graph, functions: &[Function]) -> Vec<Mapping> {
    let sender = first_argument(graph);
    let caller = graph.env(Env::Caller);
    let mut found = SortedSet::new();
    let transfers = functions
        .iter()
        .filter(|function| function.entry == Entry::Selector(TRANSFER_FROM.into()));
    for path in transfers
        .flat_map(|function| &function.paths)
        .filter(|path| path.succeeds())
    {
        let conditions = path.conditions.iter().map(|condition| condition.value);
        for part in conditions.flat_map(|value| parts(graph, value)) {
            if let Place::Entry(mapping, keys) = place(graph, part.key)
                && let [owner, spender] = *keys
                && without_mask(graph, owner) == sender
                && without_mask(graph, spender) == caller
            {
                found.insert(mapping);
            }
        }
    }
    found.into_iter().collect()
}

/// The 160 bits of an address in a wider field.
pub(super) fn address_field(field: Field) -> Field {
    Field {
        bits: field.bits.min(160),
        ..field
    }
}

fn first_argument(graph: &mut Graph) -> Value {
    let offset = graph.number(4);
    graph.call_data(offset)
}

/// The first words that a view returns, over its paths.
fn returned(functions: &[Function], selector: [u8; 4]) -> impl Iterator<Item = Value> + '_ {
    functions
        .iter()
        .filter(move |function| function.entry == Entry::Selector(selector.into()))
        .flat_map(|function| &function.paths)
        .filter_map(|path| match &path.outcome {
            Outcome::Success(words) => words.first().copied(),
            _ => None,
        })
}

/// The storage variables that a value is computed from.
pub(super) fn parts(graph: &Graph, value: Value) -> Vec<Part> {
    parts_by(graph, value, |node| match node {
        Node::IsZero(a) | Node::Not(a) | Node::Query(_, a) | Node::CallData(a) => [Some(a), None],
        Node::Binary(_, a, b) => [Some(a), Some(b)],
        _ => [None, None],
    })
}

/// The storage variables that a value is a share of: not what it is divided by, nor what is taken
/// away.
fn numerators(graph: &Graph, value: Value) -> Vec<Part> {
    parts_by(graph, value, |node| match node {
        Node::Binary(Op::Div | Op::Sub, a, _) => [Some(a), None],
        Node::Binary(Op::Shr, _, b) => [Some(b), None],
        Node::Binary(_, a, b) => [Some(a), Some(b)],
        _ => [None, None],
    })
}

fn parts_by(graph: &Graph, value: Value, below: impl Fn(Node) -> [Option<Value>; 2]) -> Vec<Part> {
    let mut found = Vec::new();
    let mut seen = Visited::default();
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        if !seen.insert(value) {
            continue;
        }
        if let Some(part) = part(graph, value) {
            found.push(part);
            continue;
        }
        let [a, b] = below(graph.node(value));
        waiting.extend(b.into_iter().chain(a));
    }
    found
}

/// What one path does to the books.
#[derive(Clone, Debug, Default)]
pub(super) struct Movement {
    pub(super) changes: Vec<Change>,
    /// The sum of all changes of balances.
    pub(super) net: Sum,
    /// The total supply is written.
    pub(super) writes_supply: bool,
    /// A Transfer event is logged.
    pub(super) logs_transfer: bool,
}

/// What one path does to one balance.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// Whose.
    pub(super) account: Value,
    pub(super) kind: ChangeKind,
    /// The storage key.
    pub(super) key: Value,
    pub(super) offset: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ChangeKind {
    Credit(Sum),
    Debit(Sum),
    /// Something is added and something else taken away.
    Mixed(Sum),
    /// The new balance does not follow from the old one.
    Overwrite(Value),
}

impl Movement {
    /// Reads a path against the books.
    pub(super) fn of(graph: &mut Graph, ledger: &Ledger, path: &Path) -> Self {
        let mut movement = Self::default();
        for store in &path.stores {
            match place(graph, store.key) {
                Place::Entry(mapping, keys) if ledger.balances.contains(&mapping) => {
                    let Some(account) = keys.last().copied() else {
                        continue;
                    };
                    let kind = change(graph, store.key, store.value);
                    let kind = match kind {
                        ChangeKind::Overwrite(value) if is_made(graph, path, account) => {
                            ChangeKind::Credit(Sum::of(graph, value))
                        }
                        kind => match taken_away(graph, path, store, &kind) {
                            Some(delta) => ChangeKind::Debit(delta),
                            None => kind,
                        },
                    };
                    let (ChangeKind::Credit(delta)
                    | ChangeKind::Debit(delta)
                    | ChangeKind::Mixed(delta)) = &kind
                    else {
                        movement.push(graph, account, kind, store.key, store.offset);
                        continue;
                    };
                    if !delta.is_zero() {
                        movement.net = core::mem::take(&mut movement.net).plus(delta);
                        movement.push(graph, account, kind, store.key, store.offset);
                    }
                }
                Place::Fixed(slot) => {
                    movement.writes_supply |=
                        ledger.supply.iter().any(|supply| supply.slot == slot);
                }
                _ => {}
            }
        }
        movement.logs_transfer = path.logs.iter().any(|log| {
            log.topic.and_then(|topic| graph.as_const(topic)) == Some(TRANSFER_EVENT.into())
        });
        movement
    }

    fn push(&mut self, graph: &Graph, account: Value, kind: ChangeKind, key: Value, offset: u32) {
        self.changes.push(Change {
            account: without_mask(graph, account),
            kind,
            key,
            offset,
        });
    }

    pub(super) fn credits(&self) -> impl Iterator<Item = (&Change, &Sum)> {
        self.changes.iter().filter_map(|change| match &change.kind {
            ChangeKind::Credit(sum) => Some((change, sum)),
            _ => None,
        })
    }

    pub(super) fn debits(&self) -> impl Iterator<Item = (&Change, &Sum)> {
        self.changes.iter().filter_map(|change| match &change.kind {
            ChangeKind::Debit(sum) => Some((change, sum)),
            _ => None,
        })
    }

    pub(super) fn overwrites(&self) -> impl Iterator<Item = (&Change, Value)> {
        self.changes.iter().filter_map(|change| match &change.kind {
            ChangeKind::Overwrite(value) => Some((change, *value)),
            _ => None,
        })
    }
}

/// What a store does to a balance: the new value less the old one.
pub(super) fn change(graph: &mut Graph, key: Value, value: Value) -> ChangeKind {
    let mut sum = Sum::of(graph, strip_packing(graph, value));
    let own: Vec<Value> = sum
        .terms
        .keys()
        .copied()
        .filter(|term| part(graph, *term).is_some_and(|part| part.key == key))
        .collect();
    let cleared = sum.terms.is_empty() && sum.constant.is_zero();
    match own.as_slice() {
        [own] if sum.terms.get(own) == Some(&1) => {
            sum.terms.remove(own);
        }
        [] if cleared => {
            // Set to zero: the whole balance is taken.
            sum.terms.insert(graph.load(key), -1);
            return ChangeKind::Debit(sum);
        }
        _ => return ChangeKind::Overwrite(value),
    }
    if sum.is_increase() {
        ChangeKind::Credit(sum)
    } else if sum.is_decrease() || sum.is_zero() {
        ChangeKind::Debit(sum)
    } else {
        ChangeKind::Mixed(sum)
    }
}

/// The path itself made the account, where nothing was before: nobody had a balance there.
fn is_made(graph: &Graph, path: &Path, account: Value) -> bool {
    let account = without_mask(graph, account);
    account != Value::OVERFLOW
        && path
            .creations
            .iter()
            .any(|made| !made.salted && made.account == account)
}

/// What is taken away, where the path demands that no more is left than there was.
fn taken_away(graph: &mut Graph, path: &Path, store: &Store, kind: &ChangeKind) -> Option<Sum> {
    let old = graph.load(store.key);
    let old = Sum::of(graph, old);
    let (delta, fits) = match kind {
        ChangeKind::Mixed(delta) => {
            let missing = Sum::default().minus(&old).minus(delta);
            let fits = order::is_at_most_zero(graph, path, &missing);
            (delta.clone(), fits)
        }
        ChangeKind::Overwrite(value) => {
            let fits = order::is_no_more_than_sum(graph, path, *value);
            (Sum::of(graph, *value).minus(&old), fits)
        }
        ChangeKind::Credit(_) | ChangeKind::Debit(_) => return None,
    };
    (fits && order::is_at_most_zero(graph, path, &delta)).then_some(delta)
}

/// The balance in a word that keeps other things in its upper bits.
fn strip_packing(graph: &Graph, value: Value) -> Value {
    match graph.binary_parts(value, Op::Or) {
        Some((a, b)) => {
            let keeps = |side: Value| part(graph, side).is_some();
            match (keeps(a), keeps(b)) {
                (true, false) => b,
                (false, true) => a,
                _ => value,
            }
        }
        None => value,
    }
}

/// Every term of a sum with its meaning dropped: for telling whether two sums share a word.
pub(super) fn shares_term(left: &Sum, right: &Sum) -> bool {
    left.terms.keys().any(|term| right.terms.contains_key(term))
}

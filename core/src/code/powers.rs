//! Powers: what a path does that others cannot, who may, and within which bound.

use super::facts::{
    Asset, Bound, Capability, Entry, Field, Guard, Ledger, Mapping, Offsets, Party, Power, Trail,
};
use super::guards::{Demand, Guards, flag, owner_fields};
use super::ledger::{ChangeKind, Movement, parts, shares_term};
use super::linear::Sum;
use super::machine::Function;
use super::opcode;
use super::party::party;
use super::path::{Outcome, Path};
use super::storage::{Place, field, place, without_mask, written};
use super::value::{Env, Graph, Node, Op, Taint, Value, Visited, ones};
use crate::primitives::{Slot, U256};
use crate::sorted::{SortedMap, SortedSet};

/// The variables that have a meaning for holders, found on the transfer path.
#[derive(Debug, Default)]
pub(super) struct Meanings {
    /// Numbers that are multiplied with the amount.
    pub(super) fees: SortedSet<Field>,
    /// Fields that are read as the target of a delegation.
    pub(super) targets: SortedSet<Field>,
}

/// A store under a demand: the raw material of the switches and lists on the transfer path.
#[derive(Clone, Debug)]
pub(super) struct GuardedStore {
    pub(super) guard: Guard,
    pub(super) target: StoreTarget,
    pub(super) value: Value,
    pub(super) offsets: Offsets,
    pub(super) entry: Entry,
    pub(super) proven: bool,
}

/// What a store changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StoreTarget {
    Field(Field),
    Mapping(Mapping),
}

/// What was found in all functions.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) powers: Vec<Power>,
    pub(super) stores: Vec<GuardedStore>,
}

/// Finds the powers of every function.
pub(super) fn find(
    graph: &mut Graph,
    ledger: &Ledger,
    guards: &Guards,
    meanings: &Meanings,
    functions: &[Function],
) -> Found {
    let owners = owner_fields(
        functions
            .iter()
            .flat_map(|function| &function.paths)
            .flat_map(|path| {
                guards
                    .demands(graph, path)
                    .into_iter()
                    .map(|demand| demand.guard)
                    .collect::<Vec<_>>()
            }),
    );
    let mut finder = Finder {
        graph,
        ledger,
        guards,
        meanings,
        owners,
        resettable: SortedSet::new(),
    };
    finder.resettable = finder.resettable(functions);
    let mut found = Found::default();
    for function in functions {
        finder.function(function, &mut found);
    }
    let turns: SortedMap<StoreTarget, Turn> = finder.turns(&found.stores);
    for power in &mut found.powers {
        power.reversible = power
            .target()
            .and_then(|target| turns.get(&target))
            .is_some_and(|turn| turn.both);
    }
    found
}

struct Finder<'a> {
    graph: &'a mut Graph,
    ledger: &'a Ledger,
    guards: &'a Guards,
    meanings: &'a Meanings,
    owners: SortedSet<Field>,
    /// What some path sets to zero, or to a word that is not known: no latch.
    resettable: SortedSet<Field>,
}

/// Which words are stored in one place.
#[derive(Clone, Copy, Debug)]
struct Turn {
    word: Option<U256>,
    /// More than one word, or one that the caller chooses.
    both: bool,
}

/// A power as one path shows it.
#[derive(Clone, Debug)]
struct Draft {
    capability: Capability,
    target: Option<StoreTarget>,
    bound: Bound,
    offset: u32,
    load: Option<u32>,
    trail: Option<Trail>,
    recipient: Option<Party>,
    asset: Option<Asset>,
    once: bool,
}

/// Drafts of one function that are the same power.
type Merged = SortedMap<(Capability, Option<StoreTarget>, Guard), (Draft, Option<u32>)>;

impl Finder<'_> {
    fn function(&mut self, function: &Function, found: &mut Found) {
        let mut merged = Merged::new();
        let mut open = SortedSet::new();
        let mut seen: SortedMap<Guard, Visited> = SortedMap::new();
        for path in function.paths.iter().filter(|path| path.succeeds()) {
            let demands = self.guards.demands(self.graph, path);
            let mut drafts = self.drafts(function, path, !demands.is_empty());
            if !drafts.is_empty() && self.is_latched(path) {
                drafts.iter_mut().for_each(|draft| draft.once = true);
            }
            let Some(demand) = strongest(&demands) else {
                open.extend(drafts.iter().map(|draft| (draft.capability, draft.target)));
                merge(
                    &mut merged,
                    drafts
                        .into_iter()
                        .filter(|draft| is_harm_to_all(draft.capability)),
                    Guard::Open,
                    None,
                );
                continue;
            };
            seen.update(demand.guard, Visited::default, |seen| {
                self.guarded_stores(function, path, demand, seen, found);
            });
            merge(
                &mut merged,
                drafts.into_iter(),
                demand.guard,
                Some(demand.branch),
            );
        }
        let proven = function.partial.is_none();
        found.powers.extend(
            merged
                .into_iter()
                // What anybody can do is nobody's privilege.
                .filter(|((capability, target, guard), _)| {
                    *guard == Guard::Open || !open.contains(&(*capability, *target))
                })
                .map(|((capability, target, guard), (draft, branch))| Power {
                    capability,
                    guard,
                    bound: draft.bound,
                    selector: function.entry.selector(),
                    offsets: Offsets {
                        guard: branch,
                        load: draft.load,
                        effect: draft.offset,
                    },
                    writes: match target {
                        Some(StoreTarget::Field(field)) => Some(field),
                        _ => None,
                    },
                    writes_mapping: match target {
                        Some(StoreTarget::Mapping(mapping)) => Some(mapping),
                        _ => None,
                    },
                    trail: draft.trail,
                    recipient: draft.recipient,
                    asset: draft.asset,
                    once: draft.once,
                    reversible: false,
                    proven,
                }),
        );
    }

    fn drafts(&mut self, function: &Function, path: &Path, guarded: bool) -> Vec<Draft> {
        let mut drafts = Vec::new();
        self.balance_drafts(function, path, &mut drafts);
        for store in &path.stores {
            let load = function.loads.get(&store.key).copied();
            match place(self.graph, store.key) {
                Place::Fixed(slot) => {
                    for part in written(self.graph, store) {
                        let field = Field {
                            slot,
                            bit: part.bit,
                            bits: part.bits,
                        };
                        if let Some((capability, bound)) = self.meaning(path, field, part.value) {
                            let target = Some(StoreTarget::Field(field));
                            drafts.push(Draft {
                                target,
                                bound,
                                load,
                                ..Draft::effect(capability, store.offset)
                            });
                        }
                    }
                }
                Place::Entry(mapping, _) if guarded && !self.is_book(mapping) => {
                    drafts.push(Draft {
                        target: Some(StoreTarget::Mapping(mapping)),
                        load,
                        ..Draft::effect(Capability::Configure, store.offset)
                    })
                }
                Place::Entry(..) | Place::Other => {}
            }
        }
        if let Outcome::SelfDestruct(offset, heir) = path.outcome {
            drafts.push(Draft {
                recipient: Some(party(self.graph, heir)),
                asset: Some(Asset::Native),
                ..Draft::effect(Capability::SelfDestruct, offset)
            });
        }
        for call in &path.calls {
            let delegates = matches!(call.op, opcode::DELEGATECALL | opcode::CALLCODE);
            let chosen = self.graph.taint(call.target).has(Taint::CALLDATA);
            if delegates && chosen && !call.forwards {
                drafts.push(Draft::effect(Capability::Delegate, call.offset));
            }
        }
        drafts
    }

    /// The fields that some path stores zero in, or a word that is not known.
    fn resettable(&mut self, functions: &[Function]) -> SortedSet<Field> {
        let mut found = SortedSet::new();
        let mut seen = Visited::default();
        let paths = functions.iter().flat_map(|function| &function.paths);
        for store in paths
            .filter(|path| path.succeeds())
            .flat_map(|path| &path.stores)
        {
            let same = self.graph.raw(Node::Cons(store.key, store.value));
            let Place::Fixed(slot) = place(self.graph, store.key) else {
                continue;
            };
            if !seen.insert(same) {
                continue;
            }
            for part in written(self.graph, store) {
                if self
                    .graph
                    .as_const(part.value)
                    .is_none_or(|word| word.is_zero())
                {
                    found.insert(Field {
                        slot,
                        bit: part.bit,
                        bits: part.bits,
                    });
                }
            }
        }
        found
    }

    /// The path demands a flag unset and sets it, and nothing resets it.
    fn is_latched(&mut self, path: &Path) -> bool {
        let demanded: Vec<Field> = path
            .conditions
            .iter()
            .filter_map(|condition| flag(self.graph, condition))
            .filter(|(_, set)| !set)
            .filter_map(|(leaf, _)| field(self.graph, leaf))
            .filter(|field| !self.resettable.iter().any(|other| other.overlaps(*field)))
            .collect();
        !demanded.is_empty()
            && path.stores.iter().any(|store| {
                let Place::Fixed(slot) = place(self.graph, store.key) else {
                    return false;
                };
                demanded.iter().any(|field| field.slot == slot)
                    && written(self.graph, store).iter().any(|part| {
                        let set = self
                            .graph
                            .as_const(part.value)
                            .is_some_and(|word| !word.is_zero());
                        let written = Field {
                            slot,
                            bit: part.bit,
                            bits: part.bits,
                        };
                        set && demanded.iter().any(|field| field.overlaps(written))
                    })
            })
    }

    fn turns(&self, stores: &[GuardedStore]) -> SortedMap<StoreTarget, Turn> {
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

    fn is_book(&self, mapping: Mapping) -> bool {
        self.ledger.balances.contains(&mapping) || self.ledger.allowances == Some(mapping)
    }

    /// What writing a field means, and how far it goes.
    fn meaning(&mut self, path: &Path, field: Field, value: Value) -> Option<(Capability, Bound)> {
        let overlaps = |fields: &SortedSet<Field>| fields.iter().any(|other| other.overlaps(field));
        if self
            .ledger
            .supply
            .is_some_and(|supply| supply.overlaps(field))
        {
            return None;
        }
        if overlaps(&self.meanings.targets) || is_implementation_slot(field.slot) {
            return Some((Capability::Upgrade, Bound::NotApplicable));
        }
        if overlaps(&self.owners) {
            return Some((Capability::SetOwner, Bound::NotApplicable));
        }
        if overlaps(&self.meanings.fees) {
            return Some((Capability::SetFee, self.bound_of(path, value)));
        }
        Some((Capability::Configure, Bound::NotApplicable))
    }

    fn balance_drafts(&mut self, function: &Function, path: &Path, drafts: &mut Vec<Draft>) {
        if self.ledger.balances.is_empty() {
            return;
        }
        let movement = Movement::of(self.graph, self.ledger, path);
        if movement.changes.is_empty() {
            return;
        }
        let trail = Trail {
            raises_supply: movement.writes_supply,
            logs_transfer: movement.logs_transfer,
        };
        let load = |key: &Value| function.loads.get(key).copied();
        if let Some((capability, change)) = self.balance_effect(path, &movement) {
            let bound = if capability == Capability::Mint {
                self.supply_bound(path)
            } else {
                Bound::NotFound
            };
            let credited = match capability {
                Capability::MoveFrom => movement.credits().next().map(|(credit, _)| credit.account),
                Capability::Mint | Capability::SetBalance => Some(change.account),
                _ => None,
            };
            drafts.push(Draft {
                bound,
                load: load(&change.key),
                trail: Some(trail),
                recipient: credited.map(|account| party(self.graph, account)),
                asset: Some(Asset::Own),
                ..Draft::effect(capability, change.offset)
            });
        }
    }

    /// What a path does to balances that its owners did not ask for.
    fn balance_effect<'m>(
        &mut self,
        path: &Path,
        movement: &'m Movement,
    ) -> Option<(Capability, &'m super::ledger::Change)> {
        let reflection = self.ledger.balances.len() > 1;
        let overwritten = movement
            .overwrites()
            .find(|(change, value)| !self.converts(change.account, *value));
        if let Some((change, _)) = overwritten {
            return Some((Capability::SetBalance, change));
        }
        let credited = movement.credits().find(|(_, sum)| !self.is_paid(path, sum));
        let debited = movement.debits().find(|(change, sum)| {
            // Reflection tokens clear an account's entry in one of their two books.
            let cleared = reflection
                && sum.terms.len() == 1
                && sum.terms.contains_key(&self.graph.load(change.key));
            !self.is_caller(change.account) && !cleared
        });
        let pays = |credit: &Sum| {
            movement
                .debits()
                .any(|(_, debit)| shares_term(credit, debit))
                || movement
                    .changes
                    .iter()
                    .any(|change| matches!(change.kind, ChangeKind::Mixed(_)))
        };
        match (credited, debited) {
            (Some((change, sum)), _)
                if !pays(sum) && (movement.debits().next().is_none() || !reflection) =>
            {
                Some((Capability::Mint, change))
            }
            (_, Some((change, _))) if !movement.asks_allowance => {
                let moves = movement.credits().next().is_some();
                let consents = self.is_own_choice(path, change.account);
                (!consents).then_some((
                    if moves {
                        Capability::MoveFrom
                    } else {
                        Capability::BurnFrom
                    },
                    change,
                ))
            }
            _ => None,
        }
    }

    /// The new balance follows from the same account's balance in the other books.
    fn converts(&self, account: Value, value: Value) -> bool {
        parts(self.graph, value)
            .into_iter()
            .any(|part| match place(self.graph, part.key) {
                Place::Entry(mapping, keys) => {
                    self.ledger.balances.contains(&mapping)
                        && keys
                            .last()
                            .is_some_and(|key| without_mask(self.graph, *key) == account)
                }
                _ => false,
            })
    }

    /// What is credited came in with the call: native coin, or tokens pulled from the caller.
    fn is_paid(&self, path: &Path, sum: &Sum) -> bool {
        /// `transferFrom(address,address,uint256)`.
        const TRANSFER_FROM: u32 = 0x23b8_72dd;
        let with_coin = sum
            .terms
            .keys()
            .all(|term| self.graph.taint(*term).has(Taint::CALL_VALUE));
        (with_coin && sum.constant.is_zero())
            || path.calls.iter().any(|call| {
                call.selector == Some(TRANSFER_FROM)
                    && call
                        .arguments
                        .first()
                        .is_some_and(|payer| self.is_caller(without_mask(self.graph, *payer)))
            })
    }

    fn is_caller(&self, account: Value) -> bool {
        self.graph.node(account) == Node::Env(Env::Caller)
            || self.graph.node(account) == Node::Env(Env::Address)
    }

    /// The path demands that the account is the caller.
    fn is_own_choice(&self, path: &Path, account: Value) -> bool {
        path.conditions.iter().any(|condition| {
            condition.holds
                && self
                    .graph
                    .binary_parts(condition.value, Op::Eq)
                    .is_some_and(|(a, b)| {
                        let (a, b) = (without_mask(self.graph, a), without_mask(self.graph, b));
                        (a == account && self.is_caller(b)) || (b == account && self.is_caller(a))
                    })
        })
    }

    /// The largest supply that the conditions of a path allow.
    fn supply_bound(&mut self, path: &Path) -> Bound {
        let Some(supply) = self.ledger.supply else {
            return Bound::NotFound;
        };
        let is_supply = |graph: &Graph, term: Value| {
            field(graph, term).is_some_and(|field| field.overlaps(supply))
        };
        self.bound_where(path, is_supply)
    }

    /// The largest value that the conditions of a path let it store.
    fn bound_of(&mut self, path: &Path, value: Value) -> Bound {
        if let Some(word) = self.graph.as_const(value) {
            return Bound::Constant { value: word };
        }
        let stored = Sum::of(self.graph, value);
        self.bound_where(path, move |_, term| stored.terms.contains_key(&term))
    }

    /// The constant or the stored number that a path compares a sum with some term with.
    fn bound_where(&mut self, path: &Path, is_term: impl Fn(&Graph, Value) -> bool) -> Bound {
        let mut best = Bound::NotFound;
        for condition in &path.conditions {
            let Some((a, b)) = self.graph.binary_parts(condition.value, Op::Lt) else {
                continue;
            };
            // a < b, or else b <= a: the smaller side is written first.
            let (small, large, strict) = if condition.holds {
                (a, b, true)
            } else {
                (b, a, false)
            };
            let difference = Sum::of(self.graph, small).minus(&Sum::of(self.graph, large));
            let (bounded, limits): (Vec<_>, Vec<_>) = difference
                .terms
                .iter()
                .partition(|(term, _)| is_term(self.graph, **term));
            // The bounded terms must be on the smaller side, and whatever is added to them is fine.
            if bounded.is_empty() || bounded.iter().any(|(_, factor)| **factor < 1) {
                continue;
            }
            let opposed: Vec<Value> = limits
                .iter()
                .filter(|(_, factor)| **factor < 0)
                .map(|(term, _)| **term)
                .collect();
            let bound = match opposed.as_slice() {
                [] => {
                    let limit = difference.constant.wrapping_neg();
                    let limit = if strict {
                        limit.wrapping_sub(U256::ONE)
                    } else {
                        limit
                    };
                    is_limit(limit).then_some(Bound::Constant { value: limit })
                }
                [only] => field(self.graph, *only).map(|field| Bound::Stored { field }),
                _ => None,
            };
            best = match (best, bound) {
                (Bound::Constant { value: a }, Some(Bound::Constant { value: b })) => {
                    Bound::Constant { value: a.min(b) }
                }
                (Bound::NotFound | Bound::Stored { .. }, Some(bound)) => bound,
                (best, _) => best,
            };
        }
        best
    }

    fn guarded_stores(
        &mut self,
        function: &Function,
        path: &Path,
        demand: Demand,
        seen: &mut Visited,
        found: &mut Found,
    ) {
        for store in &path.stores {
            // The same store on another path of the function says nothing new.
            let same = self.graph.raw(Node::Cons(store.key, store.value));
            if !seen.insert(same) {
                continue;
            }
            let targets: Vec<(StoreTarget, Value)> = match place(self.graph, store.key) {
                Place::Fixed(slot) => written(self.graph, store)
                    .into_iter()
                    .map(|part| {
                        (
                            StoreTarget::Field(Field {
                                slot,
                                bit: part.bit,
                                bits: part.bits,
                            }),
                            part.value,
                        )
                    })
                    .collect(),
                Place::Entry(mapping, _) if !self.is_book(mapping) => written(self.graph, store)
                    .into_iter()
                    .map(|part| (StoreTarget::Mapping(mapping), part.value))
                    .collect(),
                Place::Entry(..) | Place::Other => Vec::new(),
            };
            for (target, value) in targets {
                found.stores.push(GuardedStore {
                    guard: demand.guard,
                    target,
                    value,
                    offsets: Offsets {
                        guard: Some(demand.branch),
                        load: function.loads.get(&store.key).copied(),
                        effect: store.offset,
                    },
                    entry: function.entry,
                    proven: function.partial.is_none(),
                });
            }
        }
    }
}

impl Draft {
    const fn effect(capability: Capability, offset: u32) -> Self {
        Self {
            capability,
            target: None,
            bound: Bound::NotApplicable,
            offset,
            load: None,
            trail: None,
            recipient: None,
            asset: None,
            once: false,
        }
    }
}

/// The demand that is named where a path makes several: the one that can be read.
pub(super) fn strongest(demands: &[Demand]) -> Option<Demand> {
    demands
        .iter()
        .copied()
        .min_by_key(|demand| match demand.guard {
            Guard::Owner { .. } => 0,
            Guard::Hardcoded { .. } => 1,
            Guard::Role { .. } => 2,
            Guard::Mapping { .. } => 3,
            Guard::External => 4,
            Guard::Unknown => 5,
            Guard::Open => 6,
        })
}

impl Power {
    /// The place that it writes.
    fn target(&self) -> Option<StoreTarget> {
        let mapping = self.writes_mapping.map(StoreTarget::Mapping);
        self.writes.map(StoreTarget::Field).or(mapping)
    }
}

/// Effects that count even where anybody can have them.
const fn is_harm_to_all(capability: Capability) -> bool {
    matches!(
        capability,
        Capability::SelfDestruct
            | Capability::Delegate
            | Capability::Mint
            | Capability::SetBalance
            | Capability::MoveFrom
            | Capability::BurnFrom
    )
}

/// Two paths to the same effect: the wider bound holds, and the poorer trail.
fn merge(
    merged: &mut Merged,
    drafts: impl Iterator<Item = Draft>,
    guard: Guard,
    branch: Option<u32>,
) {
    for draft in drafts {
        let key = (draft.capability, draft.target, guard);
        let first = (draft.clone(), branch);
        merged.update(
            key,
            || first,
            |(known, _)| {
                known.bound = wider(known.bound, draft.bound);
                known.trail = match (known.trail, draft.trail) {
                    (Some(a), Some(b)) => Some(Trail {
                        raises_supply: a.raises_supply && b.raises_supply,
                        logs_transfer: a.logs_transfer && b.logs_transfer,
                    }),
                    (a, b) => a.or(b),
                };
                known.once &= draft.once;
                if known.recipient != draft.recipient {
                    known.recipient = wider_party(known.recipient, draft.recipient);
                }
            },
        );
    }
}

/// Of two recipients, the one over whom the caller has more say.
fn wider_party(a: Option<Party>, b: Option<Party>) -> Option<Party> {
    let rank = |party: &Party| match party {
        Party::Chosen => 0,
        Party::Caller => 1,
        Party::Unresolved => 2,
        Party::Stored { .. } => 3,
        Party::Fixed { .. } => 4,
        Party::This => 5,
    };
    a.into_iter().chain(b).min_by_key(rank)
}

fn wider(a: Bound, b: Bound) -> Bound {
    match (a, b) {
        (Bound::NotFound, _) | (_, Bound::NotFound) => Bound::NotFound,
        (Bound::Constant { value: a }, Bound::Constant { value: b }) => {
            Bound::Constant { value: a.max(b) }
        }
        (Bound::Stored { field }, _) | (_, Bound::Stored { field }) => Bound::Stored { field },
        (Bound::NotApplicable, other) => other,
        (other, Bound::NotApplicable) => other,
    }
}

/// A constant that limits anything: not what a type can hold anyway.
fn is_limit(limit: U256) -> bool {
    let bits = u16::try_from(limit.bit_len()).unwrap_or(256);
    bits < 128 && !(bits >= 64 && limit == ones(bits))
}

/// The implementation slot of [EIP-1967](https://eips.ethereum.org/EIPS/eip-1967), its beacon slot,
/// and the slot of [EIP-1822](https://eips.ethereum.org/EIPS/eip-1822).
fn is_implementation_slot(slot: Slot) -> bool {
    use alloy_primitives::b256;
    [
        b256!("360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc"),
        b256!("a3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50"),
        b256!("c5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7"),
    ]
    .iter()
    .any(|known| Slot((*known).into()) == slot)
}

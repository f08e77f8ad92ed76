//! Powers: what a path does that others cannot, who may, and within which bound.

mod balance;
mod bound;
mod frozen;
mod latch;
mod rate;

use super::custody::Holdings;
use super::facts::{
    Asset, Bound, Capability, Entry, Field, Guard, Ledger, Mapping, Offsets, Party, Power, Trail,
};
use super::guards::{Demand, owner_fields};
use super::limits::MAX_POWERS;
use super::machine::Function;
use super::opcode;
use super::party::party;
use super::path::{Outcome, Path};
use super::storage::{Place, place, written};
use super::value::{Graph, Node, Taint, Value, Visited};
use crate::primitives::{Slot, U256};
use crate::sorted::{SortedMap, SortedSet};
use bound::wider;
pub(super) use frozen::is_there;
use latch::Turn;
pub(super) use latch::{is_delayed, moment, renouncing};

/// The variables that have a meaning for holders, found on the transfer path.
#[derive(Debug, Default)]
pub(super) struct Meanings {
    /// Numbers that are multiplied with the amount.
    pub(super) fees: SortedSet<Field>,
    /// Fields that are read as the target of a delegation.
    pub(super) targets: SortedSet<Field>,
    /// Mappings that are read for it.
    pub(super) routes: SortedSet<Mapping>,
}

/// A store under a demand: the raw material of the switches and lists on the transfer path.
#[derive(Clone, Debug)]
pub(super) struct GuardedStore {
    pub(super) guard: Guard,
    pub(super) target: StoreTarget,
    pub(super) value: Value,
    /// Zero is refused.
    pub(super) is_set: bool,
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

impl GuardedStore {
    /// The store as a power, once its meaning is known.
    pub(super) fn power(&self, capability: Capability) -> Power {
        let (writes, writes_mapping) = match self.target {
            StoreTarget::Field(field) => (Some(field), None),
            StoreTarget::Mapping(mapping) => (None, Some(mapping)),
        };
        Power {
            capability,
            guard: self.guard,
            bound: Bound::NotApplicable,
            selector: self.entry.selector(),
            offsets: self.offsets,
            writes,
            writes_mapping,
            trail: None,
            recipient: None,
            payer: None,
            asset: None,
            once: false,
            reversible: false,
            by_origin: false,
            delayed: false,
            proven: self.proven,
        }
    }
}

/// What was found in all functions.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) powers: Vec<Power>,
    pub(super) stores: Vec<GuardedStore>,
    /// The functions that were not looked at, because there was too much before them.
    pub(super) left_out: SortedSet<Entry>,
}

/// Finds the powers of every function.
pub(super) fn find(
    graph: &mut Graph,
    ledger: &Ledger,
    meanings: &Meanings,
    holdings: &Holdings,
    functions: &[Function],
) -> Found {
    let owners = owner_fields(
        functions
            .iter()
            .flat_map(|function| &function.paths)
            .flat_map(|path| &path.demands)
            .map(|demand| demand.guard),
    );
    let circulates = balance::circulates(graph, ledger, functions);
    let mut finder = Finder {
        graph,
        ledger,
        meanings,
        holdings,
        owners,
        unset: SortedSet::new(),
        set: SortedSet::new(),
        left: SortedMap::new(),
        growing: SortedSet::new(),
        circulates,
        functions,
    };
    finder.growing = finder.growing(functions);
    finder.find_resets();
    let mut found = Found::default();
    for function in functions {
        if found.powers.len().saturating_add(found.stores.len()) > MAX_POWERS {
            found.left_out.insert(function.entry);
        } else {
            finder.function(function, &mut found);
        }
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
    meanings: &'a Meanings,
    holdings: &'a Holdings,
    owners: SortedSet<Field>,
    /// What some path sets to zero, or may.
    unset: SortedSet<Field>,
    /// What some path sets to something else, or may.
    set: SortedSet<Field>,
    /// Whether a variable that was changed from one word to another can be changed back.
    left: SortedMap<(Field, U256, U256), bool>,
    /// What some path raises, or sets to a word that is not known: no cap.
    growing: SortedSet<Field>,
    /// Tokens pass from one account to another.
    circulates: bool,
    functions: &'a [Function],
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
    payer: Option<Party>,
    asset: Option<Asset>,
    once: bool,
    delayed: bool,
}

/// Drafts of one function that are the same power.
type Merged = SortedMap<(Capability, Option<StoreTarget>, Guard), (Draft, Option<Demand>)>;

impl Finder<'_> {
    fn function(&mut self, function: &Function, found: &mut Found) {
        let mut merged = Merged::new();
        let mut open = SortedSet::new();
        let mut seen: SortedMap<Guard, Visited> = SortedMap::new();
        for path in function.paths.iter().filter(|path| path.succeeds()) {
            let strongest = strongest(&path.demands);
            let mut drafts = self.drafts(function, path, strongest.map(|demand| demand.guard));
            if !drafts.is_empty() && self.is_latched(path) {
                drafts.iter_mut().for_each(Draft::limit_to_once);
            }
            if !drafts.is_empty() && is_delayed(self.graph, path) {
                drafts.iter_mut().for_each(|draft| draft.delayed = true);
            }
            let Some(demand) = strongest else {
                // Who pays has less than who does not.
                let free = drafts.iter().filter(|draft| draft.bound != Bound::Paid);
                open.extend(free.map(|draft| (draft.capability, draft.target)));
                merge(
                    &mut merged,
                    drafts
                        .into_iter()
                        .filter(|draft| is_harm_to_all(draft.capability) && !draft.is_from_pool()),
                    Guard::Open,
                    None,
                );
                continue;
            };
            seen.update(demand.guard, Visited::default, |seen| {
                self.guarded_stores(function, path, demand, seen, found);
            });
            merge(&mut merged, drafts.into_iter(), demand.guard, Some(demand));
        }
        let proven = function.partial.is_none();
        found.powers.extend(
            merged
                .into_iter()
                // What anybody can do is nobody's privilege.
                .filter(|((capability, target, guard), _)| {
                    *guard == Guard::Open || !open.contains(&(*capability, *target))
                })
                .map(|((capability, target, guard), (draft, demand))| Power {
                    capability,
                    guard,
                    bound: draft.bound,
                    selector: function.entry.selector(),
                    offsets: Offsets {
                        guard: demand.map(|demand| demand.branch),
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
                    payer: draft.payer,
                    asset: draft.asset,
                    once: draft.once,
                    reversible: false,
                    by_origin: demand.is_some_and(|demand| demand.origin),
                    delayed: draft.delayed,
                    proven,
                }),
        );
    }

    fn drafts(&mut self, function: &Function, path: &Path, guard: Option<Guard>) -> Vec<Draft> {
        let mut drafts = Vec::new();
        self.balance_drafts(function, path, guard, &mut drafts);
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
                            let hands_over = capability == Capability::SetOwner;
                            drafts.push(Draft {
                                target,
                                recipient: hands_over.then(|| party(self.graph, part.value)),
                                bound,
                                load,
                                ..Draft::effect(capability, store.offset)
                            });
                        }
                    }
                }
                Place::Entry(mapping, _) if guard.is_some() && !self.is_book(mapping) => {
                    let target = StoreTarget::Mapping(mapping);
                    let role = if self.meanings.routes.contains(&mapping) {
                        Some(Capability::Upgrade)
                    } else {
                        self.holdings.role(self.graph, target, store.value)
                    };
                    drafts.push(Draft {
                        target: Some(target),
                        load,
                        ..Draft::effect(role.unwrap_or(Capability::Configure), store.offset)
                    });
                }
                Place::Entry(..) | Place::Other => {}
            }
        }
        if let Outcome::SelfDestruct(offset, heir) = path.outcome {
            drafts.push(Draft {
                recipient: Some(party(self.graph, heir)),
                asset: self
                    .holdings
                    .left(self.graph, self.ledger, self.functions, path),
                ..Draft::effect(Capability::SelfDestruct, offset)
            });
        }
        let acts = self.holdings.acts(self.graph, self.ledger, function, path);
        drafts.extend(acts.into_iter().map(|act| Draft {
            recipient: Some(act.recipient),
            asset: Some(act.asset),
            ..Draft::effect(act.capability, act.offset)
        }));
        for call in &path.calls {
            let delegates = matches!(call.op, opcode::DELEGATECALL | opcode::CALLCODE);
            let chosen = self.graph.taint(call.target).has(Taint::CALLDATA);
            if delegates && chosen && !call.forwards {
                drafts.push(Draft::effect(Capability::Delegate, call.offset));
            }
        }
        drafts
    }

    fn is_book(&self, mapping: Mapping) -> bool {
        self.ledger.balances.contains(&mapping) || self.ledger.allowances == Some(mapping)
    }

    /// What writing a field means, and how far it goes.
    fn meaning(&mut self, path: &Path, field: Field, value: Value) -> Option<(Capability, Bound)> {
        let overlaps = |fields: &SortedSet<Field>| fields.iter().any(|other| other.overlaps(field));
        if self.ledger.is_supply(field) {
            return None;
        }
        if overlaps(&self.meanings.targets) || is_implementation_slot(field.slot) {
            return Some((Capability::Upgrade, Bound::NotApplicable));
        }
        if let Some(role) = self
            .holdings
            .role(self.graph, StoreTarget::Field(field), value)
        {
            let bound = match role {
                Capability::SetExitFee | Capability::SetPrice => self.bound_of(path, value),
                _ => Bound::NotApplicable,
            };
            return Some((role, bound));
        }
        if overlaps(&self.owners) {
            return Some((Capability::SetOwner, Bound::NotApplicable));
        }
        if overlaps(&self.meanings.fees) {
            return Some((Capability::SetFee, self.bound_of(path, value)));
        }
        Some((Capability::Configure, Bound::NotApplicable))
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
            // The same store on another path of the function says nothing new, unless zero is refused.
            let same = self.graph.raw(Node::Cons(store.key, store.value));
            if seen.contains(same) {
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
            // The very word has to be asked for: of a longer one, what is stored may be zero.
            let refuses_zero = |value: Value| {
                let mut asked = path.conditions.iter();
                asked.any(|condition| condition.holds && condition.value == value)
            };
            let targets: Vec<(StoreTarget, Value, bool)> = targets
                .into_iter()
                .map(|(target, value)| (target, value, refuses_zero(value)))
                .collect();
            let told = if targets.iter().any(|(.., is_set)| *is_set) {
                self.graph.raw(Node::Cons(same, Value::ZERO))
            } else {
                same
            };
            if !seen.insert(told) {
                continue;
            }
            for (target, value, is_set) in targets {
                found.stores.push(GuardedStore {
                    guard: demand.guard,
                    target,
                    value,
                    is_set,
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
            payer: None,
            asset: None,
            once: false,
            delayed: false,
        }
    }

    /// It takes from a pool, as some tokens do at every sale: nobody's power where anybody can.
    const fn is_from_pool(&self) -> bool {
        matches!(self.payer, Some(Party::Stored { .. } | Party::Fixed { .. }))
    }

    /// Setting a balance a single time is issuing tokens, as a constructor does.
    fn limit_to_once(&mut self) {
        self.once = true;
        if self.capability == Capability::SetBalance {
            self.capability = Capability::Mint;
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
            Guard::External | Guard::Itself => 4,
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
    demand: Option<Demand>,
) {
    for draft in drafts {
        let key = (draft.capability, draft.target, guard);
        let first = (draft.clone(), demand);
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
                known.delayed &= draft.delayed;
                known.payer = wider_party(known.payer, draft.payer);
                known.asset = known.asset.or(draft.asset);
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

//! What a contract holds for others: how it comes in, how people get it out, and what whoever has
//! a say can do with it.
//!
//! Names play no part. Something is held for others where anybody can pay it in, is given an
//! entry in a book for it, and can get it out again.

mod account;
mod act;
mod book;
mod ending;
mod flow;
mod gate;
mod making;
mod outflow;
mod rate;
mod view;

use super::facts::{Asset, AssetMove, Capability, Custody, Field, Ledger, Party};
use super::linear::Sum;
use super::machine::Function;
use super::opcode::CALL;
use super::party::party;
use super::path::Outcome;
use super::powers::{self, StoreTarget};
use super::storage::field;
use super::value::{Env, Graph, Node, Op, Taint, Value};
use crate::primitives::{Selector, Slot, U256};
use crate::sorted::{SortedMap, SortedSet};
use account::Accounts;
use flow::{Deed, may_be};
use view::View;

pub(super) use flow::{counts_tokens, moves_tokens};
pub(super) use making::makings;
pub(super) use outflow::outflows;

/// What custody means for the powers of a contract.
#[derive(Debug, Default)]
pub(super) struct Holdings {
    pub(super) custody: Custody,
    /// What it means to set a stored value that decides about payments.
    roles: SortedSet<(StoreTarget, Capability)>,
    /// Slots that deposits raise by all that comes in: what is owed to everybody together.
    totals: SortedSet<Slot>,
    /// Slots that grow by a share of what others move: fees that were earned.
    earned: SortedSet<Slot>,
    /// Books that deposits and ways out write themselves: no switches.
    books: SortedSet<Slot>,
    /// Books that are raised when assets come in, by whomever.
    funded: SortedSet<Slot>,
    /// What every way out of an asset asks.
    doors: gate::Doors,
    /// Anybody who is entitled has another contract create tokens.
    mints: bool,
}

/// Reads what every path does with assets.
pub(super) fn find(graph: &mut Graph, ledger: &Ledger, functions: &[Function]) -> Holdings {
    let mut views = Vec::new();
    for function in functions {
        for path in &function.paths {
            let ends = path.succeeds() || matches!(path.outcome, Outcome::Cut(_));
            if ends && let Some(view) = View::of(graph, ledger, function, path) {
                views.push(view);
            }
        }
    }
    if views.iter().all(|view| view.flows.is_empty()) {
        return Holdings::default();
    }
    let mut holdings = Accounts::of(graph, &views).settle(!ledger.balances.is_empty());
    holdings.ledgers(graph, &views);
    holdings.relations(graph, &views);
    if functions.iter().all(|function| function.partial.is_none()) {
        holdings.trapped(graph, &views);
    }
    holdings.taken(graph, &views);
    holdings
}

impl Holdings {
    /// Which slots hold what is owed to all, and which hold what was earned from them.
    fn ledgers(&mut self, graph: &Graph, views: &[View<'_>]) {
        for view in views {
            let deposits = !view.paid_in(graph).is_empty() && view.credits(graph).next().is_some();
            if deposits {
                self.funded
                    .extend(view.credits(graph).map(|change| change.base));
            }
            if deposits || view.sends().any(|flow| view.is_exit(graph, flow)) {
                let kept = view.changes.iter().filter(|change| change.keyed);
                self.books.extend(kept.map(|change| change.base));
            }
            for change in view.changes.iter().filter(|_| view.open) {
                let Some(added) = change.added() else {
                    continue;
                };
                let share = |term: &Value| {
                    matches!(
                        graph.node(*term),
                        Node::Binary(Op::Div | Op::Mul | Op::Shr, ..)
                    )
                };
                if added.terms.keys().all(share) {
                    self.earned.insert(change.base);
                } else if deposits {
                    self.totals.insert(change.base);
                }
            }
        }
    }

    /// The stored values on which payments depend, and what it means to set them.
    fn relations(&mut self, graph: &Graph, views: &[View<'_>]) {
        let mut moments = SortedSet::new();
        let mut strides = SortedSet::new();
        let mut called = SortedSet::new();
        let mut funded = SortedSet::new();
        let mut approved = SortedSet::new();
        for view in views {
            if !view.open && !view.flows.is_empty() {
                moments.extend(moment(graph, view));
            }
            let mut pays = false;
            for flow in &view.flows {
                let named = named(graph, flow.to);
                let held = self.is_held(flow.asset);
                if let Asset::Listed { list } = flow.asset
                    && let Some(stride) = flow::stride(graph, flow.contract)
                {
                    strides.insert((list, stride));
                }
                match (flow.deed, named) {
                    (Deed::Send, Some(party)) if held => {
                        funded.insert(party);
                    }
                    (Deed::Approve, Some(party)) if held => {
                        approved.insert(party);
                    }
                    (Deed::Send, None) if view.is_exit(graph, flow) => {
                        pays |= held;
                        if held {
                            self.rated(graph, flow.amount);
                            self.weighed(graph, view);
                        }
                    }
                    _ => {}
                }
                let hands_out = view.is_exit(graph, flow) || flow.deed == Deed::MintElsewhere;
                if view.open && hands_out {
                    self.rooted(graph, view);
                }
            }
            if view.open && view.credits(graph).any(|change| change.own) {
                self.rooted(graph, view);
            }
            if pays {
                let asked = view
                    .path
                    .calls
                    .iter()
                    .filter(|call| call.op == CALL && call.input_bytes != Some(0));
                called.extend(asked.filter_map(|call| named(graph, call.target)));
            }
        }
        self.only_settings(graph, views);
        let fees = core::mem::take(&mut self.custody.fees);
        self.custody.fees = fees
            .into_iter()
            .collect::<SortedSet<_>>()
            .into_iter()
            .collect();
        let mut keepers = SortedSet::new();
        for party in approved.iter().chain(funded.iter()) {
            if self.is_token(*party) {
                continue;
            }
            // What is called on the way out has to give back what it got.
            let role = if called.contains(party) {
                keepers.insert(*party);
                Some(Capability::SetStrategy)
            } else {
                approved.contains(party).then_some(Capability::SetSpender)
            };
            if let Party::Stored { field } = party {
                self.roles
                    .extend(role.map(|role| (StoreTarget::Field(*field), role)));
            }
        }
        self.custody.keepers = keepers.into_iter().collect();
        self.custody.moments = moments.into_iter().collect();
        self.custody.strides = strides.into_iter().collect();
    }

    /// Notes what a payment is multiplied with.
    fn rated(&mut self, graph: &Graph, amount: Value) {
        let whole = rate::whole(graph, amount);
        for (target, capability) in rate::rates(graph, amount) {
            self.roles.insert((target, capability));
            if let (Capability::SetExitFee, StoreTarget::Field(field), Some(whole)) =
                (capability, target, whole)
            {
                self.custody.fees.push((field, whole));
            }
        }
    }

    /// Notes by whose answers it is decided whether there is a payment.
    fn weighed(&mut self, graph: &Graph, view: &View<'_>) {
        for condition in &view.path.conditions {
            let sources = rate::weighed(graph, condition).into_iter();
            self.roles
                .extend(sources.map(|source| (source, Capability::SetPrice)));
        }
    }

    fn is_held(&self, asset: Asset) -> bool {
        let same = |held: &Asset| may_be(*held, asset);
        self.custody.held.iter().chain(&self.custody.pool).any(same)
    }

    fn is_token(&self, contract: Party) -> bool {
        self.custody.held.contains(&Asset::Token { contract })
    }

    /// Notes the roots that a payment is proven against.
    fn rooted(&mut self, graph: &Graph, view: &View<'_>) {
        let roots = view
            .path
            .conditions
            .iter()
            .filter_map(|condition| rate::root(graph, condition));
        self.roles
            .extend(roots.map(|root| (root, Capability::SetRoot)));
    }

    /// Drops the numbers that the contract itself reckons with: reserves, totals, rates that grow.
    fn only_settings(&mut self, graph: &Graph, views: &[View<'_>]) {
        let reckoned = Taint::STORAGE
            .with(Taint::RETURNED)
            .with(Taint::CALL_VALUE)
            .with(Taint::TIME);
        let kept: SortedSet<Slot> = views
            .iter()
            .filter(|view| view.open)
            .flat_map(|view| &view.changes)
            .filter(|change| !change.keyed && graph.taint(change.value).has(reckoned))
            .map(|change| change.base)
            .collect();
        let roles = core::mem::take(&mut self.roles).into_iter();
        self.roles = roles
            .filter(|(target, capability)| match target {
                StoreTarget::Field(field) => {
                    *capability == Capability::SetRoot || !kept.contains(&field.slot)
                }
                StoreTarget::Mapping(_) => true,
            })
            .collect();
    }

    /// Deposits from which there is no way out, and for which nothing is given at once.
    fn trapped(&mut self, graph: &Graph, views: &[View<'_>]) {
        if !self.custody.exits.is_empty() {
            return;
        }
        let mut found = SortedSet::new();
        for view in views
            .iter()
            .filter(|view| view.open && view.path.succeeds())
        {
            let gives = view
                .flows
                .iter()
                .any(|flow| !matches!(flow.deed, Deed::Pull { .. }));
            if gives || view.path.calls.iter().any(|call| call.value != Value::ZERO) {
                continue;
            }
            for (moved, amount) in view.paid_in(graph) {
                let owed = view.credits(graph).any(|change| {
                    !change.own
                        && change
                            .added()
                            .is_some_and(|added| is_whole(graph, added, moved.asset, amount))
                });
                if owed {
                    found.insert(moved);
                }
            }
        }
        self.custody.trapped = found.into_iter().collect();
    }

    /// What is taken from whoever calls, while no path of the function gives anything for it.
    fn taken(&mut self, graph: &Graph, views: &[View<'_>]) {
        let mut found: SortedMap<Option<Selector>, Option<AssetMove>> = SortedMap::new();
        for view in views.iter().filter(|view| view.open) {
            let Some(moved) = takes(graph, view) else {
                continue;
            };
            let gives = !view.changes.is_empty()
                || !view.path.creations.is_empty()
                || view
                    .flows
                    .iter()
                    .any(|flow| !matches!(flow.deed, Deed::Pull { .. }))
                || view
                    .path
                    .calls
                    .iter()
                    .any(|call| !flow::is_about_tokens(call));
            let taken = (!gives).then_some(moved);
            found.update(view.selector, || taken, |known| *known = known.and(taken));
        }
        self.custody.taken = found.into_values().flatten().collect();
    }
}

/// From when on a path can be taken, where that stands in one variable or in the code.
fn moment(graph: &Graph, view: &View<'_>) -> Option<(Option<Selector>, Option<Field>, U256)> {
    let wait = powers::moment(graph, view.path)?;
    let mut terms = wait.terms.iter().filter(|(_, factor)| **factor > 0);
    let stored = match (terms.next(), terms.next()) {
        (None, _) => None,
        (Some((term, 1)), None) => Some(field(graph, *term)?),
        _ => return None,
    };
    Some((view.selector, stored, wait.constant))
}

/// An account that the code or a variable names.
fn named(graph: &Graph, account: Value) -> Option<Party> {
    let party = party(graph, account);
    matches!(party, Party::Stored { .. } | Party::Fixed { .. }).then_some(party)
}

/// What is added to somebody's entry is all that came in.
fn is_whole(graph: &Graph, added: &Sum, asset: Asset, amount: Value) -> bool {
    added.terms.keys().any(|term| match asset {
        Asset::Native => graph.node(*term) == Node::Env(Env::CallValue),
        _ => Sum::of(graph, amount).terms.contains_key(term),
    })
}

/// All that the caller has, or has approved, is pulled, to whom he did not choose.
fn takes(graph: &Graph, view: &View<'_>) -> Option<AssetMove> {
    view.flows.iter().find_map(|flow| {
        let Deed::Pull { payer } = flow.deed else {
            return None;
        };
        let all = graph.taint(flow.amount).has(Taint::RETURNED);
        let chosen = flow::is_brought(graph, flow.to) || flow::is_brought(graph, flow.amount);
        let taken = party(graph, payer) == Party::Caller && all && !chosen;
        taken.then(|| view.moved(graph, flow, flow.to))
    })
}

//! Deposits and ways out, and what follows from both: what is held, pooled, handed out.

use super::super::facts::{Asset, AssetMove, Party};
use super::super::party::party;
use super::super::value::{Graph, Taint, Visited};
use super::flow::{Deed, Flow, may_be};
use super::gate::Doors;
use super::view::View;
use super::{Holdings, gate};
use crate::primitives::Selector;
use crate::sorted::{SortedMap, SortedSet};

/// What all paths show together.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    deposits: SortedSet<AssetMove>,
    /// Assets for which some deposit gives nothing but an entry in a book.
    owed: SortedSet<Asset>,
    exits: SortedSet<AssetMove>,
    /// Assets that some way out gives for what was given for them.
    redeemed: SortedSet<Asset>,
    /// Assets that whoever is entitled gets for nothing.
    free: SortedSet<Asset>,
    /// The assets that a function counts to credit shares.
    counted: SortedMap<Option<Selector>, SortedSet<Asset>>,
    /// Assets that are given for coin, as much as was paid for.
    sold: SortedSet<Asset>,
    /// Assets that come in from whoever calls.
    paid: SortedSet<Asset>,
    doors: Doors,
    mints: bool,
}

impl Accounts {
    pub(super) fn of(graph: &Graph, views: &[View<'_>]) -> Self {
        let mut accounts = Self::default();
        let mut seen = Visited::default();
        for view in views {
            accounts.add(graph, view, &mut seen);
        }
        accounts
    }

    fn add(&mut self, graph: &Graph, view: &View<'_>, seen: &mut Visited) {
        let paid = view.paid_in(graph);
        self.paid.extend(paid.iter().map(|(moved, _)| moved.asset));
        if view.open {
            self.sold.extend(bought(graph, view).map(|flow| flow.asset));
        }
        if view.open && !paid.is_empty() && view.credits(graph).next().is_some() {
            let assets = paid.iter().map(|(moved, _)| moved.asset);
            if !sells(graph, view) {
                self.owed.extend(assets);
            }
            self.deposits.extend(paid.iter().map(|(moved, _)| *moved));
        }
        let entitled = view.open && paid.is_empty() && view.marks();
        let returned = returns(graph, view);
        for flow in view.sends().filter(|flow| view.is_exit(graph, flow)) {
            self.exits.insert(view.moved(graph, flow, flow.to));
            gate::narrow(graph, &mut self.doors, flow.asset, view);
            if returned {
                self.redeemed.insert(flow.asset);
            }
            // Whom a stored order names is paid by whoever gave the order.
            if entitled && party(graph, flow.to) != Party::Unresolved {
                self.free.insert(flow.asset);
            }
        }
        let mints = |flow: &Flow| flow.deed == Deed::MintElsewhere;
        self.mints |= entitled && view.flows.iter().any(mints);
        if view.open && paid.is_empty() {
            let assets = view.counted(graph, seen);
            self.counted
                .update(view.selector, SortedSet::new, |all| all.extend(assets));
        }
    }

    /// Draws the conclusions.
    pub(super) fn settle(self, is_token: bool) -> Holdings {
        let exits = &self.exits;
        let leaves = |asset: &Asset| exits.iter().any(|exit| may_be(*asset, exit.asset));
        let redeemed = |asset: &Asset| self.redeemed.iter().any(|other| may_be(*asset, *other));
        let paid: SortedSet<Asset> = self.deposits.iter().map(|moved| moved.asset).collect();
        let held = paid
            .into_iter()
            .filter(|asset| leaves(asset) && (self.owed.contains(asset) || redeemed(asset)));
        // One asset that is counted is what any vault does; two are the sides of a pool.
        let pool: SortedSet<Asset> = self
            .counted
            .values()
            .filter(|assets| assets.len() > 1)
            .flat_map(SortedSet::iter)
            .copied()
            .filter(leaves)
            .collect();
        let mut holdings = Holdings::default();
        holdings.custody.held = held.collect();
        if self.deposits.is_empty() && pool.is_empty() {
            let handed_out = self
                .free
                .iter()
                .copied()
                .filter(|asset| !is_token && is_certain(*asset));
            holdings.custody.handed_out = handed_out.collect();
            holdings.mints = self.mints;
        }
        holdings.custody.pool = pool.into_iter().collect();
        holdings.custody.deposits = self.deposits.into_iter().collect();
        holdings.custody.exits = self.exits.into_iter().collect();
        let is_stock = |asset: &Asset| is_certain(*asset) && !self.paid.contains(asset);
        holdings.custody.sold = self.sold.into_iter().filter(is_stock).collect();
        holdings.doors = self.doors;
        holdings
    }
}

/// What comes in buys something at once: shares of the contract's own, or another token.
fn sells(graph: &Graph, view: &View<'_>) -> bool {
    view.credits(graph).any(|change| change.own) || bought(graph, view).next().is_some()
}

/// What whoever calls gets for his coin, and more of it for more coin.
fn bought<'v>(graph: &'v Graph, view: &'v View<'_>) -> impl Iterator<Item = &'v Flow> {
    view.flows.iter().filter(|flow| {
        matches!(flow.deed, Deed::Send | Deed::MintElsewhere)
            && graph.taint(flow.amount).has(Taint::CALL_VALUE)
            && matches!(party(graph, flow.to), Party::Caller | Party::Chosen)
    })
}

/// Something is given back for what is paid out: shares of the contract's own, or another token.
fn returns(graph: &Graph, view: &View<'_>) -> bool {
    let burnt = view
        .changes
        .iter()
        .any(|change| change.own && change.lowers(graph));
    let pulled = |flow: &Flow| matches!(flow.deed, Deed::Pull { .. });
    burnt || view.flows.iter().any(pulled)
}

/// One asset, and not whatever the caller likes.
const fn is_certain(asset: Asset) -> bool {
    match asset {
        Asset::Token { contract } => !matches!(contract, Party::Chosen | Party::Unresolved),
        Asset::Own => false,
        Asset::Native | Asset::Listed { .. } | Asset::Asked { .. } => true,
    }
}

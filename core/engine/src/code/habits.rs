//! How a contract goes about its business: what its paths show beside who can do what.

use super::facts::{Entry, Guard, Habit, Ledger, Party};
use super::guards::RECOVER;
use super::ledger::Movement;
use super::machine::Function;
use super::party::party;
use super::path::Path;
use super::powers::strongest;
use super::storage::{Place, place};
use super::transfer::is_transfer;
use super::value::{Graph, Taint};
use crate::primitives::U256;
use crate::sorted::SortedSet;

/// Everything that some path does.
pub(super) fn find(graph: &mut Graph, ledger: &Ledger, functions: &[Function]) -> Vec<Habit> {
    let mut found = SortedSet::new();
    for function in functions {
        for path in function.paths.iter().filter(|path| path.succeeds()) {
            of_path(graph, ledger, function.entry, path, &mut found);
        }
    }
    found.into_iter().collect()
}

/// What a path stores.
#[derive(Default)]
struct Stored {
    books: bool,
    variable: bool,
    list: bool,
    /// Coin that came in is part of it.
    coin: bool,
}

fn stored(graph: &Graph, ledger: &Ledger, path: &Path) -> Stored {
    let mut stored = Stored::default();
    for store in &path.stores {
        match place(graph, store.key) {
            Place::Entry(mapping, _) if ledger.balances.contains(&mapping) => stored.books = true,
            Place::Entry(mapping, _) => stored.list |= ledger.allowances != Some(mapping),
            Place::Fixed(slot) => {
                let mut known = ledger.supply.iter().chain(&ledger.owner);
                stored.variable |= known.all(|field| field.slot != slot);
            }
            Place::Other => {}
        }
        stored.coin |= graph.taint(store.value).has(Taint::CALL_VALUE);
    }
    stored
}

fn of_path(
    graph: &mut Graph,
    ledger: &Ledger,
    entry: Entry,
    path: &Path,
    found: &mut SortedSet<Habit>,
) {
    let is_recovery = |target| graph.as_const(target) == Some(U256::from(RECOVER));
    if path.calls.iter().any(|call| is_recovery(call.target)) {
        found.insert(Habit::Signs);
    }
    if path.stores.is_empty() {
        return;
    }
    let stored = stored(graph, ledger, path);
    let demand = strongest(&path.demands);
    let guard = demand.map_or(Guard::Open, |demand| demand.guard);
    let is_open = guard == Guard::Open;
    if is_transfer(entry) {
        if stored.variable {
            found.insert(Habit::Notes);
        }
        if matches!(guard, Guard::Mapping { .. }) {
            found.insert(Habit::Favours);
        }
        return;
    }
    if !is_open && path.logs.is_empty() {
        let list = stored.list;
        found.insert(Habit::Silent { guard, list });
    }
    if is_open && stored.coin && (stored.variable || stored.list) {
        found.insert(Habit::CountsCoin);
    }
    if entry == Entry::Fallback && stored.variable {
        found.insert(Habit::MindsCoin);
    }
    if !stored.books {
        return;
    }
    let movement = Movement::of(graph, ledger, path);
    let is_stored = |account| {
        matches!(
            party(graph, account),
            Party::Stored { .. } | Party::Fixed { .. }
        )
    };
    if is_open && movement.debits().any(|(debit, _)| is_stored(debit.account)) {
        found.insert(Habit::Spends);
    }
    let is_answered = |path: &Path| {
        let conditions = path.conditions.iter();
        conditions
            .map(|condition| graph.taint(condition.value))
            .any(|taint| taint.has(Taint::RETURNED))
    };
    if !movement.net.is_zero() && !stored.coin && is_answered(path) {
        found.insert(Habit::Exchanges);
    }
}

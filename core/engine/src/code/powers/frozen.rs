//! Balances that are put aside: debited to a book beside the balances, for the same account, and
//! credited out of it again.

use super::super::facts::Mapping;
use super::super::ledger::{Change, ChangeKind, Movement, change};
use super::super::linear::Sum;
use super::super::order::sides;
use super::super::path::{Path, Store};
use super::super::storage::{Place, part, place, without_mask};
use super::super::value::{Graph, Value};
use super::Finder;

impl Finder<'_> {
    /// The book to which a path moves what it debits, for the account that it debits: whoever is
    /// in it has his tokens and cannot send them.
    pub(super) fn put_aside(
        &mut self,
        path: &Path,
        movement: &Movement,
        debit: &Change,
    ) -> Option<Mapping> {
        let ChangeKind::Debit(lost) = &debit.kind else {
            return None;
        };
        let alone = movement.net == *lost;
        alone
            .then(|| self.beside(path, debit.account))?
            .into_iter()
            .find_map(|(book, kind)| match kind {
                ChangeKind::Credit(gained) => gained.plus(lost).is_zero().then_some(book),
                _ => None,
            })
    }

    /// What is credited was put aside for the same account, and nothing but balances can be: no
    /// path, and none that was not followed, puts more into the book than balances lose.
    pub(super) fn gives_back(&mut self, path: &Path, movement: &Movement, credit: &Change) -> bool {
        let ChangeKind::Credit(gained) = &credit.kind else {
            return false;
        };
        if movement.net != *gained {
            return false;
        }
        let book =
            self.beside(path, credit.account)
                .into_iter()
                .find_map(|(book, kind)| match kind {
                    ChangeKind::Debit(lost) => lost.plus(gained).is_zero().then_some(book),
                    _ => None,
                });
        let functions = self.functions;
        book.is_some_and(|book| {
            functions.iter().all(|function| {
                let mut paths = function.paths.iter().filter(|path| path.succeeds());
                function.partial.is_none() && paths.all(|path| self.keeps(path, book))
            })
        })
    }

    /// What a path does to entries of an account in other books than those of balances.
    fn beside(&mut self, path: &Path, account: Value) -> Vec<(Mapping, ChangeKind)> {
        let mut found = Vec::new();
        for store in &path.stores {
            if let Place::Entry(book, keys) = place(self.graph, store.key)
                && !self.is_book(book)
                && keys
                    .iter()
                    .any(|key| without_mask(self.graph, *key) == account)
            {
                found.push((book, change(self.graph, store.key, store.value)));
            }
        }
        found
    }

    /// The path leaves the book alone, or balances and the book together as they were, or less:
    /// nothing is taken that was not there.
    fn keeps(&mut self, path: &Path, book: Mapping) -> bool {
        let mut stores = Vec::new();
        let mut is_touched = false;
        for store in &path.stores {
            if let Place::Entry(mapping, _) = place(self.graph, store.key) {
                is_touched |= mapping == book;
                if mapping == book || self.ledger.balances.contains(&mapping) {
                    stores.push(store);
                }
            }
        }
        if !is_touched {
            return true;
        }
        let mut net = Sum::default();
        for store in stores {
            net = match change(self.graph, store.key, store.value) {
                ChangeKind::Credit(sum) => net.plus(&sum),
                ChangeKind::Debit(sum) if is_there(self.graph, path, store, &sum) => net.plus(&sum),
                _ => return false,
            };
        }
        net.is_zero() || net.is_decrease()
    }
}

/// What is taken away was asked for: the entry does not fall below zero, which is above everything.
pub(in super::super) fn is_there(graph: &Graph, path: &Path, store: &Store, lost: &Sum) -> bool {
    let is_old = |value: Value| part(graph, value).is_some_and(|part| part.key == store.key);
    let taken = Sum::default().minus(lost);
    let left = Sum::of(graph, store.value);
    store.value == Value::ZERO
        || path.conditions.iter().any(|condition| {
            sides(graph, condition).is_some_and(|(small, large)| {
                let small = Sum::of(graph, small);
                is_old(large) && (small == taken || small == left)
            })
        })
}

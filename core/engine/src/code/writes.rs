//! Where each function stores, for tests that hold it against what a real EVM does.

use super::facts::{Entry, Mapping};
use super::loader::{self, Program};
use super::machine;
use super::storage::{self, Place};
use super::value::Graph;
use crate::code::CodeKind;
use crate::primitives::Slot;
use crate::sorted::{SortedMap, SortedSet};

/// A place that a function stores to on a path that succeeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Written {
    /// A slot.
    Slot(Slot),
    /// Some entry of a mapping.
    Entry(Mapping),
    /// An element of an array, or something that is not followed.
    Elsewhere,
}

/// Where each function stores.
#[must_use]
pub fn writes(code: &[u8]) -> SortedMap<Entry, SortedSet<Written>> {
    if loader::kind(code) != CodeKind::Contract {
        return SortedMap::new();
    }
    let execution = machine::execute(Graph::new(), &Program::new(code));
    let functions = execution.functions.iter();
    functions
        .map(|function| {
            let paths = function.paths.iter().filter(|path| path.succeeds());
            let stores = paths.flat_map(|path| &path.stores);
            let written = stores.map(|store| match storage::place(&execution.graph, store.key) {
                Place::Fixed(slot) => Written::Slot(slot),
                Place::Entry(mapping, _) => Written::Entry(mapping),
                Place::Other => Written::Elsewhere,
            });
            (function.entry, written.collect())
        })
        .collect()
}

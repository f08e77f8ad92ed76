//! What can be done once, and what can be undone.

use super::super::facts::Field;
use super::super::guards::flag;
use super::super::machine::Function;
use super::super::path::Path;
use super::super::storage::{Place, field, place, written};
use super::super::value::{Node, Visited};
use super::{Finder, GuardedStore, StoreTarget};
use crate::primitives::U256;
use crate::sorted::{SortedMap, SortedSet};

/// Which words are stored in one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    word: Option<U256>,
    /// More than one word, or one that the caller chooses.
    pub(super) both: bool,
}

impl Finder<'_> {
    /// The fields that some path stores zero in, or a word that is not known.
    pub(super) fn resettable(&mut self, functions: &[Function]) -> SortedSet<Field> {
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
    pub(super) fn is_latched(&mut self, path: &Path) -> bool {
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

    pub(super) fn turns(&self, stores: &[GuardedStore]) -> SortedMap<StoreTarget, Turn> {
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
}

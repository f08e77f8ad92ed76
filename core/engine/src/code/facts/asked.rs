//! What is asked of the facts about a code.

use super::{CodeFacts, Entry, Getter, Guard};
use crate::primitives::Selector;

impl CodeFacts {
    /// There is a function with the selector.
    #[must_use]
    pub fn answers(&self, selector: Selector) -> bool {
        let entry = Entry::Selector(selector);
        self.functions
            .iter()
            .any(|function| function.entry == entry)
    }

    /// A view shows who holds the guard, so that anybody can look.
    #[must_use]
    pub fn shows(&self, guard: Guard) -> bool {
        self.functions
            .iter()
            .filter_map(|function| function.returns)
            .any(|shown| match (guard, shown) {
                (Guard::Owner { field }, Getter::Field(shown)) => field.overlaps(shown),
                (Guard::Hardcoded { address }, Getter::Constant(shown)) => address == shown,
                _ => false,
            })
    }
}

//! Code that runs in the contract's place and stands at an address in its code.

use std::rc::Rc;

use super::reads::Reads;
use crate::code::{CodeFacts, Entry, Party};
use crate::evidence::Reason;
use crate::primitives::Address;
use crate::sorted::SortedMap;

/// A library that some function delegates to.
#[derive(Clone, Debug)]
pub struct Library {
    /// Where its code is.
    pub address: Address,
    /// The function that runs it.
    pub entry: Entry,
    /// The instruction.
    pub offset: u32,
    /// What its code does, or why that is not known.
    pub code: Result<Rc<CodeFacts>, Reason>,
}

impl Library {
    /// Finds the libraries of a code, each once.
    pub(super) fn of(reads: &mut Reads<'_>, code: &CodeFacts) -> Vec<Self> {
        let mut found: SortedMap<Address, Self> = SortedMap::new();
        let calls = code.delegations.iter();
        for delegation in calls.filter(|delegation| !delegation.is_proxy()) {
            if let Party::Fixed { address } = delegation.target {
                let library = || Self {
                    address,
                    entry: delegation.entry,
                    offset: delegation.offset,
                    code: reads.analysis(address),
                };
                found.update(address, library, |_| {});
            }
        }
        found.into_values().collect()
    }
}

//! What one path through a function does.

use super::guards::Demand;
use super::value::{Few, Value, Visited};
use crate::reason::Reason;

/// A branch that a path took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Condition {
    /// The word that decided, without the negations around it.
    pub(super) value: Value,
    /// Whether it is not zero on this path.
    pub(super) holds: bool,
    /// The branch, as an offset in the code.
    pub(super) branch: u32,
    /// How many calls that may change storage came before.
    pub(super) epoch: u16,
    /// The other way leads straight to a revert.
    pub(super) required: bool,
}

/// A word written to storage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Store {
    pub(super) key: Value,
    pub(super) value: Value,
    pub(super) offset: u32,
}

/// Words of a call's arguments that are kept.
pub(super) const ARGUMENTS: usize = 6;

/// A call to another account.
#[derive(Clone, Copy, Debug)]
pub(super) struct ExternalCall {
    /// CALL, DELEGATECALL and so on.
    pub(super) op: u8,
    pub(super) offset: u32,
    pub(super) target: Value,
    /// The function that is called, where it is a constant.
    pub(super) selector: Option<u32>,
    /// How long the input is, where that is a constant.
    pub(super) input_bytes: Option<u32>,
    /// The native coin that goes with it.
    pub(super) value: Value,
    /// The first words after the selector; words that were never written are unknown.
    pub(super) arguments: Few<ARGUMENTS>,
    /// The input is the whole calldata of the running call.
    pub(super) forwards: bool,
}

/// A contract that is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Creation {
    pub(super) offset: u32,
    /// Where it is.
    pub(super) account: Value,
    /// CREATE2: at an address that is known beforehand, and can be had again.
    pub(super) salted: bool,
    /// The code that makes it takes what it leaves from another account's code.
    pub(super) fetches: bool,
}

/// An event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Log {
    /// The first topic says which.
    pub(super) topic: Option<Value>,
}

/// How a path ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// STOP or RETURN, with the first words returned.
    Success(Vec<Value>),
    /// REVERT, INVALID or a fault.
    Revert,
    /// SELFDESTRUCT, with the offset and who gets the coin.
    SelfDestruct(u32, Value),
    /// Not followed further.
    Cut(Reason),
}

/// One path from the entry of a function to an end.
#[derive(Clone, Debug)]
pub(super) struct Path {
    pub(super) conditions: Vec<Condition>,
    /// What is left in storage at the end: each key once.
    pub(super) stores: Vec<Store>,
    pub(super) calls: Vec<ExternalCall>,
    pub(super) logs: Vec<Log>,
    pub(super) creations: Vec<Creation>,
    pub(super) outcome: Outcome,
    /// What it demands of the caller, in the order of the branches, once the guards are known.
    pub(super) demands: Vec<Demand>,
}

impl Path {
    /// It ends without a revert.
    pub(super) const fn succeeds(&self) -> bool {
        matches!(
            self.outcome,
            Outcome::Success(_) | Outcome::SelfDestruct(..)
        )
    }
}

/// The room that the lists of a path take, in words of eight bytes.
pub(super) fn words(
    conditions: &[Condition],
    stores: &[Store],
    calls: &[ExternalCall],
    logs: &[Log],
) -> usize {
    let words = |length: usize, each: usize| length.saturating_mul(each);
    words(conditions.len(), 2)
        .saturating_add(words(stores.len(), 2))
        .saturating_add(words(calls.len(), 11))
        .saturating_add(words(logs.len(), 1))
}

/// The stores of a path that are not overwritten later on it, in their order.
pub(super) fn final_stores(stores: &[Store]) -> Vec<Store> {
    let mut seen = Visited::default();
    let mut last: Vec<Store> = stores
        .iter()
        .rev()
        .filter(|store| seen.insert(store.key))
        .copied()
        .collect();
    last.reverse();
    last
}

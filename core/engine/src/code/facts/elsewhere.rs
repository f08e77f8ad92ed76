//! What a contract does with coin and the tokens of others.

use super::{Asset, Entry, Field, Guard, Party};
use crate::primitives::U256;

/// A way in which coin or another contract's tokens leave the contract, or can be made to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outflow {
    /// The function.
    pub entry: Entry,
    /// Who may.
    pub guard: Guard,
    /// What.
    pub asset: Asset,
    /// Who gets it, may take it, or is called.
    pub recipient: Party,
    /// Where the call is.
    pub offset: u32,
    /// The path demands that some moment has passed.
    pub delayed: bool,
}

/// A way to have another contract create tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Making {
    /// The function.
    pub entry: Entry,
    /// Who may.
    pub guard: Guard,
    /// The contract that is asked to.
    pub contract: Party,
    /// Where the call is.
    pub offset: u32,
    /// The path demands that some moment has passed.
    pub delayed: bool,
    /// It creates what is left of a number in the code when a variable is taken off that only grows.
    pub rest: Option<(U256, Field)>,
}

//! What happened in a young pool, as its reserves tell.

use super::Pool;
use crate::chains::Chain;
use crate::facts::Reads;
use crate::primitives::U256;

/// A pool's reserves, each time that they changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course(pub Vec<Step>);

/// Reserves after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The block.
    pub block: u64,
    /// The coin.
    pub coin: U256,
    /// The token.
    pub token: U256,
}

pub(super) fn of(_: &mut Reads<'_>, _: &Chain, _: &Pool) -> Option<Course> {
    None
}

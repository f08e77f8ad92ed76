//! What a view answered.

use crate::primitives::{Address, Bytes, U256};

/// A word that a view answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Who was asked.
    pub address: Address,
    /// The calldata.
    pub data: Bytes,
    /// The word of the answer that counts.
    pub word: U256,
}

//! Base.

use super::{Chain, MULTICALL};

pub(super) const CHAIN: Chain = Chain {
    id: 8453,
    // viem, chains/definitions
    multicall: MULTICALL,
};

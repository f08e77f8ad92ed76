//! Arbitrum One.

use super::{Chain, MULTICALL};

pub(super) const CHAIN: Chain = Chain {
    id: 42_161,
    // viem, chains/definitions
    multicall: MULTICALL,
};

//! Ethereum.

use super::{Chain, MULTICALL};

pub(super) const CHAIN: Chain = Chain {
    id: 1,
    // viem, chains/definitions
    multicall: MULTICALL,
};

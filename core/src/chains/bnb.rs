//! BNB Smart Chain.

use super::{Chain, MULTICALL};

pub(super) const CHAIN: Chain = Chain {
    id: 56,
    // viem, chains/definitions
    multicall: MULTICALL,
};

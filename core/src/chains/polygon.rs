//! Polygon PoS.

use super::{Chain, MULTICALL};

pub(super) const CHAIN: Chain = Chain {
    id: 137,
    // viem, chains/definitions
    multicall: MULTICALL,
};

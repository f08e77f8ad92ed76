//! OP Mainnet.

use super::{Chain, MULTICALL};

pub(super) const CHAIN: Chain = Chain {
    id: 10,
    // viem, chains/definitions
    multicall: MULTICALL,
};

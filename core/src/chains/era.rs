//! zkSync Era, whose own machine puts contracts at other addresses than the EVM does.

use alloy_primitives::address;

use super::Chain;

pub(super) const CHAIN: Chain = Chain {
    id: 324,
    // viem, chains/definitions/zksync: deployed at block 3,908,235
    multicall: address!("F9cda624FBC7e059355ce98a31693d299FACd963"),
};

//! What is known of each chain: one file each, every line with its source.

mod arbitrum;
mod base;
mod bnb;
mod era;
mod ethereum;
mod optimism;
mod polygon;

use alloy_primitives::address;

use crate::primitives::Address;

/// What a chain has at which address.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chain {
    /// The [EIP-155](https://eips.ethereum.org/EIPS/eip-155) chain id.
    pub(crate) id: u64,
    /// [Multicall3](https://www.multicall3.com), which answers many view calls at once.
    pub(crate) multicall: Address,
}

const ALL: [Chain; 7] = [
    ethereum::CHAIN,
    optimism::CHAIN,
    bnb::CHAIN,
    polygon::CHAIN,
    era::CHAIN,
    base::CHAIN,
    arbitrum::CHAIN,
];

/// Where Multicall3 is on every chain on which its signed deployment transaction could be sent.
const MULTICALL: Address = address!("cA11bde05977b3631167028862bE2a173976CA11");

/// The chain with this id, where it is known.
pub(crate) fn chain(id: u64) -> Option<&'static Chain> {
    ALL.iter().find(|chain| chain.id == id)
}

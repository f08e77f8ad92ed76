//! What is known of each chain: one file each, every line with its source.

mod arbitrum;
mod base;
mod bnb;
mod era;
mod ethereum;
mod majors;
mod optimism;
mod polygon;

use alloy_primitives::address;

use crate::primitives::Address;
pub(crate) use majors::{MAJORS, Major};

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

/// About how many milliseconds pass between two blocks. It is a first guess of where to look, which
/// is corrected by the time of what is found there. viem, chains/definitions; elsewhere that of
/// rollups on the OP stack.
pub(crate) const fn block_millis(id: u64) -> u64 {
    match id {
        1 => 12_000,
        56 => 750,
        324 => 1_000,
        42_161 => 250,
        _ => 2_000,
    }
}

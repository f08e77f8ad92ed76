//! What is known of each chain: one file each, every line with its source.

mod arbitrum;
mod base;
mod bnb;
mod dex;
mod era;
mod ethereum;
mod lockers;
mod majors;
mod optimism;
mod polygon;

use alloy_primitives::address;

use crate::primitives::Address;
pub(crate) use dex::{Coin, Factory, Family};
pub(crate) use lockers::{Locker, LockerKind};
pub(crate) use majors::{MAJORS, Major};

/// What a chain has at which address.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chain {
    /// The [EIP-155](https://eips.ethereum.org/EIPS/eip-155) chain id.
    pub(crate) id: u64,
    /// [Multicall3](https://www.multicall3.com), which answers many view calls at once.
    pub(crate) multicall: Address,
    /// The token that stands for the chain's own coin, with 18 decimals.
    pub(crate) wrapped: Address,
    /// A pool with less of the chain's own coin than this, in whole coins, is shallow. It is about
    /// what two to three thousand dollars buy, and an order of magnitude is all that it is used for.
    pub(crate) shallow: u16,
    /// Coins that stand for a dollar.
    pub(crate) stables: &'static [Coin],
    /// Where pools are found.
    pub(crate) factories: &'static [Factory],
    /// Factories of lesser exchanges in the words of Uniswap V2, which are asked where those have only
    /// shallow pools, or none. One that has other words names none.
    pub(crate) lesser: &'static [Address],
    /// Contracts that keep LP tokens until a time.
    pub(crate) lockers: &'static [Locker],
    /// Each `NonfungiblePositionManager`, which holds the liquidity of a family of V3 for people.
    pub(crate) positions: &'static [(Family, Address)],
    /// Contracts that swap as their calls say. Others that are paid to swap are scored.
    pub(crate) routers: &'static [Address],
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

/// PancakeSwap's position manager on every chain but zkSync Era.
const PANCAKE_POSITIONS: Address = address!("46A15B0b27311cedF172AB29E4f4766fbE7F4364");

/// The chain with this id, where it is known.
pub(crate) fn chain(id: u64) -> Option<&'static Chain> {
    ALL.iter().find(|chain| chain.id == id)
}

/// About how many milliseconds pass between two blocks. It is a first guess of where to look, which
/// is corrected by the time of what is found there. viem, chains/definitions; Era's is a guess.
pub(crate) const fn block_millis(id: u64) -> Option<u64> {
    match id {
        1 => Some(12_000),
        56 => Some(750),
        10 | 137 | 8453 => Some(2_000),
        324 => Some(1_000),
        42_161 => Some(250),
        _ => None,
    }
}

impl Chain {
    /// What pools are measured in: the wrapped coin first.
    pub(crate) fn quotes(&self) -> impl Iterator<Item = Coin> {
        let shallow = u32::from(self.shallow);
        let wrapped = Coin::native(self.wrapped, shallow);
        core::iter::once(wrapped).chain(self.stables.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sorted::SortedSet;

    #[test]
    fn no_address_is_there_twice_or_missing() {
        for chain in &ALL {
            let mut seen = SortedSet::new();
            let addresses = chain
                .quotes()
                .map(|coin| coin.address)
                .chain(chain.factories.iter().map(|factory| factory.address))
                .chain(chain.lesser.iter().copied())
                .chain(chain.lockers.iter().map(|locker| locker.address))
                .chain(chain.positions.iter().map(|(_, manager)| *manager))
                .chain([chain.multicall]);
            for address in addresses {
                assert_ne!(address, Address::ZERO, "chain {}", chain.id);
                assert!(seen.insert(address), "{address} twice on {}", chain.id);
            }
        }
    }

    #[test]
    fn every_chain_has_a_pool_to_look_for_without_multicall() {
        for chain in &ALL {
            let main = |family| {
                let mut factories = chain.factories.iter();
                factories.any(|factory| factory.main && factory.family == family)
            };
            assert!(main(Family::V2) && main(Family::V3), "chain {}", chain.id);
        }
    }
}

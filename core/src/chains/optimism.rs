//! OP Mainnet.

use alloy_primitives::address;

use super::{Chain, MULTICALL};
use crate::chains::dex::{Coin, Factory, Family};

pub(super) const CHAIN: Chain = Chain {
    id: 10,
    // viem, chains/definitions
    multicall: MULTICALL,
    // WETH: @uniswap/default-token-list@22.21.0
    wrapped: address!("4200000000000000000000000000000000000006"),
    shallow: 1,
    stables: &[
        // USDC: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("0b2c639c533813f4aa9d7837caf62653d097ff85"), 6),
        // USDT: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("94b008aa00579c1307b0ef2c499ad98a8ce58e58"), 6),
        // USDC.e: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("7f5c764cbc14f9669b88837ca1490cca17c31607"), 6),
    ],
    factories: &[
        // Uniswap V2: @uniswap/sdk-core@7.19.4
        Factory::main(
            Family::V2,
            address!("0c3c1c532f1e39edf36be9fe0be1410313e074bf"),
        ),
        // Uniswap V3: @uniswap/sdk-core@7.19.4
        Factory::main(
            Family::V3,
            address!("1f98431c8ad98523631ae4a59f267346ea31f984"),
        ),
        // Velodrome 1: DefiLlama-Adapters, registries/uniswapV2.js
        Factory::of(
            Family::SolidlyPair,
            address!("25cbddb98b35ab1ff77413456b31ec81a6b6b746"),
        ),
    ],
    // None is known.
    lockers: &[],
    positions: &[
        // Uniswap V3: @uniswap/sdk-core@7.19.4
        (
            Family::V3,
            address!("c36442b4a4522e871399cd717abdd847ab11fe88"),
        ),
    ],
};

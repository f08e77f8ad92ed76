//! Arbitrum One.

use alloy_primitives::address;

use super::{Chain, MULTICALL, PANCAKE_POSITIONS};
use crate::chains::dex::{Coin, Factory, Family};
use crate::chains::lockers::{Locker, LockerKind};

pub(super) const CHAIN: Chain = Chain {
    id: 42_161,
    // viem, chains/definitions
    multicall: MULTICALL,
    // WETH: @uniswap/default-token-list@22.21.0
    wrapped: address!("82af49447d8a07e3bd95bd0d56f35241523fbab1"),
    shallow: 1,
    stables: &[
        // USDC: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("af88d065e77c8cc2239327c5edb3a432268e5831"), 6),
        // USDT: DefiLlama-Adapters, projects/helper/coreAssets.json key arbitrum.USDT
        Coin::stable(address!("fd086bc7cd5c481dcc9c85ebe478a1c0b69fcbb9"), 6),
        // USDC.e: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("ff970a61a04b1ca14834a43f5de4533ebddb5cc8"), 6),
        // DAI: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("da10009cbd5d07dd0cecc66161fc93d7c9000da1"), 18),
    ],
    factories: &[
        // Uniswap V2: @uniswap/sdk-core@7.19.4
        Factory::main(
            Family::V2,
            address!("f1d7cc64fb4452f05c498126312ebe29f30fbcf9"),
        ),
        // PancakeSwap V2: @pancakeswap/v2-sdk@1.2.2
        Factory::of(
            Family::V2,
            address!("02a84c1b3bbd7401a5f7fa98a384ebc70bb5749e"),
        ),
        // SushiSwap V2: @sushiswap/core-sdk@0.1.2
        Factory::of(
            Family::V2,
            address!("c35dadb65012ec5796536bd9864ed8773abc74c4"),
        ),
        // Uniswap V3: @uniswap/sdk-core@7.19.4
        Factory::main(
            Family::V3,
            address!("1f98431c8ad98523631ae4a59f267346ea31f984"),
        ),
        // PancakeSwap V3: @pancakeswap/v3-sdk@3.10.2
        Factory::of(
            Family::PancakeV3,
            address!("0bfbcf9fa4f9c56b0f40a671ad40e0805a091865"),
        ),
        // Camelot: DefiLlama-Adapters, registries/uniswapV2.js
        Factory::of(
            Family::V2,
            address!("6eccab422d763ac031210895c81787e87b43a652"),
        ),
        // Ramses: DefiLlama-Adapters, registries/uniswapV2.js
        Factory::of(
            Family::SolidlyPair,
            address!("aaa20d08e59f6561f242b08513d36266c5a29415"),
        ),
    ],
    lockers: &[
        // Team Finance: DefiLlama-Adapters, projects/team-finance/config.js
        Locker::of(
            LockerKind::TeamFinance,
            address!("e0b0d2021293bee9715e1db3be31b55c00f72a75"),
        ),
    ],
    positions: &[
        // Uniswap V3: @uniswap/sdk-core@7.19.4
        (
            Family::V3,
            address!("c36442b4a4522e871399cd717abdd847ab11fe88"),
        ),
        // PancakeSwap V3: @pancakeswap/v3-sdk@3.10.2
        (Family::PancakeV3, PANCAKE_POSITIONS),
    ],
    routers: &[
        // Uniswap V2: @uniswap/sdk-core@7.19.4
        address!("4752ba5dbc23f44d87826276bf6fd6b1c372ad24"),
        // Uniswap SwapRouter02: @uniswap/sdk-core@7.19.4
        address!("68b3465833fb72a70ecdf485e0e4c7bd8665fc45"),
        // Uniswap's Universal Routers: @uniswap/universal-router-sdk@5.13.0
        address!("5e325eda8064b456f4781070c0738d849c824258"),
        address!("a51afafe0263b40edaef0df8781ea9aa03e381a3"),
        address!("8b844f885672f333bc0042cb669255f93a4c1e6b"),
        address!("2d01411773c8c24805306e89a41f7855c3c4fe65"),
        // SushiSwap V2: @sushiswap/core-sdk@0.1.2
        address!("1b02da8cb0d097eb8d57a175b88c7d8b47997506"),
    ],
};

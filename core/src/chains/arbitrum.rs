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
        // Solidly V3: DefiLlama-Adapters, registries/uniswapV3.js
        Factory::of(
            Family::SpacedV3,
            address!("70fe4a44ea505cfa3a57b95cf2862d4fd5f0f687"),
        ),
    ],
    lesser: &[
        // DefiLlama-Adapters, registries/uniswapV2.js, with the names that it has for them
        address!("d158bd9e8b6efd3ca76830b66715aa2b7bad2218"),
        address!("af39606bec181887951ab6912ac7ea216bd6e4b4"), // akronswap
        address!("88f1e030eb4c6c4320da3992070baf6c648ce37f"), // arbiswap
        address!("d394e9cc20f43d2651293756f8d320668e850f1b"), // arbswap
        address!("a36b55dbe8e83eb69c686368cf93abc8a238cc5f"),
        address!("d05395a6b6542020fbd38d31fe1377130b35592e"), // brownfi
        address!("661b92cc18a8d73209dba1394ae56fca2f9ddb4d"), // chimeradex
        address!("ce9240869391928253ed9cc9bcb8cb98cb5b0722"),
        address!("507940c2469e6e3b33032f1d4ff8d123bdde2f5c"), // dackieswap-v2
        address!("41755a88d4ab443d5d8ef73ec64dd3df71fb5559"), // dbx-finance
        address!("3e40739d8478c58f9b973266974c58998d4f9e8b"), // dexswap-arbi
        address!("6e553d5f028bd747a27e138fa3109570081a23ae"), // FlashLiquidity
        address!("2f0a2b314eecc6ba33b3dd4f46816a2196c8af3a"), // forge-sx-dex
        address!("cb85e1222f715a81b8edaeb73b28182fa37cffa8"), // gammaswap-deltaswap
        address!("7e299ddf7e12663570dbfa8f3f20cb54f8fd04fa"), // gasturbo-io-dex
        address!("989cf6bfa8997e8a01fa07f3009392d1c734c719"),
        address!("717ef162cf831db83c51134734a15d1ebe9e516a"),
        address!("a0bb8f9865f732c277d0c162249a4f6c157ae9d0"), // kewl
        address!("e5552e0318531f9ec585c83bdc8956c08bf74b71"), // lfgswap-arbitrum
        address!("3d225a66c4a609634fb2c2d75d30fd6610ebb1bd"), // liquid-bolt
        address!("bd7a8c05d0eb214e3c5cc63d4b77c2ea38bde440"),
        address!("7d9d51267f7e9e6b46a48e0a75c0086f46777087"), // omni-exchange-v2
        address!("c7ee0b06c2d9c97589bea593c6e9f6965451fe93"),
        address!("d07739a9e9c46d3deded97c0edc49cea8bab1bb9"), // pixelswap
        address!("66020547ce3c861dec7632495d86e1b93da6542c"), // ponyswap
        address!("9fa0988d9e4b6362e0aaa02d1a09196a78c177e1"), // PoorExchange
        address!("d78ba83ad495695940e97889e7191f717afac8e0"), // shekelswap
        address!("734d84631f00dc0d3fcd18b04b6cf42bfd407074"),
        address!("6ef065573cd3fff4c375d4d36e6ca93cd6e3d499"),
        address!("fe8ec10fe07a6a6f4a2584f8cd9fe232930eaf55"), // spartadex
        address!("36e0f99a19481976c42cc45aec7205b10807e275"), // spinaqdex
        address!("f7a23b9a9dcb8d0aff67012565c5844c20c11afc"),
        address!("0dee376e1dcb4dae68837de8ee5abe27e629acd0"), // woken
        address!("ac9d019b7c8b7a4bbac64b2dbf6791ed672ba98b"),
        address!("cf083be4164828f00cae704ec15a36d711491284"),
        address!("7c7f1c8e2b38d4c06218565bc4c9d8231b0628c0"),
        address!("fe3699303d3eb460638e8ada2bf1cff092c33f22"),
        address!("44b678f32a2f6abb72eefa2df58f12d17c3ed403"), // moonbase-app
        address!("add32480630a16dfacee6eefcb3ab2181449dc3b"),
        address!("36800286f652ddc9bdcffedc4e71fdd207c1d07c"),
        address!("71539d09d3890195dda87a6198b98b75211b72f3"),
        address!("d757c986a28f82761fe874bc40073718dc1e980c"),
        address!("abc26f8364cc0dd728ac5c23fa40886fda3dd121"),
        address!("63fd0a6acbffb128e7bc7753bfa3b8639a233d50"),
        address!("8f086a081621bbc13b6d02a9e1123212cf07fdf8"),
        address!("e49805412edfdf4c458b297e7c1534588fa3f1f0"), // brownfi-v3
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

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
        // DAI: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("da10009cbd5d07dd0cecc66161fc93d7c9000da1"), 18),
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
        // DefiLlama-Adapters, registries/uniswapV3.js
        Factory::of(
            Family::OtherV3,
            address!("e52a36bb76e8f40e1117db5ff14bd1f7b058b720"),
        ),
        // Solidly V3: DefiLlama-Adapters, registries/uniswapV3.js
        Factory::of(
            Family::SpacedV3,
            address!("70fe4a44ea505cfa3a57b95cf2862d4fd5f0f687"),
        ),
    ],
    lesser: &[
        // DefiLlama-Adapters, registries/uniswapV2.js, with the names that it has for them
        address!("aedc38bd52b0380b2af4980948925734fd54fbf4"), // dackieswap-v2
        address!("0bef94f16ce5b7c83b0bdbd9924cf80239ba9837"), // juggler-red
        address!("7d9d51267f7e9e6b46a48e0a75c0086f46777087"), // omni-exchange-v2
        address!("22505cb4d5d10b2c848a9d75c57ea72a66066d8c"),
        address!("f3c7978ddd70b4158b53e897f980093183ca5c52"),
        address!("abc26f8364cc0dd728ac5c23fa40886fda3dd121"),
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
    routers: &[
        // Uniswap V2: @uniswap/sdk-core@7.19.4
        address!("4a7b5da61326a6379179b40d00f57e5bbdc962c2"),
        // Uniswap SwapRouter02: @uniswap/sdk-core@7.19.4
        address!("68b3465833fb72a70ecdf485e0e4c7bd8665fc45"),
        // Uniswap's Universal Routers: @uniswap/universal-router-sdk@5.13.0
        address!("cb1355ff08ab38bbce60111f1bb2b784be25d7e8"),
        address!("851116d9223fabed8e56c0e6b8ad0c31d98b3507"),
        address!("8b844f885672f333bc0042cb669255f93a4c1e6b"),
        address!("c09255d86db563cbc11c2fcf4a0c512e160111b4"),
    ],
};

//! Base.

use alloy_primitives::address;

use super::{Chain, MULTICALL, PANCAKE_POSITIONS};
use crate::chains::dex::{Coin, Factory, Family};
use crate::chains::lockers::{Locker, LockerKind};

pub(super) const CHAIN: Chain = Chain {
    id: 8453,
    // viem, chains/definitions
    multicall: MULTICALL,
    // WETH: @uniswap/default-token-list@22.21.0
    wrapped: address!("4200000000000000000000000000000000000006"),
    shallow: 1,
    stables: &[
        // USDC: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("833589fcd6edb6e08f4c7c32d4f71b54bda02913"), 6),
        // USDbC: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("d9aaec86b65d86f6a7b5b1b0c42ffa531710b6ca"), 6),
        // DAI: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("50c5725949a6f0c72e6c4a641f24049a917db0cb"), 18),
        // USDT: DefiLlama-Adapters, projects/helper/coreAssets.json key base.USDT; 6 decimals by public token lists
        Coin::stable(address!("fde4c96c8593536e31f229ea8f37b2ada2699bb2"), 6),
    ],
    factories: &[
        // Uniswap V2: @uniswap/sdk-core@7.19.4
        Factory::main(
            Family::V2,
            address!("8909dc15e40173ff4699343b6eb8132c65e18ec6"),
        ),
        // PancakeSwap V2: @pancakeswap/v2-sdk@1.2.2
        Factory::of(
            Family::V2,
            address!("02a84c1b3bbd7401a5f7fa98a384ebc70bb5749e"),
        ),
        // Uniswap V3: @uniswap/sdk-core@7.19.4
        Factory::main(
            Family::V3,
            address!("33128a8fc17869897dce68ed026d694621f6fdfd"),
        ),
        // PancakeSwap V3: @pancakeswap/v3-sdk@3.10.2
        Factory::of(
            Family::PancakeV3,
            address!("0bfbcf9fa4f9c56b0f40a671ad40e0805a091865"),
        ),
        // Aerodrome: DefiLlama-Adapters, registries/uniswapV2.js
        Factory::of(
            Family::SolidlyPool,
            address!("420dd381b31aef6683db6b902084cb0ffece40da"),
        ),
        // BaseSwap: DefiLlama-Adapters, registries/uniswapV2.js
        Factory::of(
            Family::V2,
            address!("fda619b6d20975be80a10332cd39b9a4b0faa8bb"),
        ),
        // Alien Base: DefiLlama-Adapters, registries/uniswapV2.js
        Factory::of(
            Family::V2,
            address!("3e84d913803b02a4a7f027165e8ca42c14c0fde7"),
        ),
        // DefiLlama-Adapters, registries/uniswapV3.js
        Factory::of(
            Family::OtherV3,
            address!("e82fa4d4ff25bad8b07c4d1ebd50e83180dd5eb8"),
        ),
        // DefiLlama-Adapters, registries/uniswapV3.js
        Factory::of(
            Family::OtherV3,
            address!("dc323d16c451819890805737997f4ede96b95e3e"),
        ),
        // DefiLlama-Adapters, registries/uniswapV3.js
        Factory::of(
            Family::OtherV3,
            address!("38015d05f4fec8afe15d7cc0386a126574e8077b"),
        ),
        // DefiLlama-Adapters, registries/uniswapV3.js
        Factory::of(
            Family::OtherV3,
            address!("add30837a707cce4567eea2c27d0617270d54c75"),
        ),
    ],
    lockers: &[
        // UNCX for uniswap-v2: DefiLlama-Adapters, projects/unicrypt/config.js
        Locker::of(
            LockerKind::UncxById,
            address!("c4e637d37113192f4f1f060daebd7758de7f4131"),
        ),
        // UNCX for sushiswap-v2: DefiLlama-Adapters, projects/unicrypt/config.js
        Locker::of(
            LockerKind::UncxById,
            address!("beddf48499788607b4c2e704e9099561ab38aae8"),
        ),
        // Team Finance: DefiLlama-Adapters, projects/team-finance/config.js
        Locker::of(
            LockerKind::TeamFinance,
            address!("4f0fd563be89ec8c3e7d595bf3639128c0a7c33a"),
        ),
    ],
    positions: &[
        // Uniswap V3: @uniswap/sdk-core@7.19.4
        (
            Family::V3,
            address!("03a520b32c04bf3beef7beb72e919cf822ed34f1"),
        ),
        // PancakeSwap V3: @pancakeswap/v3-sdk@3.10.2
        (Family::PancakeV3, PANCAKE_POSITIONS),
    ],
    routers: &[
        // Uniswap V2: @uniswap/sdk-core@7.19.4
        address!("4752ba5dbc23f44d87826276bf6fd6b1c372ad24"),
        // Uniswap SwapRouter02: @uniswap/sdk-core@7.19.4
        address!("2626664c2603336e57b271c5c0b26f421741e481"),
        // Uniswap's Universal Routers: @uniswap/universal-router-sdk@5.13.0
        address!("3fc91a3afd70395cd496c647d5a6cc9d4b2b7fad"),
        address!("6ff5693b99212da76ad316178a184ab56d299b43"),
        address!("fdf682f51fe81aa4898f0ae2163d8a55c127fbc7"),
        address!("d6145b2d3f379919e8cdeda7b97e37c4b2ca9c40"),
    ],
};

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
        // Solidly V3: DefiLlama-Adapters, registries/uniswapV3.js
        Factory::of(
            Family::SpacedV3,
            address!("70fe4a44ea505cfa3a57b95cf2862d4fd5f0f687"),
        ),
    ],
    lesser: &[
        // DefiLlama-Adapters, registries/uniswapV2.js, with the names that it has for them
        address!("4c1b8d4ae77a37b94e195cab316391d3c687ebd1"), // 9mm-v2
        address!("46c6706e81cad3173773c1ffb5d84c9eb652d570"), // aceofbase
        address!("af39606bec181887951ab6912ac7ea216bd6e4b4"), // akronswap
        address!("2d5dd5fa7b8a1bfbdbb0916b42280208ee6de51e"), // alienbase-area51
        address!("b9e611cad79f350929c8e36cabbe5d2ce9502d51"),
        address!("55b3409335b81e7a8b7c085bbb4047ddc23f7257"), // autotronic
        address!("99fba55cad2e0cf3750e3f48f6b8a87e6cdbf8c0"), // basefinance-v1
        address!("cefbebf0b85b1638c19b01ce2a02c262f421b07d"),
        address!("43ab776770cc5c739addf318af712dd40918c42d"), // brownfi
        address!("67233c258baee28b2a7d42ec19fbd0b750a77cd1"), // bwswap
        address!("be720274c24b5ec773559b8c7e28c2503dac7645"), // citadelswap
        address!("05b00d63dbc67874ad44d039213b7dafb999d184"), // cookiebase
        address!("6e553d5f028bd747a27e138fa3109570081a23ae"), // FlashLiquidity
        address!("27c2d144b106b26be3d0deb6c14c5cfa2e9a507c"),
        address!("3512da8f30d9ae6528e8e0787663c14fe263fbea"), // fwx-dex
        address!("9a9a171c69cc811dc6b59bb2f9990e34a22fc971"), // gammaswap-deltaswap
        address!("79b8f15a3beecd5014b748499ec89692665ea368"), // iceswap
        address!("2d9a3a2bd6400ee28d770c7254ca840c82faf23f"),
        address!("5636a64b835f4e3821c798fda16e0ba106357646"), // kewl
        address!("14658340d7d1c112b62509bbf449be1897e8de01"), // kim-v2
        address!("8ad3d3e6b1b7b65138bd508e48330b544539b2c3"), // kinetix-v2
        address!("7db16925214b2f5d65db741d59208a1187b9961c"), // lovelyswap-v2
        address!("41726eb94341fd27d5103df3cd6c387560c75b70"), // nanoswap
        address!("7d9d51267f7e9e6b46a48e0a75c0086f46777087"), // omni-exchange-v2
        address!("e196d4903999b00a90cc8d0fc017e01017fd58d6"), // onionswap
        address!("d07739a9e9c46d3deded97c0edc49cea8bab1bb9"), // pixelswap
        address!("1b8128c3a1b7d20053d10763ff02466ca7ff99fc"), // rocketswap-cc
        address!("57592d44eb60011500961ef177bff8d8691d5a8b"), // sharkswap-finance
        address!("539db2b4fe8016db2594d7cfbeab4d2b730b723e"), // soswap
        address!("04c9f118d21e8b767d2e50c946f0cc9f6c367300"), // swapbase
        address!("e4806bdd8e010828324928d25587721f6b58bea2"), // throne-v2
        address!("259b3217a01878ea9d64b45ee48231e660863ee7"),
        address!("e21aac7f113bd5dc2389e4d8a8db854a87fd6951"),
        address!("2a5478be24f9e536ccb91dbf650efd6ce6c00398"), // voltswap-v2
        address!("7a9aceb13bc00eec11460a5d7122793461da96e0"), // xbased
        address!("169c06b4cfb09bfd73a81e6f2bb1eb514d75bb19"),
        address!("e396465a85dedb00fa8774162b106833de51ea41"), // moonbase
        address!("a28dbae4d926067f4c343aa8071e833b04c8b99e"), // velox
        address!("7f03ae4452192b0e280fb0d4f9c225dda88c7623"), // virtus-protocol
        address!("ed8db60acc29e14bc867a497d94ca6e3ceb5ec04"),
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

//! zkSync Era, whose own machine puts contracts at other addresses than the EVM does.

use alloy_primitives::address;

use super::Chain;
use crate::chains::dex::{Coin, Factory, Family};

pub(super) const CHAIN: Chain = Chain {
    id: 324,
    // viem, chains/definitions/zksync: deployed at block 3,908,235
    multicall: address!("F9cda624FBC7e059355ce98a31693d299FACd963"),
    // WETH: DefiLlama-Adapters, projects/helper/coreAssets.json key era.WETH
    wrapped: address!("5aea5775959fbc2557cc8789bc1bf90a239d9a91"),
    shallow: 1,
    stables: &[
        // USDC.e: DefiLlama-Adapters, projects/helper/coreAssets.json key era.USDC
        Coin::stable(address!("3355df6d4c9c3035724fd0e3914de96a5a83aaf4"), 6),
        // USDT: DefiLlama-Adapters, projects/helper/coreAssets.json key era.USDT
        Coin::stable(address!("493257fd37edb34451f62edf8d2a0c418852ba4c"), 6),
        // USDC: Circle's own, as public token lists name it
        Coin::stable(address!("1d17cbcf0d6d143135ae902365d2e5e2a16538d4"), 6),
        // DAI: DefiLlama-Adapters, projects/helper/coreAssets.json key era.DAI
        Coin::stable(address!("4b9eb6c0b6ea15176bbf62841c6b2a8a398cb656"), 18),
    ],
    factories: &[
        // PancakeSwap V2: @pancakeswap/v2-sdk@1.2.2
        Factory::main(
            Family::V2,
            address!("d03d8d566183f0086d8d09a84e1e30b58dd5619d"),
        ),
        // Uniswap V3: @uniswap/sdk-core@7.19.4
        Factory::main(
            Family::V3,
            address!("8fda5a7a8dca67bbcdd10f02fa0649a937215422"),
        ),
        // PancakeSwap V3: @pancakeswap/v3-sdk@3.10.2
        Factory::of(
            Family::PancakeV3,
            address!("1bb72e0cbbea93c08f535fc7856e0338d7f7a8ab"),
        ),
        // SyncSwap, classic pools: DefiLlama-Adapters, projects/syncswap/index.js
        Factory::main(
            Family::SyncSwap,
            address!("a757ed0812092e2a8f78e6642a2a3215995a4131"),
        ),
        Factory::of(
            Family::SyncSwap,
            address!("0a34fbdf37c246c0b401da5f00abd6529d906193"),
        ),
        Factory::of(
            Family::SyncSwap,
            address!("f2dad89f2788a8cd54625c60b55cd3d2d0aca7cb"),
        ),
        // SyncSwap, aqua pools: DefiLlama-Adapters, projects/syncswap/index.js
        Factory::of(
            Family::SyncSwap,
            address!("0754870c1aab00edcfabdf4e6febdd30e90f327d"),
        ),
        Factory::of(
            Family::SyncSwap,
            address!("ffa499b019394d9beb5e21fc54ad572e4942302b"),
        ),
        Factory::of(
            Family::SyncSwap,
            address!("20b28b1e4665fff290650586ad76e977eab90c5d"),
        ),
        // Velocore 1: DefiLlama-Adapters, projects/velocore/index.js
        Factory::of(
            Family::SolidlyPair,
            address!("f5719b1ea3c9bf6491e22c49379e31060d0fbfc1"),
        ),
        Factory::of(
            Family::SolidlyPair,
            address!("e140eac2bb748c8f456719a457f26636617bb0e9"),
        ),
        // Mute, now Koi: DefiLlama-Adapters, registries/uniswapV2.js, which says that it has stable pools
        Factory::of(
            Family::SolidlyPair,
            address!("40be1cba6c5b47cdf9da7f963b6f761f4c60627d"),
        ),
        // SyncSwap, stable pools: DefiLlama-Adapters, projects/syncswap/index.js
        Factory::of(
            Family::SyncSwap,
            address!("5b9f21d407f35b10cbfddca17d5d84b129356ea3"),
        ),
        // SyncSwap, stable pools: DefiLlama-Adapters, projects/syncswap/index.js
        Factory::of(
            Family::SyncSwap,
            address!("81251524898774f5f2fcae7e7ae86112cb5c317f"),
        ),
        // SyncSwap, stable pools: DefiLlama-Adapters, projects/syncswap/index.js
        Factory::of(
            Family::SyncSwap,
            address!("582ad7014c3f755fc0d29ecfc02fab4c3a2d5a3d"),
        ),
        // DefiLlama-Adapters, registries/uniswapV3.js
        Factory::of(
            Family::OtherV3,
            address!("488a92576da475f7429bc9dec9247045156144d3"),
        ),
        // SyncSwap, range pools: DefiLlama-Adapters, projects/syncswap/index.js
        Factory::of(
            Family::SpacedV3,
            address!("9d63d318143cf14ff05f8aaa7491904a494e6f13"),
        ),
    ],
    lesser: &[
        // DefiLlama-Adapters, registries/uniswapV2.js, with the names that it has for them
        address!("68e03d7b8b3f9669750c1282ad6d36988f4fe18e"),
        address!("065c8703132f2a38be3d2dbf7be6be455930560c"), // gemswap
        address!("dcba2077fe5261753ab29cc886bd5cfe1786a7d6"), // gxypad
        address!("6167ce530e710e29d0f32cfe50062028800e5918"), // koone
        address!("b618db8d97db96f31c1eb0fb99d9b5b372c2bdd3"), // megalon
        address!("0e15a1a03bd356b17f576c50d23bf7fc00305590"), // onsenswap
        address!("8435bd22e705dcefcf6ef8b921e6db534a4e9902"), // pixelswap
        address!("ea51ce8a1f9c1cbbf5b89d9b1da4a94fb1557866"), // sharelock
        address!("5892dc61d3f243fa397197babc3bb709af4a0787"),
        address!("0700fb51560cfc8f896b2c812499d17c5b0bf6a7"), // spacefi-zksync
        address!("7096cebc52012e2611a1e88c45bc54ee2a88dcb4"), // starmaker
        address!("0a592988abe9017a3c0285b9aa251a4be8683394"), // usesugarswap
        address!("eee1af1ce68d280e9cafd861b7d4af776798f18d"), // zkswap-2
        address!("15c664a62086c06d43e75bb3fdded93008b8ce63"),
        address!("3a76e377ed58c8731f9df3a36155942438744ce3"),
        address!("5da48a338647e2dd79329b557b5729d8496ad83d"),
        address!("48e571c645bbed451b7c58650e643f534fcab693"),
    ],
    // None is known.
    lockers: &[],
    positions: &[
        // Uniswap V3: @uniswap/sdk-core@7.19.4
        (
            Family::V3,
            address!("0616e5762c1e7dc3723c50663df10a162d690a86"),
        ),
        // PancakeSwap V3: @pancakeswap/v3-sdk@3.10.2
        (
            Family::PancakeV3,
            address!("a815e2ed7f7d5b0c49fda367f249232a1b9d2883"),
        ),
    ],
    routers: &[
        // Uniswap SwapRouter02: @uniswap/sdk-core@7.19.4
        address!("99c56385dabce3e81d8499d0b8d0257abc07e8a3"),
        // Uniswap's Universal Routers: @uniswap/universal-router-sdk@5.13.0
        address!("28731bcc616b5f51dd52cf2e4df0e78dd1136c06"),
    ],
};

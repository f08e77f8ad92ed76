//! BNB Smart Chain.

use alloy_primitives::address;

use super::{Chain, MULTICALL, PANCAKE_POSITIONS};
use crate::chains::dex::{Coin, Factory, Family};
use crate::chains::lockers::{Locker, LockerKind};

pub(super) const CHAIN: Chain = Chain {
    id: 56,
    // viem, chains/definitions
    multicall: MULTICALL,
    // WBNB: @uniswap/default-token-list@22.21.0
    wrapped: address!("bb4cdb9cbd36b01bd1cbaebf2de08d9173bc095c"),
    shallow: 5,
    stables: &[
        // USDT: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("55d398326f99059ff775485246999027b3197955"), 18),
        // BUSD: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("e9e7cea3dedca5984780bafc599bd69add087d56"), 18),
        // USDC: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("8ac76a51cc950d9822d68b83fe1ad97b32cd580d"), 18),
    ],
    factories: &[
        // PancakeSwap V2: @pancakeswap/v2-sdk@1.2.2
        Factory::main(
            Family::V2,
            address!("ca143ce32fe78f1f7019d7d551a6402fc5350c73"),
        ),
        // Uniswap V2: @uniswap/sdk-core@7.19.4
        Factory::of(
            Family::V2,
            address!("8909dc15e40173ff4699343b6eb8132c65e18ec6"),
        ),
        // SushiSwap V2: @sushiswap/core-sdk@0.1.2
        Factory::of(
            Family::V2,
            address!("c35dadb65012ec5796536bd9864ed8773abc74c4"),
        ),
        // Uniswap V3: @uniswap/sdk-core@7.19.4
        Factory::main(
            Family::V3,
            address!("db1d10011ad0ff90774d0c6bb92e5c5c8b4461f7"),
        ),
        // PancakeSwap V3: @pancakeswap/v3-sdk@3.10.2
        Factory::of(
            Family::PancakeV3,
            address!("0bfbcf9fa4f9c56b0f40a671ad40e0805a091865"),
        ),
        // Biswap: DefiLlama-Adapters, registries/uniswapV2.js
        Factory::of(
            Family::V2,
            address!("858e3312ed3a876947ea49d572a7c42de08af7ee"),
        ),
        // ApeSwap: DefiLlama-Adapters, registries/uniswapV2.js
        Factory::of(
            Family::V2,
            address!("0841bd0b734e4f5853f0dd8d7ea041c241fb0da6"),
        ),
        // Thena: DefiLlama-Adapters, registries/uniswapV2.js
        Factory::of(
            Family::SolidlyPair,
            address!("afd89d21bdb66d00817d4153e055830b1c2b3970"),
        ),
        // DefiLlama-Adapters, registries/uniswapV3.js
        Factory::of(
            Family::OtherV3,
            address!("30d9e1f894fbc7d2227dd2a017f955d5586b1e14"),
        ),
    ],
    lockers: &[
        // UNCX for pancake-v2: DefiLlama-Adapters, projects/unicrypt/config.js
        Locker::of(
            LockerKind::Uncx,
            address!("c765bddb93b0d1c1a88282ba0fa6b2d00e3e0c83"),
        ),
        // UNCX for pancake-v1: DefiLlama-Adapters, projects/unicrypt/config.js
        Locker::of(
            LockerKind::Uncx,
            address!("c8b839b9226965caf1d9fc1551588aaf553a7be6"),
        ),
        // UNCX for biswap: DefiLlama-Adapters, projects/unicrypt/config.js
        Locker::of(
            LockerKind::Uncx,
            address!("74dee1a3e2b83e1d1f144af2b741bbaffd7305e1"),
        ),
        // UNCX for safeswap: DefiLlama-Adapters, projects/unicrypt/config.js
        Locker::of(
            LockerKind::Uncx,
            address!("1391b48c996ba2f4f38aee07e369a8f28d38220e"),
        ),
        // UNCX for julswap: DefiLlama-Adapters, projects/unicrypt/config.js
        Locker::of(
            LockerKind::Uncx,
            address!("1f23742d882ace96bace4658e0947cccc07b6a75"),
        ),
        // UNCX for babydogeswap: DefiLlama-Adapters, projects/unicrypt/config.js
        Locker::of(
            LockerKind::Uncx,
            address!("b89a15a4f3518c14c21be04b55546162b0cb39f0"),
        ),
        // Team Finance: DefiLlama-Adapters, projects/team-finance/config.js
        Locker::of(
            LockerKind::TeamFinance,
            address!("0c89c0407775dd89b12918b9c0aa42bf96518820"),
        ),
        Locker::of(
            LockerKind::TeamFinance,
            address!("6c7c87d9868b1db5a0f62d867baa90e0adfa7cfd"),
        ),
        Locker::of(
            LockerKind::TeamFinance,
            address!("f2619476bd0ca0eda08744029c66b62a904c2bf8"),
        ),
        Locker::of(
            LockerKind::TeamFinance,
            address!("854b4c305554c5fa72353e31b8480c0e5128a152"),
        ),
        Locker::of(
            LockerKind::TeamFinance,
            address!("070a08beef8d36734dd67a491202ff35a6a16d97"),
        ),
        Locker::of(
            LockerKind::TeamFinance,
            address!("9b83f4b893cf061d8c14471aa97ef24c352f5abe"),
        ),
        Locker::of(
            LockerKind::TeamFinance,
            address!("7536592bb74b5d62eb82e8b93b17eed4eed9a85c"),
        ),
        // PinkLock 1: DefiLlama-Adapters, projects/pinksale/index.js
        Locker::of(
            LockerKind::PinkLock1,
            address!("7ee058420e5937496f5a2096f04caa7721cf70cc"),
        ),
        // PinkLock 2: DefiLlama-Adapters, projects/pinksale/index.js
        Locker::of(
            LockerKind::PinkLock2,
            address!("407993575c91ce7643a4d4ccacc9a98c36ee1bbe"),
        ),
    ],
    positions: &[
        // Uniswap V3: @uniswap/sdk-core@7.19.4
        (
            Family::V3,
            address!("7b8a01b39d58278b5de7e48c8449c9f4f5170613"),
        ),
        // PancakeSwap V3: @pancakeswap/v3-sdk@3.10.2
        (Family::PancakeV3, PANCAKE_POSITIONS),
    ],
    routers: &[
        // Uniswap V2: @uniswap/sdk-core@7.19.4
        address!("4752ba5dbc23f44d87826276bf6fd6b1c372ad24"),
        // Uniswap SwapRouter02: @uniswap/sdk-core@7.19.4
        address!("b971ef87ede563556b2ed4b1c0b0019111dd85d2"),
        // Uniswap's Universal Routers: @uniswap/universal-router-sdk@5.13.0
        address!("4dae2f939acf50408e13d58534ff8c2776d45265"),
        address!("1906c1d672b88cd1b9ac7593301ca990f94eae07"),
        address!("8b844f885672f333bc0042cb669255f93a4c1e6b"),
        address!("dc264714f68d84cf29bc605589405e78bdbe7c9f"),
        // SushiSwap V2: @sushiswap/core-sdk@0.1.2
        address!("1b02da8cb0d097eb8d57a175b88c7d8b47997506"),
    ],
};

//! Polygon PoS.

use alloy_primitives::address;

use super::{Chain, MULTICALL};
use crate::chains::dex::{Coin, Factory, Family};
use crate::chains::lockers::{Locker, LockerKind};

pub(super) const CHAIN: Chain = Chain {
    id: 137,
    // viem, chains/definitions
    multicall: MULTICALL,
    // WMATIC: @uniswap/default-token-list@22.21.0
    wrapped: address!("0d500b1d8e8ef31e21c99d1db9a6444d3adf1270"),
    shallow: 5000,
    stables: &[
        // USDC: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("3c499c542cef5e3811e1192ce70d8cc03d5c3359"), 6),
        // USDC.e: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("2791bca1f2de4661ed88a30c99a7a9449aa84174"), 6),
        // USDT: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("c2132d05d31c914a87c6611c10748aeb04b58e8f"), 6),
        // DAI: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("8f3cf7ad23cd3cadbd9735aff958023239c6a063"), 18),
    ],
    factories: &[
        // QuickSwap V2: the address that its own and other public repositories name
        Factory::main(
            Family::V2,
            address!("5757371414417b8c6caad45baef941abc7d3ab32"),
        ),
        // Uniswap V2: @uniswap/sdk-core@7.19.4
        Factory::of(
            Family::V2,
            address!("9e5a52f57b3038f1b8eee45f28b3c1967e22799c"),
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
    ],
    lockers: &[
        // UNCX for quickswap: DefiLlama-Adapters, projects/unicrypt/config.js
        Locker::of(
            LockerKind::Uncx,
            address!("adb2437e6f65682b85f814fbc12fec0508a7b1d0"),
        ),
        // Team Finance: DefiLlama-Adapters, projects/team-finance/config.js
        Locker::of(
            LockerKind::TeamFinance,
            address!("3ef7442df454ba6b7c1deec8ddf29cfb2d6e56c7"),
        ),
        Locker::of(
            LockerKind::TeamFinance,
            address!("586c21a779c24efd2a8af33c9f7df2a2ea9af55c"),
        ),
        // PinkLock 1: DefiLlama-Adapters, projects/pinksale/index.js
        Locker::of(
            LockerKind::PinkLock1,
            address!("5fb71dbf7248a01bf96ce2ab2da34eeabe58c261"),
        ),
        // PinkLock 2: DefiLlama-Adapters, projects/pinksale/index.js
        Locker::of(
            LockerKind::PinkLock2,
            address!("6c9a0d8b1c7a95a323d744de30cf027694710633"),
        ),
    ],
    positions: &[
        // Uniswap V3: @uniswap/sdk-core@7.19.4
        (
            Family::V3,
            address!("c36442b4a4522e871399cd717abdd847ab11fe88"),
        ),
    ],
    routers: &[
        // Uniswap V2: @uniswap/sdk-core@7.19.4
        address!("edf6066a2b290c185783862c7f4776a2c8077ad1"),
        // Uniswap SwapRouter02: @uniswap/sdk-core@7.19.4
        address!("68b3465833fb72a70ecdf485e0e4c7bd8665fc45"),
        // Uniswap's Universal Routers: @uniswap/universal-router-sdk@5.13.0
        address!("ec7be89e9d109e7e3fec59c222cf297125fefda2"),
        address!("1095692a6237d83c6a72f3f5efedb9a670c49223"),
        address!("8b844f885672f333bc0042cb669255f93a4c1e6b"),
        address!("dc264714f68d84cf29bc605589405e78bdbe7c9f"),
        // SushiSwap V2: @sushiswap/core-sdk@0.1.2
        address!("1b02da8cb0d097eb8d57a175b88c7d8b47997506"),
    ],
};

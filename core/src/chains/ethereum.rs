//! Ethereum.

use alloy_primitives::address;

use super::{Chain, MULTICALL, PANCAKE_POSITIONS};
use crate::chains::dex::{Coin, Factory, Family};
use crate::chains::lockers::{Locker, LockerKind};

pub(super) const CHAIN: Chain = Chain {
    id: 1,
    // viem, chains/definitions
    multicall: MULTICALL,
    // WETH: @uniswap/default-token-list@22.21.0
    wrapped: address!("c02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"),
    shallow: 1,
    stables: &[
        // USDC: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("a0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"), 6),
        // USDT: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("dac17f958d2ee523a2206206994597c13d831ec7"), 6),
        // DAI: @uniswap/default-token-list@22.21.0
        Coin::stable(address!("6b175474e89094c44da98b954eedeac495271d0f"), 18),
    ],
    factories: &[
        // Uniswap V2: @uniswap/sdk-core@7.19.4
        Factory::main(
            Family::V2,
            address!("5c69bee701ef814a2b6a3edd4b1652cb9cc5aa6f"),
        ),
        // PancakeSwap V2: @pancakeswap/v2-sdk@1.2.2
        Factory::of(
            Family::V2,
            address!("1097053fd2ea711dad45caccc45eff7548fcb362"),
        ),
        // SushiSwap V2: @sushiswap/core-sdk@0.1.2
        Factory::of(
            Family::V2,
            address!("c0aee478e3658e2610c5f7a4a2e1777ce9e4f2ac"),
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
        // ShibaSwap: DefiLlama-Adapters, registries/uniswapV2.js
        Factory::of(
            Family::V2,
            address!("115934131916c8b277dd010ee02de363c09d037c"),
        ),
    ],
    lockers: &[
        // UNCX for uniswap-v2: DefiLlama-Adapters, projects/unicrypt/config.js
        Locker::of(
            LockerKind::Uncx,
            address!("663a5c229c09b049e36dcc11a9b0d4a8eb9db214"),
        ),
        // UNCX for uniswap-v2 (mixed / POL, older): DefiLlama-Adapters, projects/unicrypt/config.js
        Locker::of(
            LockerKind::Uncx,
            address!("17e00383a843a9922bca3b280c0ade9f8ba48449"),
        ),
        // UNCX for sushiswap: DefiLlama-Adapters, projects/unicrypt/config.js
        Locker::of(
            LockerKind::Uncx,
            address!("ed9180976c2a4742c7a57354fd39d8bec6cbd8ab"),
        ),
        // Team Finance: DefiLlama-Adapters, projects/team-finance/config.js
        Locker::of(
            LockerKind::TeamFinance,
            address!("e2fe530c047f2d85298b07d9333c05737f1435fb"),
        ),
        Locker::of(
            LockerKind::TeamFinance,
            address!("dbf72370021babafbceb05ab10f99ad275c6220a"),
        ),
        Locker::of(
            LockerKind::TeamFinance,
            address!("c77aab3c6d7dab46248f3cc3033c856171878bd5"),
        ),
        // PinkLock 1: DefiLlama-Adapters, projects/pinksale/index.js
        Locker::of(
            LockerKind::PinkLock1,
            address!("33d4cc8716beb13f814f538ad3b2de3b036f5e2a"),
        ),
        // PinkLock 2: DefiLlama-Adapters, projects/pinksale/index.js
        Locker::of(
            LockerKind::PinkLock2,
            address!("71b5759d73262fbb223956913ecf4ecc51057641"),
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
        address!("7a250d5630b4cf539739df2c5dacb4c659f2488d"),
        // Uniswap SwapRouter02: @uniswap/sdk-core@7.19.4
        address!("68b3465833fb72a70ecdf485e0e4c7bd8665fc45"),
        // Uniswap's Universal Routers: @uniswap/universal-router-sdk@5.13.0
        address!("3fc91a3afd70395cd496c647d5a6cc9d4b2b7fad"),
        address!("66a9893cc07d91d95644aedd05d03f95e1dba8af"),
        address!("4c82d1fbfe28c977cbb58d8c7ff8fcf9f70a2cca"),
        address!("23617e59a5925b2a4bf75d73ff6711cd0b29de85"),
        address!("ab863e752bf67d8dcdd929eaae9be9dc83fb3bbb"),
        // SushiSwap V2: @sushiswap/core-sdk@0.1.2
        address!("d9e1ce17f2641f24ae83637ab66a2cca9c378b9f"),
    ],
};

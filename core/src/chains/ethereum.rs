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
        // Solidly V3: DefiLlama-Adapters, registries/uniswapV3.js
        Factory::of(
            Family::SpacedV3,
            address!("70fe4a44ea505cfa3a57b95cf2862d4fd5f0f687"),
        ),
    ],
    lesser: &[
        // DefiLlama-Adapters, registries/uniswapV2.js, with the names that it has for them
        address!("af39606bec181887951ab6912ac7ea216bd6e4b4"), // akronswap
        address!("5e7cfe3db397d3df3f516d79a072f4c2ae5f39bb"), // bullionFX
        address!("8d0fca60fdf50cfe65e3e667a37ff3010d6d1e8d"), // bxh
        address!("03407772f5ebfb9b10df007a2dd6fff4ede47b53"), // capitaldex
        address!("4eef5746ed22a2fd368629c1852365bf5dcb79f1"), // convergence
        address!("cc8e4c2998395e56d06d985ba791138edf48a8d4"), // cypher-v2
        address!("3d237ac6d2f425d2e890cc99198818cc1fa48870"),
        address!("9deb29c9a4c7a88a3c0257393b7f3335338d9a9d"), // defi-swap
        address!("d674b01e778cf43d3e6544985f893355f46a74a5"),
        address!("9a27cb5ae0b2cee0bb71f9a85c0d60f3920757b4"), // ethervista
        address!("5fbe219e88f6c6f214ce6f5b1fcaa0294f31ae1b"), // gammaswap-deltaswap
        address!("26f53fbadeeb777fb2a122dc703433d79241b64e"), // hope-swap
        address!("c480b33ee5229de3fbdfad1d2dcd3f3bad0c56c6"),
        address!("d36aba9ec96523b0a89886c76065852adfe2eb39"), // justmoney
        address!("0388c1e0f210abae597b7de712b9510c6c36c857"),
        address!("1e2c2102cf8efcaaaf20ffe926469ec7cd0d0f6e"), // minidex
        address!("00000021543ed46b665a74484c82b71e4eb61e34"), // tamaswap
        address!("a556e2d77060a42516c9a8002e9156d8d3c832ce"), // nowswap
        address!("460b2005b3318982feada99f7ebf13e1d6f6effe"), // pepedex
        address!("b919ad419688f7c274f11f180112514941a910cb"), // safeswap
        address!("35113a300ca0d7621374890abfeac30e88f214b1"), // saitaswap
        address!("53ac1d1fa4f9f6c604b8b198ce29a50d28cba893"), // standard-tech
        address!("96ff042f8c6757fce515d171f194b5816cafee11"), // sumswap
        address!("5aef44edfc5a7edd30826c724ea12d7be15bdc30"),
        address!("fb1eb9a45feb7269f3277233af513482bc04ea63"), // swapos
        address!("8a93b6865c4492ff17252219b87ea6920848edc0"), // swipeswap
        address!("bacc776b231c571a7e6ab7bc2c8a099e07153377"), // unicly
        address!("46adc1c052fafd590f56c42e379d7d16622835a2"), // yapeswap
        address!("773cadc167deafa46f603d96172fa45686c4fa58"), // yoshi-exchange
        address!("a7028337d3da1f04d638cc3b4dd09411486b49ea"), // youswap
        address!("dd9efcbdf9f422e2fc159efe77add3730d48056d"),
        address!("bae5dc9b19004883d0377419fef3c2c8832d7d7b"),
        address!("6c565c5bbdc7f023cae8a2495105a531caac6e54"),
        address!("e185e5335d68c2a18564b4b43bdf4ed86337ee70"),
        address!("08e7974cacf66c5a92a37c221a15d3c30c7d97e0"),
        address!("ee3e9e46e34a27dc755a63e2849c9913ee1a06e2"), // versedex
        address!("46b0b17bb1f637ccffa9fcc34bd591e3a0ff58f9"), // wswap
        address!("2d723f60ad8da76286b2ac120498a5ea6babc792"), // neopin
        address!("bc7d212939fbe696e514226f3fafa3697b96bf59"), // reddex
        address!("777de5fe8117caaa7b44f396e93a401cf5c9d4d6"),
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

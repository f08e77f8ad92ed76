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
    lesser: &[
        // DefiLlama-Adapters, registries/uniswapV2.js, with the names that it has for them
        address!("563c86d9f17914ff868bcbe3903b3ef829a82f9e"), // brewswap
        address!("973c934137dd687eca67bdd1c5a8b74286964ac6"), // complus
        address!("e7fb3e833efe5f9c441105eb65ef8b261266423b"), // dfyn
        address!("1d21db6cde1b18c7e47b0f7f42f4b3f68b9beec9"),
        address!("06530550a48f990360dfd642d2132354a144f31d"),
        address!("6e553d5f028bd747a27e138fa3109570081a23ae"), // FlashLiquidity
        address!("17c1d25d5a2d833c266639de5fbe8896bdbeb234"), // gravis-finance
        address!("3ed75aff4094d2aaa38fafca64ef1c152ec1cf20"), // gravity-finance
        address!("75ed971834b0e176a053ac959d9cf77f0b4c89d0"), // greenhouse
        address!("2d7360db7216792cfc2c73b79c0ca629007e2af4"), // gt3
        address!("03daa61d8007443a6584e3d8f85105096543c19c"),
        address!("d36aba9ec96523b0a89886c76065852adfe2eb39"), // justmoney
        address!("f301ae81800aa97f68148531d487696ef939170e"), // liquid-bolt
        address!("177aeb3727c91c4796766336923c4da431c59637"), // lovelyswap-v2
        address!("a2d23c7ca6d360d5b0b30caff79dbbfa242b4811"),
        address!("f08ae17c2a2728a788bb1b6c243fe7eb3e5bbadc"), // magicianmv
        address!("800b052609c355ca8103e06f022aa30647ead60a"), // mustcometh
        address!("eaf188cdd22feebcb345dcb529aa18ca9fcb4fbd"),
        address!("9a3f01dfa086c2e234fc88742c692368438fbb30"), // phenix-dex
        address!("eaa98f7b5f7bfbcd1af14d0efaa9d9e68d82f640"), // polydex
        address!("5bdd1cd910e3307582f213b33699e676e61dead9"), // polyDEX-cryption-network
        address!("9c9238b2e47d61482d36deafcdcd448d8baad75b"), // purple-bridge-dex
        address!("5be44d6c5634161cdadcc2bc35389325aa493e83"), // safeswap
        address!("30030aa4bc9bf07005cf61803ac8d0eb53e576ec"),
        address!("d0b30fc63169baaa3702ad7ec33ebe3f9e8627c0"), // sealightswap
        address!("be087bed88539d28664c9998fe3f180ea7b9749c"), // smartdex
        address!("684d8c187be836171a1af8d533e4724893031828"), // tetu-swap
        address!("293f45b6f9751316672da58ae87447d712af85d7"), // vulcandex
        address!("6fd98cf211134081fe02f551d64cf89671d5443b"), // zerodex
        address!("0b29d7a989d6647e4a56ee9899daf7535ff9620c"),
        address!("cf083be4164828f00cae704ec15a36d711491284"),
        address!("5ede3f4e7203bf1f12d57af1810448e5db20f46c"),
        address!("937e0c67d21df99eaea0e6a1055a5b783291dc8f"),
        address!("7cfb780010e9c861e03bcbc7ac12e013137d47a5"),
        address!("477ce834ae6b7ab003cce4bc4d8697763ff456fa"),
        address!("a87c8308722237f6442ef4762b7287afb84fb191"),
        address!("4fee52912f81b78c3cdcb723728926ed6a893d27"),
        address!("abc26f8364cc0dd728ac5c23fa40886fda3dd121"),
        address!("015de3ec460869eb5ceae4224dc7112ac0a39303"),
        address!("668ad0ed2622c62e24f0d5ab6b6ac1b9d2cd4ac7"),
        address!("1289ae78422b94414c1f827c534a1fe8e31e71aa"), // neopin
        address!("dd4047f11c80f7831922904ddb61e370e83d5fbb"), // smxswap
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

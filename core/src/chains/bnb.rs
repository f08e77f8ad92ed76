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
    lesser: &[
        // DefiLlama-Adapters, registries/uniswapV2.js, with the names that it has for them
        address!("1aea6414e7f7a9581ce53385b2902c59b34d4a94"), // agus
        address!("af39606bec181887951ab6912ac7ea216bd6e4b4"), // akronswap
        address!("b755953681f0b54f59336294f6758ae9e2e3ab5e"), // allinxswap
        address!("795802cb01a7be4be2f7f114b232a83b3adce64a"), // biokript
        address!("b438dee6a8875afabb8a82e86ef56c4deee5d1b5"), // boomswap
        address!("fe2bf5fc2d131db07c5ef7076856fd7f342738ff"), // brewswap
        address!("43ab776770cc5c739addf318af712dd40918c42d"), // brownfi
        address!("cdafc63de847bbfb7e6b56b21aad12f8f6d877be"), // busta
        address!("7897c32cbda1935e97c0b59f244747562d4d97c1"), // bxh
        address!("3165d94dd2f71381495cb897832de02710a0dce5"), // cobraswap
        address!("c2d8d27f3196d9989abf366230a47384010440c0"), // coinswap
        address!("df97982bf70be91df4acd3d511c551f06a0d19ec"), // complus
        address!("0efc2d2d054383462f2cd72ea2526ef7687e1016"),
        address!("940beb635cbeec04720ac97fadb97205676e6aa4"), // daomaker-swap
        address!("43ebb0cb9bd53a3ed928dd662095ace1cef92d19"), // definix
        address!("73d9f93d53505cb8c4c7f952ae42450d9e859d10"), // dinosaureggs
        address!("06530550a48f990360dfd642d2132354a144f31d"), // empiredex
        address!("c801c7980c8c7900bc898b1f38392b235ff64097"), // foodcourt
        address!("9a272d734c5a0d7d84e0a892e891a553e8066dce"), // fstswap
        address!("b6ac3914b53cd3b39f11fc9b380c3e605e994e20"), // Gas404Swap
        address!("4a3b76860c1b76f0403025485de7bfa1f08c48fd"), // gravis-finance
        address!("ac653ce27e04c6ac565fd87f18128ad33ca03ba2"), // hyperjump
        address!("320827adb3f759a386348b325c54803b2b3a7572"), // jellybeanswap
        address!("553990f2cba90272390f62c5bdb1681ffc899675"), // julswap
        address!("f2fb1b5be475e7e1b3c31082c958e781f73a1712"), // justmoney
        address!("70e881fa43a7124e36639b54162395451cef1922"), // kapinus
        address!("5636a64b835f4e3821c798fda16e0ba106357646"), // kewl
        address!("971a5f6ef792ba565cdf61c904982419aa77989f"), // kokomoswap
        address!("bdec20d9cdf8e222edd536268a9883a4c2ca172d"), // liquid-bolt
        address!("f936cde5138282edc6370f9f5ac70d9a1afc6f78"), // lobsterswap
        address!("7db16925214b2f5d65db741d59208a1187b9961c"), // lovelyswap-v2
        address!("ceda3234d7d5b36114d886682a399c6d126a03e0"),
        address!("b7e5848e1d0cb457f2026670fcb9bbdb7e9e039c"),
        address!("e9cabbc746c03010020fd093cd666e40823e0d87"), // moonlift
        address!("b9fa84912ff2383a617d8b433e926adf0dd3fea1"), // narwhalswap
        address!("7d9d51267f7e9e6b46a48e0a75c0086f46777087"), // omni-exchange-v2
        address!("9ad32bf5dafe152cbe027398219611db4e8753b3"), // pandaswap
        address!("ff9a4e72405df3ca3d909523229677e6b2b8dc71"), // pandora-digital
        address!("24df3f586b3d313a98704478f83a4315ae5b19a9"), // pankuku
        address!("670f55c6284c629c23bae99f585e3f17e8b9fc31"), // pantherswap
        address!("f3b426a160686082447545e1150829ee5485a91a"), // paraluni-dex
        address!("71f6a913b317d2bf0bf51fd48d90e4cc6e62c4dd"), // PattieSwap
        address!("a053582601214feb3778031a002135cbbb7dba18"), // planet-blue
        address!("0944ab692786d9104ae9a29778285c41c33c0415"), // pls2e
        address!("8ae5527706446943cba8589313ec217a4a7288a4"), // Produs
        address!("94b4188d143b9dd6bd7083ae38a461fcc6aad07e"), // pureswap
        address!("b664bdce35b5ee182e8832d4f3b615232e98a51e"), // pyeswap
        address!("19e5ebc005688466d11015e646fa182621c1881e"), // saitaswap
        address!("251912de998ec91dfdf67efbe032d6f4ab5ec485"), // shibanova
        address!("7810d4b7bc4f7faee9deec3242238a39c4f1197d"), // swipeswap
        address!("80f112cd8ac529d6993090a0c9a04e01d495bfbf"), // titano-swych
        address!("5bcd9ee6c31def33334b255ee7a767b6eedcba4b"),
        address!("79c342fddbbf376ca6b4efac7aaa457d6063f8cb"), // winery-swap
        address!("0dee376e1dcb4dae68837de8ee5abe27e629acd0"), // woken
        address!("542b6524abf0bd47dc191504e38400ec14d0290c"), // yoshi-exchange
        address!("137f34df5bcdb30f5e858fc77cb7ab60f8f7a09a"), // youswap
        address!("52abdb3536a3a966056e096f2572b2755df26eac"), // zerodex
        address!("3cd1c46068daea5ebb0d3f55f6915b10648062b8"), // mdex
        address!("64ebd6cacece790e9c4ddea1a24952ddb2715279"),
        address!("a098751d407796d773032f5cc219c3e6889fb893"),
        address!("c7a506ab3ac668eab6bf9ecf971433d6cfef05d9"),
        address!("beac7e750728e865a3cb39d5ed6e3a3044ae4b98"),
        address!("381fefadab5466bff0e8e96842e8e76a143e8f73"),
        address!("4693b62e5fc9c0a45f89d62e6300a03c85f43137"),
        address!("86407bea2078ea5f5eb5a52b2caa963bc1f889da"),
        address!("ce8fd65646f2a2a897755a1188c04ace94d2b8d0"),
        address!("8a1e9d3aebbbd5ba2a64d3355a48dd5e9b511256"),
        address!("3e708fdbe3ada63fc94f8f61811196f1302137ad"),
        address!("b31a337f1c3ee7fa2b2b83c6f8ee0ca643d807a0"),
        address!("4136a450861f5cfe7e860ce93e678ad12158695c"), // cryptoswap
        address!("b5737a06c330c22056c77a4205d16ffd1436c81b"),
        address!("97bcd9bb482144291d77ee53bfa99317a82066e8"),
        address!("0ed713989f421ff6f702b2e4e1c93b1bb9002119"),
        address!("bfb0a989e12d49a0a3874770b1c1cddf0d9162aa"),
        address!("1c3e50dbbcd05831c3a695d45d2b5bcd691ad8d8"),
        address!("eb10f4fe2a57383215646b4ac0da70f8edc69d4f"),
        address!("cbac17919f7aad11e623af4fea98b10b84802eac"),
        address!("ed13950fd0a2e10788e830e60cfa0d018125310e"),
        address!("1a04afe9778f95829017741bf46c9524b91433fb"),
        address!("7d2ce25c28334e40f37b2a068ec8d5a59f11ea54"),
        address!("092ee062baa0440b6df6bbb7db7e66d8902bfdf7"), // shibance
        address!("2af5c23798fec8e433e11cce4a8822d95cd90565"), // smbswap
        address!("23675f1ac7cce101aff647b96d7201efcf66e4b0"),
        address!("71539d09d3890195dda87a6198b98b75211b72f3"),
        address!("b5b4ae9413dfd4d1489350dca09b1ae6b76bd3a8"),
        address!("a5ba037ec16c45f8ae09e013c1849554c01385f5"), // unifi-protocol
        address!("95f9c44fa1585811e1d1a0f59e74174b657b37a5"), // venera
        address!("d04a80baeef12fd7b1d1ee6b1f8ad354f81bc4d7"), // w3swap
        address!("3657952d7ba5a0a4799809b5b6fdff9ec5b46293"),
        address!("abc26f8364cc0dd728ac5c23fa40886fda3dd121"),
        address!("5105989c863e801fc610396529be9f2a6b95bf0a"), // wswap
        address!("0a376ee063184b444ff66a9a22ad91525285fe1c"), // yieldfields
        address!("65b3cc7a7cb167221266fc93884717de2dbd074e"), // bitblocks-finance
        address!("e759dd4b9f99392be64f1050a6a8018f73b53a13"),
        address!("01bf7c66c6bd861915cdaae475042d3c4bae16a7"),
        address!("1ba94c0851d96b2c0a01382bf895b5b25361ccb2"),
        address!("35e9455c410eacd6b4dc1d0ca3144031f6251dc2"),
        address!("0eb58e5c8aa63314ff5547289185cc4583dfcbd5"),
        address!("a5e48a6e56e164907263e901b98d9b11ccb46c47"),
        address!("f0bc2e21a76513aa7cc2730c7a1d6dee0790751f"),
        address!("cc045ebc2664daf316aa0652e72237609ea6cb4f"),
        address!("4dce5bdb81b8d5edb66ca1b8b2616a8e0dd5f807"),
        address!("6d642253b6fd96d9d155279b57b8039675e49d8e"), // reddex
        address!("2c3408a4827df0419da2f53eae92f338b4d314ec"), // smxswap
        address!("4e66fda7820c53c1a2f601f84918c375205eac3e"),
        address!("6af79510599de74e5922a2771b29160da8b7b4c1"), // kolswap
        address!("356037cbc77b3a2b36e0484d96df0de247e66785"), // qomx
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

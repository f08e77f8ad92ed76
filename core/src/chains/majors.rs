//! Tokens that others pretend to be, and where the real ones are.
//!
//! Chains 1, 10, 56, 137, 8453 and 42161: `@uniswap/default-token-list@22.21.0`. Chain 324 and what is
//! marked with a star: DefiLlama-Adapters, `projects/helper/coreAssets.json`. Era's USDC (`1d17…`) is
//! taken from common knowledge and was not checked: it is the one line that only silences.

use alloy_primitives::address;

use crate::primitives::Address;

/// A token that is well known by its symbol.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Major {
    /// The symbol.
    pub(crate) symbol: &'static str,
    /// The chains it is on, with its address there.
    pub(crate) at: &'static [(u64, Address)],
}

impl Major {
    /// The real one on a chain.
    pub(crate) fn on(&self, chain_id: u64) -> impl Iterator<Item = Address> {
        let at = self.at.iter().filter(move |(id, _)| *id == chain_id);
        at.map(|(_, address)| *address)
    }
}

pub(crate) const MAJORS: &[Major] = &[
    Major {
        symbol: "BUSD",
        at: &[
            (1, address!("4fabb145d64652a948d72533023f6e7a623c7c53")),
            (10, address!("9c9e5fd8bbc25984b178fdce6117defa39d2db39")),
            (56, address!("e9e7cea3dedca5984780bafc599bd69add087d56")),
            // *
            (137, address!("9c9e5fd8bbc25984b178fdce6117defa39d2db39")),
            (324, address!("2039bb4116b4efc145ec4f0e2ea75012d6c0f181")),
            (42_161, address!("31190254504622cefdfa55a7d3d272e6462629a2")),
        ],
    },
    Major {
        symbol: "DAI",
        at: &[
            (1, address!("6b175474e89094c44da98b954eedeac495271d0f")),
            (10, address!("da10009cbd5d07dd0cecc66161fc93d7c9000da1")),
            (56, address!("1af3f329e8be154074d8769d1ffa4ee058b1dbc3")),
            (137, address!("8f3cf7ad23cd3cadbd9735aff958023239c6a063")),
            (324, address!("4b9eb6c0b6ea15176bbf62841c6b2a8a398cb656")),
            (8453, address!("50c5725949a6f0c72e6c4a641f24049a917db0cb")),
            (42_161, address!("da10009cbd5d07dd0cecc66161fc93d7c9000da1")),
        ],
    },
    Major {
        symbol: "FDUSD",
        at: &[
            // *
            (1, address!("c5f0f7b66764f6ec8c8dff7ba683102295e16409")),
            // *
            (56, address!("c5f0f7b66764f6ec8c8dff7ba683102295e16409")),
        ],
    },
    Major {
        symbol: "USD1",
        at: &[
            // *
            (56, address!("8d0d000ee44948fc98c9b98a4fa4921476f08b0d")),
        ],
    },
    Major {
        symbol: "USDC",
        at: &[
            (1, address!("a0b86991c6218b36c1d19d4a2e9eb0ce3606eb48")),
            (10, address!("0b2c639c533813f4aa9d7837caf62653d097ff85")),
            (56, address!("8ac76a51cc950d9822d68b83fe1ad97b32cd580d")),
            (137, address!("3c499c542cef5e3811e1192ce70d8cc03d5c3359")),
            (324, address!("1d17cbcf0d6d143135ae902365d2e5e2a16538d4")),
            (8453, address!("833589fcd6edb6e08f4c7c32d4f71b54bda02913")),
            (42_161, address!("af88d065e77c8cc2239327c5edb3a432268e5831")),
        ],
    },
    Major {
        symbol: "USDC.e",
        at: &[
            (10, address!("7f5c764cbc14f9669b88837ca1490cca17c31607")),
            (137, address!("2791bca1f2de4661ed88a30c99a7a9449aa84174")),
            (324, address!("3355df6d4c9c3035724fd0e3914de96a5a83aaf4")),
            (42_161, address!("ff970a61a04b1ca14834a43f5de4533ebddb5cc8")),
        ],
    },
    Major {
        symbol: "USDM",
        at: &[
            // *
            (1, address!("59d9356e565ab3a36dd77763fc0d87feaf85508c")),
            (324, address!("7715c206a14ac93cb1a6c0316a6e5f8ad7c9dc31")),
        ],
    },
    Major {
        symbol: "USDS",
        at: &[
            (1, address!("dc035d45d973e3ec169d2276ddab16f1e407384f")),
            (42_161, address!("6491c05a82219b8d1479057361ff1654749b876b")),
        ],
    },
    Major {
        symbol: "USDT",
        at: &[
            (1, address!("dac17f958d2ee523a2206206994597c13d831ec7")),
            (10, address!("94b008aa00579c1307b0ef2c499ad98a8ce58e58")),
            (56, address!("55d398326f99059ff775485246999027b3197955")),
            (137, address!("c2132d05d31c914a87c6611c10748aeb04b58e8f")),
            (324, address!("493257fd37edb34451f62edf8d2a0c418852ba4c")),
            // *
            (8453, address!("fde4c96c8593536e31f229ea8f37b2ada2699bb2")),
            // *
            (42_161, address!("fd086bc7cd5c481dcc9c85ebe478a1c0b69fcbb9")),
        ],
    },
    Major {
        symbol: "USDbC",
        at: &[(8453, address!("d9aaec86b65d86f6a7b5b1b0c42ffa531710b6ca"))],
    },
    Major {
        symbol: "WBNB",
        at: &[(56, address!("bb4cdb9cbd36b01bd1cbaebf2de08d9173bc095c"))],
    },
    Major {
        symbol: "WETH",
        at: &[
            (1, address!("c02aaa39b223fe8d0a0e5c4f27ead9083c756cc2")),
            (10, address!("4200000000000000000000000000000000000006")),
            (56, address!("2170ed0880ac9a755fd29b2688956bd959f933f8")),
            (137, address!("7ceb23fd6bc0add59e62ac25578270cff1b9f619")),
            (324, address!("5aea5775959fbc2557cc8789bc1bf90a239d9a91")),
            (8453, address!("4200000000000000000000000000000000000006")),
            (42_161, address!("82af49447d8a07e3bd95bd0d56f35241523fbab1")),
        ],
    },
    Major {
        symbol: "WMATIC",
        at: &[(137, address!("0d500b1d8e8ef31e21c99d1db9a6444d3adf1270"))],
    },
    Major {
        symbol: "ZK",
        at: &[(324, address!("5a7d6b2f92c77fad6ccabd7ee0624e64907eaf3e"))],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sorted::SortedSet;

    #[test]
    fn no_token_is_there_twice_or_on_an_unknown_chain() {
        let mut seen = SortedSet::new();
        for (chain_id, address) in MAJORS.iter().flat_map(|major| major.at) {
            assert!(super::super::chain(*chain_id).is_some(), "{chain_id}");
            assert!(seen.insert((*chain_id, *address)), "{address}");
        }
    }
}

//! The views of bridges and lending markets.

use super::View;

impl View {
    /// `endpoint()` of a [LayerZero](https://docs.layerzero.network/v2) application.
    pub(crate) const ENDPOINT: Self = Self([0x5e, 0x28, 0x0f, 0x11]);
    /// `peers(uint32)` of it: whom it believes on another chain.
    pub(crate) const PEER: Self = Self([0xbb, 0x0b, 0x6a, 0x53]);
    /// `token()` of one that moves a token: the token itself, or what it keeps of it.
    pub(crate) const TOKEN: Self = Self([0xfc, 0x0c, 0x54, 0x6a]);
    /// `getReceiveLibrary(address,uint32)` of LayerZero's endpoint: the library, and whether it is the default.
    pub(crate) const RECEIVE_LIBRARY: Self = Self([0x40, 0x2f, 0x84, 0x68]);
    /// `getConfig(address,address,uint32,uint32)` of it: bytes that the library encoded.
    pub(crate) const CONFIG: Self = Self([0x2b, 0x31, 0x97, 0xb9]);
    /// `underlying()` of a market in the manner of Compound: the token that people pay in.
    pub(crate) const UNDERLYING: Self = Self([0x6f, 0x30, 0x7d, 0xc3]);
    /// `comptroller()` of it, as in
    /// [Compound V2](https://github.com/compound-finance/compound-protocol).
    pub(crate) const COMPTROLLER: Self = Self([0x5f, 0xe3, 0xb5, 0x67]);
    /// `getAllMarkets()` of its comptroller: those that it lists.
    pub(crate) const MARKETS: Self = Self([0xb0, 0x77, 0x2d, 0x0b]);
    /// `markets(address)` of its comptroller: whether it is listed, and how much of a deposit counts as
    /// collateral, in parts of 10^18.
    pub(crate) const MARKET: Self = Self([0x8e, 0x8f, 0x29, 0x4b]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_are_those_of_the_signatures() {
        for (view, signature) in [
            (View::ENDPOINT, "endpoint()"),
            (View::PEER, "peers(uint32)"),
            (View::TOKEN, "token()"),
            (View::RECEIVE_LIBRARY, "getReceiveLibrary(address,uint32)"),
            (View::CONFIG, "getConfig(address,address,uint32,uint32)"),
            (View::UNDERLYING, "underlying()"),
            (View::COMPTROLLER, "comptroller()"),
            (View::MARKETS, "getAllMarkets()"),
            (View::MARKET, "markets(address)"),
        ] {
            let hash = alloy_primitives::keccak256(signature);
            assert_eq!(view.0, hash[..4], "{signature}");
        }
    }
}

//! Families of exchanges: how a factory is asked for a pool, and the coins that pools are measured
//! in.

use crate::primitives::Address;

/// A coin whose worth is known well enough to measure a pool in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coin {
    /// Its contract.
    pub address: Address,
    /// Digits behind the point.
    pub decimals: u8,
    /// A pool with less of it, in whole coins, is shallow.
    pub shallow: u32,
    /// It stands for the chain's own coin, else for a dollar.
    pub native: bool,
}

/// A pool with fewer dollars on its side of stable coins is shallow.
const SHALLOW_DOLLARS: u32 = 2_500;
/// The decimals of every chain's own coin.
const NATIVE_DECIMALS: u8 = 18;

impl Coin {
    pub(super) const fn stable(address: Address, decimals: u8) -> Self {
        Self {
            address,
            decimals,
            shallow: SHALLOW_DOLLARS,
            native: false,
        }
    }

    pub(super) const fn native(address: Address, shallow: u32) -> Self {
        Self {
            address,
            decimals: NATIVE_DECIMALS,
            shallow,
            native: true,
        }
    }
}

/// Exchanges that are asked in the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// `getPair(a, b)` of
    /// [Uniswap V2](https://github.com/Uniswap/v2-core/blob/master/contracts/interfaces/IUniswapV2Factory.sol).
    V2,
    /// `getPool(a, b, fee)` of
    /// [Uniswap V3](https://github.com/Uniswap/v3-core/blob/main/contracts/interfaces/IUniswapV3Factory.sol).
    V3,
    /// The same with PancakeSwap's fees.
    PancakeV3,
    /// The same of others, whose position managers are not known.
    OtherV3,
    /// `getPool(a, b, tickSpacing)` of Solidly V3 and of SyncSwap's range pools, which are V3's
    /// otherwise. Their position managers are not known.
    SpacedV3,
    /// `getPair(a, b, stable)` of Solidly and Velodrome's first version.
    SolidlyPair,
    /// `getPool(a, b, stable)` of Velodrome's second version.
    SolidlyPool,
    /// `getPool(a, b)` of [SyncSwap](https://syncswap.gitbook.io/api-documentation).
    SyncSwap,
}

impl Family {
    /// Liquidity is held in positions between two prices, not in one token.
    #[must_use]
    pub const fn is_v3(self) -> bool {
        matches!(
            self,
            Self::V3 | Self::PancakeV3 | Self::OtherV3 | Self::SpacedV3
        )
    }

    /// The third argument under which a factory keeps pools of two tokens: fees in millionths,
    /// ticks between two prices, or whether the pool is for equal values. None where there is one pool of two tokens.
    pub(crate) const fn kinds(self) -> &'static [u16] {
        match self {
            Self::V2 | Self::SyncSwap => &[],
            Self::SolidlyPair | Self::SolidlyPool => &[0, 1],
            Self::V3 | Self::OtherV3 => &[100, 500, 3_000, 10_000],
            Self::PancakeV3 => &[100, 500, 2_500, 10_000],
            // What either enabled when it was made.
            Self::SpacedV3 => &[1, 10, 50, 100, 200, 2_000],
        }
    }
}

/// A contract that knows an exchange's pools.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Factory {
    pub(crate) family: Family,
    pub(crate) address: Address,
    /// Worth a request of its own where there is no Multicall3.
    pub(crate) main: bool,
}

impl Factory {
    pub(crate) const fn of(family: Family, address: Address) -> Self {
        Self {
            family,
            address,
            main: false,
        }
    }

    pub(super) const fn main(family: Family, address: Address) -> Self {
        Self {
            family,
            address,
            main: true,
        }
    }
}

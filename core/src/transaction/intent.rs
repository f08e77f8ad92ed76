//! What a call means: who gets what power over which asset, how much, and until when.

use core::fmt;

use serde::{Deserialize, Serialize, Serializer};

use super::calls::CallKind;
use crate::facts::Unknown;
use crate::primitives::{Address, Selector, U256};

/// What is given or got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asset {
    /// The chain's own coin.
    Coin,
    /// A token.
    Token(Address),
    /// The call does not say which.
    Unknown,
}

/// How much of it, in the token's smallest unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// So much.
    Exactly(U256),
    /// As much as there is, now and later.
    Unlimited,
    /// The call does not say how much.
    Unknown,
}

impl Amount {
    /// Wallets ask for the largest number that a token takes: 96 bits in UNI, 160 in Permit2.
    pub(super) fn of(amount: U256) -> Self {
        let ones = amount.count_ones();
        let all_ones = ones >= 96 && amount.bit_len() == ones;
        if amount.bit_len() > 128 || all_ones {
            Self::Unlimited
        } else {
            Self::Exactly(amount)
        }
    }
}

impl fmt::Display for Asset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Coin => f.write_str("coin"),
            Self::Token(address) => write!(f, "{address:#x}"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(amount) => amount.fmt(f),
            Self::Unlimited => f.write_str("unlimited"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

impl Serialize for Asset {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What somebody can do after it that they could not do before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Power {
    /// Take what you hold.
    Spend,
    /// Move every item of a collection that you hold.
    Operate,
    /// Keep what you give away.
    Receive,
    /// Keep the coin that it is paid to swap: no router on record.
    Route,
    /// Have what you would get.
    Divert,
    /// Keep it for you.
    Custody,
    /// Decide what the asset that you get is worth.
    Issue,
    /// Anything: the call is not understood.
    Unknown,
}

/// One power that somebody gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Which power.
    pub power: Power,
    /// Over what.
    pub asset: Asset,
    /// How much of it.
    pub amount: Amount,
    /// Who gets it; `None` where nobody is named.
    pub holder: Option<Address>,
    /// When it ends, in seconds of Unix time; `None` where it does not by itself.
    pub until: Option<u64>,
    /// The contract whose report decides how bad that is, where one does.
    pub contract: Option<Address>,
}

/// Something that comes back, or a right that ends: never warned against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Leave {
    /// What is left: what you pay with, or the contract that you take out of.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub asset: Asset,
    /// How much of it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub amount: Amount,
    /// How.
    pub kind: CallKind,
}

/// A call that was looked at, with its place in those around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Call {
    /// Its number in each call around it; empty for the transaction's own.
    pub path: Vec<u32>,
    /// What is called; `None` where a contract is created.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub contract: Option<Address>,
    /// The function; `None` where there is no calldata.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub selector: Option<Selector>,
    /// Its signature, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'static str>,
    /// What it is for.
    pub kind: CallKind,
}

/// What a transaction or a message means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intents {
    /// Every call that was looked at.
    pub calls: Vec<Call>,
    /// The powers that somebody gets.
    pub exposures: Vec<Intent>,
    /// What is left or comes back.
    pub leaves: Vec<Leave>,
    /// What was not understood, or not looked at.
    pub unknowns: Vec<Unknown>,
}

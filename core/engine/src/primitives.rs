//! The words of the EVM as types. Hex text exists only where these are parsed and printed.

use core::fmt;
use core::str::FromStr;

pub use alloy_primitives::{Address, B256, Bytes, Selector, U256};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The largest runtime code that is analysed, in bytes.
///
/// Twice the 24 KiB of [EIP-170](https://eips.ethereum.org/EIPS/eip-170) and then some: chains
/// exist that raised the limit, none of those we read beyond this.
pub const MAX_CODE_BYTES: usize = 64 * 1024;

/// A day, in seconds.
pub const DAY_SECS: u64 = 24 * 60 * 60;

/// A storage slot number; printed as a JSON-RPC quantity (`0x0`, `0x3608…`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub U256);

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#x}", self.0)
    }
}

impl fmt::Debug for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Slot {
    type Err = alloy_primitives::ruint::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl Serialize for Slot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Slot {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        U256::deserialize(deserializer).map(Self)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Slot {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Slot".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^0x[0-9a-f]{1,64}$" })
    }
}

/// Runtime code: the bytes that an account executes, as `eth_getCode` returns them.
///
/// Parses from hex with or without `0x`; white space around it is ignored.
///
/// ```
/// use rugrisk_engine::primitives::{CodeError, RuntimeCode};
///
/// let code: RuntimeCode = "0x6000".parse()?;
/// assert_eq!(code.as_bytes(), [0x60, 0x00]);
/// assert_eq!("0x600".parse::<RuntimeCode>(), Err(CodeError::OddLength { digits: 3 }));
/// # Ok::<(), CodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuntimeCode(Bytes);

/// Why a text or a byte string is not runtime code that can be analysed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// No bytes: an account without code, or an empty file.
    #[error("the code is empty: there is no contract here")]
    Empty,
    /// A hex text with half a byte at its end.
    #[error("the hex text has an odd number of digits ({digits}): half a byte is missing")]
    OddLength {
        /// How many digits there are, without `0x`.
        digits: usize,
    },
    /// A character that is not a hex digit.
    #[error("not hex: '{character}' at position {position}")]
    NotHex {
        /// The character.
        character: char,
        /// Its position in the text without `0x`, counted from 0 in characters.
        position: usize,
    },
    /// More than [`MAX_CODE_BYTES`].
    #[error("the code has {bytes} bytes, more than the {max} that are analysed")]
    TooLarge {
        /// How many bytes there are.
        bytes: usize,
        /// The limit.
        max: usize,
    },
}

impl CodeError {
    /// A stable name for programs, as in the error rows of `rugrisk batch`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "EMPTY_CODE",
            Self::OddLength { .. } => "ODD_HEX",
            Self::NotHex { .. } => "NOT_HEX",
            Self::TooLarge { .. } => "CODE_TOO_LARGE",
        }
    }
}

impl RuntimeCode {
    /// Takes bytes as runtime code.
    ///
    /// # Errors
    /// [`CodeError::Empty`] and [`CodeError::TooLarge`].
    pub fn new(bytes: impl Into<Bytes>) -> Result<Self, CodeError> {
        let bytes = bytes.into();
        if bytes.is_empty() {
            return Err(CodeError::Empty);
        }
        if bytes.len() > MAX_CODE_BYTES {
            return Err(CodeError::TooLarge {
                bytes: bytes.len(),
                max: MAX_CODE_BYTES,
            });
        }
        Ok(Self(bytes))
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, without a copy.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.0
    }
}

impl FromStr for RuntimeCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let digits = text
            .strip_prefix("0x")
            .or_else(|| text.strip_prefix("0X"))
            .unwrap_or(text);
        if let Some((position, character)) = digits
            .chars()
            .enumerate()
            .find(|(_, c)| !c.is_ascii_hexdigit())
        {
            return Err(CodeError::NotHex {
                character,
                position,
            });
        }
        if digits.len() % 2 == 1 {
            return Err(CodeError::OddLength {
                digits: digits.len(),
            });
        }
        if digits.len() / 2 > MAX_CODE_BYTES {
            return Err(CodeError::TooLarge {
                bytes: digits.len() / 2,
                max: MAX_CODE_BYTES,
            });
        }
        let bytes = alloy_primitives::hex::decode(digits).unwrap_or_default();
        Self::new(bytes)
    }
}

/// An amount in the smallest unit as a decimal number with so many digits behind the point, to the last digit.
pub fn decimal(amount: U256, digits: u8) -> String {
    let text = amount.to_string();
    let digits = usize::from(digits);
    let missing = digits.saturating_add(1).saturating_sub(text.len());
    let text = ["0".repeat(missing), text].concat();
    let (whole, rest) = text.split_at(text.len().saturating_sub(digits));
    let rest = rest.trim_end_matches('0');
    let point = if rest.is_empty() { "" } else { "." };
    [whole, point, rest].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_to_the_last_digit() {
        for (amount, digits, expected) in [
            (0_u64, 18, "0"),
            (1, 18, "0.000000000000000001"),
            (50_000_000_000_000_000, 18, "0.05"),
            (1_000_000_000_000_000_000, 18, "1"),
            (12_300_000_000_000_000_000, 18, "12.3"),
            (1_020, 0, "1020"),
            (1_020, 2, "10.2"),
        ] {
            assert_eq!(decimal(U256::from(amount), digits), expected);
        }
        assert_eq!(decimal(U256::MAX, 18).len(), 79);
        assert_eq!(decimal(U256::MAX, u8::MAX).len(), 257);
    }
}

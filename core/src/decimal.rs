//! The one kind of fraction that a report contains.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number with four decimals, so that Rust and JavaScript print the same text for it.
///
/// `JSON.stringify(JSON.parse(report))` in a browser must give the bytes that the command line
/// prints; whole numbers are therefore written without a decimal point, as JavaScript does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(i32);

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self(0);
    /// One.
    pub const ONE: Self = Self(SCALE);

    /// Rounds to four decimals; not a number becomes zero, and what is too large is clamped.
    #[must_use]
    pub fn round(value: f64) -> Self {
        // `as` saturates, and takes NaN to 0.
        Self((value * f64::from(SCALE)).round() as i32)
    }

    /// The number as a float.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / f64::from(SCALE)
    }
}

const SCALE: i32 = 10_000;

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % SCALE == 0 {
            serializer.serialize_i32(self.0 / SCALE)
        } else {
            serializer.serialize_f64(self.to_f64())
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Self::round)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Decimal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "description": "A number with at most four decimals." })
    }
}

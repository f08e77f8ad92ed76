//! The one place where rules, model, control and coverage meet.

pub mod features;

use serde::{Deserialize, Serialize};

use crate::decimal::Decimal;
use crate::facts::Facts;
use crate::finding::Finding;

/// A score in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Too little is known for any of the others.
    Unknown,
    /// Below 25.
    Low,
    /// From 25.
    Medium,
    /// From 50.
    High,
    /// From 80.
    Critical,
}

/// A probability with the range that the unknowns leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Probability {
    /// The best guess, from 0 to 1.
    pub value: Decimal,
    /// Its lowest and its highest value.
    pub interval: [Decimal; 2],
}

/// What the models say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Probabilities {
    /// That the code carries powers of the kind that rugs use.
    pub code: Option<Probability>,
    /// That a pool and holders like these are drained.
    pub exit: Option<Probability>,
}

/// One feature's part in the code probability.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contribution {
    /// The feature, in words.
    pub feature: String,
    /// What it adds to the log-odds.
    pub value: Decimal,
}

/// Everything that scoring adds to a report.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    pub(crate) model: &'static str,
    pub(crate) score: Option<u8>,
    pub(crate) interval: [u8; 2],
    pub(crate) level: Level,
    pub(crate) probability: Probabilities,
    pub(crate) coverage: Decimal,
    pub(crate) contributions: Vec<Contribution>,
}

pub(crate) fn assess(_facts: &Facts, _findings: &[Finding]) -> Verdict {
    Verdict {
        model: "none",
        score: None,
        interval: [0, 100],
        level: Level::Unknown,
        probability: Probabilities::default(),
        coverage: Decimal::ZERO,
        contributions: Vec::new(),
    }
}

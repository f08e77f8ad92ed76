//! The file format of weights, and what makes weights fit to be used.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// The format that this version reads and writes.
pub(crate) const SCHEMA: u32 = 1;

/// How the names of features begin that may lower the risk, and never raise it. All others may raise
/// it, and never lower it.
pub const HONEST: &str = "honest_";

/// No number is larger: log-odds far smaller are certainty, and sums of these stay finite.
const LARGEST: f64 = 1e6;

/// What a weights file says.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weights {
    pub(crate) schema: u32,
    pub(crate) version: String,
    pub(crate) intercept: f64,
    pub(crate) calibration: Calibration,
    pub(crate) features: Vec<Feature>,
}

/// The calibrated log-odds are `slope * raw + intercept`.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Calibration {
    pub(crate) slope: f64,
    pub(crate) intercept: f64,
}

/// A feature of the model.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Feature {
    pub(crate) name: String,
    /// Added to the raw log-odds where the answer is yes.
    pub(crate) weight: f64,
    /// What counts as the answer where it is missing: the share of the training contracts that say
    /// yes, and 0 where yes would lower the risk.
    pub(crate) prior: f64,
}

/// Why weights cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// The text is not JSON of the format's shape.
    #[error("the weights are not in the format of weights/code.json")]
    Format(#[from] serde_json::Error),
    /// The format is another version's.
    #[error("the weights have schema {actual}; this version reads schema {expected}")]
    Schema {
        /// The schema that is read.
        expected: u32,
        /// The schema of the text.
        actual: u32,
    },
    /// There is no feature, so nothing could be told apart.
    #[error("the weights name no feature")]
    Empty,
    /// Two features have one name.
    #[error("feature {feature} has the name of an earlier one")]
    Repeated {
        /// Its index.
        feature: usize,
    },
    /// A weight would let more risk lower the score, or honesty raise it.
    #[error(
        "the weight of feature {feature} is {weight}; it must be from 0 to 1e6, or from -1e6 to 0 where its name begins with {HONEST}"
    )]
    Weight {
        /// Its index.
        feature: usize,
        /// Its weight.
        weight: f64,
    },
    /// A prior is not a share.
    #[error("the prior of feature {feature} is {prior}; it must be from 0 to 1")]
    Prior {
        /// Its index.
        feature: usize,
        /// Its prior.
        prior: f64,
    },
    /// The intercept is out of range.
    #[error("the intercept is {intercept}; it must be from -1e6 to 1e6")]
    Intercept {
        /// The intercept.
        intercept: f64,
    },
    /// The calibration is out of range, or turns the order of risk round.
    #[error(
        "the calibration has slope {slope} and intercept {intercept}; the slope must be above 0, and neither beyond 1e6"
    )]
    Calibration {
        /// The slope.
        slope: f64,
        /// The intercept.
        intercept: f64,
    },
}

impl Weights {
    pub(crate) fn parse(text: &str) -> Result<Self, WeightsError> {
        let weights: Self = serde_json::from_str(text)?;
        weights.check()?;
        Ok(weights)
    }

    fn check(&self) -> Result<(), WeightsError> {
        if self.schema != SCHEMA {
            return Err(WeightsError::Schema {
                expected: SCHEMA,
                actual: self.schema,
            });
        }
        if self.features.is_empty() {
            return Err(WeightsError::Empty);
        }
        if !is_moderate(self.intercept) {
            return Err(WeightsError::Intercept {
                intercept: self.intercept,
            });
        }
        let Calibration { slope, intercept } = self.calibration;
        if !(is_moderate(slope) && slope > 0.0 && is_moderate(intercept)) {
            return Err(WeightsError::Calibration { slope, intercept });
        }
        let mut names = BTreeSet::new();
        for (index, feature) in self.features.iter().enumerate() {
            feature.check(index)?;
            if !names.insert(&feature.name) {
                return Err(WeightsError::Repeated { feature: index });
            }
        }
        Ok(())
    }
}

impl Feature {
    fn check(&self, feature: usize) -> Result<(), WeightsError> {
        let Self { weight, prior, .. } = *self;
        let towards_risk = weight * direction(&self.name);
        if !(is_moderate(weight) && towards_risk >= 0.0) {
            return Err(WeightsError::Weight { feature, weight });
        }
        if !(0.0..=1.0).contains(&prior) {
            return Err(WeightsError::Prior { feature, prior });
        }
        Ok(())
    }
}

/// What a yes to a feature of this name may do to the risk: 1 to raise it, -1 to lower it.
pub(crate) fn direction(name: &str) -> f64 {
    if name.starts_with(HONEST) { -1.0 } else { 1.0 }
}

// Also false for NaN.
fn is_moderate(value: f64) -> bool {
    value.abs() <= LARGEST
}

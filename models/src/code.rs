//! Code risk: a logistic model in which a yes to what speaks for risk never lowers it.

use ndarray::{Array1, Zip};

use crate::weights::{LARGEST, Lines, WeightsError, direction};
use crate::{Contribution, Prediction, logistic};

/// What a file of these weights begins with.
pub(crate) const KIND: &str = "rugrisk-code";

const SHIPPED: &[u8] = include_bytes!("../weights/code.txt");

/// Says how often code with these powers was labelled as a rug's.
///
/// ```
/// use rugrisk_models::CodeModel;
///
/// let model = CodeModel::load(CodeModel::SHIPPED)?;
/// let nothing = vec![Some(0.0); model.features().len()];
/// let unknown = vec![None; model.features().len()];
/// assert!(model.predict(&nothing)?.probability < model.predict(&unknown)?.probability);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CodeModel {
    version: String,
    features: Vec<String>,
    weights: Array1<f64>,
    priors: Array1<f64>,
    base: f64,
}

/// Why answers cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum FeatureError {
    /// There is not one answer for each feature.
    #[error("the model has {expected} features, and {actual} answers were given")]
    WrongLength {
        /// The features of the model.
        expected: usize,
        /// The answers given.
        actual: usize,
    },
    /// An answer is not between no and yes.
    #[error("the answer for feature {feature} is {value}; it must be from 0 to 1")]
    OutOfRange {
        /// Its index in [`CodeModel::features`].
        feature: usize,
        /// The answer given.
        value: f64,
    },
}

impl CodeModel {
    /// The weights that this version comes with.
    pub const SHIPPED: &'static [u8] = SHIPPED;

    /// A model from weights in the format of `weights/code.txt`: the intercept, the slope and the
    /// intercept of the calibration, and a line for each feature: its weight, which is added to the
    /// log-odds before calibration where the answer is yes, and what counts as the answer where it is
    /// missing, which is the share of the training contracts that say yes, and 0 where yes would lower
    /// the risk.
    ///
    /// # Errors
    /// Where the bytes are not in that format, or a number could let more risk lower the score.
    pub fn load(bytes: &[u8]) -> Result<Self, WeightsError> {
        let (version, mut lines) = Lines::begin(bytes, KIND)?;
        let (line, numbers) = lines.expect("intercept")?;
        let [intercept] = numbers[..] else {
            return Err(WeightsError::Number { line });
        };
        let (line, numbers) = lines.expect("calibration")?;
        let [slope, shift] = numbers[..] else {
            return Err(WeightsError::Number { line });
        };
        if slope <= 0.0 || [slope, shift, intercept].into_iter().any(is_large) {
            return Err(WeightsError::Number { line });
        }
        let (mut features, mut weights, mut priors) = (Vec::new(), Vec::new(), Vec::new());
        while let Some(next) = lines.next()? {
            let line = next.line;
            let [weight, prior] = next.numbers[..] else {
                return Err(WeightsError::Number { line });
            };
            if is_large(weight) || !(0.0..=1.0).contains(&prior) {
                return Err(WeightsError::Number { line });
            }
            if weight * direction(next.name) < 0.0 {
                return Err(WeightsError::Direction { line });
            }
            if next.name.is_empty() || features.iter().any(|known| known == next.name) {
                return Err(WeightsError::Name { line });
            }
            features.push(next.name.to_owned());
            weights.push(slope * weight);
            priors.push(prior);
        }
        if features.is_empty() {
            return Err(lines.end());
        }
        Ok(Self {
            version: version.to_owned(),
            features,
            weights: weights.into(),
            priors: priors.into(),
            base: slope * intercept + shift,
        })
    }

    /// Which weights these are, such as `code-1`.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The names of the features, in the order of the answers.
    #[must_use]
    pub fn features(&self) -> &[String] {
        &self.features
    }

    /// The probability for one answer per feature: 0 for no, 1 for yes, `None` or NaN where it is
    /// not known.
    ///
    /// Unknown is never safe: a missing answer counts as the share of the training contracts that
    /// answer yes, or as no where yes would lower the risk, and the interval spans both answers.
    ///
    /// # Errors
    /// Where the number of answers is not that of the features, or one is below 0 or above 1.
    pub fn predict(&self, answers: &[Option<f64>]) -> Result<Prediction, FeatureError> {
        self.check(answers)?;
        let contributions =
            self.contributions(|feature, _, prior| known(answers, feature).unwrap_or(prior));
        let with_missing_at = |worst: bool| {
            let filled = self.contributions(|feature, weight, _| {
                let missing = if (weight > 0.0) == worst { 1.0 } else { 0.0 };
                known(answers, feature).unwrap_or(missing)
            });
            logistic(self.log_odds(&filled))
        };
        let log_odds = self.log_odds(&contributions);
        Ok(Prediction {
            probability: logistic(log_odds),
            interval: [with_missing_at(false), with_missing_at(true)],
            base: self.base,
            contributions: contributions
                .into_iter()
                .enumerate()
                .map(|(feature, value)| Contribution { feature, value })
                .collect(),
            log_odds,
        })
    }

    fn check(&self, answers: &[Option<f64>]) -> Result<(), FeatureError> {
        if answers.len() != self.weights.len() {
            return Err(FeatureError::WrongLength {
                expected: self.weights.len(),
                actual: answers.len(),
            });
        }
        let outside = |value: f64| !value.is_nan() && !(0.0..=1.0).contains(&value);
        match answers
            .iter()
            .position(|answer| answer.is_some_and(outside))
        {
            Some(feature) => Err(FeatureError::OutOfRange {
                feature,
                value: known(answers, feature).unwrap_or(f64::NAN),
            }),
            None => Ok(()),
        }
    }

    /// Each weight times the answer for its index, itself and its prior.
    fn contributions(&self, answer: impl Fn(usize, f64, f64) -> f64) -> Array1<f64> {
        Zip::indexed(&self.weights)
            .and(&self.priors)
            .map_collect(|feature, weight, prior| weight * answer(feature, *weight, *prior))
    }

    // Not `Array1::sum`, whose order of additions is ndarray's own affair.
    fn log_odds(&self, contributions: &Array1<f64>) -> f64 {
        contributions.iter().fold(self.base, |sum, part| sum + part)
    }
}

fn is_large(number: f64) -> bool {
    number.abs() > LARGEST
}

fn known(answers: &[Option<f64>], feature: usize) -> Option<f64> {
    let answer = answers.get(feature).copied().flatten()?;
    (!answer.is_nan()).then_some(answer)
}

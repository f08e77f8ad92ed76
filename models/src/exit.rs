//! Exit risk: a sum of one curve for each thing that is known about a pool.
//!
//! Three models, by what a caller can see: the first hour of a pool's trades, the first day of
//! them, or its holders at one moment. A curve runs straight between its knots and is level beyond
//! them, so that no single number, however wild, carries a pool further than the pools of the
//! training data went.

mod features;
mod weights;

use crate::weights::WeightsError;
use crate::{Contribution, Prediction, logistic};
pub use features::{Direction, ExitFeature, Holders, Pool, Trades};
pub(crate) use weights::Curves;
#[cfg(feature = "train")]
pub(crate) use weights::{Curve, KIND, kinds};

const SHIPPED: &[u8] = include_bytes!("../weights/exit.txt");

/// Says how often pools that look like this one were drained.
///
/// ```
/// use rugrisk_models::{ExitModel, Holders, Pool};
///
/// let model = ExitModel::load(ExitModel::SHIPPED)?;
/// let pool = Pool::Holders(Holders { creator_pool_share: Some(1.0), ..Holders::default() });
/// let prediction = model.predict(&pool);
/// assert!(prediction.probability > 0.5);
/// # Ok::<(), rugrisk_models::WeightsError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ExitModel {
    version: String,
    hour: Curves,
    day: Curves,
    holders: Curves,
}

impl ExitModel {
    /// The weights that this version comes with.
    pub const SHIPPED: &'static [u8] = SHIPPED;

    /// A model from weights in the format of `weights/exit.txt`.
    ///
    /// # Errors
    /// Where the bytes are not in that format, do not fit the features, or would let a risk lower
    /// the probability.
    pub fn load(bytes: &[u8]) -> Result<Self, WeightsError> {
        weights::parse(bytes)
    }

    /// Which weights these are, such as `exit-1`.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The probability that a pool is drained. Never fails: what is missing, or no number, counts
    /// as the average pool of the training data and widens the interval to both ends of its curve.
    #[must_use]
    pub fn predict(&self, pool: &Pool) -> Prediction {
        self.curves(pool).predict(pool)
    }

    /// The same where the share of pools that are drained is taken to be [`PRIOR`], instead of the
    /// nine in ten of the training tables, which were gathered for their drained pools.
    ///
    /// ```
    /// use rugrisk_models::{ExitModel, Holders, Pool};
    ///
    /// let model = ExitModel::load(ExitModel::SHIPPED)?;
    /// let pool = Pool::Holders(Holders::default());
    /// let [told, expected] = [model.predict(&pool), model.predict_at_prior(&pool)];
    /// assert!(expected.probability < told.probability);
    /// # Ok::<(), rugrisk_models::WeightsError>(())
    /// ```
    #[must_use]
    pub fn predict_at_prior(&self, pool: &Pool) -> Prediction {
        let [drained, pools] = trained_on(pool).map(f64::from);
        let told = libm::log(drained / (pools - drained));
        let curves = self.curves(pool);
        let shifted = Curves {
            base: curves.base - told + libm::log(PRIOR / (1.0 - PRIOR)),
            margin: curves.margin,
            curves: curves.curves.clone(),
        };
        shifted.predict(pool)
    }

    const fn curves(&self, pool: &Pool) -> &Curves {
        match pool {
            Pool::Hour(_) => &self.hour,
            Pool::Day { .. } => &self.day,
            Pool::Holders(_) => &self.holders,
        }
    }
}

/// The share of pools that [`ExitModel::predict_at_prior`] takes to be drained. An assumption, as
/// is the code model's.
pub const PRIOR: f64 = 0.1;

/// How many pools of its kind were drained in the tables, of how many; CARD.md has them.
const fn trained_on(pool: &Pool) -> [u16; 2] {
    match pool {
        Pool::Hour(_) => [1_142, 1_221],
        Pool::Day { .. } => [483, 562],
        Pool::Holders(_) => [10_691, 11_882],
    }
}

impl Curves {
    pub(crate) fn predict(&self, pool: &Pool) -> Prediction {
        let answers = pool.features().map(|feature| feature.of(pool));
        let (mut low, mut high) = (self.base - self.margin, self.base + self.margin);
        let mut log_odds = self.base;
        let mut contributions = Vec::with_capacity(self.curves.len());
        for (index, (curve, answer)) in self.curves.iter().zip(answers).enumerate() {
            let value = answer.map_or(0.0, |answer| curve.at(answer));
            let [least, most] = match answer {
                Some(_) => [value; 2],
                None => curve.ends(),
            };
            log_odds += value;
            low += least;
            high += most;
            contributions.push(Contribution {
                feature: index,
                value,
            });
        }
        Prediction {
            probability: logistic(log_odds),
            interval: [logistic(low), logistic(high)],
            base: self.base,
            contributions,
            log_odds,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_those_of_the_card() {
        let card = include_str!("../CARD.md");
        for (name, pool) in ["hour", "day", "holders"].into_iter().zip(weights::kinds()) {
            let [drained, pools] = trained_on(&pool);
            let row = format!("| exit, {name} | {pools} | {drained} |");
            assert!(card.contains(&row), "{row}");
        }
    }
}

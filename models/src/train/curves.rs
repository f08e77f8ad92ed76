//! The curves of an exit model, fitted by linfa's logistic regression.
//!
//! Between two knots a feature becomes one column that rises from 0 to 1, so that the weights of
//! the columns are the steps of the curve, and the sign of a weight is the curve's direction. The
//! columns are centred on the rows where the feature is known and 0 where it is not: the model
//! cannot learn from what is missing, which only tells the study that a pool is from. The columns
//! whose weight runs against the feature's direction are dropped, and the rest fitted again.

use linfa::DatasetBase;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2, Axis};

use super::chance::Chance;
use super::fit::{Calibration, calibrate, log_loss, towards_risk};
use super::folds::deal;
use super::{Pools, TrainError};
use crate::exit::{Curve, Curves};
use crate::{Direction, Pool};

/// The strengths of the L2 penalty that are tried, the strongest first: it wins a tie.
const PENALTIES: [f64; 4] = [10.0, 3.0, 1.0, 0.3];

/// Where the knots of a number of any size lie: these shares of the rows are below them.
const QUANTILES: [f64; 4] = [0.03, 0.343, 0.657, 0.97];

/// Most shares are nothing or all, so that quantiles would all be there: knots at equal distances.
const SHARE_KNOTS: usize = 7;

/// Refits on resampled groups, for the margin.
const REFITS: usize = 30;

/// The model of pools, every choice made on them alone.
pub(super) fn fit(pools: &Pools) -> Result<Curves, TrainError> {
    let (mut penalty, mut least, mut predicted) = (f64::NAN, f64::INFINITY, Array1::default(0));
    let labels = labels(pools);
    for tried in PENALTIES {
        let unseen = predict_unseen(pools, tried)?;
        let loss = log_loss(&unseen, &labels);
        if loss < least {
            (penalty, least, predicted) = (tried, loss, unseen);
        }
    }
    let calibration = calibrate(&predicted, &labels)?;
    Ok(Steps::fit(pools, penalty)?.curves(calibration, 0.0))
}

/// [`fit`], with the margin: 1.96 standard deviations of the log-odds over refits on resampled
/// groups, the mean of all rows.
pub(super) fn fit_with_margin(pools: &Pools) -> Result<Curves, TrainError> {
    let mut curves = fit(pools)?;
    let mut groups = std::collections::BTreeMap::<u32, Vec<usize>>::new();
    for (row, group) in pools.groups.iter().enumerate() {
        groups.entry(*group).or_default().push(row);
    }
    let groups: Vec<_> = groups.into_values().collect();
    let mut chance = Chance::new(2);
    let mut sums = vec![[0.0; 2]; pools.len()];
    for _ in 0..REFITS {
        let drawn = (0..groups.len()).flat_map(|_| groups[chance.below(groups.len())].clone());
        let steps = Steps::fit(&pools.select(&drawn.collect::<Vec<_>>()), PENALTIES[1])?;
        for (sum, log_odds) in sums.iter_mut().zip(steps.log_odds(&pools.pools)) {
            sum[0] += log_odds;
            sum[1] += log_odds * log_odds;
        }
    }
    let count = REFITS as f64;
    let deviations = sums.into_iter().map(|[sum, squares]| {
        let mean = sum / count;
        (squares / count - mean * mean).max(0.0).sqrt()
    });
    curves.margin = 1.96 * deviations.sum::<f64>() / pools.len() as f64;
    Ok(curves)
}

fn labels(pools: &Pools) -> Array1<bool> {
    pools.drained.iter().copied().collect()
}

fn predict_unseen(pools: &Pools, penalty: f64) -> Result<Array1<f64>, TrainError> {
    let mut predicted = Array1::zeros(pools.len());
    for unseen in deal(&pools.groups, &pools.drained)? {
        let steps = Steps::fit(&without(pools, &unseen), penalty)?;
        let log_odds = steps.log_odds(&pools.select(&unseen).pools);
        for (row, log_odds) in unseen.into_iter().zip(log_odds) {
            predicted[row] = log_odds;
        }
    }
    Ok(predicted)
}

pub(super) fn without(pools: &Pools, unseen: &[usize]) -> Pools {
    let mut kept = vec![true; pools.len()];
    for row in unseen {
        kept[*row] = false;
    }
    let kept: Vec<usize> = (0..pools.len()).filter(|row| kept[*row]).collect();
    pools.select(&kept)
}

/// The answers of pools: a row for each, NaN where one is not known.
pub(super) fn answers(pools: &[Pool]) -> Array2<f64> {
    let columns = pools.first().map_or(0, |pool| pool.features().count());
    let answers = pools.iter().flat_map(|pool| {
        pool.features()
            .map(|feature| feature.of(pool).unwrap_or(f64::NAN))
    });
    Array2::from_shape_vec((pools.len(), columns), answers.collect()).unwrap_or_default()
}

/// A model before its calibration.
struct Steps {
    columns: Vec<Column>,
    weights: Array1<f64>,
    intercept: f64,
}

/// The rise of one feature between two of its knots.
struct Column {
    feature: usize,
    from: f64,
    to: f64,
    mean: f64,
}

impl Column {
    fn raw(&self, value: f64) -> f64 {
        ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0)
    }

    fn of(&self, value: f64) -> f64 {
        if value.is_nan() {
            0.0
        } else {
            self.raw(value) - self.mean
        }
    }
}

impl Steps {
    fn fit(pools: &Pools, penalty: f64) -> Result<Self, TrainError> {
        let answers = answers(&pools.pools);
        let columns = columns(pools, &answers);
        let design = design(&columns, &answers);
        let directions: Vec<Direction> = pools
            .pools
            .first()
            .map(|pool| pool.features().map(|feature| feature.direction).collect())
            .unwrap_or_default();
        let mut kept: Vec<usize> = (0..columns.len()).collect();
        loop {
            let dataset = DatasetBase::new(design.select(Axis(1), &kept), labels(pools));
            let fitted = LogisticRegression::default()
                .alpha(penalty)
                .gradient_tolerance(1e-5)
                .max_iterations(1_000)
                .fit(&dataset)?;
            let (fitted, intercept) = towards_risk(&fitted);
            let fits = |(column, weight): (&usize, &f64)| match directions[columns[*column].feature]
            {
                Direction::Either => true,
                Direction::Up => *weight >= 0.0,
                Direction::Down => *weight <= 0.0,
            };
            let fitting: Vec<usize> = kept
                .iter()
                .zip(&fitted)
                .filter(|pair| fits(*pair))
                .map(|(column, _)| *column)
                .collect();
            if fitting.len() == kept.len() {
                let mut weights = Array1::zeros(columns.len());
                for (column, weight) in kept.into_iter().zip(fitted) {
                    weights[column] = weight;
                }
                return Ok(Self {
                    columns,
                    weights,
                    intercept,
                });
            }
            kept = fitting;
        }
    }

    fn log_odds(&self, pools: &[Pool]) -> Vec<f64> {
        let design = design(&self.columns, &answers(pools));
        (design.dot(&self.weights) + self.intercept).to_vec()
    }

    fn curves(&self, calibration: Calibration, margin: f64) -> Curves {
        let Calibration { slope, intercept } = calibration;
        let features = self.columns.last().map_or(0, |column| column.feature + 1);
        let curves = (0..features).map(|feature| {
            let steps = || {
                let all = self.columns.iter().zip(&self.weights);
                all.filter(move |(column, _)| column.feature == feature)
            };
            let mut value = -slope
                * steps()
                    .map(|(column, weight)| weight * column.mean)
                    .sum::<f64>();
            let mut knots: Vec<[f64; 2]> = steps()
                .take(1)
                .map(|(column, _)| [column.from, value])
                .collect();
            for (column, weight) in steps() {
                value += slope * weight;
                knots.push([column.to, value]);
            }
            Curve(knots)
        });
        Curves {
            base: slope * self.intercept + intercept,
            margin: slope * margin,
            curves: curves.collect(),
        }
    }
}

fn design(columns: &[Column], answers: &Array2<f64>) -> Array2<f64> {
    Array2::from_shape_fn((answers.nrows(), columns.len()), |(row, column)| {
        let column = &columns[column];
        column.of(answers[[row, column.feature]])
    })
}

fn columns(pools: &Pools, answers: &Array2<f64>) -> Vec<Column> {
    let is_share = matches!(pools.pools.first(), Some(Pool::Holders(_)));
    let of_feature = |feature: usize| {
        let known = || {
            answers
                .column(feature)
                .to_vec()
                .into_iter()
                .filter(|value| !value.is_nan())
        };
        let mut sorted: Vec<f64> = known().collect();
        sorted.sort_by(f64::total_cmp);
        let knots = if is_share {
            even(&sorted)
        } else {
            quantiles(&sorted)
        };
        knots
            .windows(2)
            .map(|pair| {
                let mut column = Column {
                    feature,
                    from: pair[0],
                    to: pair[1],
                    mean: 0.0,
                };
                column.mean =
                    known().map(|value| column.raw(value)).sum::<f64>() / sorted.len() as f64;
                column
            })
            .collect::<Vec<_>>()
    };
    (0..answers.ncols()).flat_map(of_feature).collect()
}

fn quantiles(sorted: &[f64]) -> Vec<f64> {
    let at = |share: f64| sorted.get((share * (sorted.len() - 1) as f64).round() as usize);
    let inner = QUANTILES.iter().filter_map(|share| at(*share).copied());
    let mut knots = distinct(inner);
    if knots.len() < 2 {
        knots = distinct(
            [sorted.first(), sorted.last()]
                .into_iter()
                .flatten()
                .copied(),
        );
    }
    pair(knots)
}

fn even(sorted: &[f64]) -> Vec<f64> {
    let (first, last) = (sorted.first().copied(), sorted.last().copied());
    let (first, last) = (first.unwrap_or(0.0), last.unwrap_or(1.0));
    let last_knot = (SHARE_KNOTS - 1) as f64;
    pair(distinct((0..SHARE_KNOTS).map(|knot| {
        first + (last - first) * knot as f64 / last_knot
    })))
}

/// Knots as the file has them: millionths, each once.
fn distinct(knots: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut knots: Vec<f64> = knots.map(super::round).collect();
    knots.dedup();
    knots
}

/// A feature without differences is a level curve.
fn pair(mut knots: Vec<f64>) -> Vec<f64> {
    let first = knots.first().copied().unwrap_or(0.0);
    if knots.len() < 2 {
        knots = vec![first, first + 1.0];
    }
    knots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Holders;

    fn pools() -> Pools {
        let mut chance = Chance::new(3);
        let mut share = || chance.below(1_000) as f64 / 999.0;
        let mut pools = Pools::default();
        for group in 0..300 {
            let holders = Holders {
                creator_pool_share: Some(share()),
                locked_pool_share: Some(share()),
                mean_pool_share: Some(share()),
                pool_share_deviation: Some(share() / 2.0),
                burnt_token_share: (group % 3 > 0).then(&mut share),
                creator_token_share: Some(share()),
            };
            let creator = holders.creator_pool_share.unwrap_or_default();
            pools.drained.push(creator + share() > 0.8);
            pools.groups.push(group);
            pools.pools.push(Pool::Holders(holders));
        }
        pools
    }

    #[test]
    fn inference_is_linfas_own_prediction() {
        let pools = pools();
        let steps = Steps::fit(&pools, 1.0).unwrap();
        let curves = steps.curves(
            Calibration {
                slope: 1.0,
                intercept: 0.0,
            },
            0.0,
        );
        let design = design(&steps.columns, &answers(&pools.pools));
        let theirs = LogisticRegression::default()
            .alpha(1.0)
            .gradient_tolerance(1e-5)
            .max_iterations(1_000)
            .fit(&DatasetBase::new(design.clone(), labels(&pools)))
            .unwrap();
        let frequent = theirs.predict_probabilities(&design);
        for (pool, frequent) in pools.pools.iter().zip(frequent) {
            let drained = if theirs.labels().pos.class {
                frequent
            } else {
                1.0 - frequent
            };
            assert!((curves.predict(pool).probability - drained).abs() < 1e-9);
        }
    }

    #[test]
    fn the_same_pools_give_the_same_bits() {
        assert_eq!(fit(&pools()).unwrap(), fit(&pools()).unwrap());
    }

    #[test]
    fn a_missing_answer_teaches_nothing() {
        let mut pools = pools();
        for (pool, drained) in pools.pools.iter_mut().zip(&pools.drained) {
            if let Pool::Holders(holders) = pool {
                holders.burnt_token_share = drained.then_some(0.5);
            }
        }
        let steps = Steps::fit(&pools, 1.0).unwrap();
        let weights = steps.columns.iter().zip(&steps.weights);
        for (_, weight) in weights.filter(|(column, _)| column.feature == 5) {
            assert!(weight.abs() < 1e-9);
        }
    }
}

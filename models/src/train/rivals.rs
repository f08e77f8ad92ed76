//! The other models that linfa offers, on the same folds: why the shipped one was chosen.
//!
//! Their settings are fixed and were not searched. What is not known is filled with the mean, and
//! ensembles are ranked by the share of their votes. linfa's trees break ties by the order of a hash
//! map: the figures move in the third decimal from run to run, and are not in the card.

use linfa::DatasetBase;
use linfa::traits::{Fit, Predict};
use linfa_ensemble::EnsembleLearnerParams;
use linfa_trees::DecisionTree;
use ndarray::{Array1, Array2, Axis};
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::curves::answers;
use super::figures::Judged;
use super::folds::deal;
use super::{Pools, TrainError};

/// A decision tree, and a forest of a hundred: its name and what it says of unseen groups.
///
/// # Errors
/// Where the table is too small to be divided, or linfa fails.
pub fn judge_rivals(pools: &Pools) -> Result<Vec<(String, Vec<Judged>)>, TrainError> {
    Ok(vec![
        (
            "a decision tree of depth 5".to_owned(),
            judge(pools, 1, Some(5), 1.0, 1.0)?,
        ),
        (
            "a forest of 100 trees".to_owned(),
            judge(pools, 100, None, 0.7, 0.4)?,
        ),
    ])
}

fn judge(
    pools: &Pools,
    trees: usize,
    depth: Option<usize>,
    rows: f64,
    columns: f64,
) -> Result<Vec<Judged>, TrainError> {
    let answers = filled(answers(&pools.pools));
    let mut judged = Vec::with_capacity(pools.len());
    for unseen in deal(&pools.groups, &pools.drained)? {
        let seen: Vec<usize> = (0..pools.len())
            .filter(|row| !unseen.contains(row))
            .collect();
        let labels: Array1<usize> = seen
            .iter()
            .map(|row| usize::from(pools.drained[*row]))
            .collect();
        let dataset = DatasetBase::new(answers.select(Axis(0), &seen), labels);
        let tree = DecisionTree::params().max_depth(depth).min_weight_leaf(3.0);
        let unseen_answers = answers.select(Axis(0), &unseen);
        let votes: Vec<f64> = if trees == 1 {
            let fitted = tree.fit(&dataset)?;
            fitted
                .predict(&unseen_answers)
                .iter()
                .map(|vote| *vote as f64)
                .collect()
        } else {
            let forest = EnsembleLearnerParams::new_fixed_rng(tree, StdRng::seed_from_u64(1))
                .ensemble_size(trees)
                .bootstrap_proportion(rows)
                .feature_proportion(columns)
                .fit(&dataset)?;
            let mut sums = vec![0.0; unseen.len()];
            for (tree, features) in forest.models.iter().zip(&forest.model_features) {
                let votes: Array1<usize> = tree.predict(&unseen_answers.select(Axis(1), features));
                for (sum, vote) in sums.iter_mut().zip(votes) {
                    *sum += vote as f64 / trees as f64;
                }
            }
            sums
        };
        judged.extend(
            unseen
                .into_iter()
                .zip(votes)
                .map(|(row, probability)| Judged {
                    probability,
                    risky: pools.drained[row],
                    group: pools.groups[row],
                }),
        );
    }
    Ok(judged)
}

fn filled(mut answers: Array2<f64>) -> Array2<f64> {
    for mut column in answers.columns_mut() {
        let known: Vec<f64> = column
            .iter()
            .copied()
            .filter(|value| !value.is_nan())
            .collect();
        let mean = known.iter().sum::<f64>() / known.len().max(1) as f64;
        column.mapv_inplace(|value| if value.is_nan() { mean } else { value });
    }
    answers
}

//! From a table of answers to weights: native, deterministic, and judged on what it has not seen.
//!
//! 1. The clusters of similar contracts are dealt to folds, so that no near-duplicate of a
//!    contract is on both sides.
//! 2. For each strength of the L2 penalty, every fold is predicted by a model of the others; the
//!    strength with the least log loss is taken.
//! 3. Platt's calibration is fitted to those predictions, and the model to all rows.
//!
//! A weight must not point the wrong way, since a power must never lower the score, nor an honest
//! structure raise it. The feature whose weight does so most is therefore dropped, and the rest fitted
//! again, until none is left; a dropped feature stays in the file with weight 0. Where a feature is dropped, the labels
//! do not show it as a risk: the rules may still know better.
//!
//! [`judge`] repeats all of this inside each of its own folds, so that its figures are those of
//! the procedure, choices included, on clusters that it has not seen. Weights are rounded to six
//! decimals, so that the last bit of a platform's logarithm does not change the file.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "native, and on a table whose shape was checked when it was read"
)]

mod card;
mod chance;
mod curves;
mod exit;
mod figures;
mod fit;
mod folds;
mod plain;
mod pools;
mod rivals;
mod table;

pub use card::{card, plot, table};
pub use exit::{judge_exit, train_exit};
pub use figures::{Figure, Judged, NAMES, figures};
pub use plain::{Plain, judge_plain};
pub use pools::Pools;
pub use rivals::judge_rivals;
pub use table::Table;

use linfa::composing::PlattError;

use crate::code::KIND;
use crate::weights::{WeightsError, direction, header, line};
use crate::{CodeModel, FeatureError};

/// Raised with every release whose weights are others.
const VERSION: &str = "code-2";

const FOLDS: usize = 5;

/// Why no weights come of a table.
#[derive(Debug, thiserror::Error)]
pub enum TrainError {
    /// The text is no table of numbers.
    #[error("the table cannot be read")]
    Csv(#[from] csv::Error),
    /// The table does not begin with its two fixed columns, or has no other.
    #[error("the table must have the columns cluster, code_risk, and then the features")]
    Columns,
    /// A cell is neither 0 nor 1.
    #[error("row {row}, column {column} of the table is {value}; it must be 0 or 1")]
    Cell {
        /// The row, from 0.
        row: usize,
        /// The column, from 0.
        column: usize,
        /// What it says.
        value: u32,
    },
    /// A fold would be without risk, or without its absence.
    #[error("the table has too few clusters of either label for {FOLDS} folds")]
    TooFew,
    /// No feature is more frequent where there is risk.
    #[error("no feature of the table speaks for risk")]
    NoRisk,
    /// The optimiser failed.
    #[error("the model could not be fitted")]
    Fit(#[from] linfa_logistic::error::Error),
    /// linfa could not fit one of the rivals.
    #[error("a rival could not be fitted")]
    Rival(#[from] linfa::Error),
    /// The calibration failed.
    #[error("the predictions could not be calibrated")]
    Calibrate(#[from] PlattError),
    /// What was fitted is not fit to be used.
    #[error("the fitted weights would be refused")]
    Weights(#[from] WeightsError),
    /// A table of the data pack lacks a column.
    #[error("the table of pools has no column {column}")]
    Missing {
        /// The column.
        column: String,
    },
    /// A cell of the data pack is no number.
    #[error("column {column} of the table of pools has {text:?}, which is no number")]
    Number {
        /// The column.
        column: String,
        /// What it says.
        text: String,
    },
    /// The table's rows are not the model's answers.
    #[error("the model cannot judge the table")]
    Features(#[from] FeatureError),
}

/// The weights file for a table.
///
/// # Errors
/// Where the table is too small to be divided, or nothing in it speaks for risk.
pub fn train(table: &Table) -> Result<String, TrainError> {
    weights(table, prior_shift(table))
}

/// The share of risky contracts among those that a person meets: an assumption, not a measurement.
///
/// More than half of the labelled contracts are risky, because researchers went looking for them.
/// The intercept is moved by the difference of the log-odds of the two shares, the usual correction
/// for a sample that was drawn by its label (King and Zeng, 2001,
/// <https://doi.org/10.1093/oxfordjournals.pan.a004868>). It moves every probability and no order.
const PRIOR: f64 = 0.1;

fn prior_shift(table: &Table) -> f64 {
    let labels = table.labels();
    let risky = labels.iter().filter(|risky| **risky).count() as f64 / labels.len() as f64;
    let log_odds = |share: f64| (share / (1.0 - share)).ln();
    log_odds(PRIOR) - log_odds(risky)
}

/// The weights file, with `shift` added to the log-odds.
fn weights(table: &Table, shift: f64) -> Result<String, TrainError> {
    let fitted = fit::fit(table)?;
    let mut text = header(KIND, VERSION) + &line("intercept", &[fitted.intercept]);
    let fit::Calibration { slope, intercept } = fitted.calibration;
    text += &line("calibration", &[slope, intercept + shift]);
    let features = table.features().iter().zip(table.shares());
    for ((name, share), weight) in features.zip(fitted.weights) {
        // A missing answer must not lower the risk.
        let prior = share * direction(name).max(0.0);
        text += &line(name, &[weight, prior]);
    }
    CodeModel::load(text.as_bytes())?;
    Ok(text)
}

/// How the procedure judges clusters that it was not trained on, in the order of the table's rows.
///
/// # Errors
/// As for [`train`].
pub fn judge(table: &Table) -> Result<Vec<Judged>, TrainError> {
    let mut judged = Vec::with_capacity(table.len());
    for unseen in folds::folds(table)? {
        let model = CodeModel::load(weights(&table.without(&unseen), 0.0)?.as_bytes())?;
        for row in unseen {
            let judgement = Judged {
                probability: model.predict(&table.row(row))?.probability,
                risky: table.labels()[row],
                group: table.clusters()[row],
            };
            judged.push((row, judgement));
        }
    }
    judged.sort_by_key(|(row, _)| *row);
    Ok(judged.into_iter().map(|(_, judged)| judged).collect())
}

/// How the procedure judges contracts that are not in the table: by the model of the fold that their
/// cluster is in, or of the first where it is in none. Nothing was chosen on their labels.
///
/// # Errors
/// As for [`train`].
pub fn judge_others(table: &Table, others: &Table) -> Result<Vec<Judged>, TrainError> {
    let mut judged = vec![None; others.len()];
    for (fold, unseen) in folds::folds(table)?.into_iter().enumerate() {
        let model = CodeModel::load(weights(&table.without(&unseen), 0.0)?.as_bytes())?;
        for (row, cluster) in others.clusters().iter().enumerate() {
            let is_unseen = unseen.iter().any(|row| table.clusters()[*row] == *cluster);
            if is_unseen || fold == 0 && !table.clusters().contains(cluster) {
                judged[row] = Some(Judged {
                    probability: model.predict(&others.row(row))?.probability,
                    risky: others.labels()[row],
                    group: *cluster,
                });
            }
        }
    }
    Ok(judged.into_iter().flatten().collect())
}

/// What a probability at the table's share of risky rows is at that of the shipped weights.
#[must_use]
pub fn at_prior(table: &Table, probability: f64) -> f64 {
    let log_odds = (probability / (1.0 - probability)).ln() + prior_shift(table);
    1.0 / (1.0 + (-log_odds).exp())
}

fn round(value: f64) -> f64 {
    // Adding zero makes a negative zero positive.
    (value * 1e6).round() / 1e6 + 0.0
}

#[cfg(test)]
fn committed_table() -> Table {
    Table::from_csv(include_str!("../data/code_features.csv")).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_come_from_the_committed_table() {
        let shipped = include_str!("../weights/code.txt");
        assert_eq!(
            train(&committed_table()).unwrap(),
            shipped,
            "train again: cargo run -p rugrisk-models --features train --bin train"
        );
    }

    #[test]
    fn a_table_that_is_none_is_refused() {
        assert!(matches!(
            Table::from_csv("cluster,mint\n1,1\n"),
            Err(TrainError::Columns)
        ));
        assert!(matches!(
            Table::from_csv("cluster,code_risk,mint\n7,1,2\n"),
            Err(TrainError::Cell {
                row: 0,
                column: 2,
                value: 2
            })
        ));
    }
}

//! Logistic regression on any traits, on the code model's folds: what the code model is measured against.

use std::collections::{BTreeMap, BTreeSet};

use linfa::DatasetBase;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2, Axis};

use super::figures::Judged;
use super::fit::{calibrate, log_loss, towards_risk};
use super::folds::deal;
use super::{TrainError, round};

/// The strengths of the L2 penalty that are tried, on traits of variance 1.
const PENALTIES: [f64; 3] = [300.0, 100.0, 30.0];

/// A trait of fewer rows says nothing about others.
const FEWEST: usize = 3;

/// A contract by traits that have names; one that is not there is 0.
#[derive(Clone, Debug)]
pub struct Plain {
    /// Its traits.
    pub traits: BTreeMap<String, f64>,
    /// Whether its code is a risk.
    pub risky: bool,
    /// Rows of one group are alike.
    pub group: u32,
}

/// How a logistic regression on all traits judges groups that it was not trained on: penalty and
/// calibration are found inside the other folds, as the code model's are.
///
/// # Errors
/// Where the rows are too few to be divided, or linfa fails.
pub fn judge_plain(rows: &[Plain]) -> Result<Vec<Judged>, TrainError> {
    let all = Sample::of(rows);
    let mut judged = Vec::with_capacity(rows.len());
    for unseen in all.folds()? {
        let seen = all.without(&unseen);
        let (penalty, predicted) = seen.penalty()?;
        let calibration = calibrate(&predicted, &seen.labels)?;
        let raw = seen.predict(penalty, &all.answers.select(Axis(0), &unseen))?;
        judged.extend(unseen.into_iter().zip(raw).map(|(row, raw)| {
            let log_odds = calibration.slope * raw + calibration.intercept;
            let judged = Judged {
                probability: 1.0 / (1.0 + (-round(log_odds)).exp()),
                risky: all.labels[row],
                group: all.groups[row],
            };
            (row, judged)
        }));
    }
    judged.sort_by_key(|(row, _)| *row);
    Ok(judged.into_iter().map(|(_, judged)| judged).collect())
}

struct Sample {
    answers: Array2<f64>,
    labels: Array1<bool>,
    groups: Vec<u32>,
}

impl Sample {
    fn of(rows: &[Plain]) -> Self {
        let mut frequency: BTreeMap<&str, usize> = BTreeMap::new();
        for name in rows.iter().flat_map(|row| row.traits.keys()) {
            *frequency.entry(name).or_default() += 1;
        }
        frequency.retain(|_, rows| *rows >= FEWEST);
        let names: BTreeSet<&str> = frequency.into_keys().collect();
        let mut answers = Array2::zeros((rows.len(), names.len()));
        for (mut answers, row) in answers.rows_mut().into_iter().zip(rows) {
            for (answer, name) in answers.iter_mut().zip(&names) {
                *answer = row.traits.get(*name).copied().unwrap_or_default();
            }
        }
        for mut column in answers.columns_mut() {
            let mean = column.mean().unwrap_or_default();
            let spread = column.std(0.0).max(1e-9);
            column.mapv_inplace(|answer| (answer - mean) / spread);
        }
        Self {
            answers,
            labels: rows.iter().map(|row| row.risky).collect(),
            groups: rows.iter().map(|row| row.group).collect(),
        }
    }

    fn folds(&self) -> Result<Vec<Vec<usize>>, TrainError> {
        deal(&self.groups, &self.labels.to_vec())
    }

    fn without(&self, left_out: &[usize]) -> Self {
        let kept: Vec<usize> = (0..self.groups.len())
            .filter(|row| !left_out.contains(row))
            .collect();
        Self {
            answers: self.answers.select(Axis(0), &kept),
            labels: self.labels.select(Axis(0), &kept),
            groups: kept.iter().map(|row| self.groups[*row]).collect(),
        }
    }

    /// The penalty with the least loss on unseen rows, and what it says of them.
    fn penalty(&self) -> Result<(f64, Array1<f64>), TrainError> {
        let (mut best, mut least, mut said) = (f64::NAN, f64::INFINITY, Array1::default(0));
        for penalty in PENALTIES {
            let mut predicted = Array1::zeros(self.groups.len());
            for unseen in self.folds()? {
                let answers = self.answers.select(Axis(0), &unseen);
                let raw = self.without(&unseen).predict(penalty, &answers)?;
                for (row, raw) in unseen.into_iter().zip(raw) {
                    predicted[row] = raw;
                }
            }
            let loss = log_loss(&predicted, &self.labels);
            if loss < least {
                (best, least, said) = (penalty, loss, predicted);
            }
        }
        Ok((best, said))
    }

    fn predict(&self, penalty: f64, answers: &Array2<f64>) -> Result<Array1<f64>, TrainError> {
        let fitted = LogisticRegression::default()
            .alpha(penalty)
            .gradient_tolerance(1e-4)
            .max_iterations(300)
            .fit(&DatasetBase::new(self.answers.clone(), self.labels.clone()))?;
        let (weights, intercept) = towards_risk(&fitted);
        Ok(answers.dot(&weights) + intercept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trait_of_the_risky_is_found_on_unseen_groups() {
        let row = |group: u32| {
            let risky = group.is_multiple_of(2);
            let sign = if group.is_multiple_of(10) {
                !risky
            } else {
                risky
            };
            let traits = BTreeMap::from([
                (String::from("sign"), f64::from(u8::from(sign))),
                (format!("only of {group}"), 1.0),
            ]);
            Plain {
                traits,
                risky,
                group,
            }
        };
        let rows: Vec<Plain> = (0..60).map(row).collect();
        let judged = judge_plain(&rows).unwrap();
        assert_eq!(judged.len(), rows.len());
        for (index, judged) in (0..).zip(&judged) {
            assert_eq!(judged.group, index, "the order of the rows");
            let expected = rows[index as usize].traits.get("sign") == Some(&1.0);
            assert_eq!(judged.probability > 0.5, expected);
        }
    }
}

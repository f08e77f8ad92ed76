//! Logistic regression whose weights do not point the wrong way, its penalty, and its calibration.

use linfa::DatasetBase;
use linfa::ParamGuard;
use linfa::composing::Platt;
use linfa::composing::platt_scaling::platt_newton_method;
use linfa::traits::Fit;
use linfa_logistic::{FittedLogisticRegression, LogisticRegression};
use ndarray::{Array1, Axis};

use super::folds::folds;
use super::{Table, TrainError};
use crate::weights::direction;

/// The strengths of the L2 penalty that are tried, the strongest first: it wins a tie.
const PENALTIES: [f64; 5] = [30.0, 10.0, 5.0, 3.0, 2.0];

/// The calibrated log-odds are `slope * raw + intercept`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calibration {
    pub(super) slope: f64,
    pub(super) intercept: f64,
}

/// What weights are made of.
pub(super) struct Fitted {
    pub(super) weights: Vec<f64>,
    pub(super) intercept: f64,
    pub(super) calibration: Calibration,
}

/// The model of a table, by the steps that the parent module names.
pub(super) fn fit(table: &Table) -> Result<Fitted, TrainError> {
    let (mut penalty, mut least, mut predicted) = (f64::NAN, f64::INFINITY, Array1::default(0));
    for tried in PENALTIES {
        let unseen = predict_unseen(table, tried)?;
        let loss = log_loss(&unseen, table.labels());
        if loss < least {
            (penalty, least, predicted) = (tried, loss, unseen);
        }
    }
    let line = Line::fit(table, penalty)?;
    Ok(Fitted {
        weights: line.weights.to_vec(),
        intercept: line.intercept,
        calibration: calibrate(&predicted, table.labels())?,
    })
}

/// Raw log-odds as a function of the answers.
struct Line {
    weights: Array1<f64>,
    intercept: f64,
}

impl Line {
    fn fit(table: &Table, penalty: f64) -> Result<Self, TrainError> {
        let mut kept: Vec<usize> = (0..table.features().len()).collect();
        loop {
            if kept.is_empty() {
                return Err(TrainError::NoRisk);
            }
            let (weights, intercept) = towards_risk(&regress(table, &kept, penalty)?);
            let right = |position: usize, weight: f64| {
                weight * direction(&table.features()[kept[position]])
            };
            let rights = weights.iter().enumerate();
            let worst = rights
                .map(|(position, weight)| (position, right(position, *weight)))
                .min_by(|(_, a), (_, b)| a.total_cmp(b));
            if let Some((position, _)) = worst.filter(|(_, weight)| *weight < 0.0) {
                kept.remove(position);
                continue;
            }
            let mut all = Array1::zeros(table.features().len());
            for (feature, weight) in kept.into_iter().zip(weights) {
                all[feature] = weight;
            }
            return Ok(Self {
                weights: all,
                intercept,
            });
        }
    }
}

fn regress(
    table: &Table,
    kept: &[usize],
    penalty: f64,
) -> Result<FittedLogisticRegression<f64, bool>, TrainError> {
    let dataset = DatasetBase::new(
        table.answers().select(Axis(1), kept),
        table.labels().clone(),
    );
    Ok(LogisticRegression::default()
        .alpha(penalty)
        .gradient_tolerance(1e-8)
        .max_iterations(1_000)
        .fit(&dataset)?)
}

/// linfa models the odds of the more frequent class, whichever that is.
pub(super) fn towards_risk(fitted: &FittedLogisticRegression<f64, bool>) -> (Array1<f64>, f64) {
    let sign = if fitted.labels().pos.class { 1.0 } else { -1.0 };
    (fitted.params() * sign, fitted.intercept() * sign)
}

/// The raw log-odds of every row, by a model of the folds that it is not in.
fn predict_unseen(table: &Table, penalty: f64) -> Result<Array1<f64>, TrainError> {
    let mut predicted = Array1::zeros(table.len());
    for unseen in folds(table)? {
        let line = Line::fit(&table.without(&unseen), penalty)?;
        for row in unseen {
            predicted[row] = table.answers().row(row).dot(&line.weights) + line.intercept;
        }
    }
    Ok(predicted)
}

/// The mean of `ln(1 + exp(-x))` for risk and of `ln(1 + exp(x))` for none.
pub(super) fn log_loss(log_odds: &Array1<f64>, labels: &Array1<bool>) -> f64 {
    let loss = |(odds, risky): (&f64, &bool)| {
        let wrong = if *risky { -odds } else { *odds };
        wrong.max(0.0) + (-wrong.abs()).exp().ln_1p()
    };
    log_odds.iter().zip(labels).map(loss).sum::<f64>() / log_odds.len() as f64
}

pub(super) fn calibrate(
    log_odds: &Array1<f64>,
    labels: &Array1<bool>,
) -> Result<Calibration, TrainError> {
    let parameters = Platt::<f64, ()>::params().check()?;
    // linfa's sigmoid is 1 / (1 + exp(a x + b)).
    let (a, b) = platt_newton_method(log_odds.view(), labels.view(), &parameters)?;
    Ok(Calibration {
        slope: -a,
        intercept: -b,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CodeModel;
    use crate::code::KIND;
    use crate::train::committed_table;
    use crate::weights::{header, line};

    #[test]
    fn inference_is_linfas_own_prediction() {
        let table = committed_table();
        let kept: Vec<usize> = (0..table.features().len()).collect();
        let risk: Vec<usize> = {
            let line = Line::fit(&table, 1.0).unwrap();
            let is_kept = |feature: &usize| line.weights[*feature] != 0.0;
            kept.into_iter().filter(is_kept).collect()
        };
        let theirs = regress(&table, &risk, 1.0).unwrap();
        let (weights, intercept) = towards_risk(&theirs);
        let mut text = header(KIND, "parity") + &line("intercept", &[intercept]);
        text += &line("calibration", &[1.0, 0.0]);
        for (feature, weight) in risk.iter().zip(weights) {
            text += &line(&table.features()[*feature], &[weight, 0.0]);
        }
        let ours = CodeModel::load(text.as_bytes()).unwrap();
        let frequent = theirs.predict_probabilities(&table.answers().select(Axis(1), &risk));
        for row in 0..table.len() {
            let answers = table.row(row);
            let asked: Vec<_> = risk.iter().map(|feature| answers[*feature]).collect();
            let probability = ours.predict(&asked).unwrap().probability;
            let expected = if theirs.labels().pos.class {
                frequent[row]
            } else {
                1.0 - frequent[row]
            };
            // The log-odds are sums of numbers that the file rounds to a millionth.
            let most = 0.25 * 0.5e-6 * (risk.len() + 1) as f64;
            assert!((probability - expected).abs() <= most, "row {row}");
        }
    }

    #[test]
    fn weights_point_towards_risk_whichever_label_is_more_frequent() {
        let rows = |label: u8, answer: u8, times| format!("1,{label},{answer}\n").repeat(times);
        for (risky, safe) in [(30, 10), (10, 30)] {
            let text = String::from("cluster,code_risk,mint\n")
                + &rows(1, 1, risky)
                + &rows(1, 0, 2)
                + &rows(0, 0, safe)
                + &rows(0, 1, 2);
            let line = Line::fit(&Table::from_csv(&text).unwrap(), 1.0).unwrap();
            assert!(line.weights[0] > 1.0);
        }
    }

    #[test]
    fn a_feature_of_harmless_contracts_gets_no_weight() {
        let text = String::from("cluster,code_risk,mint,upgrade\n")
            + &"1,1,1,0\n".repeat(20)
            + &"2,0,0,1\n".repeat(10)
            + &"2,0,0,0\n".repeat(10);
        let line = Line::fit(&Table::from_csv(&text).unwrap(), 1.0).unwrap();
        assert!(line.weights[0] > 0.0);
        assert_eq!(line.weights[1].to_bits(), 0.0_f64.to_bits());
    }
}

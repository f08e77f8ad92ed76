//! The three exit models: their weights file, and what they are worth on groups that they have not
//! seen.

use super::curves::{fit, fit_with_margin, without};
use super::figures::Judged;
use super::folds::deal;
use super::{Pools, TrainError};
use crate::ExitModel;
use crate::exit::{Curves, KIND, kinds};
use crate::weights::{header, line};

/// Raised with every change of the weights.
const VERSION: &str = "exit-1";

/// The weights file for the pools of each kind: after an hour, after a day, by their holders.
///
/// # Errors
/// Where a table is too small to be divided, or what is fitted would be refused.
pub fn train_exit(tables: [&Pools; 3]) -> Result<String, TrainError> {
    let mut text = header(KIND, VERSION);
    for ((pools, kind), name) in tables
        .into_iter()
        .zip(kinds())
        .zip(["hour", "day", "holders"])
    {
        let Curves {
            base,
            margin,
            curves,
        } = fit_with_margin(pools)?;
        text += &line(name, &[base, margin]);
        for (feature, curve) in kind.features().zip(curves) {
            text += &line(feature.name, curve.0.as_flattened());
        }
    }
    ExitModel::load(text.as_bytes())?;
    Ok(text)
}

/// How the procedure, choices included, judges pools of groups that it has not seen.
///
/// # Errors
/// As for [`train_exit`].
pub fn judge_exit(pools: &Pools) -> Result<Vec<Judged>, TrainError> {
    let mut judged = Vec::with_capacity(pools.len());
    for mut unseen in deal(&pools.groups, &pools.drained)? {
        unseen.sort_unstable();
        let curves = fit(&without(pools, &unseen))?;
        let unseen = pools.select(&unseen);
        judged.extend(unseen.iter().map(|(pool, risky, group)| Judged {
            probability: curves.predict(pool).probability,
            risky,
            group,
        }));
    }
    Ok(judged)
}

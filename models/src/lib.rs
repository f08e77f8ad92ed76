//! The calibrated models of rugrisk: numbers in, a probability and its reasons out.
//!
//! Inference runs everywhere and gives the same bits everywhere: `f64` alone, sums in the order of
//! the features, and the exponential of the pure Rust `libm`, because the standard library's is
//! the platform's and differs in the last bit. It reads no file and knows no chain; what a feature
//! means is the business of whoever answers it.
//!
//! Training is native, behind the feature `train`; the README beside this crate has the command.

mod code;
mod exit;
mod weights;

#[cfg(feature = "train")]
pub mod train;

pub use code::{CodeModel, FeatureError};
pub use exit::{Direction, ExitFeature, ExitModel, Holders, PRIOR, Pool, Trades};
pub use weights::{HONEST, WeightsError};

/// A calibrated probability, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// From 0 to 1.
    pub probability: f64,
    /// The probabilities at the lowest and at the highest log-odds that the answers leave open.
    pub interval: [f64; 2],
    /// The log-odds before any answer.
    pub base: f64,
    /// What each feature adds to them, in the order of the features.
    pub contributions: Vec<Contribution>,
    /// [`base`](Self::base) plus the contributions, added up in their order: to the last bit.
    pub log_odds: f64,
}

/// What one feature adds to the log-odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// The index of the feature.
    pub feature: usize,
    /// Above 0 where it raises the probability. In the code model only a feature whose name begins
    /// with [`HONEST`] has one below.
    pub value: f64,
}

fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}

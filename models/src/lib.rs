//! The calibrated models of rugrisk: numbers in, a probability and its reasons out.
//!
//! Inference runs everywhere and gives the same bits everywhere: `f64` alone, sums in the order of
//! the features, and the exponential of the pure Rust `libm`, because the standard library's is
//! the platform's and differs in the last bit. It reads no file and knows no chain; what a feature
//! means is the business of whoever answers it.
//!
//! Training is native, behind the feature `train`; the README beside this crate has the command.

mod code;
mod weights;

#[cfg(feature = "train")]
pub mod train;

pub use code::{CodeModel, Contribution, FeatureError, Prediction};
pub use weights::WeightsError;

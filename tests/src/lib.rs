//! What the tests of rugrisk stand on: compiled contracts whose truth is known by construction,
//! the cases that say so, and the measures of the commands `accuracy` and `speed`.
//!
//! The contracts are ours (`tests/contracts`), compiled by `npm --prefix tests run compile`; the
//! cases are data (`tests/corpus`), one file for each finding id.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "for tests alone: it reads fixtures and data, and fails by panicking where they are wrong"
)]

pub mod accuracy;
pub mod artifacts;
pub mod baselines;
pub mod chain;
pub mod corpus;
pub mod frozen;
pub mod hostile;
pub mod lineage;
pub mod pack;
pub mod recorded;
pub mod speed;
pub mod statistics;
pub mod table;

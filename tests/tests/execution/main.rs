//! What the engine says, held against a real EVM.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test, its helpers included, fails by panicking"
)]

mod arguments;
mod differential;
mod effect;
mod evm;
mod scene;
mod truth;

//! The command line tool as a person or a script meets it: arguments, output, exit codes.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "these tests start processes and nodes, and fail by panicking"
)]

mod batch;
mod lying_node;
mod node;
mod run;
mod verbs;

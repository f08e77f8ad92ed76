//! The bytecode engine of [rugrisk](https://docs.rs/rugrisk): from runtime code alone, who can do what to whose
//! balance, within which bound.
//!
//! [`code::analyze`] executes every external function of a contract symbolically and derives
//! [`code::CodeFacts`]. It is pure: no I/O, no clock, no randomness, no threads, and no panic.
//!
//! ```
//! use rugrisk_engine::code::{Capability, analyze};
//!
//! // CALLER SELFDESTRUCT
//! let facts = analyze(&[0x33, 0xff]);
//! assert!(facts.powers.iter().any(|power| power.capability == Capability::SelfDestruct));
//! ```

pub mod code;
pub mod primitives;
pub mod reason;
pub mod sorted;

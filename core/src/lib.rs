//! rugrisk tells a person, before they swap, approve or deposit, what the people behind a
//! contract can do to their money.
//!
//! It is a pure function from *evidence* (what was observed on chain at one block) to a
//! [`Report`]: no I/O, no clock, no randomness, no threads. The same evidence gives the same
//! bytes on every platform.
//!
//! ```text
//! Target ─▶ Session ◀─ replies ─ host      Requests and Replies, sans-IO
//!              ▼
//!           Evidence ─▶ Facts ─▶ Findings ─▶ Score ─▶ Report
//! ```
//!
//! With runtime code alone:
//!
//! ```
//! // A contract whose every call destroys it: CALLER SELFDESTRUCT.
//! let report = rugrisk::analyze_bytecode("0x33ff".parse()?);
//! assert!(report.findings.iter().any(|f| f.id.as_str() == "selfdestruct-reachable"));
//! # Ok::<(), rugrisk::CodeError>(())
//! ```

pub mod detectors;
pub mod evidence;
pub mod facts;
pub mod finding;
pub mod incidents;
pub mod report;
pub mod score;
pub mod session;
pub mod transaction;

mod abi;
mod chains;
mod decimal;
mod json;
mod request;

pub use decimal::Decimal;
pub use evidence::{Block, Depth, Event, Evidence, Hints, Observed, Reason, Target};
pub use finding::{Finding, FindingId, Severity};
pub use report::{Report, analyze_bytecode, score_evidence};
pub use request::{
    At, Failure, LogFilter, Outcome, Param, Refusal, Reply, Request, RequestId, refusal_of,
};
pub use rugrisk_engine::code;
pub use rugrisk_engine::primitives::{
    Address, B256, Bytes, CodeError, MAX_CODE_BYTES, RuntimeCode, Selector, Slot, U256,
};
pub use rugrisk_engine::sorted::{SortedMap, SortedSet};
use rugrisk_engine::{primitives, reason, sorted};
pub use session::{Session, SessionError, SessionOptions};

/// The Rust in README.md compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

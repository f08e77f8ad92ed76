//! The registry of detectors: one file each, named after its id.
//!
//! A detector is a pure function from [`Facts`] to findings, with its metadata beside it. It
//! imports facts and findings and nothing else. The registry is the one list that reports,
//! documentation and types are made from.

use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

/// What a detector looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Runtime code.
    Code,
    /// Storage reads and view calls.
    State,
}

/// A detector with its metadata.
#[derive(Debug)]
pub struct Detector {
    /// The id of its findings.
    pub id: FindingId,
    /// The severity while one key holds the power with no delay.
    pub severity: Severity,
    /// What it looks at.
    pub sources: &'static [Source],
    /// A few words.
    pub title: &'static str,
    /// What the code does when it fires.
    pub what: &'static str,
    /// Why that is a risk.
    pub why: &'static str,
    /// Honest contracts that look alike, and why it stays silent or mild on them.
    pub look_alikes: &'static str,
    /// What a person can do.
    pub advice: &'static str,
    /// Where the facts come from.
    pub references: &'static [&'static str],
    /// The question.
    pub detect: fn(&Facts) -> Vec<Finding>,
}

/// Every detector.
pub const ALL: &[Detector] = &[];

/// Asks every detector; the worst findings come first.
#[must_use]
pub fn detect(facts: &Facts) -> Vec<Finding> {
    let mut findings: Vec<Finding> = ALL
        .iter()
        .flat_map(|detector| (detector.detect)(facts))
        .collect();
    findings.sort_by(|a, b| (b.severity, a.inert, a.id).cmp(&(a.severity, b.inert, b.id)));
    findings
}

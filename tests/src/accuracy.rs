//! What the engine says about contracts of which others have said what they are.
//!
//! A label that a row does not have is unknown and counts nowhere. Rows on which the sources
//! disagree count nowhere. The labels say what code *can* do, not what its makers meant.

pub mod agreement;
pub mod coverage;
pub mod groups;
pub mod listing;
pub mod names;
pub mod questions;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rugrisk::code::{CodeFacts, Entry, analyze};
use rugrisk::evidence::Reason;
use rugrisk::finding::State;
use rugrisk::score::Level;
use rugrisk::{Finding, FindingId, Report, Selector, Severity, analyze_bytecode};

use crate::pack::Contract;

/// A contract, and what the engine says about its code alone.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The row.
    pub contract: Contract,
    /// The findings that somebody would be warned of.
    pub warnings: Vec<Warning>,
    /// The report's level.
    pub level: Level,
    /// The report's score.
    pub score: Option<u8>,
    /// The upper end of the score's interval.
    pub upper: u8,
    /// What the code model says.
    pub probability: Option<f64>,
    /// The functions that the dispatcher knows.
    pub selectors: Vec<Selector>,
    /// What may change state and was not followed to its end. `None` is the dispatcher.
    pub partial: Vec<(Option<Entry>, Reason)>,
}

/// A finding, as far as figures need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// How bad.
    pub severity: Severity,
    /// What kind.
    pub id: FindingId,
    /// In which function, where it is about a power.
    pub selector: Option<Selector>,
}

impl Judged {
    /// Judges a contract; none where it has no code.
    #[must_use]
    pub fn of(contract: Contract) -> Option<Self> {
        let code = contract.code.clone()?;
        let facts = analyze(code.as_bytes());
        let report = analyze_bytecode(code);
        Some(Self {
            contract,
            warnings: warnings(&report),
            level: report.level,
            score: report.score,
            upper: report.interval[1],
            probability: report.probability.code.map(|code| code.value.to_f64()),
            selectors: selectors(&facts),
            partial: partial(&facts),
        })
    }

    /// Judges contracts on all cores; the order stays. Those without code are left out.
    ///
    /// # Panics
    /// Where the engine does.
    #[must_use]
    pub fn all(contracts: &[Contract], done: impl Fn() + Sync) -> Vec<Self> {
        let next = AtomicUsize::new(0);
        let judged = Mutex::new(Vec::new());
        let cores = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            for _ in 0..cores {
                scope.spawn(|| {
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(contract) = contracts.get(index) else {
                            return;
                        };
                        if let Some(row) = Self::of(contract.clone()) {
                            judged
                                .lock()
                                .expect("no thread panicked")
                                .push((index, row));
                        }
                        done();
                    }
                });
            }
        });
        let mut judged = judged.into_inner().expect("no thread panicked");
        judged.sort_by_key(|(index, _)| *index);
        judged.into_iter().map(|(_, row)| row).collect()
    }

    /// The worst warning's severity.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.warnings.iter().map(|warning| warning.severity).max()
    }
}

/// What was found, and can be used by somebody. What was looked for and is not there, or could
/// not be looked for, is no finding of a power.
fn warnings(report: &Report) -> Vec<Warning> {
    let counts = |finding: &&Finding| {
        !finding.inert && !matches!(finding.state, State::Absent | State::Unknown)
    };
    let mut warnings: Vec<Warning> = report
        .findings
        .iter()
        .filter(counts)
        .map(|finding| Warning {
            severity: finding.severity,
            id: finding.id,
            selector: finding.power.and_then(|power| power.selector),
        })
        .collect();
    warnings.sort_by_key(|warning| (std::cmp::Reverse(warning.severity), *warning));
    warnings.dedup();
    warnings
}

fn selectors(facts: &CodeFacts) -> Vec<Selector> {
    let entries = facts.functions.iter().map(|function| function.entry);
    entries.filter_map(Entry::selector).collect()
}

fn partial(facts: &CodeFacts) -> Vec<(Option<Entry>, Reason)> {
    let coverage = &facts.coverage;
    let dispatcher = coverage.dispatcher.map(|reason| (None, reason));
    let functions = coverage.partial_functions.iter();
    dispatcher
        .into_iter()
        .chain(functions.map(|(entry, reason)| (Some(*entry), *reason)))
        .collect()
}

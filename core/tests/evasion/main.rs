//! Code written to deceive this engine: none of it may look harmless, and none of it may hang.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    reason = "a test fails by panicking, and counts small numbers"
)]

mod assembly;
mod bombs;
mod cases;
mod chain;
mod monotone;
mod switches;
mod webs;

use std::fmt::Write as _;

use rugrisk::Report;
use rugrisk::score::Level;

/// From here on the worst that may be true is high.
const MAY_BE_HIGH: u8 = 50;

#[test]
fn what_hides_harm_is_never_called_low() {
    let mut missed = String::new();
    for case in cases::load().into_iter().filter(|case| !case.honest) {
        let report = case.report();
        if report.level == Level::Low || report.interval[1] < MAY_BE_HIGH {
            writeln!(missed, "{}\n  {}", case.name, case.reason).expect("memory is there");
            writeln!(missed, "  {}", verdict(&report)).expect("memory is there");
        }
    }
    assert!(missed.is_empty(), "taken for harmless:\n{missed}");
}

#[test]
fn what_hides_nothing_is_called_low() {
    let mut accused = String::new();
    for case in cases::load().into_iter().filter(|case| case.honest) {
        let report = case.report();
        if report.level != Level::Low || report.interval[1] >= MAY_BE_HIGH {
            writeln!(accused, "{}\n  {}", case.name, case.reason).expect("memory is there");
            writeln!(accused, "  {}", verdict(&report)).expect("memory is there");
        }
    }
    assert!(accused.is_empty(), "accused without a cause:\n{accused}");
}

/// The verdict and what it stands on, in a line.
fn verdict(report: &Report) -> String {
    let findings: Vec<&str> = report
        .findings
        .iter()
        .map(|finding| finding.id.as_str())
        .collect();
    format!(
        "{:?}, {:?} of {:?}, findings {findings:?}",
        report.level, report.score, report.interval
    )
}

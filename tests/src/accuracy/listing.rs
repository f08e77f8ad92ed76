//! Contracts one by one, for a person to look at.

use std::fmt::Write as _;

use super::agreement::decision;
use super::groups::is_benign;
use super::questions::{Question, Source};
use super::{Judged, Warning};

use rugrisk::Severity;

/// The contracts on which findings and label disagree, false alarms first.
#[must_use]
pub fn misses(rows: &[Judged], question: &Question) -> String {
    let mut text = String::new();
    for (kind, wrong) in [("FP", (false, true)), ("FN", (true, false))] {
        for row in rows {
            if decision(question, row, Source::Rugrisk) == Some(wrong) {
                describe(&mut text, kind, row);
                let names: Vec<&str> = question.named(&row.selectors).collect();
                if !names.is_empty() {
                    // Text grows in memory, which does not fail.
                    let _ = writeln!(text, "   named: {}", names.join(", "));
                }
            }
        }
    }
    text
}

/// The well-known contracts that are warned of, the worst first.
#[must_use]
pub fn benign(rows: &[Judged]) -> String {
    let mut warned: Vec<&Judged> = rows
        .iter()
        .filter(|row| is_benign(row) && row.worst() > Some(Severity::Info))
        .collect();
    warned.sort_by_key(|row| std::cmp::Reverse(row.worst()));
    let mut text = String::new();
    for row in warned {
        let worst = row.worst().map(word).unwrap_or_default();
        describe(&mut text, &worst, row);
    }
    text
}

fn describe(text: &mut String, kind: &str, row: &Judged) {
    let contract = &row.contract;
    let labels: Vec<String> = contract
        .labels
        .iter()
        .map(|(label, value)| format!("{label} {value}"))
        .collect();
    let mut lines = vec![
        format!("{kind} {}", contract.called()),
        format!(
            "solc {}, {} functions, {}{}",
            contract.solc.as_deref().unwrap_or("unknown"),
            row.selectors.len(),
            labels.join(", "),
            crpwarner(row),
        ),
        format!("found: {}", found(&row.warnings)),
    ];
    if !contract.proxy.is_empty() {
        lines.push(format!(
            "a proxy ({}): its code decides nothing",
            contract.proxy
        ));
    }
    if !row.partial.is_empty() {
        lines.push(format!("not followed: {}", not_followed(row)));
    }
    let _ = writeln!(text, "{}", lines.join("\n   "));
}

fn found(warnings: &[Warning]) -> String {
    let found: Vec<String> = warnings
        .iter()
        .map(|warning| {
            let function = warning.selector.map(|selector| format!(" in {selector}"));
            let function = function.unwrap_or_default();
            format!(
                "{} ({}){function}",
                warning.id.as_str(),
                word(warning.severity)
            )
        })
        .collect();
    if found.is_empty() {
        "nothing".to_owned()
    } else {
        found.join(", ")
    }
}

fn not_followed(row: &Judged) -> String {
    let parts: Vec<String> = row
        .partial
        .iter()
        .map(|(entry, reason)| {
            let place =
                entry.map_or_else(|| "the dispatcher".to_owned(), |entry| entry.to_string());
            format!("{place}: {}", reason.sentence())
        })
        .collect();
    parts.join("; ")
}

fn crpwarner(row: &Judged) -> String {
    let Some(output) = row.contract.crpwarner else {
        return String::new();
    };
    let said: Vec<&str> = ["mint", "leak", "limit"]
        .into_iter()
        .zip(output)
        .filter(|(_, said)| *said == Some(1))
        .map(|(name, _)| name)
        .collect();
    format!(
        ", CRPWarner: {}",
        if said.is_empty() {
            "nothing".to_owned()
        } else {
            said.join(" and ")
        }
    )
}

fn word(severity: Severity) -> String {
    format!("{severity:?}").to_lowercase()
}

//! What a transaction exposes, for people.

use owo_colors::OwoColorize;
use rugrisk::transaction::{CallKind, TransactionRisk};

use super::{level_word, list, rows, titled};

/// The whole document but the reports, of which each has its own table by `rugrisk score`.
pub(crate) fn of_transaction(risk: &TransactionRisk, width: u16) -> String {
    let (word, style) = level_word(risk.level);
    let head = format!("{}\n", word.style(style.bold()));
    let exposures = risk.exposures.iter().map(|exposure| {
        let (word, _) = level_word(exposure.level);
        let level = word.trim_end_matches(" RISK").to_lowercase();
        (level, exposure.sentence.clone())
    });
    let leaves = risk.leaves.iter().map(|leave| {
        let text = format!("{} {}", leave.amount, leave.asset);
        (kind_word(leave.kind).to_owned(), text)
    });
    let calls = risk.calls.iter().map(|call| {
        let to = call
            .contract
            .map_or_else(String::new, |to| format!("{to:#x} "));
        let selector = call.selector.map(|selector| selector.to_string());
        let name = call.name.map(str::to_owned).or(selector);
        (
            kind_word(call.kind).to_owned(),
            to + &name.unwrap_or_default(),
        )
    });
    let findings = risk.reports.iter().map(|(address, report)| {
        let (word, _) = level_word(report.level);
        let titles: Vec<&str> = report
            .findings
            .iter()
            .filter(|finding| !finding.inert)
            .take(MAX_TITLES)
            .map(|finding| finding.title.as_str())
            .collect();
        let level = word.trim_end_matches(" RISK").to_lowercase();
        (level, format!("{address:#x}: {}", titles.join("; ")))
    });
    let unknowns = risk
        .unknowns
        .iter()
        .map(|unknown| format!("{}: {}", unknown.what, unknown.reason.sentence()));
    head + &titled("What it exposes", rows(width, exposures))
        + &titled("What is left or comes back", rows(width, leaves))
        + &titled("Calls", rows(width, calls))
        + &titled("Who gets a power", rows(width, findings))
        + &titled("Not known", list(width, unknowns))
}

/// Findings of a contract that are named; `rugrisk score` shows all.
const MAX_TITLES: usize = 3;

const fn kind_word(kind: CallKind) -> &'static str {
    match kind {
        CallKind::Approve => "approve",
        CallKind::Revoke => "revoke",
        CallKind::Transfer => "transfer",
        CallKind::Swap => "swap",
        CallKind::AddLiquidity => "pool in",
        CallKind::RemoveLiquidity => "pool out",
        CallKind::Deposit => "deposit",
        CallKind::Withdraw => "withdraw",
        CallKind::Multicall => "many calls",
        CallKind::Unknown => "unknown",
    }
}

//! The report for people.

mod finding;
mod transaction;

use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, Table, Width, presets};
use owo_colors::{OwoColorize, Style};
use rugrisk::code::Vm;
use rugrisk::score::{Level, Probability};
use rugrisk::{Report, Severity};

use crate::output::printable;

/// Columns of the labels, with the space around them.
const LABEL_WIDTH: u16 = 13;
/// Columns of what stands before an entry of a list.
const BULLET_WIDTH: u16 = 3;
/// Contributions that are shown; the JSON has all.
const MAX_CONTRIBUTIONS: usize = 8;

/// The whole report, with styles, in `width` columns.
pub(crate) fn of_report(report: &Report, width: u16) -> String {
    let mut text = headline(report);
    text += &rows(width, target(report));
    for finding in &report.findings {
        text += &finding::section(finding, report, width);
    }
    if report.findings.is_empty() {
        text += "\nNo findings, which is no promise: see what is not known.\n";
    }
    text + &model(report, width) + &resembles(report, width) + &unknowns(report, width)
}

pub(crate) use transaction::of_transaction;

/// How bad, in a word.
pub(crate) const fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Low => "low",
        Severity::Medium => "medium",
        Severity::High => "high",
        Severity::Critical => "critical",
    }
}

fn headline(report: &Report) -> String {
    let (word, style) = level_word(report.level);
    let score = report
        .score
        .map_or_else(|| "no score".to_owned(), |score| format!("{score} of 100"));
    let [lowest, highest] = report.interval;
    format!(
        "{}  {}  between {lowest} and {highest}, coverage {:.0} %\n\n",
        word.style(style.bold()),
        score.bold(),
        report.coverage.to_f64() * 100.0,
    )
}

fn level_word(level: Level) -> (&'static str, Style) {
    match level {
        Level::Unknown => ("UNKNOWN RISK", Style::new().magenta()),
        Level::Low => ("LOW RISK", Style::new().green()),
        Level::Medium => ("MEDIUM RISK", Style::new().yellow()),
        Level::High => ("HIGH RISK", Style::new().bright_red()),
        Level::Critical => ("CRITICAL RISK", Style::new().red().reversed()),
    }
}

fn target(report: &Report) -> Vec<(String, String)> {
    let target = &report.target;
    let mut rows = Vec::new();
    let mut row = |label: &str, text: String| rows.push((label.to_owned(), text));
    match (target.address, target.chain_id) {
        (Some(address), Some(chain)) => row("target", format!("{address} on chain {chain}")),
        (Some(address), None) => row("target", format!("{address}, chain unknown")),
        _ => row("target", "runtime code alone".to_owned()),
    }
    if let Some(block) = target.block {
        row("block", format!("{} ({})", block.number, block.hash));
    }
    if !target.kinds.is_empty() {
        let kinds: Vec<&str> = target.kinds.iter().map(|kind| kind.as_str()).collect();
        row("is a", kinds.join(", "));
    }
    let vm = match target.vm {
        Vm::Evm => "EVM",
        Vm::EraVm => "EraVM",
    };
    match target.code_hash {
        Some(hash) => row("code", format!("{vm}, hash {hash}")),
        None => row("code", "none that could be read".to_owned()),
    }
    row("code model", probability(report.probability.code));
    row("exit model", probability(report.probability.exit));
    row(
        "made by",
        format!(
            "rugrisk {}, model {}, {} detectors",
            report.engine.version, report.engine.model, report.engine.registry
        ),
    );
    rows
}

fn probability(probability: Option<Probability>) -> String {
    match probability {
        Some(Probability {
            value,
            interval: [lowest, highest],
        }) => format!(
            "{:.0} %, between {:.0} and {:.0} %",
            value.to_f64() * 100.0,
            lowest.to_f64() * 100.0,
            highest.to_f64() * 100.0
        ),
        None => "unknown".to_owned(),
    }
}

fn model(report: &Report, width: u16) -> String {
    let parts = report.contributions.iter().take(MAX_CONTRIBUTIONS);
    let rows = parts.map(|part| {
        let value = format!("{:+.2}", part.value.to_f64());
        (value, part.feature.clone())
    });
    titled("What moved the code model", self::rows(width, rows))
}

fn resembles(report: &Report, width: u16) -> String {
    let rows = report.resembles.iter().map(|resembled| {
        let of = |word: &str, traits: &[String]| {
            let list = Some(traits.join(", ")).filter(|list| !list.is_empty());
            list.map(|list| format!(" {word}: {list}."))
                .unwrap_or_default()
        };
        let text = resembled.text.clone()
            + &of("Here", &resembled.matched)
            + &of("Not here", &resembled.missing)
            + &of("Not known", &resembled.unknown);
        (resembled.incident.clone(), text)
    });
    titled("Looks like", self::rows(width, rows))
}

fn unknowns(report: &Report, width: u16) -> String {
    let unknowns = report
        .unknowns
        .iter()
        .map(|unknown| format!("{}: {}", unknown.what, unknown.reason.sentence()));
    let requests = report
        .requests
        .iter()
        .map(|(method, count)| format!("{method} {count}"))
        .collect::<Vec<_>>()
        .join(", ");
    let requests = Some(requests).filter(|requests| !requests.is_empty());
    titled("Not known", list(width, unknowns)) + &titled("Asked the node", list(width, requests))
}

/// A title over lines; nothing where there are none.
fn titled(title: &str, lines: String) -> String {
    if lines.is_empty() {
        return lines;
    }
    format!("\n{}\n{lines}", title.bold())
}

fn list(width: u16, content: impl IntoIterator<Item = String>) -> String {
    let content = content.into_iter().map(|text| ("·".to_owned(), text));
    columns(width, BULLET_WIDTH, content)
}

/// Labels on the left, wrapped text on the right.
fn rows(width: u16, content: impl IntoIterator<Item = (String, String)>) -> String {
    columns(width, LABEL_WIDTH, content)
}

fn columns(
    width: u16,
    label_width: u16,
    content: impl IntoIterator<Item = (String, String)>,
) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .enforce_styling();
    for (label, text) in content {
        table.add_row([
            Cell::new(printable(&label)).add_attribute(Attribute::Dim),
            Cell::new(printable(&text)),
        ]);
    }
    table.set_constraints([ColumnConstraint::LowerBoundary(Width::Fixed(label_width))]);
    table
        .lines()
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect()
}

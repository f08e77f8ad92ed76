//! One finding for people.

use owo_colors::{OwoColorize, Style};
use rugrisk::finding::{Citation, Confidence, State};
use rugrisk::{Address, Finding, Report, Severity};

use super::{rows, severity_word};
use crate::output::printable;

pub(super) fn section(finding: &Finding, report: &Report, width: u16) -> String {
    let style = match finding.severity {
        _ if finding.inert => Style::new().dimmed(),
        Severity::Info => Style::new().cyan(),
        Severity::Low => Style::new().green(),
        Severity::Medium => Style::new().yellow(),
        Severity::High => Style::new().bright_red(),
        Severity::Critical => Style::new().red(),
    };
    let inert = if finding.inert {
        " (nobody can use it any more: not scored)"
    } else {
        ""
    };
    format!(
        "\n{}  {}{}\n{}",
        severity_word(finding.severity)
            .to_uppercase()
            .style(style.bold()),
        printable(&finding.title).bold(),
        inert.dimmed(),
        rows(width, content(finding, report)),
    )
}

fn content(finding: &Finding, report: &Report) -> Vec<(String, String)> {
    let mut rows = vec![("what".to_owned(), finding.detail.clone())];
    let mut row = |label: &str, text: String| rows.push((label.to_owned(), text));
    match (&finding.power, &finding.controller) {
        (Some(power), Some(controller)) => row("who", format!("{}: {controller}", power.guard)),
        (Some(power), None) => row("who", power.guard.to_string()),
        (None, Some(controller)) => row("who", controller.to_string()),
        (None, None) => {}
    }
    if let Some(bound) = finding.bound {
        row("how far", bound.to_string());
    }
    for (index, citation) in finding.citations.iter().enumerate() {
        let label = if index == 0 { "proof" } else { "" };
        row(label, citation_words(citation, report.target.address));
    }
    row("advice", finding.advice.clone());
    row(
        "id",
        format!(
            "{}, {}, {} confidence",
            finding.id.as_str(),
            state_word(finding.state),
            confidence_word(finding.confidence)
        ),
    );
    rows
}

fn citation_words(citation: &Citation, target: Option<Address>) -> String {
    let elsewhere = |address: &Option<Address>| match address {
        Some(address) if Some(*address) != target => format!(" of {address}"),
        _ => String::new(),
    };
    match citation {
        Citation::Code {
            address,
            selector,
            offset,
            note,
        } => {
            let function = selector.map_or_else(
                || "the fallback".to_owned(),
                |selector| format!("function {selector}"),
            );
            let elsewhere = elsewhere(address);
            format!("byte {offset} in {function}{elsewhere}: {note}")
        }
        Citation::Storage {
            address,
            slot,
            value,
            note,
        } => {
            let value = value.map_or_else(|| "not read".to_owned(), |value| format!("= {value}"));
            format!("slot {slot}{} {value}: {note}", elsewhere(address))
        }
        Citation::Call {
            address,
            data,
            value,
            note,
        } => format!("call {data} of {address} = {value}: {note}"),
        Citation::Account { address, note } => {
            let account = address.map_or_else(|| "the code".to_owned(), |a| a.to_string());
            format!("{account}: {note}")
        }
    }
}

const fn state_word(state: State) -> &'static str {
    match state {
        State::Confirmed => "confirmed",
        State::Likely => "likely",
        State::Possible => "possible",
        State::Absent => "absent",
        State::Unknown => "unknown",
    }
}

const fn confidence_word(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}

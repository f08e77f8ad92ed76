//! What is looked for, and the shapes of the documents.

use comfy_table::{ContentArrangement, Table, presets};
use rugrisk::detectors::{ALL, Detector, Source};
use rugrisk::transaction::TransactionRisk;
use rugrisk::{Evidence, FindingId, Report, Severity};
use serde::Serialize;

use crate::args::{Document, Format};
use crate::output;

/// A detector's metadata as JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    id: FindingId,
    severity: Severity,
    sources: Vec<&'static str>,
    title: &'static str,
    what: &'static str,
    why: &'static str,
    look_alikes: &'static str,
    advice: &'static str,
    references: &'static [&'static str],
}

pub(crate) fn detectors(format: Format) -> String {
    let entries = ALL.iter().map(entry);
    match format {
        Format::Table => table(entries),
        Format::Json => json(&entries.collect::<Vec<_>>()),
        Format::Ndjson => entries.map(|entry| json(&entry)).collect(),
    }
}

pub(crate) fn schema(document: Document) -> String {
    let schema = match document {
        Document::Report => schemars::schema_for!(Report),
        Document::Evidence => schemars::schema_for!(Evidence),
        Document::Transaction => schemars::schema_for!(TransactionRisk),
    };
    format!("{:#}\n", schema.as_value())
}

fn entry(detector: &Detector) -> Entry {
    Entry {
        id: detector.id,
        severity: detector.severity,
        sources: detector.sources.iter().copied().map(source).collect(),
        title: detector.title,
        what: detector.what,
        why: detector.why,
        look_alikes: detector.look_alikes,
        advice: detector.advice,
        references: detector.references,
    }
}

const fn source(source: Source) -> &'static str {
    match source {
        Source::Code => "code",
        Source::State => "state",
        Source::Logs => "events",
    }
}

fn table(entries: impl Iterator<Item = Entry>) -> String {
    let mut table = headed(["id", "severity", "reads", "what it finds"]);
    for entry in entries {
        table.add_row([
            entry.id.as_str().to_owned(),
            crate::table::severity_word(entry.severity).to_owned(),
            entry.sources.join(", "),
            format!("{}. {}", entry.title.trim_end_matches('.'), entry.what),
        ]);
    }
    format!("{table}\n")
}

/// A table as wide as the terminal.
pub(crate) fn headed<const COLUMNS: usize>(header: [&str; COLUMNS]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(output::width())
        .set_header(header);
    table
}

pub(crate) fn json(value: &impl Serialize) -> String {
    // Strings and lists always serialise.
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

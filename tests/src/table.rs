//! Tables as Markdown, which is read in a terminal and pasted into a document alike.

use comfy_table::{CellAlignment, Table, presets};

use crate::statistics::Interval;

/// What stands where there is no figure.
const NO_FIGURE: &str = "–";

/// A table whose columns are numbers, except for the first ones.
#[must_use]
pub fn table(words: usize, header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header(header);
    for column in table.column_iter_mut().skip(words) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// A heading and what stands below it.
#[must_use]
pub fn section(heading: &str, body: &impl ToString) -> String {
    format!("\n## {heading}\n\n{}\n", body.to_string().trim_end())
}

/// A figure between 0 and 1.
#[must_use]
pub fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| NO_FIGURE.to_owned(), |value| format!("{value:.3}"))
}

/// A figure between 0 and 1, and where it lies with a probability of 95 %.
#[must_use]
pub fn sure(value: Option<f64>, interval: Option<Interval>) -> String {
    match interval {
        Some(Interval { low, high }) => format!("{} [{low:.2} {high:.2}]", figure(value)),
        None => figure(value),
    }
}

/// A part of a whole, as a count and a share.
#[must_use]
pub fn part(part: usize, whole: usize) -> String {
    match crate::statistics::share(part, whole) {
        Some(share) => format!("{part} ({:.1} %)", 100.0 * share),
        None => NO_FIGURE.to_owned(),
    }
}

//! How much of the contracts was followed to its end.

use std::collections::BTreeMap;

use comfy_table::Table;

use super::Judged;
use crate::table::{part, table};

/// The share of contracts in which something that may change state was left out, and why.
#[must_use]
pub fn followed(groups: &[(&str, &[Judged])]) -> Table {
    let mut table = table(
        1,
        &[
            "contracts",
            "n",
            "incomplete",
            "dispatcher incomplete",
            "why (contracts)",
        ],
    );
    for (name, rows) in groups {
        let incomplete = rows.iter().filter(|row| !row.partial.is_empty()).count();
        let dispatcher = rows
            .iter()
            .filter(|row| row.partial.iter().any(|(entry, _)| entry.is_none()))
            .count();
        table.add_row([
            (*name).to_owned(),
            rows.len().to_string(),
            part(incomplete, rows.len()),
            part(dispatcher, rows.len()),
            reasons(rows),
        ]);
    }
    table
}

/// A contract with several reasons counts under each.
fn reasons(rows: &[Judged]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        let mut reasons: Vec<&str> = row.partial.iter().map(|(_, why)| why.sentence()).collect();
        reasons.sort_unstable();
        reasons.dedup();
        for reason in reasons {
            *counts.entry(reason).or_default() += 1;
        }
    }
    let mut reasons: Vec<(&str, usize)> = counts.into_iter().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let reasons: Vec<String> = reasons
        .into_iter()
        .map(|(reason, count)| format!("{reason} {count}"))
        .collect();
    reasons.join("; ")
}

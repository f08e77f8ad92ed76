//! Contracts of one kind: how many of them are warned of, and by what.

use std::collections::BTreeSet;

use comfy_table::Table;
use rugrisk::score::Level;
use rugrisk::{FindingId, Severity};

use super::Judged;
use super::questions::{QUESTIONS, Question, Source};
use crate::statistics::{share, wilson};
use crate::table::{part, sure, table};

/// Whether a contract is of a kind.
type IsMeant = fn(&Judged) -> bool;

/// Kinds of contracts of which everybody is, or nobody is, to be warned of.
const GROUPS: [(&str, IsMeant); 6] = [
    ("benign: well known", is_benign),
    ("hard_negative: cleared alarms", is_hard_negative),
    ("code_risk 0", |row| {
        row.contract.has_code_risk() == Some(false)
    }),
    ("code_risk 1", |row| {
        row.contract.has_code_risk() == Some(true)
    }),
    ("trapdoor", |row| {
        row.contract.label("trapdoor") == Some(true)
    }),
    ("honeypot_legacy: 2017-19, no tokens", |row| {
        row.contract.label("honeypot_legacy") == Some(true)
    }),
];

/// A well-known contract that nobody calls a rug.
#[must_use]
pub fn is_benign(row: &Judged) -> bool {
    row.contract.label("benign") == Some(true)
}

fn is_hard_negative(row: &Judged) -> bool {
    row.contract.target == "hard_negative"
}

/// How many contracts of each kind have a warning at least this bad.
#[must_use]
pub fn warned(rows: &[Judged]) -> Table {
    let mut table = table(
        1,
        &[
            "contracts",
            "n",
            "medium or worse",
            "high or worse [95 %]",
            "critical [95 %]",
            "level high or worse",
        ],
    );
    for (name, is_meant) in GROUPS {
        let group: Vec<&Judged> = rows.iter().filter(|row| is_meant(row)).collect();
        let at_least = |severity| {
            let bad = group.iter().filter(|row| row.worst() >= Some(severity));
            bad.count()
        };
        let with_interval = |count| sure(share(count, group.len()), wilson(count, group.len()));
        let high_level = group.iter().filter(|row| row.level >= Level::High).count();
        table.add_row([
            name.to_owned(),
            group.len().to_string(),
            part(at_least(Severity::Medium), group.len()),
            with_interval(at_least(Severity::High)),
            with_interval(at_least(Severity::Critical)),
            part(high_level, group.len()),
        ]);
    }
    table
}

/// How many contracts of each kind have each finding, at each severity.
#[must_use]
pub fn by_finding(rows: &[Judged]) -> Table {
    const KINDS: [(&str, IsMeant); 3] = [
        ("code_risk 1", |row| {
            row.contract.has_code_risk() == Some(true)
        }),
        ("code_risk 0", |row| {
            row.contract.has_code_risk() == Some(false)
        }),
        ("benign", is_benign),
    ];
    let kinds =
        KINDS.map(|(_, is_meant)| rows.iter().filter(|row| is_meant(row)).collect::<Vec<_>>());
    let found: BTreeSet<(FindingId, Severity)> = kinds
        .iter()
        .flatten()
        .flat_map(|row| &row.warnings)
        .map(|warning| (warning.id, warning.severity))
        .collect();
    let [risky, clean, benign] = KINDS.map(|(name, _)| name);
    let mut table = table(2, &["finding", "severity", risky, clean, benign]);
    for (id, severity) in found {
        let mut cells = vec![
            id.as_str().to_owned(),
            format!("{severity:?}").to_lowercase(),
        ];
        cells.extend(kinds.iter().map(|kind| {
            let has = |row: &&&Judged| {
                let mut warnings = row.warnings.iter();
                warnings.any(|warning| warning.id == id && warning.severity == severity)
            };
            part(kind.iter().filter(has).count(), kind.len())
        }));
        table.add_row(cells);
    }
    table
}

/// How often CRPWarner's authors' cleared alarms are alarms here too, label by label.
#[must_use]
pub fn cleared(rows: &[Judged]) -> Table {
    let mut table = table(1, &["hard_negative, cleared of", "n", "rugrisk", "names"]);
    for question in QUESTIONS {
        let group: Vec<&Judged> = rows
            .iter()
            .filter(|row| is_hard_negative(row))
            .filter(|row| row.contract.label(question.label) == Some(false))
            .collect();
        let alarms = |source| {
            let found = group
                .iter()
                .filter(|row| question.answer(row, source) == Some(true));
            part(found.count(), group.len())
        };
        table.add_row([
            question.label.to_owned(),
            group.len().to_string(),
            alarms(Source::Rugrisk),
            alarms(Source::Names),
        ]);
    }
    table
}

/// What each finding would be worth as the only answer to a question, whether it is one or not.
#[must_use]
pub fn worth(rows: &[Judged], question: &Question) -> Table {
    let labelled = |truth| {
        rows.iter()
            .filter(|row| row.contract.label(question.label) == Some(truth))
            .collect::<Vec<_>>()
    };
    let groups = [labelled(true), labelled(false)];
    let found: BTreeSet<FindingId> = groups
        .iter()
        .flatten()
        .flat_map(|row| row.warnings.iter().map(|warning| warning.id))
        .collect();
    let [is, is_not] = [1, 0].map(|value| format!("{} {value}", question.label));
    let mut table = table(2, &["finding", "answers", &is, &is_not]);
    for id in found {
        let is_answer = question.findings.contains(&id.as_str());
        let mut cells = vec![
            id.as_str().to_owned(),
            String::from(if is_answer { "yes" } else { "" }),
        ];
        cells.extend(groups.iter().map(|group| {
            let has = |row: &&&Judged| row.warnings.iter().any(|warning| warning.id == id);
            part(group.iter().filter(has).count(), group.len())
        }));
        table.add_row(cells);
    }
    table
}

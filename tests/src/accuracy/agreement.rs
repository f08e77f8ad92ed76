//! How far predictions agree with the labels.

use std::collections::BTreeMap;

use comfy_table::Table;
use rugrisk::Severity;
use rugrisk::score::Level;

use super::Judged;
use super::questions::{QUESTIONS, Question, Source};
use crate::pack::Generation;
use crate::statistics::{Counts, auc, bootstrap, wilson};
use crate::table::{figure, sure, table};

/// What is so, and what was said, about one row; none where one of them is not known.
type Decision<'a> = dyn Fn(&Judged) -> Option<(bool, bool)> + 'a;

/// A way to place rows in the order of risk; none where it says nothing about one.
type Rank = fn(&Judged) -> Option<f64>;

/// Counts and figures of each label, rugrisk beside its rivals.
#[must_use]
pub fn by_label(rows: &[Judged]) -> Table {
    let mut table = table(
        2,
        &[
            "label",
            "by",
            "n",
            "TP",
            "FP",
            "FN",
            "TN",
            "P [95 %]",
            "R [95 %]",
            "F1 [95 %]",
        ],
    );
    for question in QUESTIONS {
        for (by, decide) in answers(question) {
            add(&mut table, question.label, by, rows, &*decide);
        }
    }
    for (by, found) in RISK_DECISIONS {
        add(&mut table, "code_risk", by, rows, &|row| {
            Some((row.contract.has_code_risk()?, found(row)))
        });
    }
    table
}

/// Counts and F1 of each label, by the compilers that made the code.
#[must_use]
pub fn by_generation(rows: &[Judged]) -> Table {
    let mut table = table(
        2,
        &["label", "solc", "n", "TP", "FP", "FN", "TN", "P", "R", "F1"],
    );
    for question in QUESTIONS {
        for generation in Generation::ALL {
            let counts: Counts = clusters(rows, &|row| {
                let is_meant = row.contract.generation() == generation;
                decision(question, row, Source::Rugrisk).filter(|_| is_meant)
            })
            .into_iter()
            .sum();
            if counts.rows() == 0 {
                continue;
            }
            let mut cells = vec![question.label.to_owned(), generation.versions().to_owned()];
            cells.extend(numbers(counts));
            cells.extend([counts.precision(), counts.recall(), counts.f1()].map(figure));
            table.add_row(cells);
        }
    }
    table
}

/// How well the numbers of the report put risky code above the rest.
#[must_use]
pub fn ranking(rows: &[Judged]) -> Table {
    const RANKS: [(&str, Rank); 3] = [
        ("code model", |row| row.probability),
        ("score, where there is one", |row| row.score.map(f64::from)),
        ("upper end of the score's interval", |row| {
            Some(f64::from(row.upper))
        }),
    ];
    let mut table = table(1, &["code_risk by", "n", "risky", "AUC [95 %]"]);
    for (by, rank) in RANKS {
        let mut clusters: BTreeMap<u32, Vec<(f64, bool)>> = BTreeMap::new();
        for row in rows {
            if let (Some(truth), Some(value)) = (row.contract.has_code_risk(), rank(row)) {
                clusters
                    .entry(row.contract.cluster)
                    .or_default()
                    .push((value, truth));
            }
        }
        let clusters: Vec<Vec<(f64, bool)>> = clusters.into_values().collect();
        let interval = bootstrap(&clusters, |drawn| {
            auc(&drawn
                .iter()
                .flat_map(|cluster| cluster.iter().copied())
                .collect::<Vec<_>>())
        });
        let judged = clusters.concat();
        table.add_row([
            by.to_owned(),
            judged.len().to_string(),
            judged
                .iter()
                .filter(|(_, risky)| *risky)
                .count()
                .to_string(),
            sure(auc(&judged), interval),
        ]);
    }
    table
}

/// What is so and what a source says, where both are known.
#[must_use]
pub fn decision(question: &Question, row: &Judged, source: Source) -> Option<(bool, bool)> {
    Some((
        row.contract.label(question.label)?,
        question.answer(row, source)?,
    ))
}

/// Whether code is called risky.
type IsRisky = fn(&Judged) -> bool;

/// Ways to call it so.
const RISK_DECISIONS: [(&str, IsRisky); 3] = [
    ("level high or worse", |row| row.level >= Level::High),
    ("a finding high or worse", |row| {
        row.worst() >= Some(Severity::High)
    }),
    ("any of the names", |row| {
        let mut questions = QUESTIONS.iter();
        questions.any(|question| question.answer(row, Source::Names) == Some(true))
    }),
];

/// CRPWarner's output is there for few rows, so rugrisk stands beside it on those alone too.
fn answers<'a>(question: &'a Question) -> Vec<(&'static str, Box<Decision<'a>>)> {
    let by = |source| move |row: &Judged| decision(question, row, source);
    vec![
        ("rugrisk", Box::new(by(Source::Rugrisk))),
        ("names", Box::new(by(Source::Names))),
        ("CRPWarner, where it ran", Box::new(by(Source::Crpwarner))),
        (
            "rugrisk, the same rows",
            Box::new(move |row| {
                question.answer(row, Source::Crpwarner)?;
                decision(question, row, Source::Rugrisk)
            }),
        ),
    ]
}

fn add(table: &mut Table, label: &str, by: &str, rows: &[Judged], decide: &Decision<'_>) {
    let clusters = clusters(rows, decide);
    let counts: Counts = clusters.iter().copied().sum();
    if counts.rows() == 0 {
        return;
    }
    let f1 = bootstrap(&clusters, |drawn| {
        drawn.iter().copied().copied().sum::<Counts>().f1()
    });
    let mut cells = vec![label.to_owned(), by.to_owned()];
    cells.extend(numbers(counts));
    cells.extend([
        sure(
            counts.precision(),
            wilson(counts.hits, counts.hits + counts.alarms),
        ),
        sure(
            counts.recall(),
            wilson(counts.hits, counts.hits + counts.misses),
        ),
        sure(counts.f1(), f1),
    ]);
    table.add_row(cells);
}

fn numbers(counts: Counts) -> [String; 5] {
    [
        counts.rows(),
        counts.hits,
        counts.alarms,
        counts.misses,
        counts.passes,
    ]
    .map(|count| count.to_string())
}

/// The decisions, summed by cluster of similar code.
fn clusters(rows: &[Judged], decide: &Decision<'_>) -> Vec<Counts> {
    let mut clusters: BTreeMap<u32, Counts> = BTreeMap::new();
    for row in rows {
        if let Some((truth, found)) = decide(row) {
            let counts = clusters.entry(row.contract.cluster).or_default();
            *counts = *counts + Counts::of(truth, found);
        }
    }
    clusters.into_values().collect()
}

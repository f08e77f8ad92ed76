//! What the code model is measured against, on its own rows and folds.

use std::collections::BTreeMap;

use rugrisk_models::train::{Judged, Plain, TrainError, judge_plain, table};

use crate::accuracy::Judged as Contract;
use crate::accuracy::questions::{QUESTIONS, Source};

/// What precedes the tables in the card.
const INTRODUCTION: &str = "\
The code model's own predictions of unseen clusters, by compiler and by chain where both labels are there \
more than ten times, and what other ways to answer the same question say of the same rows. The regressions are \
linfa's, on the same folds, with penalty and calibration found inside the other folds. *Confounders* are \
compiler generation, chain, kind of proxy and length of the code: what they are worth is era and habit, not risk. \
*Opcodes* are counts of single opcodes and of pairs, as in Forta's model of malicious contracts.
";

/// A slice with fewer rows of either label is noise.
const FEWEST: usize = 10;

/// Traits by name.
type Traits = BTreeMap<String, f64>;

/// What of a contract a regression sees.
type Ask = fn(&Contract) -> Traits;

/// The kind of others that is judged beside the rows of the table.
pub const OF_TM: &str = "harmless by TM-RugPull alone";

/// The section of the card: `model` is what the code model says of each contract, unseen, and `others`
/// what it says of contracts that were not trained on.
///
/// # Errors
/// Where the rows are too few to be divided, or a regression fails.
pub fn section(
    contracts: &[Contract],
    model: &[Judged],
    others: &[(&str, Vec<Judged>)],
) -> Result<String, TrainError> {
    let mut rows = vec![(String::from("the code model"), model.to_vec())];
    rows.extend(slices(contracts, model));
    if let Some((kind, others)) = others.iter().find(|(kind, _)| *kind == OF_TM) {
        rows.push((format!("— and those {kind}"), [model, others].concat()));
    }
    let says = |says: fn(&Contract) -> bool| {
        let judged = contracts.iter().zip(model).map(|(contract, row)| Judged {
            probability: f64::from(u8::from(says(contract))),
            ..*row
        });
        judged.collect::<Vec<_>>()
    };
    rows.push((String::from("a list of names"), says(named)));
    rows.push((String::from("CRPWarner's output"), says(crpwarner)));
    let sets: [(&str, &[Ask]); 5] = [
        ("confounders", &[confounders]),
        ("selectors", &[selectors]),
        ("opcodes", &[opcodes]),
        ("selectors and opcodes", &[selectors, opcodes]),
        (
            "everything: confounders, selectors, opcodes and findings",
            &[confounders, selectors, opcodes, findings],
        ),
    ];
    for (name, asked) in sets {
        let plain: Vec<Plain> = contracts
            .iter()
            .zip(model)
            .map(|(contract, row)| Plain {
                traits: asked.iter().flat_map(|ask| ask(contract)).collect(),
                risky: row.risky,
                group: row.group,
            })
            .collect();
        rows.push((format!("regression on {name}"), judge_plain(&plain)?));
    }
    Ok(format!("{INTRODUCTION}\n{}", table(&rows)))
}

/// Whether a function has one of the names that any of the labels is known by.
#[must_use]
pub fn named(row: &Contract) -> bool {
    let mut questions = QUESTIONS.iter();
    questions.any(|question| question.answer(row, Source::Names) == Some(true))
}

/// Whether CRPWarner warned of anything.
#[must_use]
pub fn crpwarner(row: &Contract) -> bool {
    let output = row.contract.crpwarner.unwrap_or_default();
    output.into_iter().flatten().any(|alarm| alarm == 1)
}

fn slices(contracts: &[Contract], model: &[Judged]) -> Vec<(String, Vec<Judged>)> {
    let mut slices: BTreeMap<(u8, String), Vec<Judged>> = BTreeMap::new();
    for (row, judged) in contracts.iter().zip(model) {
        let generation = row.contract.generation();
        let compiler = (
            generation as u8,
            format!("— solc {}", generation.versions()),
        );
        let chain = (u8::MAX, format!("— {}", row.contract.chain));
        for slice in [compiler, chain] {
            slices.entry(slice).or_default().push(*judged);
        }
    }
    slices.retain(|_, rows| {
        let risky = rows.iter().filter(|row| row.risky).count();
        risky.min(rows.len() - risky) > FEWEST
    });
    slices
        .into_iter()
        .map(|((_, name), rows)| (name, rows))
        .collect()
}

fn confounders(row: &Contract) -> Traits {
    let contract = &row.contract;
    let length = contract
        .code
        .as_ref()
        .map_or(0, |code| code.as_bytes().len());
    BTreeMap::from([
        (format!("solc {}", contract.generation().versions()), 1.0),
        (format!("chain {}", contract.chain), 1.0),
        (format!("proxy {}", contract.proxy), 1.0),
        (String::from("length"), (length as f64).ln_1p()),
    ])
}

fn selectors(row: &Contract) -> Traits {
    let selectors = row.selectors.iter();
    selectors
        .map(|selector| (selector.to_string(), 1.0))
        .collect()
}

/// Each warning, by its severity.
fn findings(row: &Contract) -> Traits {
    let warnings = row.warnings.iter();
    warnings
        .map(|warning| {
            (
                format!("{} {:?}", warning.id.as_str(), warning.severity),
                1.0,
            )
        })
        .collect()
}

/// Single opcodes and pairs, on a logarithmic scale, as shares of the code's length.
fn opcodes(row: &Contract) -> Traits {
    let code = row
        .contract
        .code
        .as_ref()
        .map_or(&[][..], |code| code.as_bytes());
    let mut counts = Traits::new();
    let (mut at, mut before) = (0, None);
    while let Some(&opcode) = code.get(at) {
        *counts.entry(format!("{opcode:02x}")).or_default() += 1.0;
        if let Some(before) = before {
            *counts
                .entry(format!("{before:02x} {opcode:02x}"))
                .or_default() += 1.0;
        }
        before = Some(opcode);
        at += 1 + usize::from(pushed(opcode));
    }
    let length = counts.values().sum::<f64>().ln_1p();
    counts
        .into_iter()
        .map(|(name, count)| (name, count.ln_1p() / length))
        .collect()
}

/// The bytes behind PUSH1 to PUSH32.
const fn pushed(opcode: u8) -> u8 {
    match opcode {
        0x60..=0x7f => opcode - 0x5f,
        _ => 0,
    }
}

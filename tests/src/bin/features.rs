//! Writes the table that the code model is trained on: each labelled contract of the data pack,
//! as the engine's answers. Neither addresses nor bytecode go into it.
//!
//! ```text
//! cargo run --release -p rugrisk-tests --bin features -- [--data DIR]
//! ```
//!
//! Without the pack, which a newcomer's clone does not have, it says so and succeeds.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command of the developers: it reads the pack, and writes a table"
)]

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rugrisk::code::analyze;
use rugrisk::score::features::{FEATURES, answers};
use rugrisk::{CodeError, RuntimeCode};
use ruzstd::decoding::StreamingDecoder;
use serde::Deserialize;

/// What is read of a row of the pack.
#[derive(Deserialize)]
struct Contract {
    bytecode: String,
    target: String,
    code_risk: Option<u8>,
    label_source: Vec<String>,
    cluster: u32,
}

/// A row of the table; the order of its fields is the order of the rows.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    cluster: u32,
    code_risk: u8,
    answers: Vec<bool>,
}

#[derive(Debug, thiserror::Error)]
enum FeaturesError {
    #[error("cannot read or write {path}")]
    File { path: PathBuf, source: io::Error },
    #[error("line {line} of the pack is not a contract")]
    Line {
        line: usize,
        source: serde_json::Error,
    },
    #[error("the code on line {line} of the pack is not code")]
    Code { line: usize, source: CodeError },
    #[error("unknown argument {argument:?}; usage: features [--data DIR]")]
    Argument { argument: String },
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let cause = std::error::Error::source(&error)
                .map(|cause| format!(": {cause}"))
                .unwrap_or_default();
            eprintln!("features: {error}{cause}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), FeaturesError> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let pack = data_folder(&root)?.join("contracts.ndjson.zst");
    if !pack.exists() {
        println!(
            "No data pack at {}: nothing done. Name its folder with --data or RUGRISK_DATA.",
            pack.display()
        );
        return Ok(());
    }
    let mut rows = rows(&pack)?;
    rows.sort();
    let table = root.join("models/data/code_features.csv");
    fs::write(&table, csv(&rows)).map_err(|source| FeaturesError::File {
        path: table.clone(),
        source,
    })?;
    let risky = rows.iter().filter(|row| row.code_risk == 1).count();
    println!(
        "{} contracts, {risky} of them with code risk, to {}",
        rows.len(),
        table.display()
    );
    Ok(())
}

fn data_folder(root: &Path) -> Result<PathBuf, FeaturesError> {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (Some("--data"), Some(folder)) => Ok(folder.into()),
        (Some(argument), _) => Err(FeaturesError::Argument {
            argument: argument.to_owned(),
        }),
        (None, _) => Ok(std::env::var_os("RUGRISK_DATA")
            .map_or_else(|| root.join("../shared/data"), PathBuf::from)),
    }
}

fn rows(pack: &Path) -> Result<Vec<Row>, FeaturesError> {
    let unreadable = |source| FeaturesError::File {
        path: pack.to_owned(),
        source,
    };
    let decoder = StreamingDecoder::new(File::open(pack).map_err(unreadable)?)
        .map_err(|error| unreadable(io::Error::other(error)))?;
    let mut rows = Vec::new();
    for (index, text) in BufReader::new(decoder).lines().enumerate() {
        let line = index.saturating_add(1);
        let contract: Contract = serde_json::from_str(&text.map_err(unreadable)?)
            .map_err(|source| FeaturesError::Line { line, source })?;
        if let Some(code_risk) = label(&contract) {
            let code: RuntimeCode = contract
                .bytecode
                .parse()
                .map_err(|source| FeaturesError::Code { line, source })?;
            rows.extend(row(&code, code_risk, contract.cluster));
        }
    }
    Ok(rows)
}

/// The label, where it may train: the sources agree, and one of them is not TM-RugPull, which is
/// CC BY-NC.
fn label(contract: &Contract) -> Option<u8> {
    let is_free = contract
        .label_source
        .iter()
        .any(|source| !source.starts_with("tm_"));
    contract
        .code_risk
        .filter(|_| is_free && contract.target != "conflict")
}

/// None for code that is no token: the model is asked about powers over a token's holders, and
/// what it would learn from other old contracts is their age.
fn row(code: &RuntimeCode, code_risk: u8, cluster: u32) -> Option<Row> {
    let facts = analyze(code.as_bytes());
    (!facts.ledger.balances.is_empty()).then(|| Row {
        cluster,
        code_risk,
        answers: answers(&facts, &|_| true)
            .into_iter()
            .map(|answer| answer > 0.5)
            .collect(),
    })
}

fn csv(rows: &[Row]) -> String {
    let header = ["cluster", "code_risk"]
        .into_iter()
        .chain(FEATURES.iter().map(|feature| feature.name));
    let mut text = header.collect::<Vec<_>>().join(",");
    text.push('\n');
    for row in rows {
        text.push_str(&format!("{},{}", row.cluster, row.code_risk));
        for answer in &row.answers {
            text.push_str(if *answer { ",1" } else { ",0" });
        }
        text.push('\n');
    }
    text
}

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
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command of the developers: it reads the pack, and writes a table"
)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use clap::Parser;
use rugrisk::RuntimeCode;
use rugrisk::code::analyze;
use rugrisk::score::features::{FEATURES, answers};
use rugrisk_tests::pack::{Contract, Pack, PackError};

/// Write the table that the code model is trained on
#[derive(Debug, Parser)]
#[command(name = "features")]
struct Args {
    /// A folder of the data pack's format [default: ../shared/data beside the repository]
    #[arg(long, value_name = "DIR", env = "RUGRISK_DATA")]
    data: Option<PathBuf>,
}

/// A row of the table; the order of its fields is the order of the rows.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    cluster: u32,
    code_risk: bool,
    answers: Vec<bool>,
}

#[derive(Debug, thiserror::Error)]
enum FeaturesError {
    #[error("cannot write {path}: {source}")]
    Unwritable { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Pack(#[from] PackError),
}

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("features: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: Args) -> Result<(), FeaturesError> {
    let folder = args.data.unwrap_or_else(Pack::default_folder);
    let Some(pack) = Pack::in_folder(&folder) else {
        println!("{}", Pack::missing(&folder));
        return Ok(());
    };
    let mut rows = rows(&pack)?;
    rows.sort();
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/data/code_features.csv");
    fs::write(&table, csv(&rows)).map_err(|source| FeaturesError::Unwritable {
        path: table.clone(),
        source,
    })?;
    println!(
        "{} contracts, {} of them with code risk, to {}",
        rows.len(),
        rows.iter().filter(|row| row.code_risk).count(),
        table.display()
    );
    Ok(())
}

fn rows(pack: &Pack) -> Result<Vec<Row>, PackError> {
    let mut rows = Vec::new();
    for contract in pack.contracts()? {
        let contract = contract?;
        if let (Some(code_risk), Some(code)) = (label(&contract), &contract.code) {
            rows.push(row(code, code_risk, contract.cluster));
        }
    }
    Ok(rows)
}

/// The label, where it may train: the sources agree, and one of them is not TM-RugPull, which is
/// CC BY-NC.
fn label(contract: &Contract) -> Option<bool> {
    let is_free = contract
        .label_source
        .iter()
        .any(|source| !source.starts_with("tm_"));
    contract.has_code_risk().filter(|_| is_free)
}

fn row(code: &RuntimeCode, code_risk: bool, cluster: u32) -> Row {
    Row {
        cluster,
        code_risk,
        answers: answers(&analyze(code.as_bytes()), &|_| true)
            .into_iter()
            .map(|answer| answer > 0.5)
            .collect(),
    }
}

fn csv(rows: &[Row]) -> String {
    let header = ["cluster", "code_risk"]
        .into_iter()
        .chain(FEATURES.iter().map(|feature| feature.name));
    let mut text = header.collect::<Vec<_>>().join(",");
    text.push('\n');
    for row in rows {
        text.push_str(&format!("{},{}", row.cluster, u8::from(row.code_risk)));
        for answer in &row.answers {
            text.push_str(if *answer { ",1" } else { ",0" });
        }
        text.push('\n');
    }
    text
}

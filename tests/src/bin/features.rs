//! Writes the table that the code model is trained on: each labelled contract of the data pack,
//! as the engine's answers. Neither addresses nor bytecode go into it. Beside it, what the model is
//! worth by compiler and chain, and what simpler models are worth on the same rows, for the card.
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
use rugrisk_models::train::{Table, TrainError, judge};
use rugrisk_tests::accuracy::Judged;
use rugrisk_tests::baselines;
use rugrisk_tests::pack::{Contract, Pack, PackError};

/// Write the table that the code model is trained on, and what it is measured against
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
    #[error(transparent)]
    Train(#[from] TrainError),
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
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    let (rows, contracts): (Vec<Row>, Vec<Contract>) = rows.into_iter().unzip();
    let table = csv(&rows);
    write("code_features.csv", &table)?;
    println!(
        "{} contracts, {} of them with code risk. Now the regressions that the model is measured against.",
        rows.len(),
        rows.iter().filter(|row| row.code_risk).count(),
    );
    let unseen = judge(&Table::from_csv(&table)?)?;
    let contracts = Judged::all(&contracts, || ());
    let section = baselines::section(&contracts, &unseen)?;
    print!("\n{section}");
    write("code_baselines.md", &section)
}

/// Writes a file beside the others that the models are made from.
fn write(name: &str, text: &str) -> Result<(), FeaturesError> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../models/data")
        .join(name);
    match fs::write(&path, text) {
        Ok(()) => {
            println!("Written: models/data/{name}");
            Ok(())
        }
        Err(source) => Err(FeaturesError::Unwritable { path, source }),
    }
}

fn rows(pack: &Pack) -> Result<Vec<(Row, Contract)>, PackError> {
    let mut rows = Vec::new();
    for contract in pack.contracts()? {
        let contract = contract?;
        if let (Some(code_risk), Some(code)) = (label(&contract), &contract.code) {
            rows.push((row(code, code_risk, contract.cluster), contract));
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

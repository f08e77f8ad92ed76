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
use rugrisk_models::train::{
    Judged as Prediction, Table, TrainError, at_prior, judge, judge_others,
};
use rugrisk_tests::accuracy::Judged;
use rugrisk_tests::accuracy::groups::is_benign;
use rugrisk_tests::baselines::{self, OF_TM};
use rugrisk_tests::pack::{Contract, Pack, PackError};

/// Write the table that the code model is trained on, and what it is measured against
#[derive(Debug, Parser)]
#[command(name = "features")]
struct Args {
    /// A folder of the data pack's format [default: ../shared/data beside the repository]
    #[arg(long, value_name = "DIR", env = "RUGRISK_DATA")]
    data: Option<PathBuf>,
}

/// What contracts are, and what the model says of them.
type Kind = (&'static str, Vec<Prediction>);

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
    let (rows, contracts) = rows(&pack, label)?;
    let table = csv(&rows);
    write("code_features.csv", &table)?;
    println!(
        "{} contracts, {} of them with code risk. Now the regressions that the model is measured against.",
        rows.len(),
        rows.iter().filter(|row| row.code_risk).count(),
    );
    let table = Table::from_csv(&table)?;
    let unseen = judge(&table)?;
    let others = others(&pack, &table)?;
    let contracts = Judged::all(&contracts, || ());
    let section = baselines::section(&contracts, &unseen, &others)?;
    let alarms = alarms(&contracts, &unseen, &others, |probability| {
        at_prior(&table, probability)
    });
    let section = format!("{section}\n{alarms}");
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

/// The contracts to which `label` gives one, in the order of their rows.
fn rows(
    pack: &Pack,
    label: impl Fn(&Contract) -> Option<bool>,
) -> Result<(Vec<Row>, Vec<Contract>), PackError> {
    let mut rows = Vec::new();
    for contract in pack.contracts()? {
        let contract = contract?;
        if let (Some(code_risk), Some(code)) = (label(&contract), &contract.code) {
            rows.push((row(code, code_risk, contract.cluster), contract));
        }
    }
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(rows.into_iter().unzip())
}

/// What the model says of contracts that nothing was trained or chosen on, by what they are.
fn others(pack: &Pack, table: &Table) -> Result<Vec<Kind>, FeaturesError> {
    let mut others = Vec::new();
    for (kind, is_meant) in OTHERS {
        let (rows, _) = rows(pack, |contract| {
            (!contract.is_conflict() && is_meant(contract)).then_some(false)
        })?;
        // A folder need not have contracts of every kind.
        if !rows.is_empty() {
            let judged = judge_others(table, &Table::from_csv(&csv(&rows))?)?;
            others.push((kind, judged));
        }
    }
    Ok(others)
}

/// Whether a contract is of a kind.
type IsMeant = fn(&Contract) -> bool;

/// Contracts without a share in the training that somebody found harmless.
const OTHERS: [(&str, IsMeant); 3] = [
    (OF_TM, |contract| {
        contract.has_code_risk() == Some(false) && label(contract).is_none()
    }),
    ("alarms of CRPWarner that its authors cleared", |contract| {
        contract.target == "hard_negative"
    }),
    (
        "judged to be no trapdoor, and nothing else known",
        |contract| contract.target == "not_trapdoor" && contract.has_code_risk().is_none(),
    ),
];

/// How many contracts of a kind the model alone calls a risk, in the sample and at the shipped prior.
fn alarms(
    contracts: &[Judged],
    unseen: &[Prediction],
    others: &[Kind],
    at_prior: impl Fn(f64) -> f64,
) -> String {
    let of = |is_meant: fn(&Judged) -> bool| {
        let rows = contracts.iter().zip(unseen);
        let meant = rows.filter(|(contract, _)| is_meant(contract));
        meant.map(|(_, row)| *row).collect::<Vec<_>>()
    };
    let kinds = [
        (
            "risky",
            of(|row| row.contract.has_code_risk() == Some(true)),
        ),
        (
            "harmless",
            of(|row| row.contract.has_code_risk() == Some(false)),
        ),
        ("harmless and well known", of(is_benign)),
    ];
    let mut text = String::from(ALARMS);
    for (kind, rows) in kinds.iter().chain(others) {
        let share = |counts: &dyn Fn(&Prediction) -> bool| {
            let count = rows.iter().filter(|row| counts(row)).count();
            format!(
                "{count} ({:.0} %)",
                100.0 * count as f64 / rows.len() as f64
            )
        };
        text.push_str(&format!(
            "| {kind} | {} | {} | {} |\n",
            rows.len(),
            share(&|row| row.probability >= 0.5),
            share(&|row| at_prior(row.probability) >= 0.5),
        ));
    }
    text
}

const ALARMS: &str = "\
Alarms of the code model alone on clusters that it has not seen: at the share of risky rows in the table, and at \
the prior of one in ten that reports use, where 50 points are the level high. The last three kinds had no part in \
the training, nor in the choice of what is asked.

| contracts | n | probability of one half | the same at the prior: high |
|---|---|---|---|
";

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

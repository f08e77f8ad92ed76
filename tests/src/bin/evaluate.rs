//! What the shipped models are worth on any folder of the data pack's format: the code model on
//! labelled contracts, the exit models on pools, with 95 % intervals; and what a prediction takes.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a command of the developers: it reads the data pack, measures time, and prints"
)]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use rugrisk_models::train::{Judged, Pools, table};
use rugrisk_models::{CodeModel, ExitModel, Pool, Trades};
use rugrisk_tests::accuracy::Judged as Contract;
use rugrisk_tests::baselines::{crpwarner, named};
use rugrisk_tests::pack::Pack;

const NOTES: &str = "\
On the development part of the pack these figures flatter: the shipped weights were trained on it.
What the models are worth on groups that they have not seen is in models/CARD.md. Contracts on which
the sources disagree are left out.";

/// Print what the shipped models are worth
#[derive(Debug, Parser)]
#[command(name = "evaluate", after_help = NOTES)]
struct Args {
    /// A folder of the data pack's format [default: ../shared/data beside the repository]
    #[arg(long, value_name = "DIR", env = "RUGRISK_DATA")]
    data: Option<PathBuf>,
}

type Rows = Vec<(String, Vec<Judged>)>;

fn main() -> ExitCode {
    let folder = Args::parse().data.unwrap_or_else(Pack::default_folder);
    match contracts(&folder)
        .and_then(|()| pools(&folder))
        .and_then(|()| cost())
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("evaluate: {error}");
            ExitCode::FAILURE
        }
    }
}

fn contracts(folder: &Path) -> Result<(), Box<dyn Error>> {
    let Some(pack) = Pack::in_folder(folder) else {
        println!("{}", Pack::missing(folder));
        return Ok(());
    };
    let rows = pack.contracts()?.collect::<Result<Vec<_>, _>>()?;
    let labelled: Vec<_> = rows
        .into_iter()
        .filter(|row| row.has_code_risk().is_some() && !row.is_conflict())
        .collect();
    let judged = Contract::all(&labelled, || ());
    let of = |row: &Contract, probability: f64| {
        Some(Judged {
            probability,
            risky: row.contract.has_code_risk()?,
            group: row.contract.cluster,
        })
    };
    let mut slices: BTreeMap<String, Vec<Judged>> = BTreeMap::new();
    for row in judged.iter().filter(|row| row.probability.is_some()) {
        let Some(judged) = row.probability.and_then(|probability| of(row, probability)) else {
            continue;
        };
        let generation = row.contract.generation().versions();
        for slice in [
            "0 all".to_owned(),
            format!("1 compiler {generation}"),
            format!("2 chain {}", row.contract.chain),
        ] {
            slices.entry(slice).or_default().push(judged);
        }
    }
    let mut shown: Rows = slices
        .into_iter()
        .filter(|(_, rows)| rows.iter().any(|row| row.risky) && rows.iter().any(|row| !row.risky))
        .map(|(slice, rows)| (format!("code model, {}", slice.split_at(2).1), rows))
        .collect();
    let tokens = || judged.iter().filter(|row| row.probability.is_some());
    let by = |says: &dyn Fn(&Contract) -> bool| {
        tokens()
            .filter_map(|row| of(row, f64::from(u8::from(says(row)))))
            .collect::<Vec<_>>()
    };
    shown.push(("a list of names".to_owned(), by(&named)));
    shown.push(("CRPWarner's output".to_owned(), by(&crpwarner)));
    println!("Contracts\n\n{}", table(&shown));
    Ok(())
}

fn pools(folder: &Path) -> Result<(), Box<dyn Error>> {
    let model = ExitModel::load(ExitModel::SHIPPED)?;
    let mut shown = Rows::new();
    let early = folder.join("early_pool_features.csv");
    if early.is_file() {
        let [hour, day] = Pools::early(&fs::read_to_string(early)?)?;
        shown.push(("exit model, after an hour".to_owned(), judge(&model, &hour)));
        shown.push(("exit model, after a day".to_owned(), judge(&model, &day)));
    }
    let holders = folder.join("liquidity_features.csv");
    if holders.is_file() {
        let holders = Pools::holders(&fs::read_to_string(holders)?)?;
        shown.push(("exit model, holders".to_owned(), judge(&model, &holders)));
    }
    println!("Pools\n\n{}", table(&shown));
    Ok(())
}

/// Prints what a prediction takes on this machine.
fn cost() -> Result<(), Box<dyn Error>> {
    const TIMES: u32 = 20_000;
    let code = CodeModel::load(CodeModel::SHIPPED)?;
    let exit = ExitModel::load(ExitModel::SHIPPED)?;
    let answers = |at: u32| {
        (0..code.features().len()).map(move |feature| {
            match (at as usize).wrapping_add(feature) % 3 {
                0 => None,
                rest => Some(f64::from(u8::from(rest == 1))),
            }
        })
    };
    let pool = Pool::Hour(Trades {
        deposit: Some(2.0),
        growth: Some(1.5),
        syncs: Some(40.0),
        ..Trades::default()
    });
    let microseconds = |started: Instant| started.elapsed().as_secs_f64() * 1e6 / f64::from(TIMES);
    let started = Instant::now();
    for at in 0..TIMES {
        black_box(code.predict(&answers(at).collect::<Vec<_>>())?);
    }
    let of_code = microseconds(started);
    let started = Instant::now();
    for _ in 0..TIMES {
        black_box(exit.predict(black_box(&pool)));
    }
    let of_exit = microseconds(started);
    println!(
        "A prediction took {of_code:.2} µs (code) and {of_exit:.2} µs (exit), the mean of {TIMES}."
    );
    Ok(())
}

fn judge(model: &ExitModel, pools: &Pools) -> Vec<Judged> {
    pools
        .iter()
        .map(|(pool, risky, group)| Judged {
            probability: model.predict(pool).probability,
            risky,
            group,
        })
        .collect()
}

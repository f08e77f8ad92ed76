//! What an analysis costs, rugrisk beside evmole, over the same codes in the same run.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command of the developers: it reads codes, measures time and prints"
)]

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use rugrisk_tests::artifacts::ArtifactsError;
use rugrisk_tests::pack::{Contract, Pack, PackError};
use rugrisk_tests::speed::apart::{self, ApartError, Host, MEASURE};
use rugrisk_tests::speed::sample::{self, Code};
use rugrisk_tests::speed::{self, Cost, Subject};
use rugrisk_tests::table::section;

/// Codes that are named because they took longest.
const SLOWEST: usize = 5;

const NOTES: &str = "\
Where there is a data pack, the sample is part of it, always the same, and rugrisk alone is measured
over all of its rows too. Otherwise, and with --fixtures, it is the compiled test contracts.

Each subject runs in a process of its own. Time is the processor's: natively of one thread, from
bytes to an answer and with freeing it; in Node.js from hex to objects, with what its own threads
take. Memory is the largest size of that process, Node.js itself included.

Examples:
  cargo run --release -p rugrisk-tests --bin speed
  cargo run --release -p rugrisk-tests --bin speed -- --rows 200
  cargo run --release -p rugrisk-tests --bin speed -- --fixtures --node";

/// Measure what an analysis costs, rugrisk beside evmole
#[derive(Debug, Parser)]
#[command(name = "speed", after_help = NOTES)]
struct Args {
    /// A folder of the data pack's format [default: ../shared/data beside the repository]
    #[arg(long, value_name = "DIR", env = "RUGRISK_DATA")]
    data: Option<PathBuf>,
    /// How many rows of the data pack are in the sample
    #[arg(long, value_name = "N", default_value_t = 1_500, value_parser = clap::value_parser!(u32).range(1..))]
    rows: u32,
    /// Measure the compiled test contracts, even where there is a data pack
    #[arg(long)]
    fixtures: bool,
    /// Measure the npm packages in Node.js too
    #[arg(long)]
    node: bool,
    /// Print the sample as JSON lines and measure nothing
    #[arg(long)]
    list: bool,
    /// Measure one subject on what comes in, and print what it took: the processes do this
    #[arg(long = MEASURE, value_name = "SUBJECT", value_enum, hide = true)]
    measure: Option<Subject>,
}

#[derive(Debug, thiserror::Error)]
enum SpeedError {
    #[error(transparent)]
    Pack(#[from] PackError),
    #[error(transparent)]
    Artifacts(#[from] ArtifactsError),
    #[error(transparent)]
    Apart(#[from] ApartError),
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("speed: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), SpeedError> {
    if let Some(subject) = args.measure {
        return Ok(apart::serve(subject)?);
    }
    let rows = rows(args)?;
    let (source, sample) = match &rows {
        Some(rows) => (
            "rows of the data pack",
            sample::of_pack(rows, args.rows as usize),
        ),
        None => ("compiled test contracts", sample::of_fixtures()?),
    };
    if args.list {
        for code in &sample {
            println!("{}", code.to_json());
        }
        return Ok(());
    }
    let what = format!("{} {source}", sample.len());
    compare(Host::Native, &format!("{what}, natively"), &sample)?;
    if let Some(rows) = rows {
        every_row(&sample::of_rows(&rows))?;
    }
    if args.node {
        compare(Host::Node, &format!("{what}, in Node.js"), &sample)?;
    }
    Ok(())
}

fn compare(host: Host, heading: &str, sample: &[Code]) -> Result<(), ApartError> {
    let mut costs = Vec::new();
    for subject in Subject::ALL {
        costs.push(measure(host, subject, sample)?);
    }
    print!("{}", section(heading, &speed::compared(&costs)));
    Ok(())
}

fn every_row(codes: &[Code]) -> Result<(), ApartError> {
    let all = measure(Host::Native, Subject::Rugrisk, codes)?;
    let slowest = speed::slowest(&all.1, codes, SLOWEST);
    let heading = format!("All {} rows of the data pack, natively", codes.len());
    print!("{}", section(&heading, &speed::compared(&[all])));
    print!("{}", section("The slowest of them", &slowest));
    Ok(())
}

fn rows(args: &Args) -> Result<Option<Vec<Contract>>, PackError> {
    let folder = args.data.clone().unwrap_or_else(Pack::default_folder);
    let pack = Pack::in_folder(&folder).filter(|_| !args.fixtures);
    pack.map(|pack| pack.contracts()?.collect()).transpose()
}

/// Progress goes to standard error, and only if that is a terminal.
fn measure(host: Host, subject: Subject, codes: &[Code]) -> Result<(Subject, Cost), ApartError> {
    let bar = ProgressBar::new(codes.len() as u64).with_prefix(subject.title());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len}  {prefix}  {eta} left")
    {
        bar.set_style(style);
    }
    let cost = apart::measure(host, subject, codes, || bar.inc(1));
    bar.finish_and_clear();
    Ok((subject, cost?))
}

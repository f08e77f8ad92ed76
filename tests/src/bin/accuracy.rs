//! What the findings are worth on labelled contracts: precision, recall and F1 for each label, with
//! intervals, beside a list of names and CRPWarner's output.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a command of the developers: it reads the data pack, and prints"
)]

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use clap::builder::PossibleValuesParser;
use indicatif::{ProgressBar, ProgressStyle};
use rugrisk_tests::accuracy::questions::{QUESTIONS, Question};
use rugrisk_tests::accuracy::{Judged, agreement, coverage, groups, listing};
use rugrisk_tests::pack::{Contract, Pack, PackError};
use rugrisk_tests::table::section;

const NOTES: &str = "\
The data folder holds contracts.ndjson.zst or contracts.ndjson, one contract a line. A newcomer's
clone has none: the command then says so and succeeds. Every contract is judged by its runtime code
alone. Rows on which the sources disagree are left out, and a label that a row does not have is
unknown, never 0. Which findings answer a label is in tests/src/accuracy/questions.rs.

The intervals are of 95 %: Wilson's for P and R, a bootstrap over clusters of similar code with a
fixed seed for F1 and AUC. The same rows and the same engine print the same text.

Examples:
  cargo run --release -p rugrisk-tests --bin accuracy
  cargo run --release -p rugrisk-tests --bin accuracy -- --label hidden_mint --misses
  cargo run --release -p rugrisk-tests --bin accuracy -- --benign --all";

/// Print what the findings are worth on labelled contracts
#[derive(Debug, Parser)]
#[command(name = "accuracy", after_help = NOTES)]
struct Args {
    /// A folder of the data pack's format [default: ../shared/data beside the repository]
    #[arg(long, value_name = "DIR", env = "RUGRISK_DATA")]
    data: Option<PathBuf>,
    /// Show what each finding is worth for one label, and only that label's misses
    #[arg(long, value_name = "LABEL", value_parser = PossibleValuesParser::new(QUESTIONS.iter().map(|q| q.label)))]
    label: Option<String>,
    /// List the contracts on which findings and label disagree
    #[arg(long)]
    misses: bool,
    /// List every well-known contract that is warned of
    #[arg(long)]
    benign: bool,
    /// Measure coverage over all rows, not only over the labelled ones
    #[arg(long)]
    all: bool,
}

fn main() -> ExitCode {
    match measured(&Args::parse()) {
        Ok(text) => print(&text),
        Err(error) => {
            eprintln!("accuracy: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measured(args: &Args) -> Result<String, PackError> {
    let folder = args.data.clone().unwrap_or_else(Pack::default_folder);
    let Some(pack) = Pack::in_folder(&folder) else {
        return Ok(Pack::missing(&folder) + "\n");
    };
    let rows = pack.contracts()?.collect::<Result<Vec<_>, _>>()?;
    let (labelled, others): (Vec<_>, Vec<_>) =
        rows.iter().cloned().partition(Contract::is_labelled);
    let judged = judge(&labelled);
    let mut text = contents(&rows, &judged);
    if let Some(question) = QUESTIONS
        .iter()
        .find(|q| args.label.as_deref() == Some(q.label))
    {
        let heading = format!("{}: each finding alone", question.label);
        text += &section(&heading, &groups::worth(&judged, question));
    } else {
        text += &section("Labels", &agreement::by_label(&judged));
        text += &section("Labels, by compiler", &agreement::by_generation(&judged));
        text += &section("Order of risk", &agreement::ranking(&judged));
        text += &section("Warnings, by kind of contract", &groups::warned(&judged));
        text += &section("Cleared alarms", &groups::cleared(&judged));
        text += &section("Warnings, by finding", &groups::by_finding(&judged));
        text += &section("Followed to the end", &followed(args, &judged, &others));
    }
    if args.misses {
        for question in asked(args) {
            let heading = format!("{}: false alarms and misses", question.label);
            text += &section(&heading, &listing::misses(&judged, question));
        }
    }
    if args.benign {
        text += &section(
            "Well-known contracts that are warned of",
            &listing::benign(&judged),
        );
    }
    Ok(text)
}

fn asked(args: &Args) -> impl Iterator<Item = &'static Question> {
    let label = args.label.clone();
    QUESTIONS
        .iter()
        .filter(move |question| label.as_deref().is_none_or(|label| label == question.label))
}

fn followed(args: &Args, judged: &[Judged], others: &[Contract]) -> comfy_table::Table {
    let mut shown = vec![("labelled", judged)];
    let everything;
    if args.all {
        everything = [judged, &judge(others)].concat();
        shown.push(("all", &everything));
    }
    coverage::followed(&shown)
}

fn contents(rows: &[Contract], judged: &[Judged]) -> String {
    let conflicts = rows.iter().filter(|row| row.is_conflict()).count();
    let empty = rows.iter().filter(|row| row.code.is_none()).count();
    let clusters: BTreeSet<u32> = judged.iter().map(|row| row.contract.cluster).collect();
    format!(
        "{} rows, {} of them labelled and judged, in {} clusters of similar code; left out: {conflicts} on which \
         the sources disagree, {empty} without code\n",
        rows.len(),
        judged.len(),
        clusters.len(),
    )
}

/// Progress goes to standard error, and only if that is a terminal.
fn judge(contracts: &[Contract]) -> Vec<Judged> {
    let bar = ProgressBar::new(contracts.len() as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} contracts  {eta} left")
    {
        bar.set_style(style);
    }
    let judged = Judged::all(contracts, || bar.inc(1));
    bar.finish_and_clear();
    judged
}

/// A reader that has seen enough closes the pipe; that is no error.
fn print(text: &str) -> ExitCode {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("accuracy: cannot write to standard output: {error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

//! `rugrisk`: what the people behind a contract can do to a holder's money, from the command line.
//!
//! This binary is a host of the library: it reads files, asks a node over JSON-RPC and prints.
//! Every judgement is made by the library.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::arithmetic_side_effects,
    reason = "the command line tool is the one place that does I/O, and it counts what passes; \
              the library stays pure and checked"
)]

mod args;
mod batch;
mod catalog;
mod collect;
mod ending;
mod history;
mod input;
mod node;
mod output;
mod table;
mod transaction;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use rugrisk::facts::Analyses;
use rugrisk::report::score_with;
use rugrisk::{Evidence, Report};

use args::{Args, Format, RecordArgs, ReportArgs, Verb, WeightsArgs};
use ending::{Ending, Trouble};

fn main() -> ExitCode {
    let ending = run(Args::parse().verb).unwrap_or_else(|trouble| {
        output::complain(&trouble.to_string());
        trouble.ending()
    });
    ending.into()
}

fn run(verb: Verb) -> Result<Ending, Trouble> {
    match verb {
        Verb::Code(args) => {
            let evidence = Evidence::of_code(input::runtime_code(&args.code)?);
            conclude(&scored(&evidence, &args.weights)?, args.report)
        }
        Verb::Score(args) => {
            let models = input::models(&args.weights)?;
            let evidence = collect::evidence(&args.reading)?;
            conclude(
                &score_with(&evidence, &mut Analyses::default(), &models),
                args.report,
            )
        }
        Verb::Tx(args) => transaction::run(&args),
        Verb::Record(args) => record(&args),
        Verb::Replay(args) => {
            let evidence = input::evidence(&args.evidence)?;
            conclude(&scored(&evidence, &args.weights)?, args.report)
        }
        Verb::Explain(args) => conclude(&input::report(&args.document)?, args.report),
        Verb::Batch(args) => batch::run(&args),
        Verb::Detectors(args) => {
            output::print_plain(&catalog::detectors(args.format))?;
            Ok(Ending::Fine)
        }
        Verb::Incidents(args) => {
            output::print_plain(&history::incidents(args.id.as_deref(), args.format))?;
            Ok(Ending::Fine)
        }
        Verb::Schema(args) => {
            output::print_plain(&catalog::schema(args.document))?;
            Ok(Ending::Fine)
        }
        Verb::Completions(args) => {
            let mut script = Vec::new();
            clap_complete::generate(args.shell, &mut Args::command(), "rugrisk", &mut script);
            output::print_bytes(&script)?;
            Ok(Ending::Fine)
        }
    }
}

fn scored(evidence: &Evidence, weights: &WeightsArgs) -> Result<Report, Trouble> {
    let models = input::models(weights)?;
    Ok(score_with(evidence, &mut Analyses::default(), &models))
}

/// Prints the report and ends as it and `--fail-on` say.
fn conclude(report: &Report, args: ReportArgs) -> Result<Ending, Trouble> {
    match args.format {
        Format::Table => output::print_styled(&table::of_report(report, output::width()))?,
        Format::Json | Format::Ndjson => output::print_plain(&(report.to_json() + "\n"))?,
    }
    if let Some(reason) = ending::code_missing(report) {
        output::complain(&format!(
            "no code to judge: {reason}; check the address, the chain and the node"
        ));
    }
    Ok(Ending::of_report(report, args.fail_on))
}

fn record(args: &RecordArgs) -> Result<Ending, Trouble> {
    let evidence: Evidence = collect::evidence(&args.reading)?;
    output::write_file(&args.out, &(evidence.to_json() + "\n"))?;
    if args.out != "-" {
        output::note(&format!(
            "evidence kept; score it offline with: rugrisk replay {}",
            args.out
        ));
    }
    let report = rugrisk::score_evidence(&evidence);
    Ok(Ending::of_report(&report, None))
}

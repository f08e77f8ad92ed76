//! What the worst code costs: every kind of bomb, each in a process of its own.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command of the developers: it measures time and prints"
)]

use std::process::ExitCode;

use clap::Parser;
use rugrisk::{MAX_CODE_BYTES, RuntimeCode};
use rugrisk_tests::hostile::BOMBS;
use rugrisk_tests::speed::Subject;
use rugrisk_tests::speed::apart::{self, ApartError, Host, MEASURE};
use rugrisk_tests::speed::sample::Code;
use rugrisk_tests::table::{section, table};

const BYTES_PER_MEGABYTE: f64 = 1024.0 * 1024.0;

/// Code that is over at once: what a process takes that analyses nothing.
const NOTHING: [u8; 1] = [0];

const NOTES: &str = "\
Each bomb is analysed twice in a process of its own, and the second analysis is measured: processor
time from bytes to a report. Memory is the largest size of that process, less that of one which
analysed a single byte.

Examples:
  cargo run --release -p rugrisk-tests --bin hostile
  cargo run --release -p rugrisk-tests --bin hostile -- --node
  cargo run --release -p rugrisk-tests --bin hostile -- --bytes 24576 loop";

/// Measure what the worst code costs
#[derive(Debug, Parser)]
#[command(name = "hostile", after_help = NOTES)]
struct Args {
    /// Only bombs with this in their names
    name: Option<String>,
    /// How long each code is
    #[arg(long, value_name = "N", default_value_t = MAX_CODE_BYTES)]
    bytes: usize,
    /// Measure the npm package in Node.js
    #[arg(long)]
    node: bool,
    /// Measure on what comes in, and print what it took: the processes do this
    #[arg(long = MEASURE, value_name = "SUBJECT", value_enum, hide = true)]
    measure: Option<Subject>,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hostile: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), ApartError> {
    if let Some(subject) = args.measure {
        return apart::serve(subject);
    }
    let host = if args.node { Host::Node } else { Host::Native };
    let base = measure(host, "nothing", &NOTHING)?.1;
    let wanted = args.name.as_deref().unwrap_or_default();
    let mut rows = Vec::new();
    for bomb in BOMBS.iter().filter(|bomb| bomb.name.contains(wanted)) {
        let (millis, megabytes) = measure(host, bomb.name, &bomb.code(args.bytes))?;
        rows.push((bomb.name, millis, (megabytes - base).max(0.0)));
    }
    rows.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut shown = table(1, &["bomb", "ms", "MB"]);
    for (name, millis, megabytes) in &rows {
        shown.add_row([
            (*name).to_owned(),
            format!("{millis:.1}"),
            format!("{megabytes:.1}"),
        ]);
    }
    let largest = rows
        .iter()
        .map(|(.., megabytes)| *megabytes)
        .fold(0.0, f64::max);
    let heading = format!("{} bombs of {} bytes", rows.len(), args.bytes);
    print!("{}", section(&heading, &shown));
    println!(
        "\nWorst: {:.1} ms, {largest:.1} MB",
        rows.first().map_or(0.0, |row| row.1)
    );
    Ok(())
}

/// Milliseconds and megabytes.
fn measure(host: Host, name: &str, code: &[u8]) -> Result<(f64, f64), ApartError> {
    let Ok(runtime) = RuntimeCode::new(code.to_vec()) else {
        return Ok((0.0, 0.0));
    };
    let code = Code {
        name: name.to_owned(),
        runtime,
    };
    let cost = apart::measure(host, Subject::Rugrisk, &[code], || {})?;
    let megabytes = cost.peak_bytes.unwrap_or(0) as f64 / BYTES_PER_MEGABYTE;
    Ok((cost.millis.iter().copied().fold(0.0, f64::max), megabytes))
}

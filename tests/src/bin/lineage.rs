//! Makes the index of functions that stand in known bad codes, and says what it is worth.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a command of the developers: it reads the data pack, measures time, and prints"
)]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use rugrisk::facts::LineageKind as Kind;
use rugrisk_tests::lineage::{Row, Share, index, worth};
use rugrisk_tests::pack::Pack;
use rugrisk_tests::table::table;

const SHIPPED: &str = "../core/src/facts/lineage";

const HEAD: &str = "\
<!-- Written by `cargo run --release -p rugrisk-tests --bin lineage -- --write`. -->

# The index of known functions

`known.bin` has hashes, three bytes each, of functions that stand in contracts whose code
researchers judged to be bad, and in no other contract of the data pack. It has no code in it. The judgements are
those of CRPWarner, of the Trapdoor data sets and of HoneyBadger; rows that TM-RugPull alone labels, and rows on
which the sources disagree, are not in it.

It finds copies: *copies found* are contracts of which the index knows what other contracts have, and not what
they alone have. A contract that resembles none of them is not found, which is what the last column shows, where
every contract of nearly the same code was left out.

";

/// Make the index of known functions
#[derive(Debug, Parser)]
#[command(name = "lineage")]
struct Args {
    /// A folder of the data pack's format [default: ../shared/data beside the repository]
    #[arg(long, value_name = "DIR", env = "RUGRISK_DATA")]
    data: Option<PathBuf>,
    /// Write the index that is shipped
    #[arg(long)]
    write: bool,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("lineage: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    let folder = args.data.clone().unwrap_or_else(Pack::default_folder);
    let Some(pack) = Pack::in_folder(&folder) else {
        println!("{}", Pack::missing(&folder));
        return Ok(());
    };
    let contracts = pack.contracts()?.collect::<Result<Vec<_>, _>>()?;
    let began = Instant::now();
    let rows: Vec<Row> = contracts.iter().filter_map(Row::of).collect();
    let known = index(&rows.iter().collect::<Vec<_>>());
    let took = began.elapsed();
    let worth = worth(&rows);
    let mut kinds = table(
        2,
        &[
            "contracts that",
            "in the index",
            "copies found",
            "found where nothing of the cluster is known",
        ],
    );
    for kind in Kind::ALL {
        let in_index = rows.iter().filter(|row| row.bad == Some(kind)).count();
        let figure = |shares: &std::collections::BTreeMap<Kind, Share>| {
            let share = shares.get(&kind).copied().unwrap_or_default();
            of(share)
        };
        kinds.add_row([
            kind.as_str().to_owned(),
            in_index.to_string(),
            figure(&worth.copies),
            figure(&worth.strangers),
        ]);
    }
    let figures = format!(
        "{kinds}\n\nFalse matches, where nothing of the cluster is known: {} honest contracts, {} unjudged ones.\n",
        of(worth.honest),
        of(worth.unjudged)
    );
    let bytes = known.as_bytes().len();
    println!("{figures}");
    println!(
        "The index: {bytes} bytes, made of {} contracts in {:.1} s.",
        rows.len(),
        took.as_secs_f64()
    );
    if args.write {
        let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join(SHIPPED);
        fs::write(beside.join("known.bin"), known.as_bytes())?;
        let page = format!("{HEAD}{figures}\nThe index has {bytes} bytes.\n");
        fs::write(beside.join("README.md"), page)?;
    }
    Ok(())
}

fn of(Share { found, all }: Share) -> String {
    format!("{found} of {all}")
}

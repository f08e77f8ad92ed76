//! Trains the code model on `data/code_features.csv`, prints what it is worth on clusters that it
//! has not seen, and writes `weights/code.json`.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a command of the developers: it reads a table, and writes weights"
)]

use std::error::Error;
use std::fs;
use std::path::Path;

use rugrisk_models::train::{Table, evaluate, train};

fn main() -> Result<(), Box<dyn Error>> {
    let models = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = Table::from_csv(&fs::read_to_string(models.join("data/code_features.csv"))?)?;
    println!(
        "Five folds by cluster ({} clusters), every choice made without the judged fold:",
        table.cluster_count()
    );
    println!("{}", evaluate(&table)?);
    fs::write(models.join("weights/code.json"), train(&table)?)?;
    println!("Written: models/weights/code.json");
    Ok(())
}

//! Trains both models, writes their weights, and the model card with what they are worth on groups
//! that they have not seen.
//!
//! ```text
//! cargo run --release -p rugrisk-models --features train --bin train -- [--data DIR]
//! ```
//!
//! The code model is trained on `data/code_features.csv`, the exit models on the tables of the data
//! pack. Without the pack, which a newcomer's clone does not have, only the code model is trained,
//! and the card is left alone.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a command of the developers: it reads tables, and writes weights and the card"
)]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use rugrisk_models::train::{
    Judged, Pools, Table, card, judge, judge_exit, judge_rivals, plot, train, train_exit,
};

fn main() -> Result<(), Box<dyn Error>> {
    let models = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = Table::from_csv(&fs::read_to_string(models.join("data/code_features.csv"))?)?;
    fs::write(models.join("weights/code.txt"), train(&table)?)?;
    println!("Written: models/weights/code.txt");

    let data = data_folder(models)?;
    if !data.exists() {
        println!(
            "No data pack at {}: the exit models and the card are left alone. Name its folder with --data or RUGRISK_DATA.",
            data.display()
        );
        return Ok(());
    }
    let [hour, day] = Pools::early(&fs::read_to_string(data.join("early_pool_features.csv"))?)?;
    let holders = Pools::holders(&fs::read_to_string(data.join("liquidity_features.csv"))?)?;
    fs::write(
        models.join("weights/exit.txt"),
        train_exit([&hour, &day, &holders])?,
    )?;
    println!("Written: models/weights/exit.txt");

    let named = |name: &str, judged: Vec<Judged>| (name.to_owned(), judged);
    let shipped = [
        named("code", judge(&table)?),
        named("exit, hour", judge_exit(&hour)?),
        named("exit, day", judge_exit(&day)?),
        named("exit, holders", judge_exit(&holders)?),
    ];
    fs::write(
        models.join("calibration.svg"),
        plot("Calibration on unseen groups", &shipped),
    )?;
    let baselines = fs::read_to_string(models.join("data/code_baselines.md"))?;
    let card = card(&shipped, &baselines);
    println!("{card}");
    fs::write(models.join("CARD.md"), card)?;
    for (when, pools) in [("hour", &hour), ("day", &day)] {
        println!(
            "Rivals of the {when}\n\n{}",
            rugrisk_models::train::table(&judge_rivals(pools)?)
        );
    }
    println!("Written: models/CARD.md, models/calibration.svg");
    Ok(())
}

fn data_folder(models: &Path) -> Result<PathBuf, String> {
    let mut arguments = env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (Some("--data"), Some(folder)) => Ok(folder.into()),
        (Some(argument), _) => Err(format!(
            "unknown argument {argument:?}; usage: train [--data DIR]"
        )),
        (None, _) => Ok(env::var_os("RUGRISK_DATA")
            .map_or_else(|| models.join("../../shared/data"), PathBuf::from)),
    }
}

//! Turns `weights/code.json` into Rust, so that the library reads no JSON: the reader of floats
//! would be a tenth of what a wallet loads.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a build script: files, the environment and stopping the build are its work"
)]

use std::path::Path;
use std::{env, fs};

use serde::Deserialize;

const WEIGHTS: &str = "weights/code.json";

#[derive(Deserialize)]
struct Weights {
    version: String,
    intercept: f64,
    calibration: Calibration,
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Calibration {
    slope: f64,
    intercept: f64,
}

#[derive(Deserialize)]
struct Feature {
    name: String,
    weight: f64,
    prior: f64,
}

fn main() {
    println!("cargo::rerun-if-changed={WEIGHTS}");
    let text = fs::read_to_string(WEIGHTS).expect("weights/code.json is there");
    let weights: Weights = serde_json::from_str(&text).expect("weights/code.json is in its format");
    let out = env::var_os("OUT_DIR").expect("cargo names the folder");
    fs::write(Path::new(&out).join("shipped.rs"), source(&weights))
        .expect("the folder can be written");
}

/// `{:?}` of a float is the shortest text that reads back to the same bits.
fn source(weights: &Weights) -> String {
    let Weights {
        version,
        intercept,
        calibration,
        features,
    } = weights;
    let list = |numbers: fn(&Feature) -> f64| features.iter().map(numbers).collect::<Vec<_>>();
    let names: Vec<_> = features.iter().map(|feature| &feature.name).collect();
    format!(
        "Shipped {{ version: {version:?}, intercept: {intercept:?}, slope: {:?}, shift: {:?}, \
         names: &{names:?}, weights: &{:?}, priors: &{:?} }}",
        calibration.slope,
        calibration.intercept,
        list(|feature| feature.weight),
        list(|feature| feature.prior),
    )
}

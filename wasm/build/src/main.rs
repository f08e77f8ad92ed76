//! Builds `wasm/npm/dist`: `cargo run --locked -p rugrisk-wasm-build`.
//!
//! The steps are those of wasm-pack, without its downloads: compile, bind, optimise with npm's
//! binaryen, write schemas and types, compile the TypeScript, and measure against the limit.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a build tool: files, processes, the environment and the terminal are its work"
)]

mod failure;
mod module;
mod order;
mod run;
mod schemas;
mod size;

use std::path::Path;
use std::process::ExitCode;

use failure::BuildError;

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), BuildError> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("npm");
    let dist = package.join("dist");
    fresh(&dist)?;

    if !package.join("node_modules").exists() {
        step("installing the package's build tools");
        run::npm(&package, &["ci", "--no-audit", "--no-fund"])?;
    }
    step("compiling rugrisk-wasm");
    let compiled = module::compile()?;
    step("generating the JavaScript glue");
    let bound = module::bind(&compiled, &dist)?;
    step("optimising with wasm-opt");
    module::optimise(&package, &bound, &dist)?;
    step("writing the schemas and the types made from them");
    schemas::write(&package, &dist)?;
    step("compiling the TypeScript, and bundling");
    run::npm(&package, &["run", "--silent", "compile"])?;

    let sizes = size::measure(&package)?;
    for size in &sizes {
        println!("{size}");
    }
    sizes.iter().try_for_each(size::Size::check)
}

/// An empty `dist`: nothing of an older build is ever published.
fn fresh(dist: &Path) -> Result<(), BuildError> {
    if dist.exists() {
        std::fs::remove_dir_all(dist).map_err(BuildError::file(dist))?;
    }
    std::fs::create_dir_all(dist).map_err(BuildError::file(dist))
}

fn step(what: &str) {
    eprintln!("▸ {what}");
}

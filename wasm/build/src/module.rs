//! From the crate to an optimised module with its glue.

use std::path::{Path, PathBuf};

use serde_json::Value;
use wasm_bindgen_cli_support::Bindgen;

use crate::failure::BuildError;
use crate::{order, run};

/// Files in `dist` begin with this.
const NAME: &str = "rugrisk";

/// The features are those that rustc uses by default on wasm32: `strip` removes the section that
/// would tell wasm-opt. Memory packing makes the module smaller raw and larger after gzip, and so does
/// inlining, by 10 %, but for functions that are hardly more than their call: without those an analysis
/// takes a sixth longer.
const WASM_OPT_FLAGS: [&str; 13] = [
    "-Oz",
    // Again until nothing gets smaller.
    "--converge",
    "--always-inline-max-function-size=6",
    "--flexible-inline-max-function-size=0",
    "--one-caller-inline-max-function-size=0",
    "--skip-pass=memory-packing",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Compiles the crate; the path of the module.
pub(crate) fn compile() -> Result<PathBuf, BuildError> {
    let messages = run::cargo(&[
        "build",
        "--locked",
        "--package=rugrisk-wasm",
        "--profile=wasm",
        "--target=wasm32-unknown-unknown",
        "--message-format=json-render-diagnostics",
        &format!(
            "--config=target.wasm32-unknown-unknown.rustflags={:?}",
            [forget(registry_sources()), forget(toolchain_sources())]
        ),
    ])?;
    for line in messages.lines() {
        let message: Value = serde_json::from_str(line)?;
        let files = message.get("filenames").and_then(Value::as_array);
        let module = files
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .find(|file| file.ends_with("rugrisk_wasm.wasm"));
        if let Some(module) = module {
            return Ok(module.into());
        }
    }
    Err(BuildError::NoModule)
}

/// The flag that keeps a folder of this machine out of the module: panics name their source files.
fn forget(folder: PathBuf) -> String {
    format!("--remap-path-prefix={}=", folder.display())
}

fn registry_sources() -> PathBuf {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    home.unwrap_or_default().join("registry/src")
}

/// Those of the standard library, which rustc names by where they are when rust-src is installed.
fn toolchain_sources() -> PathBuf {
    let cargo = std::env::var_os("CARGO").map(PathBuf::from);
    let toolchain = cargo
        .as_deref()
        .and_then(Path::parent)
        .and_then(Path::parent);
    toolchain
        .unwrap_or(Path::new(""))
        .join("lib/rustlib/src/rust")
}

/// Writes the glue and its types to `dist`; the path of the module that belongs to it.
pub(crate) fn bind(compiled: &Path, dist: &Path) -> Result<PathBuf, BuildError> {
    let failed = |error| BuildError::Bindings(format!("{error:#}"));
    let mut output = Bindgen::new()
        .input_path(compiled)
        .out_name(NAME)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                // The package says where the module is, so that bundlers copy it once.
                .omit_default_module_path(true)
                // An instance that trapped is replaced, never used again.
                .reset_state_function(true)
                .remove_name_section(true)
                .remove_producers_section(true)
                .typescript(true)
                .generate_output()
        })
        .map_err(failed)?;
    write(&dist.join(format!("{NAME}.js")), heedful(output.js())?)?;
    write(
        &dist.join(format!("{NAME}.d.ts")),
        output.ts().unwrap_or_default(),
    )?;
    let bound = compiled.with_file_name("rugrisk_wasm.bound.wasm");
    write(&bound, output.wasm_mut().emit_wasm())?;
    Ok(bound)
}

/// The glue asks a buffer whether it is detached, and compares it only where that cannot be asked. SES
/// answers for engines that do not know, and says no: the comparison alone is right everywhere.
fn heedful(glue: &str) -> Result<String, BuildError> {
    const ASKING: &str = "cachedDataViewMemory0.buffer.detached === true || (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer)";
    const COMPARING: &str = "cachedDataViewMemory0.buffer !== wasm.memory.buffer";
    if !glue.contains(ASKING) {
        return Err(BuildError::Bindings(
            "the glue looks for detached memory in another way now".to_owned(),
        ));
    }
    Ok(glue.replace(ASKING, COMPARING))
}

/// Writes the smallest form of the module to `dist`.
pub(crate) fn optimise(package: &Path, bound: &Path, dist: &Path) -> Result<(), BuildError> {
    let optimised = dist.join(format!("{NAME}_bg.wasm"));
    let wasm_opt = package.join("node_modules/binaryen/bin/wasm-opt");
    let mut arguments = vec![wasm_opt.into_os_string()];
    arguments.extend(WASM_OPT_FLAGS.map(Into::into));
    arguments.extend([bound.into(), "-o".into(), optimised.clone().into()]);
    run::node(arguments)?;
    let module = std::fs::read(&optimised).map_err(BuildError::file(&optimised))?;
    write(&optimised, order::by_likeness(&module)?)
}

fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), BuildError> {
    std::fs::write(path, bytes).map_err(BuildError::file(path))
}

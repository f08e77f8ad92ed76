//! Other programs: cargo, npm, node.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::failure::BuildError;

const NODE_HINT: &str = "install Node.js 20.19 or newer, with npm";

/// Runs cargo and gives its standard output.
pub(crate) fn cargo(arguments: &[&str]) -> Result<String, BuildError> {
    // The very cargo that runs this program, so that the toolchain is the same.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments);
    output(
        &mut command,
        "install Rust from your distribution or rustup",
    )
}

/// Runs npm in the package's folder.
pub(crate) fn npm(package: &Path, arguments: &[&str]) -> Result<(), BuildError> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(npm);
    command.args(arguments).current_dir(package);
    output(&mut command, NODE_HINT).map(drop)
}

/// Runs node and gives its standard output.
pub(crate) fn node<A: AsRef<OsStr>>(
    arguments: impl IntoIterator<Item = A>,
) -> Result<String, BuildError> {
    let mut command = Command::new("node");
    command.args(arguments);
    output(&mut command, NODE_HINT)
}

fn output(command: &mut Command, hint: &'static str) -> Result<String, BuildError> {
    let name = format!("{command:?}");
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|source| BuildError::NotStarted {
            command: name.clone(),
            source,
            hint,
        })?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        // Some tools, tsc among them, say what is wrong on their standard output.
        eprint!("{text}");
        return Err(BuildError::Failed { command: name });
    }
    Ok(text)
}

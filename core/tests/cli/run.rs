//! Runs the tool.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// CALLER SELFDESTRUCT: anybody can destroy the contract.
pub(crate) const DESTRUCTIBLE: &str = "0x33ff";

/// The tool with nothing of the surroundings in it that could change what it does.
pub(crate) fn rugrisk<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rugrisk"));
    command.args(arguments);
    for variable in [
        "RUGRISK_RPC",
        "HTTP_PROXY",
        "http_proxy",
        "ALL_PROXY",
        "all_proxy",
        "COLUMNS",
        "CLICOLOR_FORCE",
    ] {
        command.env_remove(variable);
    }
    command
}

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// Standard output as JSON, one value a line.
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.stdout
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line of JSON"))
            .collect()
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("text"),
            stderr: String::from_utf8(output.stderr).expect("text"),
        }
    }
}

pub(crate) fn run<const N: usize>(arguments: [&str; N]) -> Ran {
    run_with(arguments, "")
}

/// Runs with this on standard input.
pub(crate) fn run_with<const N: usize>(arguments: [&str; N], input: impl AsRef<[u8]>) -> Ran {
    let mut child = rugrisk(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tool starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.as_ref().to_vec();
    // Written beside, so that neither side waits for the other; a tool that stops reading is fine.
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the tool ends");
    writer.join().expect("the writer ends");
    output.into()
}

/// A file of its own for each test.
pub(crate) fn file(name: &str, content: impl AsRef<[u8]>) -> String {
    let path = path(name);
    std::fs::write(&path, content).expect("the target folder can be written");
    path
}

pub(crate) fn path(name: &str) -> String {
    format!("{}/{name}", env!("CARGO_TARGET_TMPDIR"))
}

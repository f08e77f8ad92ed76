//! One subject in a process of its own: what another one left in the caches of the allocator
//! neither helps nor hides it, and the process's size is its own.

use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use clap::ValueEnum;
use cpu_time::ProcessTime;

use super::sample::{BrokenLine, Code};
use super::{Cost, Subject, memory};

/// The option with which this program becomes such a process.
pub const MEASURE: &str = "measure";

/// Analyses that nobody measures, so that the first one measured finds everything loaded.
const WARM_UP: usize = 20;
const MILLIS_PER_SECOND: f64 = 1e3;

/// Where a subject runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// This program again.
    Native,
    /// Node.js, with the npm packages.
    Node,
}

/// Why nothing could be measured.
#[derive(Debug, thiserror::Error)]
pub enum ApartError {
    /// The process did not start, or the pipe to it broke.
    #[error("cannot run {program}: {source}")]
    Process {
        /// What should run.
        program: String,
        /// Why it does not.
        source: io::Error,
    },
    /// What should be measured cannot be read, or its cost cannot be written.
    #[error("the pipe broke: {0}")]
    Pipe(#[from] io::Error),
    /// The process ended without an answer; what it said is above.
    #[error("the process that measures {title} ended early")]
    Ended {
        /// What it measured.
        title: &'static str,
    },
    /// What came down the pipe is no code.
    #[error(transparent)]
    Line(#[from] BrokenLine),
}

/// Has every code analysed once, in a process of its own.
///
/// # Errors
/// [`ApartError`].
pub fn measure(
    host: Host,
    subject: Subject,
    codes: &[Code],
    done: impl Fn(),
) -> Result<Cost, ApartError> {
    let mut child = start(host, subject)?;
    // Where the child is gone, what it says and how it ended tell more than the broken pipe.
    let _ = child.stdin.take().map(|pipe| send(pipe, codes, done));
    let output = child.wait_with_output()?;
    let cost = serde_json::from_slice(&output.stdout).ok();
    cost.filter(|_| output.status.success())
        .ok_or(ApartError::Ended {
            title: subject.title(),
        })
}

/// The part of the process: codes come in line by line, the cost goes out at the end.
///
/// # Errors
/// [`ApartError`].
pub fn serve(subject: Subject) -> Result<(), ApartError> {
    let mut millis = Vec::new();
    for line in BufReader::new(io::stdin()).lines() {
        let code = Code::from_json(&line?)?;
        if millis.len() < WARM_UP {
            subject.analyze(&code.runtime);
        }
        let began = ProcessTime::now();
        subject.analyze(&code.runtime);
        millis.push(began.elapsed().as_secs_f64() * MILLIS_PER_SECOND);
    }
    let cost = Cost {
        millis,
        peak_bytes: memory::peak_bytes(),
    };
    serde_json::to_writer(io::stdout(), &cost).map_err(io::Error::from)?;
    Ok(())
}

fn start(host: Host, subject: Subject) -> Result<Child, ApartError> {
    let mut command = match host {
        Host::Native => {
            let mut command = Command::new(std::env::current_exe()?);
            command.arg(format!("--{MEASURE}"));
            command
        }
        Host::Node => {
            let mut command = Command::new("node");
            command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("speed.mjs"));
            command
        }
    };
    let name = subject.to_possible_value();
    let started = command
        .args(name.iter().map(|name| name.get_name()))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    started.map_err(|source| ApartError::Process {
        program: command.get_program().to_string_lossy().into_owned(),
        source,
    })
}

fn send(pipe: impl Write, codes: &[Code], done: impl Fn()) -> io::Result<()> {
    let mut pipe = BufWriter::new(pipe);
    for code in codes {
        writeln!(pipe, "{}", code.to_json())?;
        done();
    }
    pipe.flush()
}

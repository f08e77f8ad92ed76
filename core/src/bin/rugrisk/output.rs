//! Writing to standard output, standard error and files.

use std::io::{self, Write};
use std::{env, fs};

use owo_colors::OwoColorize;

use crate::ending::Trouble;

/// Columns where there is no terminal to ask.
const DEFAULT_WIDTH: u16 = 100;
/// Longer lines are hard to read.
const MAX_WIDTH: u16 = 120;
/// Narrower ones leave no room beside the labels.
const MIN_WIDTH: u16 = 40;
/// Characters of somebody else's text that are shown in a message.
const MAX_FOREIGN: usize = 200;

/// Prints text that may carry styles; they are taken out unless a terminal wants them.
pub(crate) fn print_styled(text: &str) -> Result<(), Trouble> {
    let mut out = anstream::stdout().lock();
    quietly(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Prints a document as it is.
pub(crate) fn print_plain(text: &str) -> Result<(), Trouble> {
    print_bytes(text.as_bytes())
}

pub(crate) fn print_bytes(bytes: &[u8]) -> Result<(), Trouble> {
    let mut out = io::stdout().lock();
    quietly(out.write_all(bytes).and_then(|()| out.flush()))
}

pub(crate) fn write_file(path: &str, text: &str) -> Result<(), Trouble> {
    if path == "-" {
        return print_plain(text);
    }
    fs::write(path, text).map_err(|source| Trouble::Write {
        name: path.to_owned(),
        source,
    })
}

/// Says on standard error what went wrong. Nobody is left to be told if that fails.
pub(crate) fn complain(message: &str) {
    let _ = writeln!(
        anstream::stderr(),
        "{} {}",
        "rugrisk:".red().bold(),
        printable(message)
    );
}

/// Says on standard error something that is worth knowing.
pub(crate) fn note(message: &str) {
    let _ = writeln!(
        anstream::stderr(),
        "{} {}",
        "rugrisk:".dimmed(),
        printable(message)
    );
}

/// Columns to fill.
pub(crate) fn width() -> u16 {
    let columns = || env::var("COLUMNS").ok()?.parse().ok();
    terminal_size::terminal_size_of(io::stdout())
        .map(|(width, _)| width.0)
        .or_else(columns)
        .unwrap_or(DEFAULT_WIDTH)
        .clamp(MIN_WIDTH, MAX_WIDTH)
}

/// Text without control characters: a node or a file must not steer the terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

/// The beginning of a text that somebody else wrote.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_FOREIGN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A reader that has seen enough closes the pipe; that is no error.
pub(crate) fn quietly(written: io::Result<()>) -> Result<(), Trouble> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Trouble::Write {
            name: "standard output".to_owned(),
            source: error,
        }),
        _ => Ok(()),
    }
}

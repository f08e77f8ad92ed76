//! The files of weights: lines of a name and whole numbers, each a millionth.
//!
//! ```text
//! rugrisk-code 1 code-2
//! NAME NUMBER NUMBER ...
//! ```
//! Whole numbers, because the reader of decimal fractions would be more than all of a model.

/// How the names of features begin that may lower the risk, and never raise it. All others may raise
/// it, and never lower it.
pub const HONEST: &str = "honest_";

/// The format that this version reads and writes.
const SCHEMA: &str = "1";

/// No log-odds are larger.
pub(crate) const LARGEST: f64 = 100.0;

/// Why bytes are no weights. A line is counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    /// The bytes are not text.
    #[error("the weights are not UTF-8 text")]
    Text,
    /// The text does not end with the end of a line, so that something may be missing.
    #[error("the weights are cut off")]
    Cut,
    /// The first line is not that of this format and version.
    #[error("the weights must begin with `{kind} {SCHEMA}` and a version")]
    Header {
        /// Which weights were expected.
        kind: &'static str,
    },
    /// A line is not about what comes next, or has the name of an earlier one.
    #[error("line {line} of the weights does not have the name that is expected there")]
    Name {
        /// The line.
        line: usize,
    },
    /// A number is missing, is no whole number, or is out of its range.
    #[error("line {line} of the weights has a number that is missing or out of range")]
    Number {
        /// The line.
        line: usize,
    },
    /// Knots do not rise, or there is none.
    #[error("the knots on line {line} of the weights do not rise")]
    Knots {
        /// The line.
        line: usize,
    },
    /// More risk would lower the probability, or honesty raise it.
    #[error("the numbers on line {line} of the weights run against the direction of their name")]
    Direction {
        /// The line.
        line: usize,
    },
    /// There is more text after the last line that is expected, or no feature at all.
    #[error("the weights end too early or too late at line {line}")]
    End {
        /// The line.
        line: usize,
    },
}

/// The lines of a file, read one after the other.
pub(crate) struct Lines<'a> {
    lines: core::str::Lines<'a>,
    /// The number of the line that was read last.
    line: usize,
}

/// A line: its number, its name, its numbers.
pub(crate) struct Line<'a> {
    pub(crate) line: usize,
    pub(crate) name: &'a str,
    pub(crate) numbers: Vec<f64>,
}

impl<'a> Lines<'a> {
    /// The version that the weights have, and the lines below it.
    pub(crate) fn begin(
        bytes: &'a [u8],
        kind: &'static str,
    ) -> Result<(&'a str, Self), WeightsError> {
        let text = core::str::from_utf8(bytes).map_err(|_| WeightsError::Text)?;
        if !text.ends_with('\n') {
            return Err(WeightsError::Cut);
        }
        let mut lines = text.lines();
        let mut words = lines.next().unwrap_or_default().split(' ');
        match [words.next(), words.next(), words.next(), words.next()] {
            [Some(name), Some(SCHEMA), Some(version), None] if name == kind => {
                Ok((version, Self { lines, line: 1 }))
            }
            _ => Err(WeightsError::Header { kind }),
        }
    }

    /// The next line, if there is one.
    pub(crate) fn next(&mut self) -> Result<Option<Line<'a>>, WeightsError> {
        let Some(text) = self.lines.next() else {
            return Ok(None);
        };
        self.line = self.line.saturating_add(1);
        let line = self.line;
        let mut words = text.split(' ');
        let name = words.next().unwrap_or_default();
        let numbers = words.map(|word| match word.parse::<i64>() {
            Ok(number) => Ok(number as f64 / 1e6),
            Err(_) => Err(WeightsError::Number { line }),
        });
        Ok(Some(Line {
            line,
            name,
            numbers: numbers.collect::<Result<_, _>>()?,
        }))
    }

    /// The number and the numbers of the next line, which must be about `name`.
    pub(crate) fn expect(&mut self, name: &str) -> Result<(usize, Vec<f64>), WeightsError> {
        match self.next()? {
            Some(line) if line.name == name => Ok((line.line, line.numbers)),
            Some(line) => Err(WeightsError::Name { line: line.line }),
            None => Err(self.end()),
        }
    }

    /// That there is no other line.
    pub(crate) fn finish(&mut self) -> Result<(), WeightsError> {
        match self.next()? {
            Some(_) => Err(self.end()),
            None => Ok(()),
        }
    }

    pub(crate) const fn end(&self) -> WeightsError {
        WeightsError::End { line: self.line }
    }
}

/// The first line of a file.
#[cfg(feature = "train")]
pub(crate) fn header(kind: &str, version: &str) -> String {
    format!("{kind} {SCHEMA} {version}\n")
}

/// A line of a file.
#[cfg(feature = "train")]
pub(crate) fn line(name: &str, numbers: &[f64]) -> String {
    let numbers = numbers
        .iter()
        .map(|number| format!(" {}", (number * 1e6).round() as i64));
    format!("{name}{}\n", numbers.collect::<String>())
}

/// What a yes to a feature of this name may do to the risk: 1 to raise it, -1 to lower it.
pub(crate) fn direction(name: &str) -> f64 {
    if name.starts_with(HONEST) { -1.0 } else { 1.0 }
}

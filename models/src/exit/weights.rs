//! The file of the exit models: lines of words and whole numbers, each a millionth.
//!
//! ```text
//! rugrisk-exit 1 exit-1
//! hour BASE MARGIN
//! FEATURE X VALUE X VALUE ...
//! ```
//! Whole numbers, because the reader of decimal fractions would be more than all of the model.

use super::{Direction, ExitFeature, ExitModel, Holders, Pool, Trades};

/// The format that this version reads and writes.
pub(crate) const HEADER: [&str; 2] = ["rugrisk-exit", "1"];

/// No log-odds are larger.
const LARGEST: f64 = 100.0;

/// A model: the log-odds of the average pool, and what each feature adds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Curves {
    pub(crate) base: f64,
    /// How far the log-odds may be off, for the smallness of the data.
    pub(crate) margin: f64,
    pub(crate) curves: Vec<Curve>,
}

/// Knots with what they add, the lowest first.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Curve(pub(crate) Vec<[f64; 2]>);

/// Why bytes are no exit models.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExitWeightsError {
    /// The bytes are not text.
    #[error("the weights are not UTF-8 text")]
    Text,
    /// The text does not end with the end of a line, so that something may be missing.
    #[error("the weights are cut off")]
    Cut,
    /// The first line is not that of this format and version.
    #[error("the weights must begin with `rugrisk-exit 1` and a version")]
    Header,
    /// A line is not the model or the feature that comes next.
    #[error("line {line} of the weights is not the model or feature expected there")]
    Name {
        /// The line, from 1.
        line: usize,
    },
    /// A number is missing, is no whole number, or is too large.
    #[error("line {line} of the weights has a number that is missing or out of range")]
    Number {
        /// The line, from 1.
        line: usize,
    },
    /// Knots do not rise, or there is none.
    #[error("the knots on line {line} of the weights do not rise")]
    Knots {
        /// The line, from 1.
        line: usize,
    },
    /// A curve would let a risk lower the probability.
    #[error("the curve on line {line} of the weights runs against its feature's direction")]
    Direction {
        /// The line, from 1.
        line: usize,
    },
    /// There is more text after the last model.
    #[error("the weights go on at line {line}, after the last model")]
    Rest {
        /// The line, from 1.
        line: usize,
    },
}

type Lines<'a> = core::iter::Enumerate<core::str::Lines<'a>>;

pub(super) fn parse(bytes: &[u8]) -> Result<ExitModel, ExitWeightsError> {
    let text = core::str::from_utf8(bytes).map_err(|_| ExitWeightsError::Text)?;
    if !text.ends_with('\n') {
        return Err(ExitWeightsError::Cut);
    }
    let mut lines = text.lines().enumerate();
    let header = lines.next().map(|(_, line)| line).unwrap_or_default();
    let mut words = header.split(' ');
    let version = match [words.next(), words.next(), words.next(), words.next()] {
        [Some(name), Some(schema), Some(version), None] if [name, schema] == HEADER => version,
        _ => return Err(ExitWeightsError::Header),
    };
    let [hour, day, holders] = kinds();
    let model = ExitModel {
        version: version.to_owned(),
        hour: curves(&mut lines, "hour", &hour)?,
        day: curves(&mut lines, "day", &day)?,
        holders: curves(&mut lines, "holders", &holders)?,
    };
    match lines.next() {
        Some((index, _)) => Err(ExitWeightsError::Rest {
            line: index.saturating_add(1),
        }),
        None => Ok(model),
    }
}

/// A pool of each kind, of which nothing is known.
pub(crate) fn kinds() -> [Pool; 3] {
    let nothing = Trades::default();
    [
        Pool::Hour(nothing.clone()),
        Pool::Day {
            hour: nothing.clone(),
            day: nothing,
        },
        Pool::Holders(Holders::default()),
    ]
}

fn curves(lines: &mut Lines<'_>, name: &str, kind: &Pool) -> Result<Curves, ExitWeightsError> {
    let (line, numbers) = numbers(lines, name)?;
    let [base, margin] = numbers[..] else {
        return Err(ExitWeightsError::Number { line });
    };
    if base.abs() > LARGEST || !(0.0..=LARGEST).contains(&margin) {
        return Err(ExitWeightsError::Number { line });
    }
    let curves = kind.features().map(|feature| curve(lines, feature));
    Ok(Curves {
        base,
        margin,
        curves: curves.collect::<Result<_, _>>()?,
    })
}

fn curve(lines: &mut Lines<'_>, feature: &ExitFeature) -> Result<Curve, ExitWeightsError> {
    let (line, numbers) = numbers(lines, feature.name)?;
    let (knots, rest) = numbers.as_chunks::<2>();
    if !rest.is_empty() || knots.iter().any(|[_, value]| value.abs() > LARGEST) {
        return Err(ExitWeightsError::Number { line });
    }
    let pairs = || knots.iter().zip(knots.iter().skip(1));
    if knots.is_empty() || pairs().any(|([x, _], [next, _])| next <= x) {
        return Err(ExitWeightsError::Knots { line });
    }
    let against = pairs().any(|([_, value], [_, next])| match feature.direction {
        Direction::Either => false,
        Direction::Up => next < value,
        Direction::Down => next > value,
    });
    if against {
        return Err(ExitWeightsError::Direction { line });
    }
    Ok(Curve(knots.to_vec()))
}

/// The numbers of the next line, which is about `name`.
fn numbers(lines: &mut Lines<'_>, name: &str) -> Result<(usize, Vec<f64>), ExitWeightsError> {
    let (index, text) = lines.next().unwrap_or((usize::MAX, ""));
    let line = index.saturating_add(1);
    let mut words = text.split(' ');
    if words.next() != Some(name) {
        return Err(ExitWeightsError::Name { line });
    }
    let numbers = words.map(|word| match word.parse::<i64>() {
        Ok(number) => Ok(number as f64 / 1e6),
        Err(_) => Err(ExitWeightsError::Number { line }),
    });
    Ok((line, numbers.collect::<Result<_, _>>()?))
}

impl Curve {
    /// What the feature adds at a value: straight between the knots, level beyond them.
    pub(super) fn at(&self, value: f64) -> f64 {
        let mut below: Option<[f64; 2]> = None;
        for &[x, y] in &self.0 {
            if value <= x {
                return match below {
                    Some([from, start]) => start + (y - start) * ((value - from) / (x - from)),
                    None => y,
                };
            }
            below = Some([x, y]);
        }
        below.map_or(0.0, |[_, y]| y)
    }

    /// The least and the most that the feature may add.
    pub(super) fn ends(&self) -> [f64; 2] {
        self.0.iter().fold([0.0, 0.0], |[least, most], [_, value]| {
            [value.min(least), value.max(most)]
        })
    }
}

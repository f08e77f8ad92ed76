//! The file of the exit models.
//!
//! ```text
//! rugrisk-exit 1 exit-1
//! hour BASE MARGIN
//! FEATURE X VALUE X VALUE ...
//! ```

use super::{Direction, ExitFeature, ExitModel, Holders, Pool, Trades};
use crate::weights::{LARGEST, Lines, WeightsError};

/// What a file of these weights begins with.
pub(crate) const KIND: &str = "rugrisk-exit";

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

pub(super) fn parse(bytes: &[u8]) -> Result<ExitModel, WeightsError> {
    let (version, mut lines) = Lines::begin(bytes, KIND)?;
    let [hour, day, holders] = kinds();
    let model = ExitModel {
        version: version.to_owned(),
        hour: curves(&mut lines, "hour", &hour)?,
        day: curves(&mut lines, "day", &day)?,
        holders: curves(&mut lines, "holders", &holders)?,
    };
    lines.finish()?;
    Ok(model)
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

fn curves(lines: &mut Lines<'_>, name: &str, kind: &Pool) -> Result<Curves, WeightsError> {
    let (line, numbers) = lines.expect(name)?;
    let [base, margin] = numbers[..] else {
        return Err(WeightsError::Number { line });
    };
    if base.abs() > LARGEST || !(0.0..=LARGEST).contains(&margin) {
        return Err(WeightsError::Number { line });
    }
    let curves = kind.features().map(|feature| curve(lines, feature));
    Ok(Curves {
        base,
        margin,
        curves: curves.collect::<Result<_, _>>()?,
    })
}

fn curve(lines: &mut Lines<'_>, feature: &ExitFeature) -> Result<Curve, WeightsError> {
    let (line, numbers) = lines.expect(feature.name)?;
    let (knots, rest) = numbers.as_chunks::<2>();
    if !rest.is_empty() || knots.iter().any(|[_, value]| value.abs() > LARGEST) {
        return Err(WeightsError::Number { line });
    }
    let pairs = || knots.iter().zip(knots.iter().skip(1));
    if knots.is_empty() || pairs().any(|([x, _], [next, _])| next <= x) {
        return Err(WeightsError::Knots { line });
    }
    let against = pairs().any(|([_, value], [_, next])| match feature.direction {
        Direction::Either => false,
        Direction::Up => next < value,
        Direction::Down => next > value,
    });
    if against {
        return Err(WeightsError::Direction { line });
    }
    Ok(Curve(knots.to_vec()))
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

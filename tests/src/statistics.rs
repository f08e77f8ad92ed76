//! How good figures are, and how sure: counts of decisions, intervals of 95 %, quantiles.

use std::ops::Add;

/// Resamples of a bootstrap. More change no digit that is printed.
const RESAMPLES: usize = 2_000;
/// Any number does, as long as it stays: the same rows then give the same interval.
const SEED: u64 = 0x7275_6772_6973_6b31;
/// The normal distribution's 97.5 % quantile.
const Z: f64 = 1.959_964;

/// Decisions against the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// It is so, and was found.
    pub hits: usize,
    /// It is not so, and was found.
    pub alarms: usize,
    /// It is so, and was not found.
    pub misses: usize,
    /// It is not so, and was not found.
    pub passes: usize,
}

/// Where a figure lies with a probability of 95 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Counts {
    /// One decision.
    #[must_use]
    pub fn of(truth: bool, found: bool) -> Self {
        Self {
            hits: usize::from(truth && found),
            alarms: usize::from(!truth && found),
            misses: usize::from(truth && !found),
            passes: usize::from(!truth && !found),
        }
    }

    /// All decisions.
    #[must_use]
    pub const fn rows(self) -> usize {
        self.hits + self.alarms + self.misses + self.passes
    }

    /// The share of what was found that is so; none where nothing was found.
    #[must_use]
    pub fn precision(self) -> Option<f64> {
        share(self.hits, self.hits + self.alarms)
    }

    /// The share of what is so that was found; none where nothing is so.
    #[must_use]
    pub fn recall(self) -> Option<f64> {
        share(self.hits, self.hits + self.misses)
    }

    /// The harmonic mean of the two; none where nothing is so and nothing was found.
    #[must_use]
    pub fn f1(self) -> Option<f64> {
        share(2 * self.hits, 2 * self.hits + self.alarms + self.misses)
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            hits: self.hits + other.hits,
            alarms: self.alarms + other.alarms,
            misses: self.misses + other.misses,
            passes: self.passes + other.passes,
        }
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), Self::add)
    }
}

/// A part of a whole; none where the whole is nothing.
#[must_use]
pub fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The score interval of a share ([Wilson 1927](https://doi.org/10.1080/01621459.1927.10502953)),
/// which stays honest where the share is 0 or 1; none where the whole is nothing.
#[must_use]
pub fn wilson(part: usize, whole: usize) -> Option<Interval> {
    let p = share(part, whole)?;
    let n = whole as f64;
    let scale = 1.0 + Z * Z / n;
    let centre = (p + Z * Z / (2.0 * n)) / scale;
    let reach = Z / scale * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    Some(Interval {
        low: (centre - reach).max(0.0),
        high: (centre + reach).min(1.0),
    })
}

/// The percentile interval of a figure over resampled clusters. Rows of one cluster are copies of
/// each other more or less, so they are drawn together. Resamples that have no figure are left
/// out; none where all of them are.
#[must_use]
pub fn bootstrap<C>(clusters: &[C], figure: impl Fn(&[&C]) -> Option<f64>) -> Option<Interval> {
    let mut random = Random(SEED);
    let mut figures: Vec<f64> = (0..RESAMPLES)
        .filter_map(|_| {
            let drawn: Vec<&C> = (0..clusters.len())
                .filter_map(|_| clusters.get(random.below(clusters.len())))
                .collect();
            figure(&drawn)
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    Some(Interval {
        low: quantile(&figures, 0.025)?,
        high: quantile(&figures, 0.975)?,
    })
}

/// The chance that a row of which it is so is placed above one of which it is not; a tie counts
/// half. None where one of the two kinds is missing.
#[must_use]
pub fn auc(judged: &[(f64, bool)]) -> Option<f64> {
    let of = |wanted: bool| judged.iter().filter(move |(_, truth)| *truth == wanted);
    let pairs = of(true).count() * of(false).count();
    let above: f64 = of(true)
        .flat_map(|(risky, _)| of(false).map(move |(safe, _)| risky.total_cmp(safe)))
        .map(|order| match order {
            std::cmp::Ordering::Greater => 1.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Less => 0.0,
        })
        .sum();
    (pairs > 0).then(|| above / pairs as f64)
}

/// The smallest value that at least this share of the values does not exceed; none of no values.
#[must_use]
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied()
}

/// The mean; none of no values.
#[must_use]
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// [SplitMix64](https://doi.org/10.1145/2714064.2660195).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// A number below the limit. The bias of the remainder is far below what 2,000 draws show.
    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTS: Counts = Counts {
        hits: 8,
        alarms: 2,
        misses: 4,
        passes: 6,
    };

    fn close(figure: Option<f64>, expected: f64) {
        let figure = figure.expect("a figure");
        assert!((figure - expected).abs() < 5e-4, "{figure} for {expected}");
    }

    #[test]
    fn figures_by_hand() {
        close(COUNTS.precision(), 0.8);
        close(COUNTS.recall(), 8.0 / 12.0);
        close(COUNTS.f1(), 16.0 / 22.0);
        assert_eq!(COUNTS.rows(), 20);
    }

    #[test]
    fn what_cannot_be_said_is_not_zero() {
        let nothing = Counts {
            passes: 3,
            ..Counts::default()
        };
        assert_eq!(nothing.precision(), None);
        assert_eq!(nothing.recall(), None);
        assert_eq!(nothing.f1(), None);
        assert_eq!(wilson(0, 0), None);
        assert_eq!(auc(&[(0.5, true)]), None);
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(mean(&[]), None);
        assert_eq!(bootstrap(&[] as &[u8], |_| None), None);
    }

    #[test]
    fn a_decision_is_counted_once() {
        let rows = [(true, true), (false, true), (true, false), (false, false)];
        let sum: Counts = rows
            .map(|(truth, found)| Counts::of(truth, found))
            .into_iter()
            .sum();
        let one_each = Counts {
            hits: 1,
            alarms: 1,
            misses: 1,
            passes: 1,
        };
        assert_eq!(sum, one_each);
    }

    #[test]
    fn wilson_as_in_the_textbook() {
        // Newcombe 1998, table I: 81 of 263, and 0 of 20.
        let of_263 = wilson(81, 263).expect("a share");
        close(Some(of_263.low), 0.2553);
        close(Some(of_263.high), 0.3662);
        let none_of_20 = wilson(0, 20).expect("a share");
        close(Some(none_of_20.low), 0.0);
        close(Some(none_of_20.high), 0.1611);
    }

    #[test]
    fn a_bootstrap_repeats_itself_and_encloses_the_figure() {
        let values: Vec<f64> = (0..100).map(f64::from).collect();
        let mean_of = |drawn: &[&f64]| mean(&drawn.iter().map(|v| **v).collect::<Vec<_>>());
        let first = bootstrap(&values, mean_of).expect("an interval");
        assert_eq!(Some(first), bootstrap(&values, mean_of));
        // The standard error of the mean is 2.9.
        assert!((42.0..46.0).contains(&first.low), "{first:?}");
        assert!((53.0..57.0).contains(&first.high), "{first:?}");
    }

    #[test]
    fn copies_in_one_cluster_make_nothing_surer() {
        let width = |interval: Option<Interval>| interval.map(|i| i.high - i.low).expect("one");
        let shares = |drawn: &[&Vec<bool>]| {
            let rows: Vec<bool> = drawn.iter().flat_map(|c| c.iter().copied()).collect();
            share(rows.iter().filter(|row| **row).count(), rows.len())
        };
        let once: Vec<Vec<bool>> = (0..20).map(|i| vec![i % 2 == 0]).collect();
        let copied: Vec<Vec<bool>> = (0..20).map(|i| vec![i % 2 == 0; 50]).collect();
        let split: Vec<Vec<bool>> = copied.iter().flatten().map(|row| vec![*row]).collect();
        close(
            Some(width(bootstrap(&copied, shares))),
            width(bootstrap(&once, shares)),
        );
        assert!(width(bootstrap(&split, shares)) < 0.5 * width(bootstrap(&once, shares)));
    }

    #[test]
    fn auc_by_hand() {
        close(
            auc(&[(0.9, true), (0.4, true), (0.4, false), (0.1, false)]),
            3.5 / 4.0,
        );
    }

    #[test]
    fn quantiles_are_values_that_occurred() {
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        close(quantile(&values, 0.5), 50.0);
        close(quantile(&values, 0.99), 99.0);
        close(quantile(&values, 1.0), 100.0);
        close(quantile(&values, 0.0), 1.0);
        close(quantile(&[7.0], 0.99), 7.0);
    }
}

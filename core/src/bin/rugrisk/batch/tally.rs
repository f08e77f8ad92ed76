//! The summary of a batch.

use std::fmt;
use std::time::{Duration, Instant};

use rugrisk::score::Level;

use super::row::{Counted, Row};
use crate::args::Threshold;
use crate::ending::Ending;

/// What is counted while rows are written.
pub(super) struct Tally {
    began: Instant,
    fail_on: Option<Threshold>,
    rows: u64,
    errors: u64,
    partial: u64,
    unknown: u64,
    worst: Level,
    durations: Durations,
}

/// Counts of durations in classes that are 1/16 wide of what they hold, so that a million rows
/// take no more memory than one.
struct Durations {
    counts: [u64; Self::CLASSES],
    longest: Duration,
}

impl Tally {
    pub(super) fn new(fail_on: Option<Threshold>) -> Self {
        Self {
            began: Instant::now(),
            fail_on,
            rows: 0,
            errors: 0,
            partial: 0,
            unknown: 0,
            worst: Level::Unknown,
            durations: Durations::new(),
        }
    }

    pub(super) fn count(&mut self, row: &Row) {
        self.rows += 1;
        self.durations.add(row.took);
        match row.result {
            Counted::Error => self.errors += 1,
            Counted::Report { level, partial } => {
                self.partial += u64::from(partial);
                self.unknown += u64::from(level == Level::Unknown);
                self.worst = self.worst.max(level);
            }
        }
    }

    pub(super) fn ending(&self) -> Ending {
        match self.fail_on {
            Some(threshold) if self.worst >= threshold.level() => Ending::AtOrAboveThreshold,
            Some(_) if self.unknown + self.errors > 0 => Ending::NoEvidence,
            _ => Ending::Fine,
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.began.elapsed().as_secs_f64();
        let reports = self.rows - self.errors;
        let ms = |duration: Duration| duration.as_secs_f64() * 1e3;
        write!(
            f,
            "{} rows, {} of them bad, in {seconds:.1} s ({:.0} rows/s); \
             a row took p50 {:.2} ms, p99 {:.1} ms, max {:.1} ms; \
             partial coverage in {} of {reports} reports ({:.1} %)",
            self.rows,
            self.errors,
            self.rows as f64 / seconds.max(1e-3),
            ms(self.durations.quantile(0.5)),
            ms(self.durations.quantile(0.99)),
            ms(self.durations.longest),
            self.partial,
            100.0 * self.partial as f64 / reports.max(1) as f64,
        )
    }
}

impl Durations {
    /// Classes in a doubling.
    const STEPS: u64 = 16;
    /// Enough for every number of microseconds in 64 bits.
    const CLASSES: usize = 16 * 61;

    const fn new() -> Self {
        Self {
            counts: [0; Self::CLASSES],
            longest: Duration::ZERO,
        }
    }

    fn add(&mut self, duration: Duration) {
        self.longest = self.longest.max(duration);
        let micros = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
        if let Some(count) = self.counts.get_mut(Self::class(micros)) {
            *count += 1;
        }
    }

    /// The top of the class in which the quantile lies, and never more than the longest.
    fn quantile(&self, share: f64) -> Duration {
        let total: u64 = self.counts.iter().sum();
        let rank = (total as f64 * share).ceil() as u64;
        let mut below = 0;
        let class = self.counts.iter().position(|count| {
            below += count;
            below >= rank
        });
        Duration::from_micros(Self::top(class.unwrap_or_default())).min(self.longest)
    }

    /// Exact below 32, then the leading bit and the four after it.
    fn class(micros: u64) -> usize {
        let shift = micros.checked_ilog2().unwrap_or(0).saturating_sub(4);
        (shift as u64 * Self::STEPS + (micros >> shift)) as usize
    }

    /// The largest number of a class.
    const fn top(class: usize) -> u64 {
        let class = class as u64;
        let shift = (class / Self::STEPS).saturating_sub(1);
        let leading = class - shift * Self::STEPS;
        (((leading as u128 + 1) << shift) - 1) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_hold_their_numbers_and_are_narrow() {
        for micros in (0..5_000).chain([u64::MAX - 1, u64::MAX, 1 << 40]) {
            let class = Durations::class(micros);
            assert!(class < Durations::CLASSES, "{micros}");
            let top = Durations::top(class);
            assert_eq!(Durations::class(top), class, "{micros}");
            assert!(
                top >= micros && top - micros <= micros / 16,
                "{micros} {top}"
            );
        }
    }

    #[test]
    fn quantiles_of_a_known_row_of_durations() {
        let mut durations = Durations::new();
        for micros in 1..=1_000 {
            durations.add(Duration::from_micros(micros));
        }
        let p50 = durations.quantile(0.5).as_micros();
        assert!((500..=532).contains(&p50), "{p50}");
        assert_eq!(durations.quantile(1.0), Duration::from_micros(1_000));
        assert_eq!(Durations::new().quantile(0.99), Duration::ZERO);
    }
}

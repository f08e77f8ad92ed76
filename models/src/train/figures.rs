//! What predictions are worth, and how sure that is.

use std::collections::BTreeMap;

use super::chance::Chance;

const BINS: usize = 10;
const RESAMPLES: usize = 500;

/// The names of the figures, in the order of [`figures`].
pub const NAMES: [&str; 11] = [
    "AUC",
    "PR-AUC",
    "F1 at .5",
    "recall at .5",
    "specificity at .5",
    "specificity at recall .8",
    "specificity at recall .9",
    "MCC at .5",
    "Brier",
    "ECE",
    "ECE by chance",
];

/// A prediction for a row that no part of the model has seen.
#[derive(Clone, Copy, Debug)]
pub struct Judged {
    /// What the model says.
    pub probability: f64,
    /// What was the case.
    pub risky: bool,
    /// Rows of one group are alike.
    pub group: u32,
}

/// A figure with its 95 % interval.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// Of all rows.
    pub value: f64,
    /// From the 2.5th to the 97.5th percentile of resamples of whole groups.
    pub interval: [f64; 2],
}

/// One figure for each of [`NAMES`]; NaN where a label is missing.
#[must_use]
pub fn figures(judged: &[Judged]) -> Vec<Figure> {
    let mut groups: BTreeMap<u32, Vec<Judged>> = BTreeMap::new();
    for row in judged {
        groups.entry(row.group).or_default().push(*row);
    }
    let groups: Vec<Vec<Judged>> = groups.into_values().collect();
    let mut chance = Chance::new(1);
    let mut resampled: Vec<[f64; NAMES.len()]> = (0..RESAMPLES)
        .map(|_| {
            let rows = (0..groups.len()).flat_map(|_| groups[chance.below(groups.len())].clone());
            of(&rows.collect::<Vec<_>>())
        })
        .collect();
    of(judged)
        .into_iter()
        .enumerate()
        .map(|(index, value)| {
            resampled.sort_by(|a, b| a[index].total_cmp(&b[index]));
            let at =
                |share: f64| resampled[(share * (RESAMPLES - 1) as f64).round() as usize][index];
            Figure {
                value,
                interval: [at(0.025), at(0.975)],
            }
        })
        .collect()
}

/// The mean probability, the share of risky rows and the number of rows, for each bin in use.
pub(super) fn bins(judged: &[Judged]) -> Vec<[f64; 3]> {
    let mut sums = [[0.0; 3]; BINS];
    for row in judged {
        let bin = ((row.probability * BINS as f64) as usize).min(BINS - 1);
        sums[bin][0] += row.probability;
        sums[bin][1] += truth(row.risky);
        sums[bin][2] += 1.0;
    }
    sums.into_iter()
        .filter(|[_, _, rows]| *rows > 0.0)
        .map(|[probability, risky, rows]| [probability / rows, risky / rows, rows])
        .collect()
}

fn of(judged: &[Judged]) -> [f64; NAMES.len()] {
    let all = judged.len() as f64;
    let risky = judged.iter().filter(|row| row.risky).count() as f64;
    let safe = all - risky;
    let hits = count(judged, |row| row.risky && row.probability >= 0.5);
    let alarms = count(judged, |row| !row.risky && row.probability >= 0.5);
    let (misses, quiet) = (risky - hits, safe - alarms);
    let curve = curve(judged);
    let mcc = (hits * quiet - alarms * misses)
        / ((hits + alarms) * risky * safe * (quiet + misses)).sqrt();
    let squares = judged
        .iter()
        .map(|row| (row.probability - truth(row.risky)).powi(2));
    [
        area(&curve) / (risky * safe),
        precision_area(&curve, risky),
        2.0 * hits / (2.0 * hits + alarms + misses),
        hits / risky,
        quiet / safe,
        specificity(&curve, risky, safe, 0.8),
        specificity(&curve, risky, safe, 0.9),
        if mcc.is_nan() { 0.0 } else { mcc },
        squares.sum::<f64>() / all,
        calibration_error(judged),
        chance_error(judged),
    ]
}

/// The mean gap between probability and share of risky rows, over the bins.
fn calibration_error(judged: &[Judged]) -> f64 {
    let gaps = bins(judged)
        .into_iter()
        .map(|[mean, share, rows]| (mean - share).abs() * rows);
    gaps.sum::<f64>() / judged.len() as f64
}

/// What that gap is on the average where every probability is right: labels drawn from them.
fn chance_error(judged: &[Judged]) -> f64 {
    const DRAWS: usize = 20;
    const STEPS: usize = 1 << 20;
    let mut chance = Chance::new(2);
    let drawn = (0..DRAWS).map(|_| {
        let rows = judged.iter().map(|row| Judged {
            risky: (chance.below(STEPS) as f64) < row.probability * STEPS as f64,
            ..*row
        });
        calibration_error(&rows.collect::<Vec<_>>())
    });
    drawn.sum::<f64>() / DRAWS as f64
}

/// Risky and safe rows at or above each probability that occurs, the highest first.
fn curve(judged: &[Judged]) -> Vec<[f64; 2]> {
    let mut sorted = judged.to_vec();
    sorted.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let (mut risky, mut safe) = (0.0, 0.0);
    let mut points = vec![[0.0; 2]];
    for (index, row) in sorted.iter().enumerate() {
        risky += truth(row.risky);
        safe += 1.0 - truth(row.risky);
        let next = sorted.get(index + 1);
        if next.is_none_or(|next| next.probability < row.probability) {
            points.push([risky, safe]);
        }
    }
    points
}

fn area(curve: &[[f64; 2]]) -> f64 {
    let steps = curve
        .windows(2)
        .map(|pair| (pair[1][1] - pair[0][1]) * (pair[0][0] + pair[1][0]) / 2.0);
    steps.sum()
}

fn precision_area(curve: &[[f64; 2]], risky: f64) -> f64 {
    let steps = curve.windows(2).map(|pair| {
        let [hits, alarms] = pair[1];
        (hits - pair[0][0]) / risky * (hits / (hits + alarms))
    });
    steps.sum()
}

/// Of the highest threshold that finds this share of the risky rows.
fn specificity(curve: &[[f64; 2]], risky: f64, safe: f64, recall: f64) -> f64 {
    let reached = curve.iter().find(|[hits, _]| *hits >= recall * risky);
    reached.map_or(f64::NAN, |[_, alarms]| 1.0 - alarms / safe)
}

fn count(judged: &[Judged], asked: impl Fn(&Judged) -> bool) -> f64 {
    judged.iter().filter(|row| asked(row)).count() as f64
}

fn truth(risky: bool) -> f64 {
    f64::from(u8::from(risky))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_four_predictions_by_hand() {
        let rows = [(0.9, true), (0.4, true), (0.4, false), (0.1, false)];
        let judged: Vec<_> = (0..)
            .zip(rows)
            .map(|(group, (probability, risky))| Judged {
                probability,
                risky,
                group,
            })
            .collect();
        let expected = [
            3.5 / 4.0,
            0.5 + 0.5 * 2.0 / 3.0,
            2.0 / 3.0,
            0.5,
            1.0,
            0.5,
            0.5,
            2.0 / 12.0_f64.sqrt(),
            (0.01 + 0.36 + 0.16 + 0.01) / 4.0,
            (0.1 + 0.2 + 0.1) / 4.0,
        ];
        for ((figure, expected), name) in of(&judged).into_iter().zip(expected).zip(NAMES) {
            assert!((figure - expected).abs() < 1e-12, "{name} {figure}");
        }
    }

    #[test]
    fn chance_alone_errs_where_rows_are_few_and_not_where_nothing_is_left_to_it() {
        let rows = |probability: f64| {
            let row = |group| Judged {
                probability,
                risky: true,
                group,
            };
            (0..40).map(row).collect::<Vec<_>>()
        };
        assert!(chance_error(&rows(1.0)).abs() < 1e-12);
        // The mean distance from one half of forty fair coins.
        assert!((chance_error(&rows(0.5)) - 0.063).abs() < 0.03);
    }

    #[test]
    fn an_interval_holds_its_figure() {
        let judged: Vec<_> = (0..60)
            .map(|group| Judged {
                probability: f64::from(group * 37 % 60) / 60.0,
                risky: group % 3 > 0,
                group,
            })
            .collect();
        for figure in &figures(&judged)[..1] {
            let [low, high] = figure.interval;
            assert!(low < figure.value && figure.value < high);
        }
    }
}

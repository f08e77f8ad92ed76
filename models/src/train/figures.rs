//! What predictions are worth.

use std::fmt;

use ndarray::Array1;

const BINS: usize = 10;

/// Figures of predicted probabilities against labels.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// Contracts judged.
    pub contracts: usize,
    /// Those of them with risk.
    pub risky: usize,
    /// The chance that a contract with risk is placed above one without; a tie counts half.
    pub auc: f64,
    /// Of the decision at a probability of one half.
    pub f1: f64,
    /// The share of contracts with risk that this decision finds.
    pub recall: f64,
    /// The share of contracts without risk that it leaves alone.
    pub specificity: f64,
    /// The mean squared error.
    pub brier: f64,
    /// The mean distance, in ten bins of equal width, of the probability from the share.
    pub ece: f64,
}

impl Figures {
    /// The figures of one prediction per label.
    #[must_use]
    pub fn of(probabilities: &[f64], labels: &Array1<bool>) -> Self {
        let judged: Vec<(f64, bool)> = probabilities.iter().copied().zip(labels.to_vec()).collect();
        let count = |asked: fn(&(f64, bool)) -> bool| judged.iter().filter(|j| asked(j)).count();
        let risky = count(|(_, risk)| *risk);
        let safe = judged.len() - risky;
        let hits = count(|(probability, risk)| *risk && *probability >= 0.5);
        let alarms = count(|(probability, risk)| !*risk && *probability >= 0.5);
        Self {
            contracts: judged.len(),
            risky,
            auc: auc(&judged),
            f1: 2.0 * share(hits, hits + alarms + risky),
            recall: share(hits, risky),
            specificity: share(safe - alarms, safe),
            brier: mean(judged.iter().map(|(probability, risk)| {
                let error = probability - truth(*risk);
                error * error
            })),
            ece: ece(&judged),
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "contracts    {} ({} risky)", self.contracts, self.risky)?;
        writeln!(f, "AUC          {:.3}", self.auc)?;
        writeln!(f, "F1 at .5     {:.3}", self.f1)?;
        writeln!(f, "recall       {:.3}", self.recall)?;
        writeln!(f, "specificity  {:.3}", self.specificity)?;
        writeln!(f, "Brier        {:.3}", self.brier)?;
        write!(f, "ECE          {:.3}", self.ece)
    }
}

fn auc(judged: &[(f64, bool)]) -> f64 {
    let of = |wanted: bool| judged.iter().filter(move |(_, risk)| *risk == wanted);
    mean(of(true).flat_map(|(risky, _)| {
        of(false).map(move |(safe, _)| match risky.total_cmp(safe) {
            std::cmp::Ordering::Greater => 1.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Less => 0.0,
        })
    }))
}

fn ece(judged: &[(f64, bool)]) -> f64 {
    let mut gaps = [0.0; BINS];
    for (probability, risk) in judged {
        let bin = (probability * BINS as f64) as usize;
        gaps[bin.min(BINS - 1)] += probability - truth(*risk);
    }
    gaps.iter().map(|gap| gap.abs()).sum::<f64>() / judged.len() as f64
}

fn truth(risk: bool) -> f64 {
    f64::from(u8::from(risk))
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_four_predictions_by_hand() {
        let figures = Figures::of(
            &[0.9, 0.4, 0.4, 0.1],
            &Array1::from(vec![true, true, false, false]),
        );
        let close = |figure: f64, expected: f64| assert!((figure - expected).abs() < 1e-12);
        close(figures.auc, 3.5 / 4.0);
        close(figures.f1, 2.0 / 3.0);
        close(figures.recall, 0.5);
        close(figures.specificity, 1.0);
        close(figures.brier, (0.01 + 0.36 + 0.16 + 0.01) / 4.0);
        close(figures.ece, (0.1 + 0.2 + 0.1) / 4.0);
    }
}

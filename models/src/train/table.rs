//! The table that is trained on: a row for each contract, a column for each feature.

use std::collections::BTreeSet;

use ndarray::{Array1, Array2, Axis};

use super::TrainError;

/// The columns before the features.
const FIXED: [&str; 2] = ["cluster", "code_risk"];

/// Contracts, each with its cluster of similar ones, its label and its answers.
#[derive(Clone, Debug)]
pub struct Table {
    features: Vec<String>,
    clusters: Vec<u32>,
    labels: Array1<bool>,
    answers: Array2<f64>,
}

impl Table {
    /// Reads `data/code_features.csv`.
    ///
    /// # Errors
    /// Where the text has other columns, or an answer that is neither yes nor no.
    pub fn from_csv(text: &str) -> Result<Self, TrainError> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let names: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
        let features = match names.split_first_chunk() {
            Some((fixed, features)) if fixed == &FIXED && !features.is_empty() => features.to_vec(),
            _ => return Err(TrainError::Columns),
        };
        let (mut clusters, mut labels, mut answers) = (Vec::new(), Vec::new(), Vec::new());
        for (row, cells) in reader.deserialize::<Vec<u32>>().enumerate() {
            let cells = cells?;
            if let Some(column) = (1..cells.len()).find(|column| cells[*column] > 1) {
                return Err(TrainError::Cell {
                    row,
                    column,
                    value: cells[column],
                });
            }
            clusters.push(cells[0]);
            labels.push(cells[1] == 1);
            answers.extend(cells[FIXED.len()..].iter().map(|cell| f64::from(*cell)));
        }
        let shape = (labels.len(), features.len());
        Ok(Self {
            features,
            clusters,
            labels: labels.into(),
            answers: Array2::from_shape_vec(shape, answers).map_err(|_| TrainError::Columns)?,
        })
    }

    /// The number of contracts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// The names of the features.
    #[must_use]
    pub fn features(&self) -> &[String] {
        &self.features
    }

    /// The number of clusters.
    #[must_use]
    pub fn cluster_count(&self) -> usize {
        self.clusters.iter().collect::<BTreeSet<_>>().len()
    }

    /// Whether each contract has code risk.
    #[must_use]
    pub const fn labels(&self) -> &Array1<bool> {
        &self.labels
    }

    /// The answers of a contract, as the model takes them.
    #[must_use]
    pub fn row(&self, row: usize) -> Vec<Option<f64>> {
        self.answers.row(row).iter().copied().map(Some).collect()
    }

    pub(super) fn clusters(&self) -> &[u32] {
        &self.clusters
    }

    pub(super) const fn answers(&self) -> &Array2<f64> {
        &self.answers
    }

    /// The share of contracts that answer yes, for each feature.
    pub(super) fn shares(&self) -> Array1<f64> {
        self.answers.mean_axis(Axis(0)).unwrap_or_default()
    }

    pub(super) fn without(&self, left_out: &[usize]) -> Self {
        let kept: Vec<usize> = (0..self.len())
            .filter(|row| !left_out.contains(row))
            .collect();
        Self {
            features: self.features.clone(),
            clusters: kept.iter().map(|row| self.clusters[*row]).collect(),
            labels: self.labels.select(Axis(0), &kept),
            answers: self.answers.select(Axis(0), &kept),
        }
    }
}

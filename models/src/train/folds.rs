//! Folds that keep similar contracts together.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{FOLDS, Table, TrainError};

/// The rows of each fold: whole clusters, the largest dealt first, each to the fold that has least
/// of what it brings. No chance is involved.
pub(super) fn deal(groups: &[u32], risk: &[bool]) -> Result<Vec<Vec<usize>>, TrainError> {
    let mut clusters: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (row, group) in groups.iter().enumerate() {
        clusters.entry(*group).or_default().push(row);
    }
    let mut dealt: Vec<Vec<usize>> = clusters.into_values().collect();
    dealt.sort_by_key(|rows| Reverse(rows.len()));

    let mut folds = vec![Fold::default(); FOLDS];
    for rows in dealt {
        let risky = rows.iter().filter(|row| risk[**row]).count();
        let safe = rows.len() - risky;
        let least = folds
            .iter_mut()
            .min_by_key(|fold| risky * fold.risky + safe * fold.safe);
        if let Some(fold) = least {
            fold.risky += risky;
            fold.safe += safe;
            fold.rows.extend(rows);
        }
    }
    if folds.iter().any(|fold| fold.risky == 0 || fold.safe == 0) {
        return Err(TrainError::TooFew);
    }
    Ok(folds.into_iter().map(|fold| fold.rows).collect())
}

/// [`deal`], by the clusters of a table.
pub(super) fn folds(table: &Table) -> Result<Vec<Vec<usize>>, TrainError> {
    deal(table.clusters(), &table.labels().to_vec())
}

#[derive(Clone, Default)]
struct Fold {
    rows: Vec<usize>,
    risky: usize,
    safe: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_is_in_one_fold_and_a_row_in_exactly_one() {
        let table = crate::train::committed_table();
        let folds = folds(&table).unwrap();
        let mut fold_of = BTreeMap::new();
        for (index, fold) in folds.iter().enumerate() {
            for row in fold {
                let cluster = table.clusters()[*row];
                assert_eq!(*fold_of.entry(cluster).or_insert(index), index);
            }
        }
        let mut rows: Vec<usize> = folds.into_iter().flatten().collect();
        rows.sort_unstable();
        assert_eq!(rows, (0..table.len()).collect::<Vec<_>>());
    }

    #[test]
    fn too_few_clusters_are_refused() {
        let table = Table::from_csv("cluster,code_risk,mint\n1,1,1\n1,1,1\n2,0,0\n").unwrap();
        assert!(matches!(folds(&table), Err(TrainError::TooFew)));
    }
}

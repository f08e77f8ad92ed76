//! Which codes are measured.

use std::collections::BTreeSet;

use rugrisk::{Bytes, CodeError, RuntimeCode};
use serde::{Deserialize, Serialize};

use crate::artifacts::{Artifacts, ArtifactsError};
use crate::pack::Contract;

/// A code, and how a person finds it again.
#[derive(Clone, Debug)]
pub struct Code {
    /// Its name or address.
    pub name: String,
    /// The code.
    pub runtime: RuntimeCode,
}

/// Why a line is no code.
#[derive(Debug, thiserror::Error)]
pub enum BrokenLine {
    /// It is not JSON of the expected shape.
    #[error("not a line of `speed --list`: {0}")]
    Shape(#[from] serde_json::Error),
    /// It is, and its code is not code.
    #[error("not runtime code: {0}")]
    Code(#[from] CodeError),
}

/// A code on its way to whoever measures it.
#[derive(Serialize, Deserialize)]
struct Line {
    name: String,
    code: Bytes,
}

impl Code {
    /// The code as one line of JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let line = Line {
            name: self.name.clone(),
            code: self.runtime.clone().into_bytes(),
        };
        // Strings always serialise.
        serde_json::to_string(&line).unwrap_or_default()
    }

    /// Reads what [`Self::to_json`] wrote.
    ///
    /// # Errors
    /// [`BrokenLine`] where it is something else.
    pub fn from_json(line: &str) -> Result<Self, BrokenLine> {
        let Line { name, code } = serde_json::from_str(line)?;
        let runtime = RuntimeCode::new(code)?;
        Ok(Self { name, runtime })
    }
}

/// The compiled test contracts, each distinct code once.
///
/// # Errors
/// [`ArtifactsError`] says which command makes them.
pub fn of_fixtures() -> Result<Vec<Code>, ArtifactsError> {
    let artifacts = Artifacts::load()?;
    let mut seen = BTreeSet::new();
    let codes = artifacts.all().filter_map(|(contract, build, artifact)| {
        let is_new = seen.insert(artifact.runtime.clone());
        // An interface has no code.
        let runtime = artifact.runtime.parse().ok().filter(|_| is_new)?;
        let name = format!("{contract} {build}");
        Some(Code { name, runtime })
    });
    Ok(codes.collect())
}

/// Every row that has code.
#[must_use]
pub fn of_rows(rows: &[Contract]) -> Vec<Code> {
    rows.iter().filter_map(code).collect()
}

/// So many rows, always the same ones: half of them labelled, where there are as many, because
/// these are the tokens of today; of either half, every n-th in the order of compiler and length.
#[must_use]
pub fn of_pack(rows: &[Contract], wanted: usize) -> Vec<Code> {
    let (labelled, others): (Vec<_>, Vec<_>) = rows
        .iter()
        .filter(|row| row.code.is_some())
        .partition(|row| row.is_labelled());
    let half = (wanted / 2).min(labelled.len());
    let mut sample = every_nth(labelled, half);
    sample.extend(every_nth(others, wanted.saturating_sub(half)));
    sample
}

fn every_nth(mut rows: Vec<&Contract>, wanted: usize) -> Vec<Code> {
    let length = |row: &Contract| row.code.as_ref().map_or(0, |code| code.as_bytes().len());
    rows.sort_by_key(|row| (row.generation(), length(row), &row.chain, &row.address));
    let wanted = wanted.min(rows.len());
    (0..wanted)
        .filter_map(|index| code(rows.get(index * rows.len() / wanted)?))
        .collect()
}

fn code(row: &Contract) -> Option<Code> {
    Some(Code {
        name: row.called(),
        runtime: row.code.clone()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(labelled: usize, others: usize) -> Vec<Contract> {
        (0..labelled + others)
            .map(|index| {
                let labels = if index < labelled {
                    r#"{"leak": 1}"#
                } else {
                    "{}"
                };
                let row = format!(
                    r#"{{"address": "{index}", "bytecode": "{}", "labels": {labels}}}"#,
                    "00".repeat(index + 1)
                );
                serde_json::from_str(&row).expect("a row")
            })
            .collect()
    }

    #[test]
    fn a_code_comes_out_of_the_pipe_as_it_went_in() {
        let name = "one \"quoted\"\nname".to_owned();
        let runtime: RuntimeCode = "0x33ff".parse().expect("code");
        let line = Code {
            name: name.clone(),
            runtime: runtime.clone(),
        }
        .to_json();
        assert!(!line.contains('\n'));
        let back = Code::from_json(&line).expect("a code");
        assert_eq!((back.name, back.runtime), (name, runtime));
    }

    #[test]
    fn half_is_labelled_and_every_length_occurs() {
        let names: Vec<String> = of_pack(&rows(10, 90), 8)
            .into_iter()
            .map(|code| code.name)
            .collect();
        assert_eq!(names, ["0", "2", "5", "7", "10", "32", "55", "77"]);
    }

    #[test]
    fn where_one_half_is_short_the_other_fills_up_and_no_row_comes_twice() {
        assert_eq!(of_pack(&rows(1, 9), 8).len(), 8);
        let all: BTreeSet<String> = of_pack(&rows(3, 4), 100)
            .into_iter()
            .map(|code| code.name)
            .collect();
        assert_eq!(all.len(), 7);
    }
}

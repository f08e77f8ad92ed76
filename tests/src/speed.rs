//! What an analysis costs: processor time and memory, rugrisk beside its rival.

pub mod apart;
pub mod memory;
pub mod sample;

use std::hint::black_box;

use clap::ValueEnum;
use comfy_table::Table;
use evmole::{ContractInfoArgs, contract_info};
use rugrisk::{RuntimeCode, analyze_bytecode};
use serde::{Deserialize, Serialize};

use crate::statistics::{mean, quantile};
use crate::table::table;
use sample::Code;

const BYTES_PER_MEGABYTE: f64 = 1024.0 * 1024.0;

/// Something that analyses code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Subject {
    /// This project: powers, findings and score.
    Rugrisk,
    /// The rival with everything that it offers.
    Evmole,
    /// The rival as it is mostly used, which is far less than what rugrisk does.
    EvmoleSelectors,
}

/// What a subject took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cost {
    /// Processor time for each code, in milliseconds, in the order of the codes.
    pub millis: Vec<f64>,
    /// The largest size of the process that did nothing else, where the system tells.
    pub peak_bytes: Option<u64>,
}

impl Subject {
    /// Every one, the measure of the others first.
    pub const ALL: [Self; 3] = [Self::Rugrisk, Self::Evmole, Self::EvmoleSelectors];

    /// What it is called in the table.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Rugrisk => "rugrisk, whole report",
            Self::Evmole => "evmole, every analysis",
            Self::EvmoleSelectors => "evmole, selectors and arguments",
        }
    }

    /// Does its work, and frees what came of it.
    pub fn analyze(self, code: &RuntimeCode) {
        let asked = ContractInfoArgs::new(code.as_bytes()).with_arguments();
        match self {
            Self::Rugrisk => drop(black_box(analyze_bytecode(code.clone()))),
            Self::EvmoleSelectors => drop(black_box(contract_info(asked))),
            Self::Evmole => drop(black_box(contract_info(
                asked
                    .with_state_mutability()
                    .with_storage()
                    .with_disassemble()
                    .with_basic_blocks()
                    .with_control_flow_graph()
                    .with_metadata(),
            ))),
        }
    }
}

/// Costs side by side. The first is the measure of the others.
#[must_use]
pub fn compared(costs: &[(Subject, Cost)]) -> Table {
    let mut table = table(
        1,
        &[
            "CPU ms a contract",
            "n",
            "mean",
            "p50",
            "p90",
            "p99",
            "max",
            "peak MB",
        ],
    );
    for (subject, cost) in costs {
        let mut cells = vec![subject.title().to_owned(), cost.millis.len().to_string()];
        cells.extend(figures(cost).map(|value| value.map_or_else(String::new, millis)));
        cells.push(cost.peak_bytes.map_or_else(|| "–".to_owned(), megabytes));
        table.add_row(cells);
    }
    if let [(_, first), others @ ..] = costs {
        for (subject, cost) in others {
            let mut cells = vec![
                format!("{}, times the first", subject.title()),
                String::new(),
            ];
            cells.extend(
                figures(cost)
                    .into_iter()
                    .zip(figures(first))
                    .map(|(its, ours)| {
                        let ratio = its.zip(ours).map(|(its, ours)| its / ours);
                        ratio.map_or_else(String::new, |ratio| format!("{ratio:.1} ×"))
                    }),
            );
            table.add_row(cells);
        }
    }
    table
}

/// The codes that took longest.
#[must_use]
pub fn slowest(cost: &Cost, codes: &[Code], shown: usize) -> Table {
    let mut ranked: Vec<(&f64, &Code)> = cost.millis.iter().zip(codes).collect();
    ranked.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let mut table = table(1, &["slowest", "bytes", "CPU ms"]);
    for (took, code) in ranked.into_iter().take(shown) {
        table.add_row([
            code.name.clone(),
            code.runtime.as_bytes().len().to_string(),
            millis(*took),
        ]);
    }
    table
}

/// Mean, p50, p90, p99 and the largest.
fn figures(cost: &Cost) -> [Option<f64>; 5] {
    let mut sorted = cost.millis.clone();
    sorted.sort_by(f64::total_cmp);
    [
        mean(&sorted),
        quantile(&sorted, 0.5),
        quantile(&sorted, 0.9),
        quantile(&sorted, 0.99),
        quantile(&sorted, 1.0),
    ]
}

fn millis(value: f64) -> String {
    format!("{value:.3}")
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / BYTES_PER_MEGABYTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rivals_are_compared_with_the_first() {
        let cost = |millis: &[f64]| Cost {
            millis: millis.to_vec(),
            peak_bytes: Some(3 * 1024 * 1024),
        };
        let costs = [
            (Subject::Rugrisk, cost(&[3.0, 1.0])),
            (Subject::Evmole, cost(&[10.0, 30.0])),
        ];
        let text = compared(&costs).to_string();
        let rows: Vec<Vec<&str>> = text
            .lines()
            .map(|line| line.split('|').map(str::trim).collect())
            .collect();
        let ours = ["2", "2.000", "1.000", "3.000", "3.000", "3.000", "3.0"];
        assert_eq!(rows[2][2..9], ours);
        assert_eq!(rows[4][3], "10.0 ×");
    }
}

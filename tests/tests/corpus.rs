//! Every case of `tests/corpus`, through the shipped registry.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::panic,
    reason = "a test, its helpers included, fails by panicking"
)]

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;

use rugrisk::code::bodies;
use rugrisk::facts::{Analyses, LineageKind};
use rugrisk::finding::Citation;
use rugrisk::report::score_with;
use rugrisk::score::Models;
use rugrisk::{Evidence, Finding, FindingId, Report, RuntimeCode, Selector, Severity, U256};
use rugrisk_tests::artifacts::{Artifact, Artifacts};
use rugrisk_tests::chain::Chain;
use rugrisk_tests::corpus::{Case, Corpus};
use rugrisk_tests::lineage::{Row, index};

/// The fewest cases of each kind that an id may have.
const FEWEST: usize = 2;

#[test]
fn every_case_holds() -> Result<(), Box<dyn Error>> {
    let mut bench = Bench::new(Artifacts::load()?);
    let mut table = String::from("finding                        found         false alarms\n");
    let mut misses = String::new();
    for &id in FindingId::ALL {
        let corpus = Corpus::load(id)?;
        let fires = bench.check_all(id, &corpus.fires, true)?;
        let silent = bench.check_all(id, &corpus.silent, false)?;
        writeln!(
            table,
            "{:<28} {:>4} of {:<4} {:>8} of {:<4}",
            id.as_str(),
            fires.runs - fires.misses.len(),
            fires.runs,
            silent.misses.len(),
            silent.runs,
        )?;
        for miss in fires.misses.iter().chain(&silent.misses) {
            writeln!(misses, "{miss}")?;
        }
    }
    println!("{table}");
    assert!(misses.is_empty(), "\n{misses}\n{table}");
    Ok(())
}

#[test]
fn every_finding_has_cases_of_both_kinds() -> Result<(), Box<dyn Error>> {
    for &id in FindingId::ALL {
        let corpus = Corpus::load(id)?;
        assert!(corpus.fires.len() >= FEWEST, "{}: fires", id.as_str());
        assert!(corpus.silent.len() >= FEWEST, "{}: silent", id.as_str());
    }
    Ok(())
}

#[test]
fn every_finding_has_a_detector() {
    let registry: Vec<FindingId> = rugrisk::detectors::ALL.iter().map(|d| d.id).collect();
    for id in FindingId::ALL {
        assert!(registry.contains(id), "nothing looks for {}", id.as_str());
    }
}

/// The contracts, and the reports of those that were already scored.
struct Bench {
    artifacts: Artifacts,
    reports: BTreeMap<(String, String), Report>,
}

/// How the cases of one kind went.
#[derive(Default)]
struct Outcome {
    runs: usize,
    misses: Vec<String>,
}

/// One case under one build.
struct Run {
    label: String,
    report: Report,
    /// Where instructions can stand; `None` where several codes are read.
    code_bytes: Option<usize>,
    function: Option<Selector>,
}

impl Bench {
    fn new(artifacts: Artifacts) -> Self {
        Self {
            artifacts,
            reports: BTreeMap::new(),
        }
    }

    fn check_all(
        &mut self,
        id: FindingId,
        cases: &[Case],
        expected: bool,
    ) -> Result<Outcome, Box<dyn Error>> {
        let mut outcome = Outcome::default();
        for case in cases {
            let runs = self.runs(case)?;
            assert!(!runs.is_empty(), "{}: no build fits {case:?}", id.as_str());
            outcome.runs += runs.len();
            let misses = runs.iter().filter_map(|run| {
                let complaint = check(id, run, expected)?;
                Some(format!(
                    "{} {}: {complaint} ({})",
                    id.as_str(),
                    run.label,
                    case.why
                ))
            });
            outcome.misses.extend(misses);
        }
        Ok(outcome)
    }

    fn runs(&mut self, case: &Case) -> Result<Vec<Run>, Box<dyn Error>> {
        if let Some(name) = &case.evidence {
            return Ok(vec![frozen(name)?]);
        }
        let Some(contract) = &case.contract else {
            return Ok(vec![literal(case)?]);
        };
        let builds: Vec<(String, Artifact)> = self
            .artifacts
            .builds(contract)
            .filter(|(build, _)| case.selects(build))
            .map(|(build, artifact)| (build.to_owned(), artifact.clone()))
            .collect();
        builds
            .into_iter()
            .map(|(build, artifact)| self.run(case, contract, &build, &artifact))
            .collect()
    }

    fn run(
        &mut self,
        case: &Case,
        contract: &str,
        build: &str,
        artifact: &Artifact,
    ) -> Result<Run, Box<dyn Error>> {
        let label = format!("{contract} {build}");
        let report = match &case.state {
            None if case.known.is_some() => {
                let known = case.known.as_deref().unwrap_or_default();
                self.beside(known, build, &artifact.runtime)?
            }
            Some(state) => self.on_chain(contract, &artifact.runtime, state)?,
            None => self.alone(contract, build, &artifact.runtime)?,
        };
        let function = case.function.as_ref().map(|name| {
            let selector = artifact.methods.get(name).copied();
            selector.unwrap_or_else(|| panic!("{label} has no function {name}"))
        });
        Ok(Run {
            label,
            report,
            code_bytes: Some(code_bytes(&artifact.runtime)),
            function,
        })
    }

    fn alone(&mut self, contract: &str, build: &str, code: &str) -> Result<Report, Box<dyn Error>> {
        let key = (contract.to_owned(), build.to_owned());
        if let Some(report) = self.reports.get(&key) {
            return Ok(report.clone());
        }
        let report = rugrisk::analyze_bytecode(code.parse::<RuntimeCode>()?);
        self.reports.insert(key, report.clone());
        Ok(report)
    }

    /// The report where the functions of `known` are, as the same build compiled it.
    fn beside(&self, known: &str, build: &str, code: &str) -> Result<Report, Box<dyn Error>> {
        let row = |contract: &str, bad| -> Result<Row, Box<dyn Error>> {
            let mut builds = self.artifacts.builds(contract);
            let (_, artifact) = builds
                .find(|(name, _)| *name == build)
                .unwrap_or_else(|| panic!("{contract} has no build {build}"));
            Ok(Row {
                bad,
                honest: bad.is_none(),
                cluster: 0,
                bodies: bodies(artifact.runtime.parse::<RuntimeCode>()?.as_bytes()),
            })
        };
        let bad = row(known, Some(LineageKind::Trap))?;
        let [plain, owned] = [row("PlainToken", None)?, row("LinkedToken", None)?];
        let mut analyses = Analyses::knowing(index(&[&bad, &plain, &owned]));
        let evidence = Evidence::of_code(code.parse::<RuntimeCode>()?);
        Ok(score_with(&evidence, &mut analyses, &Models::shipped()))
    }

    fn on_chain(
        &self,
        contract: &str,
        code: &str,
        state: &BTreeMap<String, String>,
    ) -> Result<Report, Box<dyn Error>> {
        let mut chain = Chain {
            code: code.to_owned(),
            ..Chain::default()
        };
        for (name, value) in state {
            let value: U256 = value
                .parse()
                .unwrap_or_else(|error| panic!("{contract}: {name} = {value}: {error}"));
            let variable = self
                .artifacts
                .variable(contract, name)
                .unwrap_or_else(|| panic!("{contract} has no state variable {name}"));
            let word = chain.storage.entry(variable.slot).or_default();
            *word = variable.insert(*word, value);
        }
        Ok(rugrisk::score_evidence(&chain.evidence()?))
    }
}

/// Literal code has no variables: its state is the empty table, an untouched account.
fn literal(case: &Case) -> Result<Run, Box<dyn Error>> {
    let code = case.code.as_deref().expect("a case has a contract or code");
    let report = match case.state {
        Some(_) => rugrisk::score_evidence(
            &Chain {
                code: code.to_owned(),
                ..Chain::default()
            }
            .evidence()?,
        ),
        None => rugrisk::analyze_bytecode(code.parse::<RuntimeCode>()?),
    };
    Ok(Run {
        label: format!("{:.20}", code),
        report,
        code_bytes: Some(code_bytes(code)),
        function: None,
    })
}

/// What was read of contracts on a real node.
fn frozen(name: &str) -> Result<Run, Box<dyn Error>> {
    Ok(Run {
        label: name.to_owned(),
        report: rugrisk::score_evidence(&rugrisk_tests::frozen::evidence(name)?),
        code_bytes: None,
        function: None,
    })
}

/// What is wrong with a run, if anything is.
fn check(id: FindingId, run: &Run, expected: bool) -> Option<String> {
    let found: Vec<&Finding> = run
        .report
        .findings
        .iter()
        .filter(|finding| finding.id == id && counts(finding))
        .collect();
    match (expected, found.first()) {
        (true, None) => Some("not found".to_owned()),
        (false, Some(finding)) => Some(format!("false alarm: {}", finding.detail)),
        (false, None) => None,
        (true, Some(_)) if found.iter().any(|finding| is_cited(finding, run)) => None,
        (true, Some(finding)) => Some(format!("cited badly: {:?}", finding.citations)),
    }
}

/// A live finding above info; a detector that never says more than info counts at info.
fn counts(finding: &Finding) -> bool {
    let at_most = rugrisk::detectors::ALL
        .iter()
        .find(|detector| detector.id == finding.id)
        .map_or(Severity::Critical, |detector| detector.severity);
    !finding.inert && (finding.severity > Severity::Info || at_most == Severity::Info)
}

/// A finding stands on an instruction inside the code, in the function that the case names; a note
/// about the analysis stands on whatever it could not read, and frozen evidence is of state too.
fn is_cited(finding: &Finding, run: &Run) -> bool {
    let is_note = matches!(
        finding.id,
        FindingId::CodeMissing | FindingId::UnsupportedVm | FindingId::PartialCoverage
    );
    finding.citations.iter().any(|citation| match citation {
        Citation::Code {
            selector, offset, ..
        } => {
            let inside = run.code_bytes.is_none_or(|code_bytes| {
                usize::try_from(*offset).is_ok_and(|offset| offset < code_bytes)
            });
            inside && (run.function.is_none() || *selector == run.function)
        }
        _ => is_note || run.code_bytes.is_none(),
    })
}

fn code_bytes(hex: &str) -> usize {
    hex.trim_start_matches("0x").len() / 2
}

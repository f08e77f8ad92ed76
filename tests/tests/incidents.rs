//! What the report says of each past loss before it, from the frozen evidence: the table in README.md, and
//! the record that the page's gallery shows. Both are written anew by
//! `RUGRISK_UPDATE=1 cargo test -p rugrisk-tests --test incidents`.

#![allow(
    clippy::disallowed_methods,
    reason = "a test of a committed file reads and writes it"
)]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use rugrisk::incidents::{ALL, Incident, Label, Resemblance};
use rugrisk::score::Level;
use rugrisk::{FindingId, Report, Severity, score_evidence};
use rugrisk_tests::frozen;
use rugrisk_tests::table::table;
use serde::Serialize;

const BEGINS: &str = "<!-- incidents -->";
const ENDS: &str = "<!-- /incidents -->";
/// So many findings are named.
const TOP: usize = 3;

#[test]
fn every_incident_is_rebuilt_and_what_had_a_culprit_is_told_before() -> Result<(), Box<dyn Error>> {
    let reports = reports()?;
    for incident in ALL {
        let id = incident.id;
        let report = reports.get(id).ok_or(id)?;
        let told = [Level::High, Level::Critical].contains(&report.level);
        let matched = report.finding(FindingId::IncidentPatternMatch).is_some();
        match incident.label {
            Label::Rug | Label::KeyCompromise => {
                assert!(
                    told && matched && is_alike(report, id),
                    "{id}: {:?}",
                    report.level
                );
            }
            // Another likeness may be a rug's.
            Label::Allegation => assert!(told && is_alike(report, id), "{id}: {:?}", report.level),
            // Its own risk is told where the record names one, and nobody's power.
            Label::Exploit => {
                let is_told = incident.needs.is_empty() || is_alike(report, id);
                assert!(is_told && !matched && !blames_an_owner(report), "{id}");
            }
        }
    }
    Ok(())
}

#[test]
fn no_sentence_calls_what_was_no_rug_one() -> Result<(), Box<dyn Error>> {
    for name in frozen::names()? {
        for alike in score_evidence(&frozen::evidence(&name)?).resembles {
            let speaks = alike.text.to_lowercase().contains("rug");
            assert_eq!(speaks, alike.label == Label::Rug, "{name}: {}", alike.text);
        }
    }
    Ok(())
}

#[test]
fn no_finding_speaks_of_a_rug_where_nothing_is_like_one() -> Result<(), Box<dyn Error>> {
    for name in frozen::names()? {
        let report = score_evidence(&frozen::evidence(&name)?);
        let is_like = |alike: &Resemblance| alike.label == Label::Rug;
        if report.resembles.iter().any(is_like) {
            continue;
        }
        for finding in &report.findings {
            let said = [&finding.title, &finding.detail, &finding.advice];
            let mut words = said
                .iter()
                .flat_map(|text| text.split(|each: char| !each.is_alphabetic()));
            let speaks = words.any(|word| word.to_lowercase().starts_with("rug"));
            assert!(!speaks, "{name}: {}", finding.detail);
        }
    }
    Ok(())
}

#[test]
fn the_table_in_the_readme_is_fresh() -> Result<(), Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(&path)?;
    let (before, rest) = readme.split_once(BEGINS).ok_or(BEGINS)?;
    let (_, after) = rest.split_once(ENDS).ok_or(ENDS)?;
    let fresh = format!("{before}{BEGINS}\n{}\n{ENDS}{after}", rows(&reports()?)?);
    if std::env::var_os("RUGRISK_UPDATE").is_some() {
        fs::write(&path, fresh)?;
        return Ok(());
    }
    assert!(
        readme == fresh,
        "README.md is stale; write it anew with\n\n    RUGRISK_UPDATE=1 cargo test -p rugrisk-tests --test incidents\n"
    );
    Ok(())
}

/// An incident as the page shows it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
    id: &'static str,
    name: &'static str,
    label: Label,
    chain: Option<u64>,
    date: &'static str,
    loss: &'static str,
    mechanism: &'static str,
    sources: &'static [&'static str],
    /// The frozen evidence of what was rebuilt.
    evidence: String,
}

#[test]
fn the_record_of_the_gallery_is_fresh() -> Result<(), Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web-demo/src/incidents.json");
    let mut files = BTreeMap::new();
    for (name, expected) in frozen::expected()? {
        if let Some(incident) = expected.reconstructs {
            files.insert(incident, name);
        }
    }
    let mut all = Vec::new();
    for incident in ALL {
        all.push(Shown {
            id: incident.id,
            name: incident.name,
            label: incident.label,
            chain: incident.chain,
            date: incident.date,
            loss: incident.loss,
            mechanism: incident.mechanism,
            sources: incident.sources,
            evidence: files.get(incident.id).ok_or(incident.id)?.clone(),
        });
    }
    let fresh = format!("{}\n", serde_json::to_string_pretty(&all)?);
    if std::env::var_os("RUGRISK_UPDATE").is_some() {
        fs::write(&path, fresh)?;
        return Ok(());
    }
    assert!(
        fs::read_to_string(&path)? == fresh,
        "web-demo/src/incidents.json is stale; write it anew with\n\n    RUGRISK_UPDATE=1 cargo test -p rugrisk-tests --test incidents\n"
    );
    Ok(())
}

/// The report on what was rebuilt of each incident, by its id.
fn reports() -> Result<BTreeMap<String, Report>, Box<dyn Error>> {
    let mut reports = BTreeMap::new();
    for (name, expected) in frozen::expected()? {
        if let Some(incident) = expected.reconstructs {
            reports.insert(incident, score_evidence(&frozen::evidence(&name)?));
        }
    }
    Ok(reports)
}

fn rows(reports: &BTreeMap<String, Report>) -> Result<String, Box<dyn Error>> {
    let mut rows = table(
        6,
        &[
            "incident",
            "what it was",
            "flagged",
            "level",
            "top findings",
            "traits matched",
        ],
    );
    for incident in ALL {
        let report = reports.get(incident.id).ok_or(incident.id)?;
        rows.add_row([
            incident.name.trim_start_matches("the ").to_owned(),
            format!("{}, {}", incident.label.as_str(), incident.date),
            flagged(report),
            word(report.level)?,
            top(report),
            traits(incident, report),
        ]);
    }
    Ok(rows.to_string())
}

/// The block at which it was read: the loss comes later.
fn flagged(report: &Report) -> String {
    let told = [Level::High, Level::Critical].contains(&report.level);
    match report.target.block.filter(|_| told) {
        Some(block) => format!("before, at block {}", block.number),
        None => "no".to_owned(),
    }
}

fn top(report: &Report) -> String {
    let worth = report
        .findings
        .iter()
        .filter(|finding| !finding.inert && finding.severity > Severity::Low);
    let mut ids: Vec<&str> = worth
        .map(|finding| finding.id)
        .filter(|id| *id != FindingId::IncidentPatternMatch)
        .map(FindingId::as_str)
        .collect();
    ids.dedup();
    ids.truncate(TOP);
    if ids.is_empty() {
        "none".to_owned()
    } else {
        ids.join(", ")
    }
}

fn traits(incident: &Incident, report: &Report) -> String {
    let all = incident.needs.iter().chain(incident.also).count();
    let alike = report
        .resembles
        .iter()
        .find(|each| each.incident == incident.id);
    match alike {
        Some(alike) => format!(
            "{} of {all}: {}",
            alike.matched.len(),
            alike.matched.join("; ")
        ),
        None if all == 0 => "none to match".to_owned(),
        None => format!("0 of {all}"),
    }
}

fn word(level: Level) -> Result<String, Box<dyn Error>> {
    Ok(serde_json::to_string(&level)?.trim_matches('"').to_owned())
}

fn is_alike(report: &Report, id: &str) -> bool {
    report.resembles.iter().any(|alike| alike.incident == id)
}

/// Something is found that a holder of a power can do to those who paid in.
fn blames_an_owner(report: &Report) -> bool {
    report.findings.iter().any(|finding| {
        finding.controller.is_some() && !finding.inert && finding.severity > Severity::Info
    })
}

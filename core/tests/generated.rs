//! Files that the registry and the tool write. They are written anew by
//! `RUGRISK_UPDATE=1 cargo test -p rugrisk --features cli --test generated`.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    reason = "a test of committed files runs the tool, and reads and writes them"
)]

use std::path::{Path, PathBuf};

use rugrisk::Severity;
use rugrisk::detectors::{ALL, Detector, Source};
use rugrisk::incidents::{ALL as ALL_INCIDENTS, Incident, Trait};

const HEAD: &str = "\
<!-- Written by core/tests/generated.rs from the detectors in core/src/detectors/: edit those instead. -->

# Detectors

One file in `core/src/detectors/` is one detector. Its id never changes, is never used for anything
else, and is the anchor of its section here.

The severity is that of a power which one key holds with no delay. What was read of the holder moves
it: a power that nobody can use any more is reported and not scored. *Code* means that runtime code
alone is enough; *state* means that storage or a view call is read as well.

";

const INCIDENTS: &str = "core/src/incidents/README.md";

const INCIDENTS_HEAD: &str = "\
<!-- Written by core/tests/generated.rs from the record in core/src/incidents/: edit that instead. -->

# Incidents

Past losses, one file each, and what could have been read before them. A contract *resembles* one where nothing
is missing that the incident needed. A likeness says what the contract allows, and nothing about the people
behind it. Only a *rug* was done by whoever held the powers; a *key compromise* by somebody who came to hold a
key; an *exploit* used a mistake and no privilege; an *allegation* is said of insiders, and not shown.

`rugrisk incidents` prints the same.

";

#[test]
fn detectors_md_is_fresh() {
    assert_fresh("DETECTORS.md", |_| detectors_md(ALL));
}

#[test]
fn the_record_of_incidents_is_fresh() {
    assert_fresh(INCIDENTS, |_| incidents_md());
}

#[cfg(feature = "cli")]
#[test]
fn the_report_in_the_readme_is_fresh() {
    const CASE: &str = "web-demo/public/cases/shadow-owner.json";
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_rugrisk"))
        .args(["replay", CASE])
        .current_dir(root())
        .output()
        .expect("the tool starts");
    let report = String::from_utf8(output.stdout).expect("a report is text");
    assert!(output.status.success(), "{report}");
    assert_fresh("README.md", |readme| {
        let (before, rest) = readme.split_once(REPORT_BEGINS).expect(REPORT_BEGINS);
        let (_, after) = rest.split_once(REPORT_ENDS).expect(REPORT_ENDS);
        let report = report.trim_end();
        format!("{before}{REPORT_BEGINS}\n```text\n{report}\n```\n{REPORT_ENDS}{after}")
    });
}

/// The lines of README.md between which the tool's own output stands.
#[cfg(feature = "cli")]
const REPORT_BEGINS: &str = "<!-- report -->";
#[cfg(feature = "cli")]
const REPORT_ENDS: &str = "<!-- /report -->";

#[test]
fn every_detector_explains_itself() {
    for detector in ALL {
        let id = detector.id.as_str();
        for (field, text) in [
            ("title", detector.title),
            ("what", detector.what),
            ("why", detector.why),
            ("look_alikes", detector.look_alikes),
            ("advice", detector.advice),
        ] {
            assert!(!text.trim().is_empty(), "{id} has no {field}");
        }
        assert!(!detector.sources.is_empty(), "{id} looks at nothing");
        let risky = detector.severity > Severity::Info;
        assert!(
            !risky || !detector.references.is_empty(),
            "{id} names no source for what it claims"
        );
    }
}

/// Compares a committed file with what is made of it now.
fn assert_fresh(name: &str, render: impl FnOnce(&str) -> String) {
    let path = root().join(name);
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let rendered = render(&committed);
    if std::env::var_os("RUGRISK_UPDATE").is_some() {
        std::fs::write(&path, rendered).expect("a file of the repository can be written");
        return;
    }
    assert!(
        committed == rendered,
        "{name} is stale; write it anew with\n\n    \
         RUGRISK_UPDATE=1 cargo test -p rugrisk --features cli --test generated\n"
    );
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn detectors_md(detectors: &[Detector]) -> String {
    let mut text = HEAD.to_owned();
    text.push_str("| id | severity | looks at | what it finds |\n|--|--|--|--|\n");
    for detector in detectors {
        let id = detector.id.as_str();
        line(
            &mut text,
            format_args!(
                "| [{id}](#{id}) | {} | {} | {} |",
                severity(detector.severity),
                sources(detector.sources),
                detector.title
            ),
        );
    }
    for detector in detectors {
        section(&mut text, detector);
    }
    text
}

fn section(text: &mut String, detector: &Detector) {
    line(text, format_args!("\n## {}\n", detector.id.as_str()));
    line(
        text,
        format_args!(
            "{}. Severity: {}. Looks at: {}.\n",
            detector.title.trim_end_matches('.'),
            severity(detector.severity),
            sources(detector.sources)
        ),
    );
    for (label, paragraph) in [
        ("What it finds", detector.what),
        ("Why it matters", detector.why),
        ("Honest look-alikes", detector.look_alikes),
        ("What to do", detector.advice),
    ] {
        line(text, format_args!("**{label}.** {paragraph}\n"));
    }
    if let Some(losses) = past_losses(detector) {
        line(
            text,
            format_args!("**Past losses that needed it.** {losses}\n"),
        );
    }
    if !detector.references.is_empty() {
        line(text, format_args!("References:\n"));
    }
    for reference in detector.references {
        if reference.starts_with("https://") {
            line(text, format_args!("- <{reference}>"));
        } else {
            line(text, format_args!("- {reference}"));
        }
    }
}

fn incidents_md() -> String {
    let mut text = INCIDENTS_HEAD.to_owned();
    text.push_str("| id | incident | what it was | chain | lost |\n|--|--|--|--|--|\n");
    for incident in ALL_INCIDENTS {
        let Incident { id, name, date, .. } = incident;
        let label = incident.label.as_str();
        let chain = incident
            .chain
            .map_or_else(|| "not known".to_owned(), |chain| chain.to_string());
        line(
            &mut text,
            format_args!(
                "| [{id}](#{id}) | {name} | {label}, {date} | {chain} | {} |",
                incident.loss
            ),
        );
    }
    for incident in ALL_INCIDENTS {
        line(&mut text, format_args!("\n## {}\n", incident.id));
        line(
            &mut text,
            format_args!(
                "{}: {}, {}. Lost: {}.\n",
                incident.name,
                incident.label.as_str(),
                incident.date,
                incident.loss
            ),
        );
        line(&mut text, format_args!("{}\n", incident.mechanism));
        for (title, traits) in [
            ("A contract resembles it where", incident.needs),
            ("There was also", incident.also),
        ] {
            if traits.is_empty() {
                continue;
            }
            line(&mut text, format_args!("{title}:\n"));
            for each in traits {
                line(
                    &mut text,
                    format_args!("- {}{}", each.as_str(), found_by(*each)),
                );
            }
            text.push('\n');
        }
        if !incident.known.is_empty() {
            line(&mut text, format_args!("Addresses:\n"));
            for known in incident.known {
                line(
                    &mut text,
                    format_args!("- `{}` {}", known.address, known.name),
                );
            }
            text.push('\n');
        }
        line(&mut text, format_args!("Sources:\n"));
        for source in incident.sources {
            line(&mut text, format_args!("- {source}"));
        }
    }
    text
}

/// The findings that tell of a trait, as links.
fn found_by(asked: Trait) -> String {
    let ids = asked.findings().iter().map(|id| id.as_str());
    let links: Vec<String> = ids
        .map(|id| format!("[{id}](../../../DETECTORS.md#{id})"))
        .collect();
    if links.is_empty() {
        String::new()
    } else {
        format!(" ({})", links.join(", "))
    }
}

/// The incidents of the record to which the finding would have belonged, before they happened.
fn past_losses(detector: &Detector) -> Option<String> {
    let told = |incident: &&Incident| {
        let mut needs = incident.needs.iter();
        needs.any(|need| need.findings().contains(&detector.id))
    };
    let named = ALL_INCIDENTS.iter().filter(told).map(|incident| {
        let (id, name, label) = (incident.id, incident.name, incident.label.as_str());
        format!("[{name}]({INCIDENTS}#{id}) ({label}, {})", incident.date)
    });
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| format!("{}.", named.join("; ")))
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Low => "low",
        Severity::Medium => "medium",
        Severity::High => "high",
        Severity::Critical => "critical",
    }
}

fn sources(sources: &[Source]) -> String {
    let words: Vec<&str> = sources
        .iter()
        .map(|source| match source {
            Source::Code => "code",
            Source::State => "state",
            Source::Logs => "events",
        })
        .collect();
    words.join(", ")
}

fn line(text: &mut String, line: core::fmt::Arguments<'_>) {
    text.push_str(&line.to_string());
    text.push('\n');
}

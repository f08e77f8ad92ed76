//! Frozen evidence: what a host read of contracts on a real node, as `rugrisk record` wrote it.
//!
//! `tests/evidence/<area>/<name>.json` is one document; `tests/evidence/<area>.toml` says of each
//! what its report must say. The tests in `tests/e2e` write them anew, with `RUGRISK_UPDATE=1`.

#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "it is read by tests alone, which fail by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rugrisk::evidence::Evidence;
use rugrisk::score::Level;
use rugrisk::{FindingId, Reason, Severity};
use serde::Deserialize;

/// What the report of one document must say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Why the document is kept.
    pub why: String,
    /// The level of its score.
    pub level: Level,
    /// What must be found, and how the worst of each kind counts.
    #[serde(default)]
    pub finds: BTreeMap<FindingId, Count>,
    /// What must not be found, other than inert.
    #[serde(default)]
    pub silent: BTreeSet<FindingId>,
    /// Why something must be unknown.
    #[serde(default)]
    pub unknown: BTreeSet<Reason>,
}

/// How a finding counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Count {
    /// With this severity.
    Live(Severity),
    /// Not at all: nobody can use the power.
    Inert(Inert),
}

/// The word for what is reported and not scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Inert {
    /// `"inert"`
    Inert,
}

/// The names of all documents, as `<area>/<name>`.
#[must_use]
pub fn names() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for area in areas() {
        let folder = folder().join(&area);
        for entry in fs::read_dir(&folder).expect("an area has a folder of its name") {
            let path = entry.expect("a folder can be listed").path();
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            names.insert(format!("{area}/{}", stem.expect("a name in Unicode")));
        }
    }
    names
}

/// What must be said of every document, by its name.
#[must_use]
pub fn expected() -> BTreeMap<String, Expected> {
    let mut all = BTreeMap::new();
    for area in areas() {
        let path = folder().join(format!("{area}.toml"));
        let text = fs::read_to_string(&path).expect("it was just listed");
        let of_area: BTreeMap<String, Expected> =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        all.extend(
            of_area
                .into_iter()
                .map(|(name, expected)| (format!("{area}/{name}"), expected)),
        );
    }
    all
}

/// A document.
#[must_use]
pub fn evidence(name: &str) -> Evidence {
    let path = folder().join(format!("{name}.json"));
    let text = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("no frozen evidence at {}: {error}", path.display()));
    Evidence::from_json(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn areas() -> BTreeSet<String> {
    let entries = fs::read_dir(folder()).expect("tests/evidence can be listed");
    entries
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("evidence")
}

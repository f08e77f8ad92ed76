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
use std::path::{Path, PathBuf};
use std::{fs, io};

use rugrisk::evidence::{Evidence, EvidenceError};
use rugrisk::score::Level;
use rugrisk::{FindingId, Reason, Severity};
use serde::Deserialize;

/// What the report of one document must say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Why the document is kept.
    pub why: String,
    /// The incident of the record whose state before the loss our own contracts stand for here.
    pub reconstructs: Option<String>,
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

/// Why frozen evidence cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum FrozenError {
    /// A file or a folder is not there, or cannot be read.
    #[error("{path}: {source}; tests/e2e writes it anew with RUGRISK_UPDATE=1")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A list of expectations is not of the shape of [`Expected`].
    #[error("{path}: {source}")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<toml::de::Error>,
    },
    /// A document is no evidence.
    #[error("{path}: {source}")]
    NoEvidence {
        /// The file.
        path: PathBuf,
        /// Why.
        source: EvidenceError,
    },
}

/// The names of all documents, as `<area>/<name>`.
///
/// # Errors
/// [`FrozenError`] names the folder.
pub fn names() -> Result<BTreeSet<String>, FrozenError> {
    let mut names = BTreeSet::new();
    for area in areas()? {
        for name in stems(&folder().join(&area), "json")? {
            names.insert(format!("{area}/{name}"));
        }
    }
    Ok(names)
}

/// What must be said of every document, by its name.
///
/// # Errors
/// [`FrozenError`] names the file.
pub fn expected() -> Result<BTreeMap<String, Expected>, FrozenError> {
    let mut all = BTreeMap::new();
    for area in areas()? {
        let path = folder().join(format!("{area}.toml"));
        let of_area: BTreeMap<String, Expected> = toml::from_str(&text_of(&path)?)
            .map_err(Box::new)
            .map_err(|source| FrozenError::Malformed { path, source })?;
        let named = |(name, expected)| (format!("{area}/{name}"), expected);
        all.extend(of_area.into_iter().map(named));
    }
    Ok(all)
}

/// A document.
///
/// # Errors
/// [`FrozenError`] names the file.
pub fn evidence(name: &str) -> Result<Evidence, FrozenError> {
    let path = folder().join(format!("{name}.json"));
    Evidence::from_json(&text_of(&path)?).map_err(|source| FrozenError::NoEvidence { path, source })
}

fn areas() -> Result<BTreeSet<String>, FrozenError> {
    stems(&folder(), "toml")
}

/// The names of a folder's files with this extension, without it.
fn stems(folder: &Path, extension: &str) -> Result<BTreeSet<String>, FrozenError> {
    let unreadable = |source| FrozenError::Unreadable {
        path: folder.to_owned(),
        source,
    };
    let mut stems = BTreeSet::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        if let Some(stem) = stem.filter(|_| path.extension().is_some_and(|end| end == extension)) {
            stems.insert(stem.to_owned());
        }
    }
    Ok(stems)
}

fn text_of(path: &Path) -> Result<String, FrozenError> {
    fs::read_to_string(path).map_err(|source| FrozenError::Unreadable {
        path: path.to_owned(),
        source,
    })
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("evidence")
}

//! The rules of ARCHITECTURE.md that no compiler checks: what lies where, and what may know what.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    reason = "a test of the source tree reads it, and fails where it cannot"
)]

mod layers;
mod tree;

use std::collections::BTreeSet;
use std::path::PathBuf;

use rugrisk::FindingId;
use rugrisk::detectors::ALL;

/// The root of the repository.
fn root() -> PathBuf {
    let core = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    core.parent().expect("core/ lies in the repository").into()
}

/// The one file beside the detectors that is none: how a power becomes a finding.
const NOT_A_DETECTOR: &str = "proof";

#[test]
fn one_file_is_one_detector() {
    let mut files: BTreeSet<String> = tree::names_in("core/src/detectors", "rs");
    files.remove(NOT_A_DETECTOR);
    let registered: BTreeSet<String> = ALL
        .iter()
        .map(|detector| detector.id.as_str().replace('-', "_"))
        .collect();
    assert_eq!(
        files, registered,
        "core/src/detectors/<id in snake_case>.rs and `detectors::ALL` must name the same detectors"
    );
    assert_eq!(ALL.len(), registered.len(), "a detector is listed twice");
}

#[test]
fn every_finding_id_has_its_detector() {
    let promised: BTreeSet<FindingId> = FindingId::ALL.iter().copied().collect();
    let detected: BTreeSet<FindingId> = ALL.iter().map(|detector| detector.id).collect();
    assert_eq!(promised, detected);
}

#[test]
fn every_detector_has_its_cases() {
    let cases: BTreeSet<String> = tree::names_in("tests/corpus", "toml");
    let missing: Vec<String> = ALL
        .iter()
        .map(|detector| detector.id.as_str().to_owned())
        .filter(|id| !cases.contains(id))
        .collect();
    assert!(
        missing.is_empty(),
        "write cases that fire and cases that must not in tests/corpus/<id>.toml for {missing:?}"
    );
}

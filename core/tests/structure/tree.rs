//! What lies where.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::root;

/// Everything that the top level holds, besides hidden tool configuration.
const TOP_LEVEL: &[&str] = &[
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "DETECTORS.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "core",
    "models",
    "tests",
    "wasm",
    "web-demo",
];

/// Folders that tools write and git ignores.
const WRITTEN_BY_TOOLS: &[&str] = &[
    "target",
    "node_modules",
    "dist",
    "artifacts",
    "test-results",
];

/// What counts as source.
const SOURCES: &[&str] = &["rs", "ts", "mjs", "js", "css", "html", "sol", "vy"];

/// Longer files are read by nobody.
const MAX_LINES: usize = 800;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &[
    "common", "helper", "helpers", "misc", "mod", "types", "util", "utils",
];

#[test]
fn the_top_level_holds_what_the_architecture_says() {
    let found: BTreeSet<String> = entries(&root())
        .iter()
        .map(|path| file_name(path).to_owned())
        .filter(|name| !name.starts_with('.') && !WRITTEN_BY_TOOLS.contains(&name.as_str()))
        .collect();
    let allowed: BTreeSet<String> = TOP_LEVEL.iter().map(|&name| name.to_owned()).collect();
    assert_eq!(found, allowed);
}

#[test]
fn no_source_file_is_too_long() {
    let long: Vec<(PathBuf, usize)> = sources()
        .into_iter()
        .map(|path| {
            let lines = text_of(&path).lines().count();
            (path, lines)
        })
        .filter(|(_, lines)| *lines > MAX_LINES)
        .collect();
    assert!(long.is_empty(), "more than {MAX_LINES} lines: {long:?}");
}

#[test]
fn every_file_name_says_what_is_inside() {
    let empty: Vec<PathBuf> = sources()
        .into_iter()
        .filter(|path| EMPTY_NAMES.contains(&stem(path)))
        .collect();
    assert!(
        empty.is_empty(),
        "say in the name what is inside: {empty:?}"
    );
}

/// The names of a folder's files with this extension, without it.
pub(crate) fn names_in(folder: &str, extension: &str) -> BTreeSet<String> {
    entries(&root().join(folder))
        .iter()
        .filter(|path| has_extension(path, &[extension]))
        .map(|path| stem(path).to_owned())
        .collect()
}

/// The source files below a folder.
pub(crate) fn sources_below(folder: &Path) -> Vec<PathBuf> {
    let mut sources = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            let name = file_name(&path);
            if name.starts_with('.') || WRITTEN_BY_TOOLS.contains(&name) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if has_extension(&path, SOURCES) {
                sources.push(path);
            }
        }
    }
    sources.sort();
    sources
}

pub(crate) fn text_of(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn sources() -> Vec<PathBuf> {
    sources_below(&root())
}

/// What a folder holds; a folder that is not there holds nothing.
fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| {
            entry
                .expect("a folder of the repository can be listed")
                .path()
        })
        .collect()
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| extensions.contains(&extension))
}

fn file_name(path: &Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
}

fn stem(path: &Path) -> &str {
    path.file_stem()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
}

//! What may know what: `primitives ← code ← facts ← detectors ← score ← report`.

use std::path::Path;

use super::root;
use super::tree::{sources_below, text_of};

/// What every module may know: words and containers of the engine, a crate that knows none of these modules.
const VOCABULARY: &[&str] = &["primitives", "reason", "sorted"];

/// Every other module of core, and those whose names its code may speak.
const LAYERS: &[(&str, &[&str])] = &[
    ("decimal", &[]),
    ("json", &[]),
    ("chains", &[]),
    ("evidence", &["json", "request"]),
    ("request", &["json"]),
    ("abi", &["evidence", "facts"]),
    ("facts", &["abi", "chains", "code", "evidence", "request"]),
    ("finding", &["code", "evidence", "facts"]),
    ("incidents", &["evidence", "facts", "finding"]),
    (
        "detectors",
        &["code", "evidence", "facts", "finding", "incidents"],
    ),
    (
        "score",
        &["code", "decimal", "evidence", "facts", "finding"],
    ),
    (
        "report",
        &[
            "code",
            "decimal",
            "detectors",
            "evidence",
            "facts",
            "finding",
            "incidents",
            "score",
        ],
    ),
    (
        "session",
        &[
            "abi", "chains", "evidence", "facts", "json", "report", "request", "score",
        ],
    ),
    (
        "transaction",
        &[
            "abi", "chains", "evidence", "facts", "finding", "json", "report", "score",
        ],
    ),
];

#[test]
fn modules_know_only_what_lies_below_them() {
    let src = root().join("core/src");
    let mut wrong = Vec::new();
    for path in sources_below(&src) {
        let relative = path.strip_prefix(&src).expect("below core/src");
        let Some(module) = module_of(relative) else {
            continue;
        };
        let Some(allowed) = known_to(&module) else {
            wrong.push(format!("`{module}` has no place in LAYERS of {}", file!()));
            continue;
        };
        let text = text_of(&path);
        if code_of(&text).any(|line| line.contains("rugrisk_engine")) {
            wrong.push(format!(
                "{} speaks to the engine past lib.rs",
                relative.display()
            ));
        }
        for name in spoken(&text) {
            if name != module && !allowed.contains(&name.as_str()) {
                wrong.push(format!(
                    "{} may not know `crate::{name}`",
                    relative.display()
                ));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn detectors_neither_read_nor_run_anything() {
    let detectors = root().join("core/src/detectors");
    for path in sources_below(&detectors) {
        let text = text_of(&path);
        for forbidden in [
            "Reads",
            "Analyses",
            "Evidence",
            "analyze",
            "serde_json",
            "abi::",
        ] {
            assert!(
                !code_of(&text).any(|line| line.contains(forbidden)),
                "{} speaks of `{forbidden}`: a detector asks facts and nothing else",
                path.display()
            );
        }
    }
}

#[test]
fn the_text_of_an_import_is_understood() {
    let text =
        "use crate::{code::{A, B}, facts};\n// crate::report\nfn f(_: crate::score::Level) {}";
    let mut names = spoken(text);
    names.sort();
    assert_eq!(names, ["code", "facts", "score"]);
}

/// What a module may know; `None` for a module that has no place yet.
fn known_to(module: &str) -> Option<Vec<&'static str>> {
    if VOCABULARY.contains(&module) {
        return Some(Vec::new());
    }
    let (_, allowed) = LAYERS.iter().find(|(name, _)| *name == module)?;
    Some([VOCABULARY, allowed].concat())
}

/// The top module that a file belongs to; the crate root and the command line tool belong to none.
fn module_of(relative: &Path) -> Option<String> {
    let first = relative.iter().next()?.to_str()?;
    let module = first.trim_end_matches(".rs");
    (!matches!(module, "lib" | "bin")).then(|| module.to_owned())
}

/// Every name that stands right below `crate::` in code.
fn spoken(text: &str) -> Vec<String> {
    let code: String = code_of(text).flat_map(|line| [line, "\n"]).collect();
    code.split("crate::")
        .skip(1)
        .flat_map(|after| match after.strip_prefix('{') {
            Some(group) => first_words(group),
            None => vec![word(after)],
        })
        .collect()
}

/// The first word of each item of an import group, up to its closing brace.
fn first_words(group: &str) -> Vec<String> {
    let mut depth = 0_u32;
    let mut words = Vec::new();
    let mut item = String::new();
    for character in group.chars() {
        match character {
            '{' => depth = depth.saturating_add(1),
            '}' if depth == 0 => break,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => words.push(word(&std::mem::take(&mut item))),
            _ if depth == 0 => item.push(character),
            _ => {}
        }
    }
    words.push(word(&item));
    words.retain(|word| !word.is_empty());
    words
}

fn word(text: &str) -> String {
    text.trim_start()
        .chars()
        .take_while(|character| character.is_alphanumeric() || *character == '_')
        .collect()
}

/// The lines that are code.
fn code_of(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
}

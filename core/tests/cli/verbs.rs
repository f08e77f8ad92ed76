//! The verbs that need no node, and what each exit code means.

use rugrisk::score::CodeModel;
use serde_json::Value;

use crate::run::{DESTRUCTIBLE, file, path, rugrisk, run, run_with};

#[test]
fn code_is_the_same_from_hex_file_and_standard_input() {
    let by_hex = run(["code", DESTRUCTIBLE, "--format", "json"]);
    let code = file("destructible.hex", "33FF\n");
    let by_file = run(["code", &code, "--format", "json"]);
    let by_pipe = run_with(["code", "-", "--format", "json"], " 0x33ff\r\n");
    assert_eq!(by_hex.code, Some(0), "{}", by_hex.stderr);
    assert_eq!(by_hex.stdout, by_file.stdout);
    assert_eq!(by_hex.stdout, by_pipe.stdout);
}

#[test]
fn json_is_the_bytes_of_the_library() {
    let report = rugrisk::analyze_bytecode(DESTRUCTIBLE.parse().expect("hex")).to_json();
    for format in ["json", "ndjson"] {
        let ran = run(["code", DESTRUCTIBLE, "--format", format]);
        assert_eq!(ran.stdout, format!("{report}\n"));
    }
}

#[test]
fn bad_code_is_a_usage_error_that_says_what_is_wrong() {
    let not_text = file("binary.bin", [0xff, 0xfe, 0x00]);
    let empty = file("empty.hex", "");
    let huge = "6".repeat(2 * 64 * 1024 + 2);
    let huge = file("huge.hex", huge);
    let endless = file("endless.hex", "6".repeat(3 << 20));
    for (argument, says) in [
        ("", "empty"),
        ("0x", "empty"),
        (empty.as_str(), "empty"),
        ("0x600", "odd"),
        ("0x60zz", "not hex: 'z' at position 2"),
        ("no-such-file.hex", "neither a file"),
        (huge.as_str(), "65537 bytes"),
        (endless.as_str(), "more than"),
        (not_text.as_str(), "not text"),
        (env!("CARGO_TARGET_TMPDIR"), "directory"),
    ] {
        let ran = run(["code", argument]);
        assert_eq!(ran.code, Some(2), "{argument:.40} {}", ran.stderr);
        assert!(ran.stderr.contains(says), "{argument:.40} {}", ran.stderr);
        assert_eq!(ran.stdout, "");
    }
}

#[test]
fn a_score_is_made_with_the_weights_that_are_given() {
    let shipped = std::str::from_utf8(CodeModel::SHIPPED).expect("text");
    let mine = file("mine.txt", shipped.replacen("code-", "mine-", 1));
    let fewer: String = shipped.split_inclusive('\n').take(4).collect();
    let fewer = file("fewer.txt", fewer);
    let row = format!("{{\"code\":\"{DESTRUCTIBLE}\"}}\n");
    for ran in [
        run([
            "code",
            DESTRUCTIBLE,
            "--format",
            "json",
            "--code-weights",
            &mine,
        ]),
        run_with(["batch", "--code-weights", &mine], &row),
    ] {
        assert!(ran.stdout.contains("\"model\":\"mine-"), "{}", ran.stderr);
    }
    for (option, name, says) in [
        (
            "--code-weights",
            fewer.as_str(),
            "feature 2 of the code model is missing",
        ),
        (
            "--exit-weights",
            mine.as_str(),
            "must begin with `rugrisk-exit 1`",
        ),
        (
            "--exit-weights",
            "no-such-file.txt",
            "cannot read no-such-file.txt",
        ),
    ] {
        let ran = run(["code", DESTRUCTIBLE, option, name]);
        assert_eq!(ran.code, Some(2), "{}", ran.stderr);
        assert!(ran.stderr.contains(says), "{}", ran.stderr);
    }
}

#[test]
fn an_address_given_as_code_is_pointed_out() {
    let ran = run(["code", "0xdac17f958d2ee523a2206206994597c13d831ec7"]);
    assert!(ran.stderr.contains("rugrisk score"), "{}", ran.stderr);
}

#[test]
fn the_table_shows_the_verdict_and_what_is_not_known() {
    let ran = run(["code", DESTRUCTIBLE]);
    assert!(ran.stdout.contains("RISK"), "{}", ran.stdout);
    assert!(ran.stdout.contains("Not known"), "{}", ran.stdout);
    assert!(!ran.stdout.contains('\u{1b}'), "no colours in a pipe");
    let widest = ran.stdout.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(100), "{}", ran.stdout);
}

#[test]
fn the_table_fits_the_columns_it_is_given() {
    let output = rugrisk(["code", DESTRUCTIBLE])
        .env("COLUMNS", "60")
        .output()
        .expect("the tool runs");
    let text = String::from_utf8(output.stdout).expect("text");
    let (_, rows) = text.split_once('\n').expect("a headline and rows");
    assert!(
        rows.lines().all(|line| line.chars().count() <= 60),
        "{rows}"
    );
}

#[test]
fn the_table_says_who_can_do_what_and_where_that_stands() {
    let owner = "0xdAC17F958D2ee523a2206206994597C13D831ec7";
    let mut report = report_of_level("high");
    report["findings"] = serde_json::json!([{
        "id": "mint-unbounded",
        "severity": "critical",
        "confidence": "high",
        "state": "likely",
        "inert": false,
        "title": "More can be made",
        "detail": "Any amount.",
        "advice": "Hold little.",
        "controller": { "kind": "eoa", "address": owner, "delegate": null },
        "bound": { "kind": "constant", "value": "0x3e8" },
        "citations": [
            { "kind": "code", "address": null, "selector": "0x40c10f19", "offset": 6699, "note": "raised" },
            { "kind": "storage", "address": null, "slot": "0x5", "value": format!("0x{:064x}", 7), "note": "owner" },
            { "kind": "storage", "address": null, "slot": "0x6", "value": null, "note": "cap" },
        ],
    }]);
    let table = run_with(["explain", "-"], report.to_string()).stdout;
    // As a reader joins the wrapped lines.
    let text = table.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "CRITICAL More can be made",
        &format!("who one key, {owner}"),
        "how far up to 1000",
        "proof byte 6699 in function 0x40c10f19: raised",
        &format!("slot 0x5 = 0x{:064x}: owner", 7),
        "slot 0x6 not read: cap",
        "advice Hold little.",
        "id mint-unbounded, likely, high confidence",
    ] {
        assert!(text.contains(words), "{words} is not in {table}");
    }
}

#[test]
fn the_exit_code_follows_the_level() {
    for (level, fail_on, code) in [
        ("critical", None, 0),
        ("critical", Some("critical"), 1),
        ("high", Some("critical"), 0),
        ("high", Some("high"), 1),
        ("high", Some("low"), 1),
        ("low", Some("medium"), 0),
        ("unknown", None, 0),
        ("unknown", Some("critical"), 3),
    ] {
        let report = report_of_level(level);
        let ran = match fail_on {
            Some(threshold) => {
                run_with(["explain", "-", "--fail-on", threshold], report.to_string())
            }
            None => run_with(["explain", "-"], report.to_string()),
        };
        assert_eq!(ran.code, Some(code), "{level} {fail_on:?} {}", ran.stderr);
        assert!(ran.stdout.starts_with(&level.to_uppercase()));
    }
}

#[test]
fn a_report_without_code_ends_with_3_unless_the_level_is_sure() {
    let without_code = |level| {
        let mut report = report_of_level(level);
        report["target"]["codeHash"] = Value::Null;
        report.to_string()
    };
    let unknown = run_with(["explain", "-"], without_code("unknown"));
    assert_eq!(unknown.code, Some(3), "{}", unknown.stderr);
    assert!(unknown.stderr.contains("no code to judge"));
    let high = run_with(["explain", "-", "--fail-on", "high"], without_code("high"));
    assert_eq!(high.code, Some(1), "{}", high.stderr);
}

#[test]
fn text_in_a_report_cannot_steer_the_terminal() {
    let mut report = report_of_level("low");
    report["unknowns"] = serde_json::json!([{ "what": "\u{1b}[2J gone", "reason": "OFFLINE" }]);
    let ran = run_with(["explain", "-"], report.to_string());
    assert!(ran.stdout.contains("[2J gone"), "{}", ran.stdout);
    assert!(!ran.stdout.contains('\u{1b}'));
}

#[test]
fn documents_that_are_none_are_usage_errors() {
    let other_version = r#"{"schema":"rugrisk/evidence/999","target":{"chainId":null,"address":null},
        "block":"absent","code":{},"storage":{},"calls":{},"requests":{}}"#;
    for (verb, input, says) in [
        ("replay", "", "evidence"),
        ("replay", "{}", "evidence"),
        ("replay", other_version, "rugrisk/evidence/999"),
        ("explain", "{}", "report"),
        ("explain", "[1", "report"),
    ] {
        let ran = run_with([verb, "-"], input);
        assert_eq!(ran.code, Some(2), "{verb} {input} {}", ran.stderr);
        assert!(ran.stderr.contains(says), "{verb} {input} {}", ran.stderr);
    }
    assert_eq!(run(["replay", &path("not-there.json")]).code, Some(2));
}

#[test]
fn replay_of_code_alone_gives_the_report_of_the_code() {
    let code = DESTRUCTIBLE.parse().expect("hex");
    let evidence = rugrisk::Evidence::of_code(code).to_json();
    let replayed = run_with(["replay", "-", "--format", "json"], evidence);
    let analysed = run(["code", DESTRUCTIBLE, "--format", "json"]);
    assert_eq!(replayed.stdout, analysed.stdout);
}

#[test]
fn detectors_are_those_of_the_registry() {
    let ids: Vec<&str> = rugrisk::detectors::ALL
        .iter()
        .map(|detector| detector.id.as_str())
        .collect();
    let as_lines = run(["detectors", "--format", "ndjson"]).lines();
    assert!(as_lines.iter().map(|entry| &entry["id"]).eq(ids.iter()));
    let as_list = run(["detectors", "--format", "json"]).lines();
    assert_eq!(as_list, [Value::Array(as_lines)]);
    let table = run(["detectors"]).stdout;
    assert!(ids.iter().all(|id| table.contains(id)), "{table}");
}

#[test]
fn the_record_is_printed_whole_and_by_incident() {
    let ids: Vec<&str> = rugrisk::incidents::ALL
        .iter()
        .map(|incident| incident.id)
        .collect();
    let as_lines = run(["incidents", "--format", "ndjson"]).lines();
    assert!(as_lines.iter().map(|entry| &entry["id"]).eq(ids.iter()));
    let one = run(["incidents", "kannagi"]).stdout;
    assert!(one.contains("an operator can withdraw for others"), "{one}");
    assert!(!one.contains("SyncDex"), "{one}");
    let nobody = run(["incidents", "nobody"]);
    assert_eq!(nobody.code, Some(2));
    assert!(nobody.stderr.contains("kannagi"), "{}", nobody.stderr);
}

#[test]
fn schemas_describe_the_documents() {
    for (arguments, field) in [
        (["schema", "report"], "findings"),
        (["schema", "evidence"], "storage"),
    ] {
        let ran = run(arguments);
        let schema: Value = serde_json::from_str(&ran.stdout).expect("a schema");
        assert!(schema["properties"][field].is_object(), "{}", ran.stdout);
    }
    assert_eq!(run(["schema"]).stdout, run(["schema", "report"]).stdout);
}

#[test]
fn every_verb_has_help_with_examples() {
    for verb in [
        "code",
        "score",
        "record",
        "replay",
        "explain",
        "batch",
        "detectors",
        "incidents",
        "schema",
        "completions",
    ] {
        let ran = run([verb, "--help"]);
        assert_eq!(ran.code, Some(0), "{verb}");
        assert!(
            ran.stdout.contains(&format!("rugrisk {verb}")),
            "{}",
            ran.stdout
        );
        assert!(ran.stdout.contains("Examples:"), "{}", ran.stdout);
    }
}

#[test]
fn completions_know_the_verbs() {
    for shell in ["bash", "zsh", "fish"] {
        let ran = run(["completions", shell]);
        assert_eq!(ran.code, Some(0));
        assert!(ran.stdout.contains("replay"), "{shell}");
    }
}

#[test]
fn wrong_arguments_are_usage_errors() {
    let address = "0xdac17f958d2ee523a2206206994597c13d831ec7";
    let misspelt = "0xdAC17F958D2ee523a2206206994597C13D831eC7";
    for arguments in [
        ["score", address, "--rpc", "ws://127.0.0.1:1"],
        ["score", address, "--rpc", "127.0.0.1:8545"],
        ["score", "0x33ff", "--rpc", "http://127.0.0.1:1"],
        ["score", misspelt, "--rpc", "http://127.0.0.1:1"],
        ["score", address, "--block", "1"],
        ["code", DESTRUCTIBLE, "--fail-on", "doom"],
        ["batch", "--in", "not-there.ndjson", "--jobs=1"],
        ["batch", "--jobs", "0", "--in=-"],
    ] {
        let ran = run(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?} {}", ran.stderr);
        assert_eq!(ran.stdout, "");
    }
}

fn report_of_level(level: &str) -> Value {
    let mut report = run(["code", DESTRUCTIBLE, "--format", "json"])
        .lines()
        .remove(0);
    report["level"] = level.into();
    report
}

#[test]
fn a_transaction_that_cannot_be_read_is_a_usage_error() {
    let not_json = file("typed.json", "{");
    let no_domain = file("no-domain.json", "{\"message\": {}}");
    let me = "0x00000000000000000000000000000000000000aa";
    for (name, value, says) in [
        ("--data", "0xzz", "two digits a byte"),
        ("--value", "one", "whole number"),
        ("--typed-data", not_json.as_str(), "not JSON"),
        ("--typed-data", no_domain.as_str(), "`domain` is missing"),
        ("--typed-data", "no-such-file.json", "cannot read"),
    ] {
        let ran = run([
            "tx",
            "--from",
            me,
            name,
            value,
            "--rpc",
            "http://127.0.0.1:9",
        ]);
        assert_eq!(ran.code, Some(2), "{name} {value} {}", ran.stderr);
        assert!(ran.stderr.contains(says), "{name} {value} {}", ran.stderr);
    }
    let nobody = run(["tx", "--to", me, "--rpc", "http://127.0.0.1:9"]);
    assert_eq!(nobody.code, Some(2), "{}", nobody.stderr);
    let no_node = run([
        "tx",
        "--from",
        me,
        "--to",
        me,
        "--rpc",
        "http://127.0.0.1:9",
    ]);
    assert_eq!(no_node.code, Some(3), "{}", no_node.stderr);
}

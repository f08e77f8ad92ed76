//! Rows in, reports out.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::run::{DESTRUCTIBLE, file, path, rugrisk, run, run_with};

#[test]
fn rows_keep_their_order_chain_and_address() {
    let chains = [
        "1",
        "\"zkSync Era\"",
        "1e400",
        "-0.0",
        "\"\\u0041\"",
        "null",
    ];
    let rows: String = (0..500)
        .map(|index| {
            let chain = chains[index % chains.len()];
            // Of different sizes, so that the workers finish in another order.
            let code = "5b".repeat(1 + index * 7919 % 4000);
            format!("{{\"chain\":{chain},\"address\":\"row {index}\",\"code\":\"0x{code}\"}}\n")
        })
        .collect();
    let ran = run_with(["batch", "--jobs", "8"], rows);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), 500);
    for (index, line) in ran.stdout.lines().enumerate() {
        let chain = chains[index % chains.len()];
        let start = format!("{{\"chain\":{chain},\"address\":\"row {index}\",\"schema\":\"");
        assert!(line.starts_with(&start), "{line:.80}");
    }
    assert!(
        ran.stderr.contains("500 rows, 0 of them bad"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_line_is_the_row_and_then_the_bytes_of_the_report() {
    let report = run(["code", DESTRUCTIBLE, "--format", "json"]).stdout;
    let fields = report.strip_prefix('{').expect("an object");
    for (row, subject) in [
        (
            json!({"chain": 8453, "address": "0xAb", "code": "33ff"}),
            r#""chain":8453,"address":"0xAb""#,
        ),
        (
            json!({"address": "x", "bytecode": "0x33ff", "other": [1]}),
            r#""chain":null,"address":"x""#,
        ),
        (
            json!({"code": "0x33ff", "bytecode": 7}),
            r#""chain":null,"address":null"#,
        ),
        (
            json!({"chain": "base", "code": null, "bytecode": "33FF"}),
            r#""chain":"base","address":null"#,
        ),
    ] {
        let ran = run_with(["batch"], row.to_string());
        assert_eq!(ran.stdout, format!("{{{subject},{fields}"), "{row}");
    }
}

#[test]
fn a_bad_row_becomes_an_error_row_and_the_batch_goes_on() {
    let good = r#"{"chain":1,"address":"good","code":"33ff"}"#;
    let bad = [
        (
            r#"{"chain":1,"address":"a","code":"0x6g"}"#,
            "NOT_HEX",
            json!(1),
            json!("a"),
        ),
        (
            r#"{"chain":1,"address":"a","code":"0x600"}"#,
            "ODD_HEX",
            json!(1),
            json!("a"),
        ),
        (
            r#"{"chain":1,"address":"a","code":"0x"}"#,
            "EMPTY_CODE",
            json!(1),
            json!("a"),
        ),
        (
            r#"{"chain":1,"address":"a"}"#,
            "MISSING_CODE",
            json!(1),
            json!("a"),
        ),
        (
            r#"{"chain":1,"address":"a","code":7}"#,
            "BAD_FIELD",
            json!(1),
            json!("a"),
        ),
        (
            r#"{"chain":[],"address":"a","code":"00"}"#,
            "BAD_FIELD",
            Value::Null,
            json!("a"),
        ),
        (
            r#"{"chain":true,"address":"a","code":"00"}"#,
            "BAD_FIELD",
            Value::Null,
            json!("a"),
        ),
        (
            r#"{"chain":1,"address":5,"code":"00"}"#,
            "BAD_FIELD",
            json!(1),
            Value::Null,
        ),
        ("not json", "NOT_JSON", Value::Null, Value::Null),
        (r#"[1,"a","00"]"#, "NOT_JSON", Value::Null, Value::Null),
        (
            r#"{"chain":1,"address":"a","code":"00""#,
            "NOT_JSON",
            Value::Null,
            Value::Null,
        ),
    ];
    let rows: String = bad
        .iter()
        .map(|(row, ..)| format!("{row}\n\n{good}\n"))
        .collect();
    let ran = run_with(["batch", "--jobs", "2"], rows);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let lines = ran.lines();
    assert_eq!(lines.len(), 2 * bad.len());
    for (index, (row, code, chain, address)) in bad.iter().enumerate() {
        let answer = &lines[2 * index];
        assert_eq!(answer["error"]["code"], *code, "{row} {answer}");
        assert!(answer["error"]["message"].is_string(), "{answer}");
        assert_eq!(answer["line"], 3 * index + 1, "{row} {answer}");
        assert_eq!(
            (&answer["chain"], &answer["address"]),
            (chain, address),
            "{row}"
        );
        assert_eq!(lines[2 * index + 1]["address"], "good");
    }
    assert!(
        ran.stderr.contains("22 rows, 11 of them bad"),
        "{}",
        ran.stderr
    );
}

#[test]
fn hostile_bytes_and_endless_lines_are_error_rows() {
    let mut rows = b"{\"code\":\"\xff\"}\n".to_vec();
    rows.extend(format!("{{\"code\":\"{}\"}}\n", "60".repeat(3 << 20)).bytes());
    rows.extend(format!("{{\"code\":\"{}\"}}\n", "60".repeat(1 << 20)).bytes());
    rows.extend("[".repeat(100_000).bytes());
    rows.extend(b"\n{\"code\":\"00\"}");
    let ran = run_with(["batch"], rows);
    let codes: Vec<Value> = ran
        .lines()
        .iter()
        .map(|line| line["error"]["code"].clone())
        .collect();
    assert_eq!(
        codes,
        [
            json!("NOT_JSON"),
            json!("LINE_TOO_LONG"),
            json!("CODE_TOO_LARGE"),
            json!("NOT_JSON"),
            Value::Null
        ]
    );
}

#[test]
fn files_are_read_and_written() {
    let rows = file("rows.ndjson", "{\"code\":\"33ff\"}\r\n{\"code\":\"00\"}");
    let out = path("reports.ndjson");
    let ran = run(["batch", "--in", &rows, "--out", &out]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
    let written = std::fs::read_to_string(&out).expect("the reports");
    assert_eq!(written.lines().count(), 2);
    assert!(written.ends_with("}\n"));
}

#[test]
fn the_input_is_never_overwritten() {
    let rows = file("precious.ndjson", "{\"code\":\"33ff\"}\n");
    let ran = run(["batch", "--in", &rows, "--out", &rows]);
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert_eq!(
        std::fs::read_to_string(&rows).expect("the rows"),
        "{\"code\":\"33ff\"}\n"
    );
}

#[test]
fn with_a_threshold_a_bad_row_is_not_fine() {
    let bad = "{\"code\":\"0x6\"}\n";
    assert_eq!(run_with(["batch"], bad).code, Some(0));
    assert_eq!(
        run_with(["batch", "--fail-on", "critical"], bad).code,
        Some(3)
    );
    assert_eq!(
        run_with(["batch", "--fail-on", "critical"], "").code,
        Some(0)
    );
}

#[test]
fn a_row_is_answered_before_the_next_is_sent() {
    let mut child = rugrisk(["batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the tool starts");
    let mut rows = child.stdin.take().expect("a pipe");
    let mut reports = BufReader::new(child.stdout.take().expect("a pipe"));
    for address in ["first", "second"] {
        writeln!(rows, "{{\"address\":\"{address}\",\"code\":\"33ff\"}}").expect("it reads");
        let mut line = String::new();
        reports.read_line(&mut line).expect("it answers");
        assert!(line.contains(address), "{line}");
    }
    drop(rows);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_batch_quietly() {
    let mut child = rugrisk(["batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tool starts");
    drop(child.stdout.take());
    let mut rows = child.stdin.take().expect("a pipe");
    // Written until the tool, which cannot write any more, stops reading.
    while rows.write_all(b"{\"code\":\"33ff\"}\n").is_ok() {}
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    let mut complaint = String::new();
    let mut stderr = child.stderr.take().expect("a pipe");
    stderr.read_to_string(&mut complaint).expect("text");
    assert_eq!(complaint, "");
}

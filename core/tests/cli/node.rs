//! Reading through a node: honest, broken, lying and silent ones.

use serde_json::{Value, json};

use crate::lying_node::{Answer, Node, TARGET, honest};
use crate::run::{DESTRUCTIBLE, Ran, file, path, rugrisk, run, run_with};

fn honest_node() -> Node {
    Node::start(|method, params, _| honest(DESTRUCTIBLE, method, params))
}

fn score(node: &Node) -> Ran {
    run([
        "score",
        TARGET,
        "--rpc",
        &node.url,
        "--timeout",
        "1",
        "--format",
        "json",
    ])
}

#[test]
fn score_names_chain_block_and_code() {
    let node = honest_node();
    let ran = score(&node);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let target = &ran.lines()[0]["target"];
    assert_eq!(target["chainId"], 1);
    assert_eq!(target["block"]["number"], 18_000_000);
    assert!(target["codeHash"].is_string());
    assert_eq!(node.asked("eth_chainId"), 1);
}

#[test]
fn record_then_replay_gives_the_bytes_of_score() {
    let node = honest_node();
    let out = path("recorded.json");
    let block = ["--block", "17000000"];
    let score = run([
        "score", TARGET, "--rpc", &node.url, block[0], block[1], "--format", "json",
    ]);
    let record = run([
        "record",
        TARGET,
        "--rpc",
        &node.url,
        block[0],
        "0x1036640",
        "--out",
        &out,
    ]);
    assert_eq!(record.code, Some(0), "{}", record.stderr);
    assert_eq!(record.stdout, "");
    let replay = run(["replay", &out, "--format", "json"]);
    assert_eq!(score.stdout, replay.stdout);
    assert_eq!(score.lines()[0]["target"]["block"]["number"], 17_000_000);

    let piped = run([
        "record", TARGET, "--rpc", &node.url, block[0], block[1], "--out", "-",
    ]);
    let replayed = run_with(["replay", "-", "--format", "json"], piped.stdout);
    assert_eq!(score.stdout, replayed.stdout);
}

#[test]
fn the_node_may_come_from_the_environment_and_its_key_is_never_printed() {
    let node = Node::start(|_, _, _| Answer::Error(4100, "no"));
    let output = rugrisk(["score", TARGET])
        .env("RUGRISK_RPC", format!("{}/v2/a-secret-key", node.url))
        .output()
        .expect("the tool runs");
    let ran = Ran::from(output);
    assert_eq!(ran.code, Some(3));
    assert!(ran.stderr.contains("4100"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("secret"), "{}", ran.stderr);
    let misspelt = rugrisk(["score", TARGET])
        .env("RUGRISK_RPC", "wss://a-secret-key")
        .output()
        .expect("the tool runs");
    let misspelt = Ran::from(misspelt);
    assert_eq!(misspelt.code, Some(2));
    assert!(!misspelt.stderr.contains("secret"), "{}", misspelt.stderr);
    let help = rugrisk(["score", "--help"])
        .env("RUGRISK_RPC", "http://a-secret-key")
        .output()
        .expect("the tool runs");
    assert!(!Ran::from(help).stdout.contains("secret"));
}

#[test]
fn another_chain_is_refused() {
    let node = honest_node();
    let ran = run(["score", TARGET, "--rpc", &node.url, "--chain-id", "8453"]);
    assert_eq!(ran.code, Some(3));
    assert_eq!(ran.stdout, "");
    assert!(
        ran.stderr.contains("chain 1") && ran.stderr.contains("8453"),
        "{}",
        ran.stderr
    );
    let same = run(["score", TARGET, "--rpc", &node.url, "--chain-id", "0x1"]);
    assert_eq!(same.code, Some(0), "{}", same.stderr);
}

#[test]
fn a_node_that_gives_no_start_ends_with_3() {
    let huge = || {
        let filling = "0".repeat(9 << 20);
        format!("{{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"0x{filling}\"}}").into_bytes()
    };
    let broken: [(&str, Node); 9] = [
        (
            "garbage",
            Node::start(|_, _, _| Answer::Http("200 OK", "", b"<html>".to_vec())),
        ),
        (
            "half an answer",
            Node::start(|_, _, _| Answer::Http("200 OK", "", b"{\"result\":".to_vec())),
        ),
        (
            "neither result nor error",
            Node::start(|_, _, _| Answer::Http("200 OK", "", b"{}".to_vec())),
        ),
        (
            "an error object",
            Node::start(|_, _, _| Answer::Error(-32601, "no such method")),
        ),
        (
            "HTTP 401",
            Node::start(|_, _, _| Answer::Http("401 Unauthorized", "", Vec::new())),
        ),
        (
            "a redirect",
            Node::start(|_, _, _| {
                Answer::Http(
                    "307 Temporary Redirect",
                    "Location: http://127.0.0.1:1/\r\n",
                    Vec::new(),
                )
            }),
        ),
        (
            "a huge body",
            Node::start(move |_, _, _| Answer::Http("200 OK", "", huge())),
        ),
        (
            "a null block",
            Node::start(|method, params, _| match method {
                "eth_getBlockByNumber" => Answer::Result(Value::Null),
                _ => honest(DESTRUCTIBLE, method, params),
            }),
        ),
        (
            "a chain id of another shape",
            Node::start(|method, params, _| match method {
                "eth_chainId" => Answer::Result(json!(1)),
                _ => honest(DESTRUCTIBLE, method, params),
            }),
        ),
    ];
    for (what, node) in broken {
        let ran = score(&node);
        assert_eq!(ran.code, Some(3), "{what}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{what}");
        assert!(ran.stderr.contains("check --"), "{what}: {}", ran.stderr);
    }
}

#[test]
fn a_silent_node_ends_by_timeout() {
    let silent = Node::start(|_, _, _| Answer::Silence);
    let ran = score(&silent);
    assert_eq!(ran.code, Some(3));
    assert!(
        ran.stderr.contains("did not answer in time"),
        "{}",
        ran.stderr
    );
}

#[test]
fn what_did_not_come_by_the_deadline_is_unknown() {
    // Whoever slot 0 names may destroy it.
    const GUARDED: &str = "0x335f5414600857005b33ff";
    let slow = Node::start(|method, params, _| match method {
        "eth_getStorageAt" => Answer::Silence,
        _ => honest(GUARDED, method, params),
    });
    let busy = Node::start(|method, params, _| match method {
        "eth_getStorageAt" => {
            Answer::Http("429 Too Many Requests", "Retry-After: 6\r\n", Vec::new())
        }
        _ => honest(GUARDED, method, params),
    });
    // Who refuses is asked by the block's hash and then by its number, each once: six seconds are not left.
    for (node, reason, tries) in [(slow, "TIMEOUT", 1), (busy, "RPC_ERROR", 2)] {
        let ran = run([
            "score",
            TARGET,
            "--rpc",
            &node.url,
            "--timeout",
            "600",
            "--deadline",
            "2",
            "--format",
            "json",
        ]);
        assert_eq!(ran.code, Some(0), "{reason}: {}", ran.stderr);
        let report = &ran.lines()[0];
        let unknowns = report["unknowns"].as_array().expect("a list");
        assert!(
            unknowns.iter().any(|each| each["reason"] == reason),
            "{reason}: {unknowns:?}"
        );
        assert_ne!(report["level"], "low", "{reason}");
        assert_eq!(node.asked("eth_getStorageAt"), tries, "{reason}");
    }
}

#[test]
fn nobody_at_the_address_ends_with_3() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port");
    let ran = run(["score", TARGET, "--rpc", &format!("http://{closed}")]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.stderr.contains("check --rpc"), "{}", ran.stderr);
}

#[test]
fn code_that_cannot_be_read_is_an_unknown_level_and_3() {
    let nodes: [(&str, Node); 4] = [
        (
            "an account without code",
            Node::start(|method, params, _| honest("0x", method, params)),
        ),
        (
            "an error",
            Node::start(|method, params, _| match method {
                "eth_getCode" => Answer::Error(-32602, "no"),
                _ => honest(DESTRUCTIBLE, method, params),
            }),
        ),
        (
            "silence",
            Node::start(|method, params, _| match method {
                "eth_getCode" => Answer::Silence,
                _ => honest(DESTRUCTIBLE, method, params),
            }),
        ),
        (
            "not hex",
            Node::start(|method, params, _| match method {
                "eth_getCode" => Answer::Result(json!("0xzz")),
                _ => honest(DESTRUCTIBLE, method, params),
            }),
        ),
    ];
    for (what, node) in nodes {
        let ran = score(&node);
        assert_eq!(ran.code, Some(3), "{what}: {}", ran.stderr);
        let report = &ran.lines()[0];
        assert_eq!(report["level"], "unknown", "{what}");
        assert_eq!(report["score"], Value::Null, "{what}");
        assert!(
            ran.stderr.contains("no code to judge"),
            "{what}: {}",
            ran.stderr
        );
        let out = file("without-code.json", "");
        let record = run([
            "record",
            TARGET,
            "--rpc",
            &node.url,
            "--timeout",
            "1",
            "--out",
            &out,
        ]);
        assert_eq!(record.code, Some(3), "{what}: {}", record.stderr);
        let replay = run(["replay", &out, "--format", "json"]);
        assert_eq!(
            (replay.code, &replay.stdout),
            (Some(3), &ran.stdout),
            "{what}"
        );
    }
}

#[test]
fn passing_errors_are_tried_again_and_refusals_are_not() {
    let busy = Node::start(|method, params, before| match before {
        0 => Answer::Http(
            "429 Too Many Requests",
            "Retry-After: 0\r\n",
            b"slow down".to_vec(),
        ),
        1 => Answer::Error(-32005, "limit exceeded"),
        _ => honest(DESTRUCTIBLE, method, params),
    });
    let ran = score(&busy);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(busy.asked("eth_chainId"), 3);

    let hopeless = Node::start(|_, _, _| Answer::Error(-32005, "limit exceeded"));
    assert_eq!(score(&hopeless).code, Some(3));
    assert_eq!(hopeless.asked("eth_chainId"), 3);

    let refusing = Node::start(|_, _, _| Answer::Error(-32601, "no such method"));
    assert_eq!(score(&refusing).code, Some(3));
    assert_eq!(refusing.asked("eth_chainId"), 1);

    // Waiting for an hour is no answer.
    let patient = Node::start(|_, _, _| {
        Answer::Http("429 Too Many Requests", "Retry-After: 3600\r\n", Vec::new())
    });
    assert_eq!(score(&patient).code, Some(3));
    assert_eq!(patient.asked("eth_chainId"), 1);
}

#[test]
fn what_a_node_says_cannot_steer_the_terminal() {
    let node = Node::start(|_, _, _| Answer::Error(-1, "\u{1b}]0;owned\u{7}"));
    let ran = score(&node);
    assert!(ran.stderr.contains("owned"), "{}", ran.stderr);
    assert!(!ran.stderr.contains(['\u{1b}', '\u{7}']));
}

#[test]
fn nothing_but_the_report_is_written_where_nobody_watches() {
    let ran = score(&honest_node());
    assert_eq!(ran.code, Some(0));
    assert_eq!(ran.stderr, "");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_a_wait_at_once_and_leaves_no_report() {
    use std::process::{Command, Stdio};

    let silent = Node::start(|_, _, _| Answer::Silence);
    let child = rugrisk(["score", TARGET, "--rpc", &silent.url, "--timeout", "600"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tool starts");
    while silent.asked("eth_chainId") == 0 {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let interrupted = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(interrupted.is_ok_and(|status| status.success()));
    let ran = Ran::from(child.wait_with_output().expect("the tool ends"));
    assert_eq!((ran.code, ran.stdout.as_str()), (None, ""));
}

//! The fault table over what real nodes answered: whatever becomes of a request, the conversation
//! ends, the reason is named, and nothing looks safer than with the whole answer.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use rugrisk::facts::Controller;
use rugrisk::finding::State;
use rugrisk::session::Ask;
use rugrisk::{
    Failure, Finding, FindingId, Outcome, Reason, Reply, Report, Session, SessionError,
    SessionOptions, Severity, score_evidence,
};
use rugrisk_tests::frozen;
use rugrisk_tests::recorded::{MULTICALL, Recorded};

/// Kept conversations of each kind: keys and delays, names, holders, pools, proxies, bridges, markets, deposits.
const KEPT: [&str; 23] = [
    "control/one-key",
    "control/timelock-of-one-key",
    "identity/usdc-copy",
    "identity/young",
    "distribution/few-hands",
    "distribution/renounced-and-kept",
    "incidents/kelpdao",
    "incidents/rave",
    "incidents/xbank",
    "incidents/syncdex-farm",
    "incidents/merlin-setter",
    "liquidity/lost-in-locker",
    "liquidity/many-hands",
    "liquidity/aside",
    "liquidity/removed",
    "liquidity/removed-and-deep",
    "liquidity/v3-old",
    "liquidity/v3-owner",
    "stakes/collector",
    "stakes/comptroller",
    "stakes/strategy-settled",
    "upgrades/beacon-key",
    "upgrades/uups-key",
];
/// More questions than any conversation may take.
const PATIENCE: usize = 400;

fn node(name: &str) -> Recorded {
    Recorded::new(frozen::evidence(name).expect("kept evidence"))
}

/// Talks to the end; `answer` is told how many requests came before, `deliver` hands the replies on.
fn talk(
    node: &Recorded,
    answer: impl Fn(&Ask, usize) -> Outcome,
    deliver: impl Fn(&mut Session, Vec<Reply>),
) -> Result<(Report, usize), SessionError> {
    converse(node, node.evidence.depth.max_requests(), answer, deliver)
}

/// The same with a budget.
fn converse(
    node: &Recorded,
    max_requests: u32,
    answer: impl Fn(&Ask, usize) -> Outcome,
    deliver: impl Fn(&mut Session, Vec<Reply>),
) -> Result<(Report, usize), SessionError> {
    let target = node.evidence.target;
    let options = SessionOptions {
        chain_id: target.chain_id,
        depth: node.evidence.depth,
        max_requests,
        ..SessionOptions::default()
    };
    let mut session = Session::new(target.address.expect("an account"), options);
    session.hint(node.evidence.hints.clone());
    let mut asked = 0;
    loop {
        let asks = session.poll()?;
        if asks.is_empty() {
            let report = session.report();
            let replayed = score_evidence(session.evidence());
            assert_eq!(replayed.to_json(), report.to_json());
            return Ok((report, asked));
        }
        let replies = asks.iter().map(|ask| {
            let outcome = answer(ask, asked);
            asked += 1;
            assert!(asked < PATIENCE, "it never ends");
            Reply {
                id: ask.id,
                outcome,
            }
        });
        let replies = replies.collect();
        deliver(&mut session, replies);
    }
}

fn in_order(session: &mut Session, replies: Vec<Reply>) {
    replies.into_iter().for_each(|reply| session.handle(reply));
}

fn whole(node: &Recorded) -> (Report, usize) {
    talk(node, |ask, _| node.answer(ask), in_order).expect("a node that answers")
}

/// In what way a report that lacks something looks safer than the whole one.
fn safer(report: &Report, whole: &Report, label: &str) -> Option<String> {
    let failed = |report: &Report| {
        let unknowns = report.unknowns.iter();
        unknowns.filter(|each| each.reason.is_failure()).count()
    };
    let is_less = failed(report) > failed(whole);
    // What a node that keeps little cannot tell is said to be possible.
    let is_possible = |finding: &&Finding| {
        let is_theirs = finding.id == FindingId::SupplyHeldByPrivileged;
        is_theirs && finding.state == State::Possible && finding.severity >= Severity::High
    };
    let is_said = whole.score <= Some(50) && report.findings.iter().any(|each| is_possible(&each));
    let wrong = [
        (
            report.score.is_some_and(|score| Some(score) < whole.score) && !is_said,
            "a lower score",
        ),
        (report.interval[1] < whole.interval[1], "a lower end"),
        (report.coverage > whole.coverage, "a higher coverage"),
        (
            is_less && report.coverage == whole.coverage,
            "the same coverage",
        ),
    ];
    let wrong = wrong.iter().find(|(is_wrong, _)| *is_wrong)?.1;
    Some(format!(
        "{label}: {wrong}, {:?} {:?} {} for {:?} {:?} {}: {:?}",
        report.score,
        report.interval,
        report.coverage.to_f64(),
        whole.score,
        whole.interval,
        whole.coverage.to_f64(),
        report.unknowns
    ))
}

fn assert_no_safer(report: &Report, whole: &Report, label: &str) {
    assert_eq!(safer(report, whole, label), None);
}

#[test]
fn a_kept_conversation_can_be_held_again() {
    for name in frozen::names().expect("a list") {
        let node = node(&name);
        let kept = score_evidence(&node.evidence);
        let (report, _) = whole(&node);
        assert_eq!(report.findings, kept.findings, "{name}");
        assert_eq!(report.score, kept.score, "{name}: {:?}", report.unknowns);
    }
}

#[test]
fn whatever_becomes_of_one_request_nothing_looks_safer() {
    let text = |text: &str| Outcome::Result(text.to_owned());
    let huge = format!("\"0x{}\"", "5b".repeat(100_000));
    let many = format!("[{}]", ["{}"; 3_000].join(","));
    let faults = [
        (
            "an error",
            Outcome::Failure(Failure::RpcError),
            Reason::RpcError,
        ),
        (
            "silence",
            Outcome::Failure(Failure::Timeout),
            Reason::Timeout,
        ),
        (
            "forgotten",
            Outcome::Failure(Failure::Archive),
            Reason::Archive,
        ),
        (
            "unheard of",
            Outcome::Failure(Failure::Unsupported),
            Reason::Unsupported,
        ),
        ("a page", text("<html>"), Reason::InvalidReply),
        (
            "no range is small enough",
            Outcome::Failure(Failure::LogRange { most: None }),
            Reason::LogRange,
        ),
        ("null", text("null"), Reason::InvalidReply),
        ("a huge answer", text(&huge), Reason::InvalidReply),
        ("a long list", text(&many), Reason::InvalidReply),
    ];
    for name in KEPT {
        let node = node(name);
        let (whole, requests) = whole(&node);
        for (fault, outcome, reason) in &faults {
            // From then on every request of its kind fails, as one is asked again in another way; and
            // it alone.
            for (failing, last) in (2..requests).flat_map(|n| [(n, usize::MAX), (n, n)]) {
                let method = std::cell::Cell::new("");
                let answer = |ask: &Ask, asked: usize| {
                    if asked == failing {
                        method.set(ask.method);
                    }
                    let fits = *reason != Reason::LogRange || ask.method == "eth_getLogs";
                    let is_one = ask.method == method.get() && (failing..=last).contains(&asked);
                    if is_one && fits {
                        return outcome.clone();
                    }
                    node.answer(ask)
                };
                let label = format!("{name}, {fault} from {failing} to {last}");
                let (report, _) = talk(&node, answer, in_order).expect("chain and block are known");
                assert_no_safer(&report, &whole, &label);
                // Asking in another way may take more requests than are allowed, or what was not kept.
                let reasons = [*reason, Reason::Budget, Reason::InvalidReply];
                let mut unknowns = report.unknowns.iter();
                let is_named = unknowns.any(|each| reasons.contains(&each.reason));
                // Something that is possible now may say it instead.
                let mut findings = whole.findings.iter();
                assert!(
                    is_named || findings.all(|finding| report.findings.contains(finding)),
                    "{label}: {} fails, {:?}, {:?}",
                    method.get(),
                    report.unknowns,
                    report.findings
                );
            }
        }
    }
}

#[test]
fn whoever_carries_out_calls_and_was_not_read_is_named() {
    // What is refused by the block's hash would be asked again by its number.
    let node = Recorded {
        takes_hashes: false,
        ..node("control/timelock-of-a-safe")
    };
    let (_, requests) = whole(&node);
    let unread = |holders: &[Controller]| {
        let mut gaps = holders.iter().filter_map(Controller::gap);
        gaps.any(|reason| reason == Reason::RpcError)
    };
    let mut seen = 0;
    for failing in 2..requests {
        let answer = |ask: &Ask, asked: usize| {
            if asked == failing {
                return Outcome::Failure(Failure::RpcError);
            }
            node.answer(ask)
        };
        let (report, _) = talk(&node, answer, in_order).expect("chain and block are known");
        let mut holders = report
            .findings
            .iter()
            .filter_map(|each| each.controller.as_ref());
        let is_theirs = |holder: &Controller| {
            matches!(holder, Controller::Timelock { proposers, executors, .. }
                if unread(executors) && !unread(proposers))
        };
        if holders.any(is_theirs) {
            seen += 1;
            let mut unknowns = report.unknowns.iter();
            let is_named = unknowns.any(|each| {
                each.what.starts_with("who carries out") && each.reason == Reason::RpcError
            });
            assert!(is_named, "{failing}: {:?}", report.unknowns);
        }
    }
    assert!(seen > 0, "no request is about them alone");
}

#[test]
fn an_empty_answer_is_no_answer_of_a_token() {
    for name in KEPT {
        let node = node(name);
        let (whole, requests) = whole(&node);
        for failing in 2..requests {
            let answer = |ask: &Ask, asked: usize| {
                // What an account without code answers; only a lie says so of one with code.
                if asked >= failing && ask.method == "eth_call" {
                    return Outcome::Result("\"0x\"".to_owned());
                }
                node.answer(ask)
            };
            let (report, _) = talk(&node, answer, in_order).expect("chain and block are known");
            assert_no_safer(&report, &whole, &format!("{name}, empty from {failing} on"));
        }
    }
}

/// How many blocks a request for events covers.
fn blocks(ask: &Ask) -> Option<u64> {
    let params = serde_json::json!(ask.params);
    let [first, last] = ["fromBlock", "toBlock"].map(|end| {
        let digits = params[0][end].as_str()?.strip_prefix("0x")?;
        u64::from_str_radix(digits, 16).ok()
    });
    last?.checked_sub(first?)?.checked_add(1)
}

#[test]
fn a_limit_of_blocks_is_told_once() {
    let mut later = 0;
    for name in frozen::names().expect("a list") {
        let node = node(&name);
        let target = node.evidence.target;
        let newest = node.evidence.block.known().expect("a block").number;
        let most = newest.div_ceil(3).max(1);
        let options = SessionOptions {
            chain_id: target.chain_id,
            depth: node.evidence.depth,
            max_requests: node.evidence.depth.max_requests(),
            ..SessionOptions::default()
        };
        let mut session = Session::new(target.address.expect("an account"), options);
        session.hint(node.evidence.hints.clone());
        let mut was_told = false;
        loop {
            let asks = session.poll().expect("chain and block are known");
            if asks.is_empty() {
                break;
            }
            let is_wide = |ask: &Ask| blocks(ask).is_some_and(|blocks| blocks > most);
            later += usize::from(was_told && asks.iter().any(|ask| blocks(ask).is_some()));
            assert!(
                !was_told || !asks.iter().any(is_wide),
                "{name} asks in vain"
            );
            was_told |= asks.iter().any(is_wide);
            for ask in asks {
                let most = Some(most);
                let outcome = if is_wide(&ask) {
                    Outcome::Failure(Failure::LogRange { most })
                } else {
                    node.answer(&ask)
                };
                let id = ask.id;
                session.handle(Reply { id, outcome });
            }
        }
    }
    assert!(later > 0, "nobody asks for events again");
}

#[test]
fn refused_ranges_are_asked_in_parts_or_named() {
    let name = "distribution/few-hands";
    let node = node(name);
    let (whole, _) = whole(&node);
    let refusing = |most: u64, told: bool| {
        let answer = move |node: &Recorded, ask: &Ask| {
            if blocks(ask).is_some_and(|blocks| blocks > most) {
                let most = told.then_some(most);
                return Outcome::Failure(Failure::LogRange { most });
            }
            node.answer(ask)
        };
        talk(&node, |ask, _| answer(&node, ask), in_order)
            .expect("chain and block are known")
            .0
    };
    for told in [true, false] {
        assert_eq!(
            refusing(80, told).findings,
            whole.findings,
            "a few parts, told {told}"
        );
        let report = refusing(1, told);
        assert_no_safer(&report, &whole, "one block at a time");
        assert!(
            report
                .unknowns
                .iter()
                .any(|each| each.reason == Reason::LogRange)
        );
    }
}

#[test]
fn a_node_without_multicall_or_hashes_says_the_same() {
    for name in KEPT {
        let (whole, _) = whole(&node(name));
        for (has_multicall, takes_hashes) in [(false, true), (true, false), (false, false)] {
            let bare = Recorded {
                has_multicall,
                takes_hashes,
                ..node(name)
            };
            let (report, _) = self::whole(&bare);
            let label = format!("{name}, Multicall3 {has_multicall}, hashes {takes_hashes}");
            assert_no_safer(&report, &whole, &label);
        }
    }
}

#[test]
fn where_nobody_says_whether_the_block_was_replaced_that_is_unknown() {
    let node = Recorded {
        takes_hashes: false,
        ..node("control/one-key")
    };
    let (whole, requests) = whole(&node);
    let is_check = |asked: usize| asked + 1 == requests;
    let unchecked = |report: &Report| {
        let mut unknowns = report.unknowns.iter();
        unknowns
            .find(|each| each.what == "whether all was read in one block")
            .map(|each| each.reason)
    };
    assert_eq!(unchecked(&whole), None);
    for (fault, reason) in [
        (Outcome::Failure(Failure::RpcError), Reason::RpcError),
        (Outcome::Failure(Failure::Timeout), Reason::Timeout),
        (Outcome::Result("null".to_owned()), Reason::InvalidReply),
        (Outcome::Result("<html>".to_owned()), Reason::InvalidReply),
    ] {
        let answer = |ask: &Ask, asked: usize| {
            if is_check(asked) {
                assert_eq!(ask.method, "eth_getBlockByNumber", "the last one");
                return fault.clone();
            }
            node.answer(ask)
        };
        let (report, _) = talk(&node, answer, in_order).expect("chain and block are known");
        assert_eq!(unchecked(&report), Some(reason));
        assert_eq!(report.findings, whole.findings, "{reason:?}");
        assert!(report.coverage < whole.coverage, "{reason:?}");
    }
}

/// What becomes of a request, where it is not answered.
type Fault = fn(&Ask, &Recorded) -> Option<Outcome>;

/// The state of an earlier block.
fn is_past(ask: &Ask, node: &Recorded) -> bool {
    let params = serde_json::json!(ask.params);
    let number = node.evidence.block.known().expect("a block").number;
    let newest = serde_json::json!(format!("{number:#x}"));
    ask.method == "eth_getCode" && params[1].is_string() && params[1] != newest
}

fn events_fail(ask: &Ask, failure: Failure) -> Option<Outcome> {
    (ask.method == "eth_getLogs").then_some(Outcome::Failure(failure))
}

fn no_archive(ask: &Ask, node: &Recorded) -> Option<Outcome> {
    is_past(ask, node).then_some(Outcome::Failure(Failure::Archive))
}

fn no_multicall(ask: &Ask, failure: Outcome) -> Option<Outcome> {
    let to = serde_json::json!(ask.params)[0]["to"].clone();
    let is_batch = to.as_str().is_some_and(|to| MULTICALL.contains(&to));
    is_batch.then_some(failure)
}

fn nothing() -> Outcome {
    Outcome::Result("\"0x\"".to_owned())
}

#[test]
fn whatever_a_node_never_answers_nothing_looks_safer() {
    let faults: [(&str, Fault); 14] = [
        ("no archive", no_archive),
        ("no archive, an error", |ask, node| {
            is_past(ask, node).then_some(Outcome::Failure(Failure::RpcError))
        }),
        ("no events, an error", |ask, _| {
            events_fail(ask, Failure::RpcError)
        }),
        ("no events, silence", |ask, _| {
            events_fail(ask, Failure::Timeout)
        }),
        ("no events, unheard of", |ask, _| {
            events_fail(ask, Failure::Unsupported)
        }),
        ("no events, any range", |ask, _| {
            events_fail(ask, Failure::LogRange { most: None })
        }),
        ("no events, a page", |ask, _| {
            (ask.method == "eth_getLogs").then(|| Outcome::Result("<html>".to_owned()))
        }),
        ("neither archive nor events", |ask, node| {
            no_archive(ask, node).or_else(|| events_fail(ask, Failure::RpcError))
        }),
        ("neither archive nor events, any range", |ask, node| {
            let range = Failure::LogRange { most: None };
            no_archive(ask, node).or_else(|| events_fail(ask, range))
        }),
        ("no Multicall3", |ask, _| no_multicall(ask, nothing())),
        ("Multicall3 fails", |ask, _| {
            no_multicall(ask, Outcome::Failure(Failure::RpcError))
        }),
        ("neither Multicall3 nor events", |ask, _| {
            no_multicall(ask, nothing()).or_else(|| events_fail(ask, Failure::RpcError))
        }),
        ("nothing to any call", |ask, _| {
            (ask.method == "eth_call").then(nothing)
        }),
        ("nothing to anything", |ask, _| {
            let begins = ["eth_chainId", "eth_getBlockByNumber"].contains(&ask.method);
            (!begins).then(nothing)
        }),
    ];
    let mut wrong = Vec::new();
    for name in frozen::names().expect("a list") {
        let node = node(&name);
        let (whole, _) = whole(&node);
        for (fault, instead) in faults {
            let answer = |ask: &Ask, _| instead(ask, &node).unwrap_or_else(|| node.answer(ask));
            let (report, _) = talk(&node, answer, in_order).expect("chain and block are known");
            wrong.extend(safer(&report, &whole, &format!("{name}, {fault}")));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of them:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// `Approval(address,address,uint256)` and `RoleGranted(bytes32,address,address)`.
const APPROVAL: &str = "0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925";
const ROLE_GRANTED: &str = "0x2f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d";

/// What nothing that is read tells. Of a token of unknown age nothing need have moved in three days; and code that
/// logs nothing itself may have come after some that did, or have been there from the beginning.
const UNTOLD: [&str; 2] = ["liquidity/v3-old", "upgrades/safe-style-replaced-lately"];

/// What is left of a list of events, of which the node says that it is all; and the block that it reads at.
type Cut = fn(&mut Vec<serde_json::Value>, u64);

fn lags(events: &mut Vec<serde_json::Value>, last: u64) {
    events.retain(|event| {
        let block = event["blockNumber"].as_str().expect("a block");
        let digits = block.strip_prefix("0x").expect("a number");
        u64::from_str_radix(digits, 16).expect("a number") <= last
    });
}

#[test]
fn events_that_are_cut_short_make_nothing_safer() {
    let cuts: [(&str, Cut); 8] = [
        ("none", |events, _| events.clear()),
        ("the first", |events, _| events.truncate(1)),
        ("the first two", |events, _| events.truncate(2)),
        ("the last", |events, _| {
            events.drain(..events.len().saturating_sub(1));
        }),
        ("the last two", |events, _| {
            events.drain(..events.len().saturating_sub(2));
        }),
        ("those of one block before", |events, newest| {
            lags(events, newest.saturating_sub(1));
        }),
        ("those of three blocks before", |events, newest| {
            lags(events, newest.saturating_sub(3));
        }),
        ("those of eight blocks before", |events, newest| {
            lags(events, newest.saturating_sub(8));
        }),
    ];
    let mut wrong = Vec::new();
    for name in frozen::names().expect("a list") {
        if UNTOLD.contains(&name.as_str()) {
            continue;
        }
        let node = node(&name);
        let newest = node.evidence.block.known().expect("a block").number;
        let (whole, _) = whole(&node);
        for (left, cut) in cuts {
            let answer = |ask: &Ask, _| match (ask.method, node.answer(ask)) {
                ("eth_getLogs", Outcome::Result(text)) => {
                    let mut events: Vec<_> = serde_json::from_str(&text).expect("a list");
                    let topic = serde_json::json!(ask.params)[0]["topics"][0].clone();
                    cut(&mut events, newest);
                    // Of several, nothing that is read tells that one is missing.
                    if topic == APPROVAL || topic == ROLE_GRANTED && !events.is_empty() {
                        return node.answer(ask);
                    }
                    Outcome::Result(serde_json::Value::Array(events).to_string())
                }
                (_, answer) => answer,
            };
            let (report, _) = talk(&node, answer, in_order).expect("chain and block are known");
            let label = format!("{name}, of events {left}");
            let mut unknowns = report.unknowns.iter();
            let is_named =
                unknowns.any(|each| each.reason.is_failure() && !whole.unknowns.contains(each));
            let is_kept = |finding: &&Finding| {
                let mut findings = report.findings.iter();
                findings.any(|each| each.id == finding.id && each.severity >= finding.severity)
            };
            if let Some(lost) = whole.findings.iter().find(|finding| !is_kept(finding))
                && !is_named
            {
                wrong.push(format!("{label}: {:?} is gone in silence", lost.id));
            }
            wrong.extend(safer(&report, &whole, &label));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of them:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn wherever_a_budget_ends_nothing_looks_safer() {
    let mut wrong = Vec::new();
    for name in frozen::names().expect("a list") {
        let node = node(&name);
        let (whole, requests) = whole(&node);
        for allowed in 3..u32::try_from(requests).expect("a number of requests") {
            let answer = |ask: &Ask, _| node.answer(ask);
            let (report, _) = converse(&node, allowed, answer, in_order).expect("chain and block");
            wrong.extend(safer(
                &report,
                &whole,
                &format!("{name}, {allowed} of {requests}"),
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of them:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_node_of_another_chain_is_refused() {
    let node = node(KEPT[0]);
    let elsewhere = |ask: &Ask, _| match ask.method {
        "eth_chainId" => Outcome::Result("\"0xbad\"".to_owned()),
        _ => node.answer(ask),
    };
    let refused = talk(&node, elsewhere, in_order).expect_err("another chain");
    assert_eq!(refused.code(), "CHAIN_MISMATCH");
}

#[test]
fn a_node_that_lags_behind_its_own_block_leaves_unknowns() {
    for name in KEPT {
        let node = node(name);
        let (whole, _) = whole(&node);
        // The balancer's other node has not seen the block that the first one named.
        let lagging = |ask: &Ask, asked: usize| match ask.method {
            "eth_chainId" | "eth_getBlockByNumber" => node.answer(ask),
            _ if asked.is_multiple_of(2) => node.answer(ask),
            _ => Outcome::Failure(Failure::RpcError),
        };
        let (report, _) = talk(&node, lagging, in_order).expect("chain and block are known");
        assert_no_safer(&report, &whole, name);
    }
}

#[test]
fn order_repetition_and_delay_change_no_byte() {
    for name in KEPT {
        let node = node(name);
        let whole = whole(&node).0.to_json();
        let ways: [fn(&mut Session, Vec<Reply>); 3] = [
            |session, mut replies| {
                replies.reverse();
                in_order(session, replies);
            },
            |session, mut replies| {
                let half = replies.len() / 2;
                replies.rotate_left(half);
                in_order(session, replies.clone());
                in_order(session, replies);
            },
            |session, mut replies| {
                // The slowest comes when the host has asked twice more.
                let late = replies.pop();
                in_order(session, replies);
                assert_eq!(
                    session.poll().map(|asks| asks.len()),
                    Ok(usize::from(late.is_none()))
                );
                in_order(session, late.into_iter().collect());
            },
        ];
        for way in ways {
            let (report, _) = talk(&node, |ask, _| node.answer(ask), way).expect("an answer");
            assert_eq!(report.to_json(), whole, "{name}");
        }
    }
}

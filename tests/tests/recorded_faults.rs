//! The fault table over what real nodes answered: whatever becomes of a request, the conversation
//! ends, the reason is named, and nothing looks safer than with the whole answer.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use rugrisk::session::Ask;
use rugrisk::{
    Failure, Outcome, Reason, Reply, Report, Session, SessionError, SessionOptions, score_evidence,
};
use rugrisk_tests::frozen;
use rugrisk_tests::recorded::Recorded;

/// Kept conversations of each kind: keys and delays, names, holders, pools, proxies, bridges, markets, deposits.
const KEPT: [&str; 19] = [
    "control/one-key",
    "control/timelock-of-one-key",
    "identity/usdc-copy",
    "identity/young",
    "distribution/few-hands",
    "distribution/renounced-and-kept",
    "incidents/kelpdao",
    "incidents/xbank",
    "incidents/syncdex-farm",
    "incidents/merlin-setter",
    "liquidity/lost-in-locker",
    "liquidity/many-hands",
    "liquidity/removed",
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
    let target = node.evidence.target;
    let options = SessionOptions {
        chain_id: target.chain_id,
        ..SessionOptions::default()
    };
    let mut session = Session::new(target.address.expect("an account"), options);
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

/// A report that lacks something looks no safer than the whole one.
fn assert_no_safer(report: &Report, whole: &Report, label: &str) {
    let shown = || {
        format!(
            "{label}: {:?} {:?} for {:?} {:?}: {:?}",
            report.score, report.interval, whole.score, whole.interval, report.unknowns
        )
    };
    assert!(
        report.score.is_none_or(|score| Some(score) >= whole.score),
        "{}",
        shown()
    );
    assert!(report.interval[1] >= whole.interval[1], "{}", shown());
    let failed = |report: &Report| {
        report
            .unknowns
            .iter()
            .filter(|each| each.reason.is_failure())
            .count()
    };
    let is_less = failed(report) > failed(whole);
    assert!(report.coverage < whole.coverage || !is_less, "{}", shown());
    assert!(report.coverage <= whole.coverage, "{}", shown());
}

#[test]
fn a_kept_conversation_can_be_held_again() {
    for name in KEPT {
        let node = node(name);
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

#[test]
fn refused_ranges_are_asked_in_parts_or_named() {
    let name = "distribution/few-hands";
    let node = node(name);
    let (whole, _) = whole(&node);
    let refusing = |most: u64, told: bool| {
        let answer = move |node: &Recorded, ask: &Ask| {
            let params = serde_json::json!(ask.params);
            let ends = ["fromBlock", "toBlock"].map(|end| {
                let text = params[0][end]
                    .as_str()
                    .and_then(|text| text.strip_prefix("0x"));
                text.and_then(|digits| u64::from_str_radix(digits, 16).ok())
                    .unwrap_or(0)
            });
            if ask.method == "eth_getLogs" && ends[1] - ends[0] >= most {
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

//! Nodes that fail, lie, lag, or answer out of order: whatever they do, the conversation ends, the
//! reason is named, and nothing looks safer than the truth.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;

use rugrisk::session::Ask;
use rugrisk::{
    Address, B256, Failure, Outcome, Reason, Reply, Report, RequestId, Session, SessionError,
    SessionOptions, U256, score_evidence,
};
use rugrisk_tests::artifacts::Artifacts;
use serde_json::json;

const TOKEN: Address = Address::repeat_byte(0x70);
const TIMELOCK: Address = Address::repeat_byte(0x71);
const ADMIN: Address = Address::repeat_byte(0xad);
const MULTICALL: &str = "0xca11bde05977b3631167028862be2a173976ca11";
const TWO_DAYS: u64 = 172_800;
/// More questions than any conversation about so little may take.
const PATIENCE: usize = 400;

/// A mintable token that a timelock of one key owns, on chain 1.
struct World {
    code: BTreeMap<Address, String>,
    storage: BTreeMap<(Address, U256), B256>,
    hash: B256,
    takes_hashes: bool,
    has_multicall: bool,
}

impl World {
    fn new() -> Self {
        let artifacts =
            Artifacts::load().expect("compiled contracts: npm --prefix tests run compile");
        let compiled = |name: &str| {
            let (_, artifact) = artifacts
                .builds(name)
                .find(|(build, _)| *build == "0.8.37")
                .expect("a build of 0.8.37");
            artifact.clone()
        };
        let (token, timelock) = (compiled("Oz5Mint"), compiled("QueueTimelock"));
        let slot = |contract: &str, name: &str| {
            let variable = artifacts.variable(contract, name);
            variable.expect("a state variable").slot.0
        };
        let storage = BTreeMap::from([
            ((TOKEN, slot("Oz5Mint", "_owner")), TIMELOCK.into_word()),
            (
                (TIMELOCK, slot("QueueTimelock", "admin")),
                ADMIN.into_word(),
            ),
            (
                (TIMELOCK, slot("QueueTimelock", "delay")),
                U256::from(TWO_DAYS).into(),
            ),
        ]);
        Self {
            code: BTreeMap::from([(TOKEN, token.runtime), (TIMELOCK, timelock.runtime)]),
            storage,
            hash: B256::repeat_byte(0xb1),
            takes_hashes: true,
            has_multicall: true,
        }
    }

    fn answer(&self, ask: &Ask) -> Outcome {
        let params = json!(ask.params);
        let at_hash = params
            .as_array()
            .and_then(|params| params.last()?.get("blockHash"));
        if at_hash.is_some_and(|hash| !self.takes_hashes || *hash != json!(self.hash)) {
            return Outcome::Failure(Failure::RpcError);
        }
        let account = || {
            params[0]
                .as_str()
                .and_then(|text| text.parse::<Address>().ok())
        };
        let result = match ask.method {
            "eth_chainId" => json!("0x1"),
            "eth_getBlockByNumber" => {
                json!({"number": "0x10", "hash": self.hash, "timestamp": "0x6553f100"})
            }
            "eth_getCode" => {
                let code = account().and_then(|account| self.code.get(&account));
                json!(code.map_or("0x", String::as_str))
            }
            "eth_getStorageAt" => {
                let slot = params[1].as_str().and_then(|text| text.parse().ok());
                let key = account().zip(slot);
                let word = key.and_then(|key| self.storage.get(&key).copied());
                json!(word.unwrap_or_default())
            }
            "eth_getLogs" => json!([]),
            "eth_call" if params[0]["to"] == MULTICALL && self.has_multicall => {
                json!(all_reverted(params[0]["data"].as_str().unwrap_or_default()))
            }
            _ => return Outcome::Failure(Failure::Reverted),
        };
        Outcome::Result(result.to_string())
    }
}

/// What Multicall3 returns where every call reverts.
fn all_reverted(calldata: &str) -> String {
    let count = usize::from_str_radix(&calldata[74..138], 16).expect("a number of calls");
    let word = |number: usize| format!("{number:064x}");
    let heads = (0..count).map(|index| word(32 * count + 96 * index));
    let tails = (0..count).map(|_| [word(0), word(64), word(0)].concat());
    let body: String = heads.chain(tails).collect();
    format!("0x{}{}{body}", word(32), word(count))
}

/// Talks to the end; `hand` gives the replies of a round to the session.
fn talk(
    answer: impl Fn(&Ask, usize) -> Outcome,
    hand: impl Fn(&mut Session, Vec<Reply>),
) -> Result<Report, SessionError> {
    converse(SessionOptions::default(), answer, hand)
}

/// The same with options.
fn converse(
    options: SessionOptions,
    answer: impl Fn(&Ask, usize) -> Outcome,
    hand: impl Fn(&mut Session, Vec<Reply>),
) -> Result<Report, SessionError> {
    let mut session = Session::new(TOKEN, options);
    let mut asked = 0;
    loop {
        let asks = session.poll()?;
        if asks.is_empty() {
            let report = session.report();
            assert_eq!(
                score_evidence(session.evidence()).to_json(),
                report.to_json()
            );
            return Ok(report);
        }
        let replies = asks.iter().map(|ask| {
            asked += 1;
            assert!(asked < PATIENCE, "it never ends");
            let (id, outcome) = (ask.id, answer(ask, asked));
            Reply { id, outcome }
        });
        let replies = replies.collect();
        hand(&mut session, replies);
    }
}

fn in_order(session: &mut Session, replies: Vec<Reply>) {
    replies.into_iter().for_each(|reply| session.handle(reply));
}

fn names(report: &Report, reason: Reason) -> bool {
    report.unknowns.iter().any(|each| each.reason == reason)
}

fn is_unchecked(report: &Report) -> bool {
    let mut unknowns = report.unknowns.iter();
    unknowns.any(|each| each.what == "whether all was read in one block")
}

fn truth(world: &World) -> Report {
    talk(|ask, _| world.answer(ask), in_order).expect("a healthy node")
}

#[test]
fn the_whole_answer_names_the_timelock() {
    let report = truth(&World::new());
    let text = report.to_json();
    assert!(text.contains(r#""kind":"timelock""#), "{text}");
    assert!(text.contains(r#""delaySecs":172800"#), "{text}");
}

#[test]
fn each_request_that_fails_is_named_and_makes_nothing_safer() {
    let world = World::new();
    let whole = truth(&world);
    let faults = [
        (Outcome::Failure(Failure::RpcError), Reason::RpcError),
        (Outcome::Failure(Failure::Timeout), Reason::Timeout),
        (Outcome::Failure(Failure::Archive), Reason::Archive),
        (Outcome::Failure(Failure::Unsupported), Reason::Unsupported),
        (Outcome::Result("<html>".to_owned()), Reason::InvalidReply),
        (
            Outcome::Result("{\"a\":[]}".to_owned()),
            Reason::InvalidReply,
        ),
        (
            Outcome::Result(format!("\"0x{}\"", "00".repeat(200_000))),
            Reason::InvalidReply,
        ),
    ];
    for method in ["eth_getCode", "eth_getStorageAt"] {
        for (fault, reason) in &faults {
            // The first of a kind may be asked again by number, so all of them fail from the n-th on.
            for from in 0..6 {
                let seen = std::cell::Cell::new(0);
                let answer = |ask: &Ask, _| {
                    if ask.method != method {
                        return world.answer(ask);
                    }
                    seen.set(seen.get() + 1);
                    if seen.get() > from {
                        fault.clone()
                    } else {
                        world.answer(ask)
                    }
                };
                let report = talk(answer, in_order).expect("chain and block are known");
                let label = format!("{method} {reason:?} from {from}");
                if report == whole
                    || report.requests == whole.requests && report.findings == whole.findings
                {
                    continue;
                }
                assert!(report.coverage <= whole.coverage, "{label}");
                assert!(names(&report, *reason), "{label}: {:?}", report.unknowns);
                assert!(
                    report.score.is_none() || report.score >= whole.score,
                    "{label}"
                );
                assert!(report.interval[1] >= whole.interval[1], "{label}");
            }
        }
    }
}

#[test]
fn an_empty_code_of_the_target_is_unknown() {
    let world = World::new();
    let answer = |ask: &Ask, _| match ask.method {
        "eth_getCode" => Outcome::Result("\"0x\"".to_owned()),
        _ => world.answer(ask),
    };
    let report = talk(answer, in_order).expect("an answer");
    assert_eq!(report.score, None);
    assert!(names(&report, Reason::NotDeployed), "{:?}", report.unknowns);
}

#[test]
fn replies_in_any_order_and_twice_give_the_same_bytes() {
    let world = World::new();
    let whole = truth(&world).to_json();
    let backwards = |session: &mut Session, mut replies: Vec<Reply>| {
        replies.reverse();
        let late = replies.first().cloned();
        in_order(session, replies);
        in_order(session, late.into_iter().collect());
        session.handle(Reply {
            id: RequestId(9_999),
            outcome: Outcome::Failure(Failure::Timeout),
        });
    };
    let report = talk(|ask, _| world.answer(ask), backwards).expect("a healthy node");
    assert_eq!(report.to_json(), whole);
}

#[test]
fn a_node_that_takes_no_hashes_is_asked_by_number_and_checked() {
    let by_number = World {
        takes_hashes: false,
        ..World::new()
    };
    let (report, whole) = (truth(&by_number), truth(&World::new()));
    assert_eq!(report.findings, whole.findings);
    // To begin, to tell the age, and once more at the end.
    let blocks = "eth_getBlockByNumber".to_owned();
    assert_eq!(report.requests.get(&blocks), Some(&3));
}

#[test]
fn without_multicall_the_calls_go_one_by_one() {
    let without = World {
        has_multicall: false,
        ..World::new()
    };
    assert_eq!(truth(&without).findings, truth(&World::new()).findings);
}

#[test]
fn a_multicall_that_is_missing_is_named_where_it_costs_too_much() {
    let without = World {
        has_multicall: false,
        ..World::new()
    };
    let options = SessionOptions {
        max_requests: 20,
        ..SessionOptions::default()
    };
    let answer = |ask: &Ask, _| without.answer(ask);
    let report = converse(options, answer, in_order).expect("a healthy node");
    assert!(names(&report, Reason::NoMulticall), "{:?}", report.unknowns);
    assert!(!names(&report, Reason::NoPool), "{:?}", report.unknowns);
}

#[test]
fn a_balancer_whose_other_node_takes_no_hashes_is_asked_by_number() {
    let world = World::new();
    let whole = truth(&world);
    let by_number = truth(&World {
        takes_hashes: false,
        ..World::new()
    });
    for from in 3..8 {
        // Every other request goes to the node that takes none.
        let answer = |ask: &Ask, asked: usize| {
            let params = json!(ask.params);
            let last = params.as_array().and_then(|params| params.last());
            let is_by_hash = last.is_some_and(|last| last.get("blockHash").is_some());
            if is_by_hash && asked > from && asked.is_multiple_of(2) {
                return Outcome::Failure(Failure::RpcError);
            }
            world.answer(ask)
        };
        let report = talk(answer, in_order).expect("chain and block are known");
        assert_eq!(report.findings, whole.findings, "from {from}");
        assert_eq!(report.unknowns, by_number.unknowns, "from {from}");
        assert_eq!(report.score, whole.score, "from {from}");
    }
}

#[test]
fn a_transfer_of_long_ago_shows_an_age_that_no_state_does() {
    let world = World::new();
    let (newest, three_days) = (0x1_0000_u64, 21_600);
    let then = format!("{:#x}", newest - three_days);
    let answer = |ask: &Ask, moved: bool| {
        let params = json!(ask.params);
        let result = match ask.method {
            "eth_getBlockByNumber" => {
                let number = if params[0] == then.as_str() {
                    newest - three_days
                } else {
                    newest
                };
                let timestamp = format!("{:#x}", 0x6553_f100 - 12 * (newest - number));
                json!({"number": format!("{number:#x}"), "hash": world.hash, "timestamp": timestamp})
            }
            "eth_getCode" if params[1].is_string() => {
                return Outcome::Failure(Failure::Archive);
            }
            "eth_getLogs" if params[0]["toBlock"] == then.as_str() && moved => {
                json!([{"blockNumber": then, "topics": params[0]["topics"], "data": "0x"}])
            }
            _ => return world.answer(ask),
        };
        Outcome::Result(result.to_string())
    };
    let report = |moved| talk(|ask, _| answer(ask, moved), in_order).expect("chain and block");
    let is_aged = |report: &Report| {
        let mut unknowns = report.unknowns.iter();
        !unknowns.any(|each| each.what == "how old the contract is")
    };
    let (moved, idle) = (report(true), report(false));
    assert!(is_aged(&moved), "{:?}", moved.unknowns);
    assert!(names(&idle, Reason::Archive), "{:?}", idle.unknowns);
    assert!(idle.coverage < moved.coverage && idle.score >= moved.score);
}

#[test]
fn a_chain_that_is_reorganised_is_read_again_once() {
    let other = World {
        takes_hashes: false,
        hash: B256::repeat_byte(0xb2),
        ..World::new()
    };
    let world = World {
        takes_hashes: false,
        ..World::new()
    };
    // The first block is named once; whoever looks again finds another in its place.
    let once = |ask: &Ask, asked| {
        let world = if asked <= 2 { &world } else { &other };
        world.answer(ask)
    };
    let report = talk(once, in_order).expect("the second block stays");
    assert_eq!(report.target.block.expect("a block").hash, other.hash);
    assert_eq!(report.findings, truth(&other).findings);

    let count = std::cell::Cell::new(0_u8);
    let always = |ask: &Ask, _| {
        if ask.method != "eth_getBlockByNumber" {
            return world.answer(ask);
        }
        count.set(count.get() + 1);
        let hash = B256::repeat_byte(count.get());
        Outcome::Result(json!({"number": "0x10", "hash": hash, "timestamp": "0x1"}).to_string())
    };
    assert_eq!(talk(always, in_order).err(), Some(SessionError::Reorg));
}

#[test]
fn whatever_the_budget_a_replaced_block_is_noticed_or_said_not_to_be_checked() {
    let world = World {
        takes_hashes: false,
        ..World::new()
    };
    let other = World {
        takes_hashes: false,
        hash: B256::repeat_byte(0xb2),
        ..World::new()
    };
    for max_requests in 3..40 {
        let options = SessionOptions {
            max_requests,
            ..SessionOptions::default()
        };
        let mut session = Session::new(TOKEN, options);
        let mut sent = 0;
        let ended = loop {
            let asks = match session.poll() {
                Ok(asks) if asks.is_empty() => break Ok(session.report()),
                Ok(asks) => asks,
                Err(error) => break Err(error),
            };
            for ask in asks {
                sent += 1;
                let world = if sent <= 3 { &world } else { &other };
                let outcome = world.answer(&ask);
                session.handle(Reply {
                    id: ask.id,
                    outcome,
                });
            }
        };
        assert!(sent <= max_requests, "{sent} of {max_requests}");
        match ended {
            Err(error) => assert_eq!(error, SessionError::Reorg, "{max_requests}"),
            Ok(report) => {
                let block = report.target.block.expect("a block");
                // Where no code was read there is nothing that a replaced block could be wrong about.
                let is_told = block.hash == other.hash || is_unchecked(&report);
                assert!(
                    is_told || report.target.code_hash.is_none(),
                    "{max_requests}: {:?}",
                    report.unknowns
                );
            }
        }
    }
}

#[test]
fn a_chain_that_is_switched_meanwhile_is_refused() {
    for takes_hashes in [true, false] {
        let here = World {
            takes_hashes,
            ..World::new()
        };
        let elsewhere = World {
            takes_hashes,
            hash: B256::repeat_byte(0xb2),
            ..World::new()
        };
        for switched in 2..8 {
            let answer = |ask: &Ask, asked| match ask.method {
                "eth_chainId" if asked > switched => Outcome::Result("\"0x38\"".to_owned()),
                _ if asked > switched => elsewhere.answer(ask),
                _ => here.answer(ask),
            };
            let (expected, actual) = (1, 56);
            assert_eq!(
                talk(answer, in_order).err(),
                Some(SessionError::ChainMismatch { expected, actual }),
                "after {switched}"
            );
        }
    }
}

#[test]
fn another_block_than_the_one_asked_for_is_no_answer() {
    let world = World::new();
    let options = SessionOptions {
        block: Some(15),
        ..SessionOptions::default()
    };
    let mut session = Session::new(TOKEN, options);
    for ask in session.poll().expect("a beginning") {
        let outcome = world.answer(&ask);
        session.handle(Reply {
            id: ask.id,
            outcome,
        });
    }
    let reason = Reason::InvalidReply;
    assert_eq!(session.poll().err(), Some(SessionError::NoBlock { reason }));
}

#[test]
fn a_small_budget_is_named_and_makes_nothing_safer() {
    let world = World::new();
    let whole = truth(&world);
    for max_requests in 3..10 {
        let options = SessionOptions {
            max_requests,
            ..SessionOptions::default()
        };
        let mut session = Session::new(TOKEN, options);
        let mut sent = 0;
        loop {
            let asks = session.poll().expect("a healthy node");
            if asks.is_empty() {
                break;
            }
            for ask in asks {
                sent += 1;
                let outcome = world.answer(&ask);
                session.handle(Reply {
                    id: ask.id,
                    outcome,
                });
            }
        }
        assert!(sent <= max_requests);
        let report = session.report();
        assert!(
            report.score.is_none() || report.score >= whole.score,
            "{max_requests}"
        );
        assert!(report.interval[1] >= whole.interval[1], "{max_requests}");
        assert!(names(&report, Reason::Budget), "{max_requests}");
    }
}

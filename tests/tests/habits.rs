//! How contracts go about it, as the code model asks: seen in the code of every compiler that the
//! contracts are built with, and not seen in those that do otherwise.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use rugrisk::code::{Guard, Habit, analyze};
use rugrisk::{Bytes, RuntimeCode};
use rugrisk_tests::artifacts::Artifacts;

type Has = fn(&Habit) -> bool;

/// A setting or a list of the owner's is changed, and no event says so.
const SILENT: Has = |habit| {
    matches!(
        habit,
        Habit::Silent {
            guard: Guard::Owner { .. },
            ..
        }
    )
};

const SILENT_LIST: Has = |habit| matches!(habit, Habit::Silent { list: true, .. });

/// Contract, what is asked, and whether it is so. What an honest contract does is next to what
/// resembles it.
const CASES: [(&str, &str, Has, bool); 15] = [
    (
        "UnboundedFee",
        "a fee is set without an event",
        SILENT,
        true,
    ),
    (
        "LinkedToken",
        "no change of the owner's matters, and none is seen",
        SILENT_LIST,
        false,
    ),
    ("OwnerMint", "a mint logs its transfer", SILENT, false),
    ("PlainToken", "nobody has a privilege", SILENT, false),
    (
        "BlacklistToken",
        "accounts are blocked without an event",
        SILENT_LIST,
        true,
    ),
    ("UnboundedFee", "a number is no list", SILENT_LIST, false),
    (
        "ListedOnly",
        "the caller must be on a list",
        |habit| *habit == Habit::Favours,
        true,
    ),
    (
        "PlainToken",
        "everybody transfers alike",
        |habit| *habit == Habit::Favours,
        false,
    ),
    (
        "SharedQuota",
        "transfers are counted",
        |habit| *habit == Habit::Notes,
        true,
    ),
    (
        "PlainToken",
        "a transfer writes the books alone",
        |habit| *habit == Habit::Notes,
        false,
    ),
    (
        "ForwardingSale",
        "what is paid is kept for the buyer",
        |habit| *habit == Habit::CountsCoin,
        true,
    ),
    (
        "WrappedCoin",
        "coin is counted in the books alone",
        |habit| *habit == Habit::CountsCoin,
        false,
    ),
    (
        "WrappedCoin",
        "tokens are handed in for coin",
        |habit| *habit == Habit::Exchanges,
        true,
    ),
    (
        "OwnerMint",
        "tokens come from nothing",
        |habit| *habit == Habit::Exchanges,
        false,
    ),
    (
        "Oz4Votes",
        "approvals and votes by signature",
        |habit| *habit == Habit::Signs,
        true,
    ),
];

#[test]
fn habits_are_seen_where_they_are_and_nowhere_else() {
    let artifacts = Artifacts::load().expect("the contracts are compiled");
    let mut wrong = Vec::new();
    for (contract, why, has, expected) in CASES {
        let mut builds = artifacts.builds(contract).peekable();
        assert!(builds.peek().is_some(), "{contract} is not compiled");
        for (build, artifact) in builds {
            let code: RuntimeCode = artifact.runtime.parse().expect("hex");
            let habits = analyze(code.as_bytes()).habits;
            if habits.iter().any(has) != expected {
                wrong.push(format!("{contract} by {build}: {why}; seen: {habits:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn coin_that_is_sent_without_a_call_may_change_a_variable() {
    // CALLVALUE, added to slot 0.
    let code: Bytes = "0x34600054016000550000".parse().expect("hex");
    let habits = analyze(&code).habits;
    assert_eq!(habits, [Habit::CountsCoin, Habit::MindsCoin]);
}

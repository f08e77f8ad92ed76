//! Which functions turn a switch that decides on transfers, and whether they can close what is open:
//! the same in the code of every compiler that the contracts are built with.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use alloy_primitives::keccak256;
use rugrisk::code::{GateKey, analyze};
use rugrisk::{RuntimeCode, Selector};
use rugrisk_tests::artifacts::Artifacts;

/// Contract, whether somebody can stop transfers that pass, the functions that turn the switch, and
/// those that do not.
const CASES: [(&str, bool, &[&str], &[&str]); 7] = [
    (
        "SalePhases",
        false,
        &["endSale()"],
        &["begin()", "halt()", "resume()", "refund()"],
    ),
    (
        "SaleBegunAnew",
        true,
        &["endSale()", "beginAnew()"],
        &["begin()", "halt()", "resume()", "refund()"],
    ),
    (
        "SaleHaltedAnyTime",
        true,
        &["endSale()", "haltNow()"],
        &["begin()", "halt()", "resume()", "refund()"],
    ),
    (
        "SaleHaltedUnlessEarly",
        true,
        &["endSale()", "haltLate()"],
        &["begin()", "halt()", "resume()", "refund()"],
    ),
    ("LaunchBlock", false, &["launch()"], &[]),
    (
        "ExcusedAccount",
        false,
        &["release()"],
        &["setExcused(address)"],
    ),
    ("NamedMarket", true, &["setMarket(address)"], &[]),
];

#[test]
fn a_switch_is_turned_by_whoever_opens_or_closes_something() {
    let artifacts = Artifacts::load().expect("the contracts are compiled");
    let mut wrong = Vec::new();
    for (contract, closes, turning, others) in CASES {
        let mut builds = artifacts.builds(contract).peekable();
        assert!(builds.peek().is_some(), "{contract} is not compiled");
        for (build, artifact) in builds {
            let code: RuntimeCode = artifact.runtime.parse().expect("hex");
            let gates = analyze(code.as_bytes()).gates;
            let switches: Vec<_> = gates
                .iter()
                .filter(|gate| matches!(gate.key, GateKey::Everybody(_)))
                .collect();
            let turns = |signature: &&&str| {
                let hash = keccak256(signature.as_bytes());
                let selector = Selector::from([hash[0], hash[1], hash[2], hash[3]]);
                let powers = switches.iter().flat_map(|gate| &gate.powers);
                powers
                    .filter_map(|power| power.selector)
                    .any(|by| by == selector)
            };
            let right = switches.iter().any(|gate| gate.switch.can_block) == closes
                && turning.iter().all(|signature| turns(&signature))
                && !others.iter().any(|signature| turns(&signature));
            if !right {
                wrong.push(format!("{contract} by {build}: {switches:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

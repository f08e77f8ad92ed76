//! Every bomb ends within the limits, and what was left out of it is said.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::panic,
    reason = "a test, its helpers included, fails by panicking"
)]

use rugrisk::code::analyze;
use rugrisk::code::limits::{MAX_POWERS, MAX_STEPS, MAX_STEPS_PER_FUNCTION, MAX_STEPS_PER_PATH};
use rugrisk::{FindingId, RuntimeCode};
use rugrisk_tests::hostile::BOMBS;

/// Large enough for every limit that counts.
const BYTES: usize = 32 * 1024;

#[test]
fn every_bomb_ends_and_says_what_was_left_out() {
    for bomb in BOMBS {
        let code = bomb.code(BYTES);
        assert!(code.len() <= BYTES && !code.is_empty(), "{}", bomb.name);
        let facts = analyze(&code);
        // The path that is under way when the limit is reached may go on to its own.
        assert!(
            facts.coverage.steps <= MAX_STEPS + MAX_STEPS_PER_PATH,
            "{}: {} steps",
            bomb.name,
            facts.coverage.steps
        );
        // So may the function in which there are too many powers.
        let most = MAX_POWERS + usize::try_from(MAX_STEPS_PER_FUNCTION).expect("it fits");
        assert!(
            facts.powers.len() <= most,
            "{}: {}",
            bomb.name,
            facts.powers.len()
        );

        let report = rugrisk::analyze_bytecode(RuntimeCode::new(code).expect("it is short enough"));
        let says_so = report.finding(FindingId::PartialCoverage).is_some();
        assert_eq!(
            facts.coverage.is_complete(),
            !says_so,
            "{}: {:?}",
            bomb.name,
            facts.coverage
        );
    }
}

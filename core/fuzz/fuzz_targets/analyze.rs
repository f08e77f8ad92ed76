//! Any bytes as runtime code: the engine ends within its limits, speaks only of places inside the
//! code, and says the same twice.

#![no_main]

mod mutation;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use rugrisk::code::limits::{MAX_STEPS, MAX_STEPS_PER_PATH};
use rugrisk::code::{CodeFacts, analyze};
use rugrisk::{MAX_CODE_BYTES, Report, RuntimeCode};

/// Longer code is not analysed a second time.
const SHORT: usize = 512;

fuzz_target!(|bytes: &[u8]| {
    let bytes = &bytes[..bytes.len().min(MAX_CODE_BYTES)];
    let facts = analyze(bytes);
    check(&facts, bytes);
    if bytes.len() <= SHORT {
        assert_eq!(analyze(bytes), facts, "two analyses differ");
    }
    if let Ok(code) = RuntimeCode::new(bytes.to_vec()) {
        check_report(&rugrisk::analyze_bytecode(code));
    }
});

fuzz_mutator!(
    |bytes: &mut [u8], size: usize, max_size: usize, seed: u32| {
        if seed.is_multiple_of(3) {
            libfuzzer_sys::fuzzer_mutate(bytes, size, max_size)
        } else {
            mutation::mutate(bytes, size, max_size, seed)
        }
    }
);

fn check(facts: &CodeFacts, bytes: &[u8]) {
    assert!(facts.coverage.steps <= MAX_STEPS + MAX_STEPS_PER_PATH);
    let inside = |offset: u32| usize::try_from(offset).is_ok_and(|offset| offset < bytes.len());
    for power in &facts.powers {
        assert!(inside(power.offsets.effect), "{power:?}");
        assert!(power.offsets.guard.is_none_or(inside), "{power:?}");
        assert!(power.offsets.load.is_none_or(inside), "{power:?}");
        if let Some(field) = power.writes {
            assert!(field.bits > 0 && field.bit + field.bits <= 256, "{power:?}");
        }
    }
    for gate in &facts.gates {
        assert!(inside(gate.branch), "{gate:?}");
    }
    for fee in &facts.fees {
        assert!(inside(fee.load), "{fee:?}");
    }
}

fn check_report(report: &Report) {
    let [low, high] = report.interval;
    assert!(low <= high && high <= 100, "{:?}", report.interval);
    if let Some(score) = report.score {
        assert!(
            (low..=high).contains(&score),
            "{score} in {:?}",
            report.interval
        );
    }
}

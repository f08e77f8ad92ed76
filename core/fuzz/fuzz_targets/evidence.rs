//! Any text as an evidence document: it is refused or read, and what is read is written and read
//! again the same, and can be scored.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rugrisk::Evidence;

fuzz_target!(|text: &str| {
    let Ok(evidence) = Evidence::from_json(text) else {
        return;
    };
    let again = Evidence::from_json(&evidence.to_json()).expect("what was written can be read");
    assert_eq!(again, evidence);
    let report = rugrisk::score_evidence(&evidence);
    assert_eq!(rugrisk::score_evidence(&again), report);
});

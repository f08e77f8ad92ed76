//! Requests of strangers: whatever they hold, the reader ends, and what it leaves out it says.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test reads frozen evidence, builds calldata, and stops where something is wrong"
)]

use std::path::Path;

use alloy_primitives::keccak256;
use proptest::prelude::*;
use rugrisk::score::Level;
use rugrisk::transaction::{Power, Request, Signed, Verdict, assess, verdicts};
use rugrisk::{Address, Bytes, Evidence, Reason, U256, score_evidence};

/// Calls whose arguments are offsets, lists and lists of lists.
const NESTED: &[&str] = &[
    "approve(address,uint256)",
    "multicall(bytes[])",
    "multicall(uint256,bytes[])",
    "aggregate3((address,bool,bytes)[])",
    "execute(bytes,bytes[],uint256)",
    "exactInput((bytes,address,uint256,uint256,uint256))",
    "swapExactTokensForTokens(uint256,uint256,address[],address,uint256)",
    "swap(((address,bytes,address,bytes)[],address,uint256)[],uint256,uint256)",
    "permit(address,((address,uint160,uint48,uint48)[],address,uint256),bytes)",
    "execute(address,uint256,bytes)",
];

fn transaction(data: Vec<u8>) -> Request {
    Request {
        chain_id: Some(1),
        from: Some(Address::repeat_byte(0xaa)),
        asked: Signed::Transaction {
            to: Some(Address::repeat_byte(0xbb)),
            value: U256::ZERO,
            data: Bytes::from(data),
        },
    }
}

fn selector(signature: &str) -> Vec<u8> {
    keccak256(signature)[..4].to_vec()
}

/// Words as they stand in calldata: small numbers lead to other words, large ones out of it.
fn words() -> impl Strategy<Value = Vec<u8>> {
    let word = prop_oneof![
        (0_u64..40).prop_map(|n| U256::from(n * 32)),
        (0_u64..40).prop_map(U256::from),
        any::<u64>().prop_map(U256::from),
        Just(U256::MAX),
    ];
    prop::collection::vec(word, 0..200).prop_map(|words| {
        words
            .iter()
            .flat_map(|word| word.to_be_bytes::<32>())
            .collect()
    })
}

/// Nothing is low of which something is unknown.
fn is_sound(request: &Request) {
    let intents = request.intents();
    assert!(intents.calls.len() <= 129 && intents.exposures.len() <= 400);
    assert!(intents.contracts().len() <= 4);
    let risk = assess(request, &[]);
    let unknown = |power: Power| power == Power::Unknown;
    if risk.exposures.iter().any(|each| unknown(each.power)) {
        assert_ne!(risk.level, Level::Low);
    }
    assert!(risk.calls.iter().all(|call| call.path.len() <= 4));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 4 } else { 400 }))]

    #[test]
    fn any_bytes_are_read_to_their_end(data in prop::collection::vec(any::<u8>(), 0..2048)) {
        is_sound(&transaction(data));
    }

    #[test]
    fn any_arguments_of_known_calls_are(index in 0..NESTED.len(), words in words()) {
        let mut data = selector(NESTED[index]);
        data.extend(words);
        is_sound(&transaction(data));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*", json in "[\\[\\]{}\",:0-9a-fx]{0,60}") {
        for text in [text, json] {
            let _ = Request::from_json(&text).map(|request| is_sound(&request));
        }
    }
}

/// A list whose every element is the list's own beginning: read by copying, it would fill the memory.
#[test]
fn a_bomb_of_offsets_is_bounded() {
    for signature in NESTED {
        for size in [4096_usize, 128 * 1024 - 4] {
            let mut data = selector(signature);
            let mut words = vec![[0_u8; 32]; size / 32];
            for (index, word) in words.iter_mut().enumerate() {
                // Short offsets, and lists as long as can be.
                let number = match index % 3 {
                    0 => 32_u64,
                    1 => u64::try_from(size / 64).expect("small"),
                    _ => 0,
                };
                *word = U256::from(number).to_be_bytes();
            }
            data.extend(words.concat());
            is_sound(&transaction(data));
        }
    }
}

/// `multicall` in `multicall`, each twice: two to the number of levels, were it followed.
#[test]
fn a_bomb_of_calls_is_cut_and_that_is_said() {
    let approve = [selector("approve(address,uint256)"), vec![0x11; 64]].concat();
    let mut data = approve;
    for _ in 0..8 {
        let mut outer = selector("multicall(bytes[])");
        let padded = data.len().next_multiple_of(32);
        for word in [32, 2, 64, 64 + 32 + padded] {
            outer.extend(U256::from(word).to_be_bytes::<32>());
        }
        for _ in 0..2 {
            outer.extend(U256::from(data.len()).to_be_bytes::<32>());
            outer.extend(&data);
            outer.resize(outer.len() + padded - data.len(), 0);
        }
        data = outer;
    }
    assert!(data.len() < 128 * 1024);
    let request = transaction(data);
    is_sound(&request);
    let risk = assess(&request, &[]);
    assert!(
        risk.unknowns
            .iter()
            .any(|each| each.reason == Reason::WorkLimit)
    );
    assert_eq!(risk.level, Level::Unknown);
}

/// What is read of a report's JSON is what the report says.
#[test]
fn verdicts_are_those_of_the_reports() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/evidence/incidents");
    let mut levels = Vec::new();
    for entry in std::fs::read_dir(folder)
        .expect("frozen evidence")
        .flatten()
    {
        let text = std::fs::read_to_string(entry.path()).expect("a file");
        let Ok(evidence) = Evidence::from_json(&text) else {
            continue;
        };
        let report = score_evidence(&evidence);
        let address = Address::repeat_byte(1);
        let json = format!("{{\"{address}\":{}}}", report.to_json());
        let read = verdicts(&json).expect("a report");
        assert_eq!(read, [(address, Verdict::from(&report))]);
        levels.push(report.level);
    }
    assert!(levels.len() > 5);
    let bare = rugrisk::Session::new(Address::ZERO, rugrisk::SessionOptions::default()).report();
    let json = format!("{{\"{}\":{}}}", Address::ZERO, bare.to_json());
    assert_eq!(
        verdicts(&json).expect("a report"),
        [(Address::ZERO, Verdict::from(&bare))]
    );
    assert!(verdicts("{\"0x00\":{}}").is_err());
}

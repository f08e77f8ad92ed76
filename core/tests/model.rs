//! The engine and the shipped model speak of the same features, and more evidence of risk never
//! makes them say less.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, counts small numbers, and made its lists itself"
)]

use proptest::prelude::*;
use rugrisk::Slot;
use rugrisk::code::{
    Bound, Capability, CodeFacts, Field, Gate, GateKey, Guard, Habit, Ledger, Mapping, Offsets,
    Party, Power, Switch, Test, Trail,
};
use rugrisk::score::features::{FEATURES, HONEST, answers};
use rugrisk_models::CodeModel;

#[test]
fn the_shipped_weights_are_those_of_the_engines_features_in_their_order() {
    let model = shipped();
    let asked: Vec<&str> = FEATURES.iter().map(|feature| feature.name).collect();
    assert_eq!(
        model.features(),
        asked,
        "write the table and train again: models/README.md has the two commands"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 4 } else { 400 }))]

    #[test]
    fn a_power_a_gate_or_a_silent_change_more_never_lowers_the_probability(
        numbers in prop::collection::vec(any::<u32>(), 1..9),
        habits in prop::collection::vec(any::<u32>(), 0..5),
    ) {
        let habits: Vec<Habit> = habits.into_iter().map(habit).collect();
        let facts = |powers: &[u32]| CodeFacts {
            powers: powers.iter().map(|number| power(*number)).collect(),
            gates: powers.iter().map(|number| gate(*number)).collect(),
            ledger: ledger(),
            habits: habits.clone(),
            ..CodeFacts::default()
        };
        let mut last = 0.0;
        for known in 0..=numbers.len() {
            let probability = probability(&facts(&numbers[..known]), |_| true);
            prop_assert!(probability >= last);
            last = probability;
        }
    }

    #[test]
    fn a_guard_that_nobody_holds_any_more_never_raises_it(
        numbers in prop::collection::vec(any::<u32>(), 1..9),
        habits in prop::collection::vec(any::<u32>(), 0..5),
        slot in 0..SLOTS,
    ) {
        let facts = CodeFacts {
            powers: numbers.iter().map(|number| power(*number)).collect(),
            gates: numbers.iter().map(|number| gate(*number)).collect(),
            ledger: ledger(),
            habits: habits.into_iter().map(habit).collect(),
            ..CodeFacts::default()
        };
        let renounced = Guard::Owner { field: field(slot) };
        let live = probability(&facts, |guard| guard != renounced);
        prop_assert!(live <= probability(&facts, |_| true));
    }
}

#[test]
fn honest_structures_are_asked_without_regard_to_who_holds_what() {
    let facts = CodeFacts {
        powers: (0..400).map(power).collect(),
        habits: (0..400).map(habit).collect(),
        ..CodeFacts::default()
    };
    let [all, none] = [true, false].map(|live| answers(&facts, &|_| live));
    for (index, feature) in FEATURES.iter().enumerate() {
        if feature.name.starts_with(HONEST) {
            assert_eq!(
                all[index].to_bits(),
                none[index].to_bits(),
                "{}",
                feature.name
            );
        }
    }
}

fn shipped() -> CodeModel {
    CodeModel::load(CodeModel::SHIPPED).expect("the shipped weights are weights")
}

fn probability(facts: &CodeFacts, live: impl Fn(Guard) -> bool) -> f64 {
    let answers: Vec<_> = answers(facts, &live).into_iter().map(Some).collect();
    let prediction = shipped().predict(&answers);
    prediction.expect("an answer to each feature").probability
}

const SLOTS: u64 = 3;

const CAPABILITIES: [Capability; 12] = [
    Capability::Mint,
    Capability::BurnFrom,
    Capability::SetBalance,
    Capability::MoveFrom,
    Capability::Pause,
    Capability::Blacklist,
    Capability::SetFee,
    Capability::SetLimit,
    Capability::SetPrice,
    Capability::SetOwner,
    Capability::SelfDestruct,
    Capability::Configure,
];

const fn field(slot: u64) -> Field {
    Field {
        slot: Slot(rugrisk::U256::from_limbs([slot, 0, 0, 0])),
        bit: 0,
        bits: 160,
    }
}

fn ledger() -> Ledger {
    Ledger {
        owner: Some(field(0)),
        ..Ledger::default()
    }
}

fn mapping(slot: u64) -> Mapping {
    Mapping {
        base: field(slot).slot,
        keys: 1,
        member: 0,
    }
}

fn guard(number: u32) -> Guard {
    let slot = u64::from(number / 4) % SLOTS;
    match number % 4 {
        0 => Guard::Open,
        1 => Guard::Unknown,
        2 => Guard::Mapping {
            base: field(slot).slot,
        },
        _ => Guard::Owner { field: field(slot) },
    }
}

fn power(number: u32) -> Power {
    let bit = |at: u32| number >> at & 1 == 1;
    Power {
        capability: CAPABILITIES[number as usize % CAPABILITIES.len()],
        guard: guard(number / 12),
        bound: if bit(20) {
            Bound::NotFound
        } else {
            Bound::NotApplicable
        },
        selector: None,
        offsets: Offsets::default(),
        writes: None,
        writes_mapping: None,
        trail: bit(21).then_some(Trail {
            raises_supply: bit(22),
            logs_transfer: bit(23),
        }),
        recipient: bit(24).then_some(Party::Caller),
        payer: None,
        asset: None,
        once: bit(25),
        reversible: bit(26),
        by_origin: false,
        delayed: bit(27),
        proven: bit(28),
    }
}

fn gate(number: u32) -> Gate {
    let bit = |at: u32| number >> at & 1 == 1;
    let slot = u64::from(number) % SLOTS;
    Gate {
        key: if bit(9) {
            GateKey::Everybody(field(slot))
        } else {
            GateKey::Account(mapping(slot))
        },
        test: Test::NotZero,
        switch: Switch {
            can_block: bit(10),
            can_open: bit(11),
            blocks_when_unset: bit(12),
        },
        selector: Some([0xa9, 0x05, 0x9c, 0xbb].into()),
        branch: 0,
        powers: vec![power(number)],
        proven: true,
    }
}

fn habit(number: u32) -> Habit {
    match number % 6 {
        0 => Habit::Notes,
        1 => Habit::Favours,
        2 => Habit::Signs,
        3 => Habit::Exchanges,
        4 => Habit::CountsCoin,
        _ => Habit::Silent {
            guard: guard(number / 6),
            list: number.is_multiple_of(7),
        },
    }
}

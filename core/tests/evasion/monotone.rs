//! What is added never makes a report say less: another function that somebody may call, a holder in
//! the place of nobody.
//!
//! The contracts are put together from parts at random, and read through the public API, once as code
//! alone and once on a chain where everything is read.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rugrisk::{Report, Slot, U256};

use crate::assembly::{
    ADD, Assembly, CALL, CALLDATALOAD, CALLER, DUP1, EQ, GAS, KECCAK256, MSTORE, REVERT, SHR,
    SLOAD, SSTORE, STOP,
};
use crate::chain::Chain;

const SUB: u8 = 0x03;
const SELFBALANCE: u8 = 0x47;
const POP: u8 = 0x50;
const SWAP1: u8 = 0x90;
const RETURN: u8 = 0xf3;
const DELEGATECALL: u8 = 0xf4;
const SELFDESTRUCT: u8 = 0xff;
/// [ERC-20](https://eips.ethereum.org/EIPS/eip-20).
const BALANCE_OF: u32 = 0x70a0_8231;
const TOTAL_SUPPLY: u32 = 0x1815_0ddd;
const TRANSFER: u32 = 0xa905_9cbb;
const BALANCES: u32 = 1;
const BLOCKED: u32 = 2;
const SUPPLY: u32 = 3;
const CLOSED: u32 = 4;
const LIBRARY: u32 = 5;
const FEE: u32 = 6;
/// The slots that name who may call; a function without one is open to all.
const KEYS: u32 = 3;
const FIRST_KEY: u32 = 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Act {
    Mint,
    Burn,
    SetBalance,
    Block,
    Close,
    SetFee,
    Sweep,
    Destroy,
    Delegate,
    NameKey(u32),
}

/// Something that somebody can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Function {
    act: Act,
    key: Option<u32>,
}

fn function() -> impl Strategy<Value = Function> {
    let acts = prop_oneof![
        Just(Act::Mint),
        Just(Act::Burn),
        Just(Act::SetBalance),
        Just(Act::Block),
        Just(Act::Close),
        Just(Act::SetFee),
        Just(Act::Sweep),
        Just(Act::Destroy),
        Just(Act::Delegate),
        (0..KEYS).prop_map(Act::NameKey),
    ];
    (acts, prop::option::of(0..KEYS)).prop_map(|(act, key)| Function { act, key })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 2 } else { 150 }))]

    #[test]
    fn another_function_never_lowers_anything(
        functions in prop::collection::vec(function(), 1..6),
    ) {
        // With a key that nobody holds, another function may make it known that nobody does.
        let held = [true; KEYS as usize];
        let mut last: Option<[Report; 2]> = None;
        for count in 0..=functions.len() {
            let code = token(&functions[..count]);
            let reports = [alone(&code), on_chain(&code, held)];
            for (before, after) in last.iter().flatten().zip(&reports) {
                prop_assert!(is_no_less(before, after), "{}", told(before, after));
            }
            last = Some(reports);
        }
    }

    #[test]
    fn a_holder_in_the_place_of_nobody_never_lowers_anything(
        functions in prop::collection::vec(function(), 1..6),
        held in prop::array::uniform3(any::<bool>()),
        key in 0..KEYS as usize,
    ) {
        let code = token(&functions);
        let [without, with] = [false, true].map(|is_held| {
            let mut held = held;
            held[key] = is_held;
            on_chain(&code, held)
        });
        prop_assert!(is_no_less(&without, &with), "{}", told(&without, &with));
    }
}

/// A level that is unknown says neither more nor less than another.
fn is_no_less(before: &Report, after: &Report) -> bool {
    let points = match (before.score, after.score) {
        (Some(before), Some(after)) => before <= after,
        _ => true,
    };
    let ends = before.interval.iter().zip(&after.interval);
    points && ends.into_iter().all(|(before, after)| before <= after)
}

fn told(before: &Report, after: &Report) -> String {
    format!(
        "{}\nthen\n{}",
        crate::verdict(before),
        crate::verdict(after)
    )
}

fn alone(code: &str) -> Report {
    rugrisk::analyze_bytecode(code.parse().expect("the code is hex"))
}

/// The same where each key is held by an account without code, or by nobody.
fn on_chain(code: &str, held: [bool; KEYS as usize]) -> Report {
    let holders = (FIRST_KEY..).zip(held).filter(|(_, held)| *held);
    let storage = holders
        .map(|(slot, _)| {
            let holder = U256::from(0xcccc_0000_u32 + slot);
            (Slot(U256::from(slot)), holder)
        })
        .collect();
    let (accounts, elsewhere) = (BTreeMap::new(), BTreeMap::new());
    let chain = Chain {
        code,
        storage: &storage,
        accounts: &accounts,
        elsewhere: &elsewhere,
    };
    rugrisk::score_evidence(&chain.evidence())
}

/// A token that can be transferred unless somebody closed it or blocked the sender, and in which
/// somebody can do more.
fn token(functions: &[Function]) -> String {
    let mut code = Assembly::default();
    code.push(0).op(CALLDATALOAD).push(0xe0).op(SHR);
    let views = [
        (BALANCE_OF, "balance"),
        (TOTAL_SUPPLY, "supply"),
        (TRANSFER, "transfer"),
    ];
    for (selector, name) in views {
        code.op(DUP1).push(selector).op(EQ).jump_if(name);
    }
    for (index, selector) in (0x1000_0000..).enumerate().take(functions.len()) {
        code.op(DUP1).push(selector).op(EQ);
        code.jump_if(&format!("function {index}"));
    }
    code.push(0).push(0).op(REVERT);

    code.label("balance");
    entry(&mut code, BALANCES);
    code.op(SLOAD)
        .push(0)
        .op(MSTORE)
        .push(32)
        .push(0)
        .op(RETURN);
    code.label("supply").push(SUPPLY).op(SLOAD);
    code.push(0).op(MSTORE).push(32).push(0).op(RETURN);
    transfer(&mut code);
    for (index, function) in functions.iter().enumerate() {
        code.label(&format!("function {index}"));
        if let Some(key) = function.key {
            code.only_the_key_in(FIRST_KEY + key);
        }
        body(&mut code, function.act);
        code.op(STOP);
    }
    code.finish().iter().fold(String::from("0x"), |text, byte| {
        text + &format!("{byte:02x}")
    })
}

fn transfer(code: &mut Assembly) {
    code.label("transfer");
    code.push(CLOSED).op(SLOAD).jump_if("denied");
    code.op(CALLER);
    key_of(code, BLOCKED);
    code.op(SLOAD).jump_if("denied");
    code.op(CALLER);
    key_of(code, BALANCES);
    take(code);
    entry(code, BALANCES);
    code.op(DUP1).op(SLOAD).push(FEE).op(SLOAD);
    second(code);
    code.op(SUB).op(ADD).op(SWAP1).op(SSTORE);
    code.push(1).push(0).op(MSTORE).push(32).push(0).op(RETURN);
}

fn body(code: &mut Assembly, act: Act) {
    match act {
        Act::Mint => {
            entry(code, BALANCES);
            code.op(DUP1).op(SLOAD);
            second(code);
            code.op(ADD).op(SWAP1).op(SSTORE);
        }
        Act::Burn => {
            entry(code, BALANCES);
            take(code);
        }
        Act::SetBalance => {
            second(code);
            entry(code, BALANCES);
            code.op(SSTORE);
        }
        Act::Block => {
            second(code);
            entry(code, BLOCKED);
            code.op(SSTORE);
        }
        Act::Close => set(code, CLOSED),
        Act::SetFee => set(code, FEE),
        Act::Sweep => {
            for _ in 0..4 {
                code.push(0);
            }
            code.op(SELFBALANCE).op(CALLER).op(GAS).op(CALL).op(POP);
        }
        Act::Destroy => {
            code.op(CALLER).op(SELFDESTRUCT);
        }
        Act::Delegate => {
            for _ in 0..4 {
                code.push(0);
            }
            code.push(LIBRARY)
                .op(SLOAD)
                .op(GAS)
                .op(DELEGATECALL)
                .op(POP);
        }
        Act::NameKey(key) => set(code, FIRST_KEY + key),
    }
}

/// The first argument into a slot.
fn set(code: &mut Assembly, slot: u32) {
    code.push(4).op(CALLDATALOAD).push(slot).op(SSTORE);
}

/// The second argument out of the balance at the place on the stack.
fn take(code: &mut Assembly) {
    code.op(DUP1).op(SLOAD);
    second(code);
    code.op(SWAP1).op(SUB).op(SWAP1).op(SSTORE);
}

/// The second argument onto the stack.
fn second(code: &mut Assembly) {
    code.push(36).op(CALLDATALOAD);
}

/// The place of the first argument in a mapping.
fn entry(code: &mut Assembly, mapping: u32) {
    code.push(4).op(CALLDATALOAD);
    key_of(code, mapping);
}

/// From an account on the stack to its place in a mapping.
fn key_of(code: &mut Assembly, mapping: u32) {
    code.push(0).op(MSTORE).push(mapping).push(32).op(MSTORE);
    code.push(64).push(0).op(KECCAK256);
}

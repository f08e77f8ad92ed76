//! Transfers with many branches that have nothing to do with each other, and one switch: it is
//! found, or the report says that the transfer was not followed to its end.

use rugrisk::code::{CodeFacts, Entry, GateKey, analyze};

use crate::assembly::{
    ADD, Assembly, CALLDATALOAD, CALLER, DUP1, EQ, KECCAK256, MSTORE, REVERT, SHR, SLOAD, SSTORE,
    STOP,
};

const SUB: u8 = 0x03;
const SWAP1: u8 = 0x90;
const RETURN: u8 = 0xf3;
/// [ERC-20](https://eips.ethereum.org/EIPS/eip-20).
const BALANCE_OF: u32 = 0x70a0_8231;
const TRANSFER: u32 = 0xa905_9cbb;
/// Only the owner calls it.
const SET_SWITCH: u32 = 0x1234_5678;
const SWITCH: u32 = 99;

#[test]
fn a_switch_among_independent_branches_is_found_or_left_out() {
    for branches in 0..=16 {
        for before in [0, branches / 2, branches] {
            let facts = analyze(&token(branches, before));
            assert!(
                is_gated(&facts) || is_left_out(&facts),
                "{before} of {branches} branches before the switch: {:?}",
                facts.coverage
            );
        }
    }
}

#[test]
fn a_switch_before_many_branches_is_found() {
    for branches in 0..=16 {
        assert!(is_gated(&analyze(&token(branches, 0))), "{branches}");
    }
}

fn is_gated(facts: &CodeFacts) -> bool {
    let is_switch =
        |key| matches!(key, GateKey::Everybody(field) if field.slot.to_string() == "0x63");
    facts.gates.iter().any(|gate| is_switch(gate.key))
}

fn is_left_out(facts: &CodeFacts) -> bool {
    let transfer = Entry::Selector(TRANSFER.to_be_bytes().into());
    let mut partial = facts.coverage.partial_functions.iter();
    partial.any(|(entry, _)| *entry == transfer)
}

/// A token whose transfers note something or do not, for each branch, and ask a switch on the way.
fn token(branches: u32, before: u32) -> Vec<u8> {
    let mut code = Assembly::default();
    code.push(0).op(CALLDATALOAD).push(0xe0).op(SHR);
    for (selector, function) in [
        (BALANCE_OF, "balance"),
        (TRANSFER, "transfer"),
        (SET_SWITCH, "set"),
    ] {
        code.op(DUP1).push(selector).op(EQ).jump_if(function);
    }
    code.push(0).push(0).op(REVERT);
    code.label("balance").push(4).op(CALLDATALOAD);
    balance_key(&mut code);
    code.op(SLOAD).push(0).op(MSTORE);
    code.push(32).push(0).op(RETURN);
    code.label("set").only_the_key_in(0);
    code.push(4).op(CALLDATALOAD).push(SWITCH);
    code.op(SSTORE).op(STOP);
    code.label("transfer");
    for branch in 0..branches {
        if branch == before {
            ask(&mut code);
        }
        let after = format!("after branch {branch}");
        code.push(200 + branch).op(SLOAD).jump_if(&after);
        code.push(1).push(300 + branch).op(SSTORE).label(&after);
    }
    if before == branches {
        ask(&mut code);
    }
    code.op(CALLER);
    balance_key(&mut code);
    code.op(DUP1).op(SLOAD).push(36).op(CALLDATALOAD);
    code.op(SWAP1).op(SUB).op(SWAP1).op(SSTORE);
    code.push(4).op(CALLDATALOAD);
    balance_key(&mut code);
    code.op(DUP1).op(SLOAD).push(36).op(CALLDATALOAD);
    code.op(ADD).op(SWAP1).op(SSTORE).op(STOP);
    code.finish()
}

fn ask(code: &mut Assembly) {
    code.push(SWITCH).op(SLOAD).jump_if("open");
    code.push(0).push(0).op(REVERT).label("open");
}

/// From an account on the stack to the place of its balance.
fn balance_key(code: &mut Assembly) {
    code.push(0).op(MSTORE).push(1).push(32).op(MSTORE);
    code.push(64).push(0).op(KECCAK256);
}

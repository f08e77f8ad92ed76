//! Code whose size is the attack. That these tests end is half of what they show. The work limits
//! count steps, so the other half is that no more were taken, and that the report says what was
//! left out.

use rugrisk::code::limits::{MAX_STEPS, MAX_STEPS_PER_PATH};
use rugrisk::{FindingId, RuntimeCode};

use crate::assembly::{
    ADD, Assembly, CALL, CALLDATALOAD, DUP1, DUP2, DUP6, GAS, KECCAK256, MSTORE, POP, SSTORE, STOP,
};

/// The selector of the first function, where there are many.
const FIRST: u32 = 0x1000_0000;

#[test]
fn four_thousand_stores_before_four_hundred_exits() {
    let mut code = Assembly::default();
    code.only_the_key_in(0);
    stores(&mut code, 4_000);
    for exit in 0..400 {
        let on = format!("past exit {exit}");
        code.push(4 + 32 * exit).op(CALLDATALOAD).jump_if(&on);
        code.op(STOP).label(&on);
    }
    end(code.op(STOP));
}

#[test]
fn fourteen_keys_to_one_block_of_five_thousand_stores() {
    let mut code = Assembly::default();
    code.dispatch(FIRST, 14);
    for key in 0..14 {
        code.label(&format!("function {key}"));
        code.only_the_key_in(key).jump("stores");
    }
    code.label("stores");
    stores(&mut code, 5_000);
    end(code.op(STOP));
}

#[test]
fn five_hundred_functions_with_keys_of_their_own() {
    let mut code = Assembly::default();
    code.dispatch(FIRST, 500);
    for key in 0..500 {
        code.label(&format!("function {key}")).only_the_key_in(key);
        code.push(1).push(1_000 + key).op(SSTORE).op(STOP);
    }
    end(&mut code);
}

#[test]
fn diamonds_up_to_forty_kilobytes() {
    for branches in [2_000, 4_000] {
        end(&mut diamonds(branches, |_, _| {}));
    }
}

#[test]
fn diamonds_that_store() {
    end(&mut diamonds(1_500, |code, branch| {
        code.push(branch).op(DUP1).op(SSTORE);
    }));
}

#[test]
fn diamonds_that_call() {
    end(&mut diamonds(1_000, |code, branch| {
        code.push(0).push(0).push(0xc4).push(0).push(0).push(branch);
        code.op(GAS).op(CALL).op(POP);
    }));
}

#[test]
fn endless_stores() {
    cut_short(&mut endless(|code| {
        code.op(DUP1).op(DUP1).op(SSTORE);
    }));
}

#[test]
fn endless_memory() {
    cut_short(&mut endless(|code| {
        code.push(1).op(DUP2).op(MSTORE);
    }));
}

#[test]
fn endless_hashes() {
    cut_short(&mut endless(|code| {
        code.op(DUP1).push(0).op(MSTORE);
        code.push(256).push(0).op(KECCAK256).op(POP);
    }));
}

#[test]
fn endless_calls() {
    cut_short(&mut endless(|code| {
        code.push(0).push(0).push(0xc4).push(0).push(0).op(DUP6);
        code.op(GAS).op(CALL).op(POP);
    }));
}

/// Stores of a number in the slot of that number.
fn stores(code: &mut Assembly, count: u32) {
    for slot in 0..count {
        code.push(300 + slot).op(DUP1).op(SSTORE);
    }
}

/// Branches of which each may be taken or not, with something between it and the next.
fn diamonds(branches: u32, body: impl Fn(&mut Assembly, u32)) -> Assembly {
    let mut code = Assembly::default();
    for branch in 0..branches {
        let after = format!("after branch {branch}");
        code.push(32 * branch).op(CALLDATALOAD).jump_if(&after);
        body(&mut code, branch);
        code.label(&after);
    }
    code.op(STOP);
    code
}

/// A counter that grows by 33 for ever, and something in each round.
fn endless(body: impl Fn(&mut Assembly)) -> Assembly {
    let mut code = Assembly::default();
    code.push(0).label("again").push(33).op(ADD);
    body(&mut code);
    code.jump("again");
    code
}

/// Too large to be followed to its end.
fn cut_short(code: &mut Assembly) {
    assert!(end(code), "a limit was reached, but no finding says so");
}

/// There is a report within the limits; returns whether it says that something was left out.
fn end(code: &mut Assembly) -> bool {
    let bytes = code.finish();
    let coverage = rugrisk::code::analyze(&bytes).coverage;
    // The path that is under way when the limit is reached may go on to its own.
    assert!(coverage.steps <= MAX_STEPS + MAX_STEPS_PER_PATH);

    let code = RuntimeCode::new(bytes).expect("a bomb has the size of a contract");
    let report = rugrisk::analyze_bytecode(code);
    let says_so = report.finding(FindingId::PartialCoverage).is_some();
    let was_cut = coverage.dispatcher.is_some() || !coverage.partial_functions.is_empty();
    assert_eq!(was_cut, says_so, "{coverage:?}");
    // What was left out can do anything, and what is no token is not called safe either.
    assert_eq!(report.interval[1], 100);
    says_so
}

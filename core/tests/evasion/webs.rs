//! Contracts whose number is the attack: each names all of the next, so that the ways from one end to the
//! other are many times as many as they are. That this test ends is half of what it shows.

use std::collections::BTreeMap;

use rugrisk::{Address, Slot, U256};

use crate::assembly::{
    Assembly, CALLDATALOAD, CALLER, DUP1, EQ, MSTORE, REVERT, SHR, SLOAD, SSTORE, STOP,
};
use crate::cases;
use crate::chain::Chain;

const OWNER: u32 = 0x8da5_cb5b;
const FIRST: u32 = 0x1000_0000;
const RETURN: u8 = 0xf3;
/// Contracts in a row, and rows.
const WIDE: u32 = 6;
const DEEP: u32 = 5;

#[test]
fn a_web_of_contracts_that_name_each_others_owners_comes_to_an_end() {
    let (mut accounts, mut elsewhere) = (BTreeMap::new(), BTreeMap::new());
    for row in 0..DEEP {
        for place in 0..WIDE {
            let named = account(row + 1, place);
            accounts.insert(account(row, place), desk(row + 1));
            elsewhere.insert(
                account(row, place),
                BTreeMap::from([(Slot(U256::ZERO), word(named))]),
            );
        }
    }
    let token = cases::load()
        .into_iter()
        .find(|case| case.name == "owner mint");
    let chain = Chain {
        code: &token.expect("a case of that name").code,
        storage: &BTreeMap::from([(Slot(U256::ZERO), word(account(0, 0)))]),
        accounts: &accounts,
        elsewhere: &elsewhere,
    };
    let report = rugrisk::score_evidence(&chain.evidence());
    assert!(
        report.interval[1] >= crate::MAY_BE_HIGH,
        "{}",
        crate::verdict(&report)
    );
    // Not every way is in the report.
    assert!(report.to_json().len() < 200_000);
}

/// A contract whose owner each of the next row can name.
fn desk(next: u32) -> String {
    let mut code = Assembly::default();
    code.push(0).op(CALLDATALOAD).push(0xe0).op(SHR);
    code.op(DUP1).push(OWNER).op(EQ).jump_if("owner");
    for place in 0..WIDE {
        code.op(DUP1).push(FIRST + place).op(EQ);
        code.jump_if(&format!("function {place}"));
    }
    code.push(0).push(0).op(REVERT);
    code.label("owner").push(0).op(SLOAD).push(0).op(MSTORE);
    code.push(32).push(0).op(RETURN);
    for place in 0..WIDE {
        code.label(&format!("function {place}"));
        code.op(CALLER).push(number(next, place)).op(EQ);
        code.jump_if(&format!("let in {place}")).jump("denied");
        code.label(&format!("let in {place}"));
        code.push(4).op(CALLDATALOAD).push(0).op(SSTORE).op(STOP);
    }
    let bytes = code.finish();
    bytes.iter().fold(String::from("0x"), |text, byte| {
        text + &format!("{byte:02x}")
    })
}

fn number(row: u32, place: u32) -> u32 {
    0xcccc_0000 + (row << 8) + place
}

fn account(row: u32, place: u32) -> Address {
    Address::from_word(U256::from(number(row, place)).into())
}

fn word(account: Address) -> U256 {
    U256::from_be_slice(account.as_slice())
}

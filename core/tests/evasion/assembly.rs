//! As much of an assembler as it takes to write large code in few lines.

use std::collections::BTreeMap;

pub(crate) const STOP: u8 = 0x00;
pub(crate) const ADD: u8 = 0x01;
pub(crate) const EQ: u8 = 0x14;
pub(crate) const SHR: u8 = 0x1c;
pub(crate) const KECCAK256: u8 = 0x20;
pub(crate) const CALLER: u8 = 0x33;
pub(crate) const CALLDATALOAD: u8 = 0x35;
pub(crate) const POP: u8 = 0x50;
pub(crate) const MSTORE: u8 = 0x52;
pub(crate) const SLOAD: u8 = 0x54;
pub(crate) const SSTORE: u8 = 0x55;
pub(crate) const GAS: u8 = 0x5a;
pub(crate) const DUP1: u8 = 0x80;
pub(crate) const DUP2: u8 = 0x81;
pub(crate) const DUP6: u8 = 0x85;
pub(crate) const CALL: u8 = 0xf1;
pub(crate) const REVERT: u8 = 0xfd;

const ISZERO: u8 = 0x15;
const JUMP: u8 = 0x56;
const JUMPI: u8 = 0x57;
const JUMPDEST: u8 = 0x5b;
const PUSH2: u8 = 0x61;
const PUSH4: u8 = 0x63;
/// Where guards go that do not hold.
const DENIED: &str = "denied";

/// Code under construction; what jumps to a label is filled in at the end.
#[derive(Default)]
pub(crate) struct Assembly {
    bytes: Vec<u8>,
    labels: BTreeMap<String, usize>,
    jumps: Vec<(usize, String)>,
}

impl Assembly {
    pub(crate) fn op(&mut self, opcode: u8) -> &mut Self {
        self.bytes.push(opcode);
        self
    }

    /// Pushes a number, in two bytes where it fits.
    pub(crate) fn push(&mut self, number: u32) -> &mut Self {
        match u16::try_from(number) {
            Ok(short) => self
                .bytes
                .extend([&[PUSH2][..], &short.to_be_bytes()].concat()),
            Err(_) => self
                .bytes
                .extend([&[PUSH4][..], &number.to_be_bytes()].concat()),
        }
        self
    }

    pub(crate) fn label(&mut self, name: &str) -> &mut Self {
        self.labels.insert(name.to_owned(), self.bytes.len());
        self.op(JUMPDEST)
    }

    pub(crate) fn jump(&mut self, label: &str) -> &mut Self {
        self.destination(label).op(JUMP)
    }

    /// Jumps if the word on top of the stack is not zero.
    pub(crate) fn jump_if(&mut self, label: &str) -> &mut Self {
        self.destination(label).op(JUMPI)
    }

    /// Goes on only for the caller that a slot names.
    pub(crate) fn only_the_key_in(&mut self, slot: u32) -> &mut Self {
        self.op(CALLER).push(slot).op(SLOAD).op(EQ).op(ISZERO);
        self.jump_if(DENIED)
    }

    /// Jumps to the function of each selector from `first` on, else ends.
    pub(crate) fn dispatch(&mut self, first: u32, functions: u32) -> &mut Self {
        self.push(0).op(CALLDATALOAD).push(0xe0).op(SHR);
        for function in 0..functions {
            self.op(DUP1).push(first + function).op(EQ);
            self.jump_if(&format!("function {function}"));
        }
        self.jump(DENIED)
    }

    /// The code, after the place where guards go that do not hold.
    pub(crate) fn finish(&mut self) -> Vec<u8> {
        self.label(DENIED).push(0).push(0).op(REVERT);
        let mut bytes = std::mem::take(&mut self.bytes);
        for (place, label) in &self.jumps {
            let target = self.labels.get(label).expect("a jump goes to a label");
            let target = u16::try_from(*target).expect("code has fewer than 65,536 bytes");
            bytes.splice(*place..place + 2, target.to_be_bytes());
        }
        bytes
    }

    fn destination(&mut self, label: &str) -> &mut Self {
        self.op(PUSH2);
        self.jumps.push((self.bytes.len(), label.to_owned()));
        self.bytes.extend([0, 0]);
        self
    }
}

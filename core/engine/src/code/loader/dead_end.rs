//! Code that leads straight to a revert, through the functions that write its message.

use super::super::opcode::*;
use super::Program;
use crate::primitives::U256;

/// Instructions of the longest message that is recognised.
const LONGEST: usize = 256;

/// Where code leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Ending {
    /// Straight to a revert, whatever the state.
    Revert,
    /// To a revert if it is what it looks like: it writes a message, and then has to decide.
    Message,
    /// Anywhere.
    Open,
}

impl Program<'_> {
    /// Where the code from here leads to.
    pub(in super::super) fn ending(&self, from: usize) -> Ending {
        let mut writes_message = false;
        // Return addresses are all that has to be known of the stack.
        let mut stack: Vec<Option<usize>> = Vec::new();
        let mut at = from;
        for _ in 0..LONGEST {
            let op = self.op(at);
            let next = at.saturating_add(1).saturating_add(immediate(op));
            match op {
                REVERT => return Ending::Revert,
                JUMPI if writes_message => return Ending::Message,
                STOP | RETURN | SELFDESTRUCT | JUMPI => return Ending::Open,
                op if !is_defined(op) => return Ending::Revert,
                JUMP => match stack.pop().flatten() {
                    Some(target) if self.is_landing(target) => {
                        at = target;
                        continue;
                    }
                    Some(_) => return Ending::Revert,
                    None => return Ending::Open,
                },
                PUSH0..=PUSH32 => {
                    let word = self.immediate(at);
                    writes_message |= is_error(op, word);
                    stack.push(usize::try_from(word).ok());
                }
                DUP1..=DUP16 => {
                    let depth = usize::from(op.wrapping_sub(DUP1)).saturating_add(1);
                    let index = stack.len().checked_sub(depth);
                    stack.push(index.and_then(|index| stack.get(index).copied().flatten()));
                }
                SWAP1..=SWAP16 => {
                    let depth = usize::from(op.wrapping_sub(SWAP1)).saturating_add(2);
                    // What lies below what was pushed here is not known.
                    while stack.len() < depth {
                        stack.insert(0, None);
                    }
                    let top = stack.len().saturating_sub(1);
                    let below = stack.len().saturating_sub(depth);
                    stack.swap(top, below);
                }
                _ => {
                    let (taken, left) = arity(op);
                    stack.truncate(stack.len().saturating_sub(taken));
                    stack.extend((0..left).map(|_| None));
                }
            }
            at = next;
        }
        Ending::Open
    }
}

/// What is pushed is the selector of `Error(string)`, 0x08c379a0
/// ([Solidity](https://docs.soliditylang.org/en/latest/control-structures.html#revert)), anywhere in a word, or
/// what of it is not a trailing zero.
fn is_error(op: u8, word: U256) -> bool {
    const SHORTENED: U256 = U256::from_limbs([0x46_1bcd, 0, 0, 0]);
    // Most of what is pushed is shorter.
    immediate(op) > 2 && word.wrapping_shr(word.trailing_zeros()) == SHORTENED
}

/// How many words an instruction takes from the stack, and how many it leaves there.
fn arity(op: u8) -> (usize, usize) {
    match op {
        JUMPDEST => (0, 0),
        POP => (1, 0),
        ISZERO | NOT | CLZ | BALANCE | CALLDATALOAD | EXTCODESIZE | EXTCODEHASH | BLOCKHASH
        | BLOBHASH | MLOAD | SLOAD | TLOAD => (1, 1),
        ADDMOD | MULMOD => (3, 1),
        ADD..=CLZ | KECCAK256 => (2, 1),
        CALLDATACOPY | CODECOPY | RETURNDATACOPY | MCOPY => (3, 0),
        EXTCODECOPY => (4, 0),
        MSTORE | MSTORE8 | SSTORE | TSTORE => (2, 0),
        LOG0..=LOG4 => (usize::from(op.wrapping_sub(LOG0)).saturating_add(2), 0),
        CREATE => (3, 1),
        CREATE2 => (4, 1),
        CALL | CALLCODE => (7, 1),
        DELEGATECALL | STATICCALL => (6, 1),
        _ => (0, 1),
    }
}

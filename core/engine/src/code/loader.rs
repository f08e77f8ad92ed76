//! Bytes to a program: what kind of code it is, where its instructions end, where jumps may land.

mod dead_end;

use super::facts::{CodeKind, Vm};
use super::offsets::Offsets;
use super::opcode;
use crate::primitives::{Address, U256};
pub(super) use dead_end::Ending;

/// EVM runtime code, ready to be executed.
#[derive(Debug)]
pub(super) struct Program<'a> {
    code: &'a [u8],
    /// Where jumps may land.
    landings: Offsets,
}

/// The delegation designator of [EIP-7702](https://eips.ethereum.org/EIPS/eip-7702).
const DELEGATION_PREFIX: [u8; 3] = [0xef, 0x01, 0x00];

/// What code is, before any of it is executed.
#[must_use]
pub fn kind(code: &[u8]) -> CodeKind {
    if code.is_empty() {
        return CodeKind::Empty;
    }
    if let Some(delegate) = code
        .strip_prefix(&DELEGATION_PREFIX)
        .and_then(|rest| Address::try_from(rest).ok())
    {
        return CodeKind::DelegatedAccount { delegate };
    }
    if let Some(implementation) = minimal_proxy(code) {
        return CodeKind::MinimalProxy { implementation };
    }
    if is_eravm(code) {
        return CodeKind::Foreign(Vm::EraVm);
    }
    CodeKind::Contract
}

/// The implementation of a clone, as [EIP-1167](https://eips.ethereum.org/EIPS/eip-1167) writes it:
/// copy the calldata, push the implementation (with its leading zeros left out, if there are any),
/// delegate to it. Other ways of writing a clone are executed like any code.
fn minimal_proxy(code: &[u8]) -> Option<Address> {
    const HEAD: [u8; 9] = [0x36, 0x3d, 0x3d, 0x37, 0x3d, 0x3d, 0x3d, 0x36, 0x3d];
    const TAIL: [u8; 2] = [0x5a, opcode::DELEGATECALL];
    let rest = code.strip_prefix(&HEAD)?;
    let width = opcode::immediate(*rest.first()?);
    let (implementation, rest) = rest.get(1..)?.split_at_checked(width)?;
    let implementation = U256::try_from_be_slice(implementation)
        .filter(|_| (1..=20).contains(&width) && rest.starts_with(&TAIL))?;
    Some(Address::from_word(implementation.into()))
}

/// zkSync Era's own code is an odd number of 32-byte words that begin with its instructions:
/// 8 bytes each, big-endian, whose low 11 bits are one of 1,103 opcodes and whose next two bits
/// are zero ([zkevm_opcode_defs](https://crates.io/crates/zkevm_opcode_defs) 0.153).
///
/// EVM code is of such a length once in 64 times, and passes the test of one instruction about
/// once in eight: eight of them in a row tell the two apart.
fn is_eravm(code: &[u8]) -> bool {
    const OPCODES: core::ops::RangeInclusive<u64> = 1..=1103;
    let odd_words = code.len() % 64 == 32 && code.len() > 32;
    odd_words
        && code.chunks_exact(8).take(8).all(|bytes| {
            let word = bytes
                .iter()
                .fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
            OPCODES.contains(&(word & 0x7ff)) && word >> 11 & 3 == 0
        })
}

impl<'a> Program<'a> {
    /// Finds where jumps may land. Immediate data is no instruction.
    pub(super) fn new(code: &'a [u8]) -> Self {
        let mut landings = Offsets::none_of(code.len());
        let mut at = 0;
        while let Some(op) = code.get(at) {
            if *op == opcode::JUMPDEST {
                landings.insert(at);
            }
            at = at.saturating_add(1).saturating_add(opcode::immediate(*op));
        }
        Self { code, landings }
    }

    pub(super) const fn bytes(&self) -> &'a [u8] {
        self.code
    }

    /// The instruction at an offset; beyond the end the machine reads STOP.
    #[inline(always)]
    pub(super) fn op(&self, at: usize) -> u8 {
        self.code.get(at).copied().unwrap_or(opcode::STOP)
    }

    /// The immediate data of the instruction at an offset; beyond the end it reads zeros.
    pub(super) fn immediate(&self, at: usize) -> U256 {
        let width = opcode::immediate(self.op(at));
        let start = at.saturating_add(1);
        let there = self.code.get(start..).unwrap_or_default();
        let there = there.get(..width).unwrap_or(there);
        let missing = width.saturating_sub(there.len());
        let word = match there.len() {
            // Most are short.
            ..=8 => {
                let word = there
                    .iter()
                    .fold(0, |word, byte| word << 8 | u64::from(*byte));
                U256::from(word)
            }
            _ => U256::try_from_be_slice(there).unwrap_or_default(),
        };
        match missing {
            0 => word,
            _ => word.wrapping_shl(missing.saturating_mul(8)),
        }
    }

    /// 32 bytes of code from an offset; beyond the end it reads zeros.
    pub(super) fn word(&self, at: usize) -> U256 {
        let mut word = [0_u8; 32];
        for (byte, code) in word.iter_mut().zip(self.code.get(at..).unwrap_or_default()) {
            *byte = *code;
        }
        U256::from_be_bytes(word)
    }

    /// Where the CBOR map begins that solc appends about itself
    /// ([contract metadata](https://docs.soliditylang.org/en/latest/metadata.html)).
    fn metadata(&self) -> Option<usize> {
        let (rest, length) = self.code.split_last_chunk::<2>()?;
        let start = rest
            .len()
            .checked_sub(usize::from(u16::from_be_bytes(*length)))?;
        // A map of one to four members whose first key is a text.
        matches!(rest.get(start..)?, [0xa1..=0xa4, 0x60..=0x77, ..]).then_some(start)
    }

    /// Where instructions stand that have an effect; what solc appends about itself is left out.
    pub(super) fn effects(&self) -> impl Iterator<Item = usize> {
        let end = self.metadata().unwrap_or(self.code.len());
        let mut at = 0_usize;
        core::iter::from_fn(move || {
            while at < end {
                let here = at;
                let op = self.op(here);
                at = here.saturating_add(1).saturating_add(opcode::immediate(op));
                if opcode::has_effect(op) {
                    return Some(here);
                }
            }
            None
        })
    }

    #[inline(always)]
    pub(super) fn is_landing(&self, at: usize) -> bool {
        self.landings.contains(at)
    }
}

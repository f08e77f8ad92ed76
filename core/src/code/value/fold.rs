//! What the EVM does with two constants ([yellow paper, appendix H](https://ethereum.github.io/yellowpaper/paper.pdf)).

use super::{Op, ones};
use crate::primitives::U256;

pub(super) fn fold(op: Op, a: U256, b: U256) -> U256 {
    let truth = |condition: bool| if condition { U256::ONE } else { U256::ZERO };
    let small = |word: U256| usize::try_from(word).ok().filter(|word| *word < 256);
    match op {
        Op::Add => a.wrapping_add(b),
        Op::Sub => a.wrapping_sub(b),
        Op::Mul => a.wrapping_mul(b),
        Op::Div => a.checked_div(b).unwrap_or_default(),
        Op::Mod => remainder(a, b),
        Op::SDiv => signed_div(a, b),
        Op::SMod => signed_rem(a, b),
        Op::Exp => a.wrapping_pow(b),
        Op::SignExtend => match small(a).filter(|byte| *byte < 31) {
            Some(byte) => sign_extend(byte, b),
            None => b,
        },
        Op::Lt => truth(a < b),
        Op::SLt => truth(match (a.bit(255), b.bit(255)) {
            (true, false) => true,
            (false, true) => false,
            _ => a < b,
        }),
        Op::Eq => truth(a == b),
        Op::And => a & b,
        Op::Or => a | b,
        Op::Xor => a ^ b,
        Op::Shl => small(a).map_or(U256::ZERO, |shift| b.wrapping_shl(shift)),
        Op::Shr => small(a).map_or(U256::ZERO, |shift| b.wrapping_shr(shift)),
        Op::Sar => match (small(a), b.bit(255)) {
            (Some(shift), _) => b.arithmetic_shr(shift),
            (None, true) => U256::MAX,
            (None, false) => U256::ZERO,
        },
        Op::Byte => small(a)
            .and_then(|index| b.to_be_bytes::<32>().get(index).copied())
            .map_or(U256::ZERO, U256::from),
    }
}

/// By way of the quotient: a second division routine costs 8 kB of the module. Modulo zero is zero.
fn remainder(a: U256, b: U256) -> U256 {
    a.checked_div(b).map_or(U256::ZERO, |quotient| {
        a.wrapping_sub(quotient.wrapping_mul(b))
    })
}

fn magnitude(word: U256) -> U256 {
    if word.bit(255) {
        word.wrapping_neg()
    } else {
        word
    }
}

fn signed_div(a: U256, b: U256) -> U256 {
    let quotient = magnitude(a).checked_div(magnitude(b)).unwrap_or_default();
    if a.bit(255) == b.bit(255) {
        quotient
    } else {
        quotient.wrapping_neg()
    }
}

fn signed_rem(a: U256, b: U256) -> U256 {
    let remainder = remainder(magnitude(a), magnitude(b));
    if a.bit(255) {
        remainder.wrapping_neg()
    } else {
        remainder
    }
}

fn sign_extend(byte: usize, word: U256) -> U256 {
    let sign = byte.saturating_mul(8).saturating_add(7);
    let mask = ones(u16::try_from(sign.saturating_add(1)).unwrap_or(256));
    if word.bit(sign) {
        word | !mask
    } else {
        word & mask
    }
}

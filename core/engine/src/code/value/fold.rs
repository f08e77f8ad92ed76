//! Arithmetic on constants, as the EVM does it.

use super::{Op, ones};
use crate::primitives::U256;

/// Does what the EVM does with two constants.
pub(in super::super) fn fold(op: Op, a: U256, b: U256) -> U256 {
    let truth = |condition: bool| if condition { U256::ONE } else { U256::ZERO };
    let small = |word: U256| usize::try_from(word).ok().filter(|word| *word < 256);
    match op {
        Op::Add => a.wrapping_add(b),
        Op::Sub => a.wrapping_sub(b),
        Op::Mul => a.wrapping_mul(b),
        Op::Div => quotient(a, b),
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

/// Long division: ruint's routine is 8 kB of the module, and constants are divided rarely. Nothing
/// divided by zero is zero.
fn quotient(a: U256, b: U256) -> U256 {
    if b.is_zero() || a < b {
        return U256::ZERO;
    }
    if let Ok(b) = u64::try_from(b) {
        return short_quotient(a, b.into());
    }
    // Bit by bit.
    // What is above the first bit that can be set is less than the divisor.
    let first = a.bit_len().saturating_sub(b.bit_len());
    let mut rest = a.wrapping_shr(first.saturating_add(1));
    let mut quotient = U256::ZERO;
    for bit in (0..=first).rev() {
        let carry = rest.bit(255);
        rest = rest.wrapping_shl(1) | U256::from(a.bit(bit));
        if carry || rest >= b {
            rest = rest.wrapping_sub(b);
            quotient.set_bit(bit, true);
        }
    }
    quotient
}

/// Division by a number of 64 bits, limb by limb.
fn short_quotient(a: U256, b: u128) -> U256 {
    let mut limbs = a.into_limbs();
    let mut rest = 0_u128;
    for limb in limbs.iter_mut().rev() {
        let part = rest << 64 | u128::from(*limb);
        // It fits: what was left is less than the divisor.
        *limb = part
            .checked_div(b)
            .and_then(|limb| u64::try_from(limb).ok())
            .unwrap_or_default();
        rest = part.checked_rem(b).unwrap_or_default();
    }
    U256::from_limbs(limbs)
}

fn remainder(a: U256, b: U256) -> U256 {
    if b.is_zero() {
        U256::ZERO
    } else {
        a.wrapping_sub(quotient(a, b).wrapping_mul(b))
    }
}

fn magnitude(word: U256) -> U256 {
    if word.bit(255) {
        word.wrapping_neg()
    } else {
        word
    }
}

fn signed_div(a: U256, b: U256) -> U256 {
    let quotient = quotient(magnitude(a), magnitude(b));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_agrees_with_ruint() {
        let words = [
            U256::ZERO,
            U256::ONE,
            U256::from(7),
            U256::from(u64::MAX),
            U256::from(u128::MAX),
            U256::from(u128::MAX) + U256::ONE,
            (U256::ONE << 255) - U256::ONE,
            U256::ONE << 255,
            (U256::ONE << 255) + U256::from(12_345),
            U256::MAX - U256::ONE,
            U256::MAX,
        ];
        for a in words {
            for b in words {
                assert_eq!(
                    quotient(a, b),
                    a.checked_div(b).unwrap_or_default(),
                    "{a} / {b}"
                );
                assert_eq!(
                    remainder(a, b),
                    a.checked_rem(b).unwrap_or_default(),
                    "{a} % {b}"
                );
            }
        }
    }

    #[test]
    fn signed_operations_agree_with_the_yellow_paper() {
        let minus = |number: u64| U256::from(number).wrapping_neg();
        assert_eq!(fold(Op::SDiv, minus(7), U256::from(2)), minus(3));
        assert_eq!(fold(Op::SMod, minus(7), U256::from(2)), minus(1));
        assert_eq!(
            fold(Op::SDiv, U256::ONE << 255, U256::MAX),
            U256::ONE << 255
        );
        assert_eq!(fold(Op::SLt, minus(1), U256::ZERO), U256::ONE);
        assert_eq!(
            fold(Op::SignExtend, U256::ZERO, U256::from(0xff)),
            U256::MAX
        );
        assert_eq!(fold(Op::Sar, U256::from(300), minus(1)), U256::MAX);
        assert_eq!(
            fold(Op::Byte, U256::from(31), U256::from(0xabcd)),
            U256::from(0xcd)
        );
    }
}

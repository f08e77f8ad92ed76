//! Words that are written in two ways become one.

use super::{Graph, Node, Op, Value, fold, ones};
use crate::primitives::U256;

impl Graph {
    pub(super) fn simplify(&mut self, op: Op, a: Value, b: Value, depth: u8) -> Value {
        let (mut a, mut b) = (a, b);
        let known = (self.is_const(a), self.is_const(b));
        if known == (true, true)
            && let (Some(x), Some(y)) = (self.as_const(a), self.as_const(b))
        {
            return self.constant(fold(op, x, y));
        }
        if matches!(op, Op::Add | Op::Mul | Op::Eq | Op::And | Op::Or | Op::Xor) {
            // The constant goes to the right, otherwise the older value to the left.
            let swap = match known {
                (true, _) => true,
                (false, true) => false,
                (false, false) => a > b,
            };
            if swap {
                core::mem::swap(&mut a, &mut b);
            }
        }
        let simpler = depth.checked_sub(1).and_then(|depth| match op {
            Op::Add => self.simplify_add(a, b, depth),
            Op::Sub => self.simplify_sub(a, b, depth),
            Op::Mul => self.simplify_mul(a, b, depth),
            Op::Div => self.simplify_div(a, b, depth),
            Op::Mod => self.simplify_mod(a, b, depth),
            Op::And => self.simplify_and(a, b, depth),
            Op::Or => self.simplify_or(a, b, depth),
            Op::Xor => self.simplify_xor(a, b),
            Op::Eq => self.simplify_eq(a, b, depth),
            Op::Lt => self.simplify_lt(a, b),
            Op::Shl => self.simplify_shl(a, b, depth),
            Op::Shr => self.simplify_shr(a, b, depth),
            Op::Byte => self.simplify_byte(a, b, depth),
            Op::Sar if self.bits(b) < 256 => Some(self.simplify(Op::Shr, a, b, depth)),
            Op::SDiv | Op::SMod | Op::Exp | Op::SignExtend | Op::SLt | Op::Sar => None,
        });
        simpler.unwrap_or_else(|| self.intern(Node::Binary(op, a, b)))
    }

    fn simplify_add(&mut self, a: Value, b: Value, depth: u8) -> Option<Value> {
        if b == Value::ZERO {
            return Some(a);
        }
        // Constants float to the outside, where they add up: (x + c) + y is (x + y) + c.
        if let Some((x, c)) = self.plus_const(a) {
            if let Some(d) = self.as_const(b) {
                let sum = self.constant(c.wrapping_add(d));
                return Some(self.simplify(Op::Add, x, sum, depth));
            }
            let rest = self.simplify(Op::Add, x, b, depth);
            let c = self.constant(c);
            return Some(self.simplify(Op::Add, rest, c, depth));
        }
        if let Some((x, c)) = self.plus_const(b) {
            let rest = self.simplify(Op::Add, a, x, depth);
            let c = self.constant(c);
            return Some(self.simplify(Op::Add, rest, c, depth));
        }
        match (self.binary_parts(a, Op::Sub), self.binary_parts(b, Op::Sub)) {
            (Some((x, y)), _) if y == b => Some(x),
            (_, Some((x, y))) if y == a => Some(x),
            _ => None,
        }
    }

    fn simplify_sub(&mut self, a: Value, b: Value, depth: u8) -> Option<Value> {
        if a == b {
            return Some(Value::ZERO);
        }
        if let Some(c) = self.as_const(b) {
            let negative = self.constant(c.wrapping_neg());
            return Some(self.simplify(Op::Add, a, negative, depth));
        }
        if self.as_const(a).is_some_and(|word| word == U256::MAX) {
            return Some(self.not(b));
        }
        if let Some((x, c)) = self.plus_const(a) {
            let rest = self.simplify(Op::Sub, x, b, depth);
            let c = self.constant(c);
            return Some(self.simplify(Op::Add, rest, c, depth));
        }
        if let Some((x, c)) = self.plus_const(b) {
            let rest = self.simplify(Op::Sub, a, x, depth);
            let c = self.constant(c.wrapping_neg());
            return Some(self.simplify(Op::Add, rest, c, depth));
        }
        if let Some((x, y)) = self.binary_parts(a, Op::Add) {
            if x == b {
                return Some(y);
            }
            if y == b {
                return Some(x);
            }
        }
        match self.binary_parts(b, Op::Sub) {
            Some((x, y)) if x == a => Some(y),
            _ => None,
        }
    }

    /// `x + c`, taken apart.
    fn plus_const(&self, value: Value) -> Option<(Value, U256)> {
        let (x, c) = self.binary_parts(value, Op::Add)?;
        Some((x, self.as_const(c)?))
    }

    fn simplify_mul(&mut self, a: Value, b: Value, depth: u8) -> Option<Value> {
        let c = self.as_const(b)?;
        if c.is_zero() {
            return Some(Value::ZERO);
        }
        let shift = self.number(power_of_two(c)?);
        Some(self.simplify(Op::Shl, shift, a, depth))
    }

    fn simplify_div(&mut self, a: Value, b: Value, depth: u8) -> Option<Value> {
        if a == Value::ZERO || b == Value::ZERO {
            return Some(Value::ZERO);
        }
        let shift = power_of_two(self.as_const(b)?)?;
        let shift = self.number(shift);
        Some(self.simplify(Op::Shr, shift, a, depth))
    }

    fn simplify_mod(&mut self, a: Value, b: Value, depth: u8) -> Option<Value> {
        let c = self.as_const(b)?;
        power_of_two(c)?;
        let mask = self.constant(c.wrapping_sub(U256::ONE));
        Some(self.simplify(Op::And, a, mask, depth))
    }

    fn simplify_and(&mut self, a: Value, b: Value, depth: u8) -> Option<Value> {
        if a == b {
            return Some(a);
        }
        let (left, right) = (self.meta(a), self.meta(b));
        if left.high <= right.low || right.high <= left.low {
            return Some(Value::ZERO);
        }
        let mask = self.as_const(b)?;
        let window = self.window(a);
        if mask & window == window {
            return Some(a);
        }
        match self.node(a) {
            Node::Binary(Op::And, x, c) => {
                let c = self.as_const(c)?;
                let mask = self.constant(c & mask);
                Some(self.simplify(Op::And, x, mask, depth))
            }
            // What a packed write left of one field, or put into another.
            Node::Binary(Op::Or, x, y) => {
                let x = self.simplify(Op::And, x, b, depth);
                let y = self.simplify(Op::And, y, b, depth);
                (x == Value::ZERO || y == Value::ZERO).then(|| self.simplify(Op::Or, x, y, depth))
            }
            _ => None,
        }
    }

    fn simplify_or(&mut self, a: Value, b: Value, depth: u8) -> Option<Value> {
        if a == b || b == Value::ZERO {
            return Some(a);
        }
        if a == Value::ZERO {
            return Some(b);
        }
        // Two parts of one word, put together again.
        let (x, left) = self.binary_parts(a, Op::And)?;
        let (y, right) = self.binary_parts(b, Op::And).filter(|(y, _)| *y == x)?;
        let mask = self.as_const(left)? | self.as_const(right)?;
        let mask = self.constant(mask);
        Some(self.simplify(Op::And, y, mask, depth))
    }

    fn simplify_xor(&mut self, a: Value, b: Value) -> Option<Value> {
        if a == b {
            return Some(Value::ZERO);
        }
        (b == Value::ZERO).then_some(a)
    }

    fn simplify_eq(&mut self, a: Value, b: Value, depth: u8) -> Option<Value> {
        if a == b {
            return Some(Value::ONE);
        }
        if let Some(c) = self.as_const(b) {
            if c.is_zero() {
                return Some(self.is_zero(a));
            }
            if c.bit_len() > usize::from(self.bits(a)) {
                return Some(Value::ZERO);
            }
            if self.is_flag(a) {
                return Some(a);
            }
            if let Some((x, added)) = self.plus_const(a) {
                let c = self.constant(c.wrapping_sub(added));
                return Some(self.simplify(Op::Eq, x, c, depth));
            }
        }
        // Addresses that are compared in their upper 160 bits.
        let (shift, x) = self.binary_parts(a, Op::Shl)?;
        let distance = u16::try_from(self.as_const(shift)?).ok()?;
        if u32::from(self.bits(x)).saturating_add(u32::from(distance)) > 256 {
            return None;
        }
        let y = match (self.binary_parts(b, Op::Shl), self.as_const(b)) {
            (Some((other, y)), _)
                if other == shift
                    && u32::from(self.bits(y)).saturating_add(u32::from(distance)) <= 256 =>
            {
                y
            }
            (None, Some(c)) if c.trailing_zeros() >= usize::from(distance) => {
                self.constant(c.wrapping_shr(usize::from(distance)))
            }
            _ => return None,
        };
        Some(self.simplify(Op::Eq, x, y, depth))
    }

    fn simplify_lt(&mut self, a: Value, b: Value) -> Option<Value> {
        if a == b || b == Value::ZERO {
            return Some(Value::ZERO);
        }
        if a == Value::ZERO {
            let zero = self.is_zero(b);
            return Some(self.is_zero(zero));
        }
        if b == Value::ONE {
            return Some(self.is_zero(a));
        }
        // c < x never holds where x has too few bits for it.
        if let Some(c) = self.as_const(a)
            && c >= ones(self.bits(b))
        {
            return Some(Value::ZERO);
        }
        None
    }

    fn simplify_shl(&mut self, a: Value, b: Value, depth: u8) -> Option<Value> {
        let shift = self.as_const(a)?;
        if shift.is_zero() {
            return Some(b);
        }
        let Some(shift) = u16::try_from(shift).ok().filter(|shift| *shift < 256) else {
            return Some(Value::ZERO);
        };
        match self.node(b) {
            Node::Binary(Op::Shl, inner, x) => {
                let sum = self.as_const(inner)?.wrapping_add(U256::from(shift));
                let sum = self.constant(sum);
                Some(self.simplify(Op::Shl, sum, x, depth))
            }
            Node::Binary(Op::Shr, inner, x) if inner == a => {
                let mask = self.constant(!ones(shift));
                Some(self.simplify(Op::And, x, mask, depth))
            }
            // A part of a word that was moved down, and is moved back up.
            Node::Binary(Op::And, inner, mask) => {
                let (distance, x) = self.binary_parts(inner, Op::Shr)?;
                let mask = self.as_const(mask).filter(|_| distance == a)?;
                let mask = self.constant(mask.wrapping_shl(usize::from(shift)));
                Some(self.simplify(Op::And, x, mask, depth))
            }
            Node::Binary(Op::Or, x, y) => {
                let x = self.simplify(Op::Shl, a, x, depth);
                let y = self.simplify(Op::Shl, a, y, depth);
                Some(self.simplify(Op::Or, x, y, depth))
            }
            _ => None,
        }
    }

    fn simplify_shr(&mut self, a: Value, b: Value, depth: u8) -> Option<Value> {
        let shift = self.as_const(a)?;
        if shift.is_zero() {
            return Some(b);
        }
        let Some(shift) = u16::try_from(shift)
            .ok()
            .filter(|shift| *shift < self.bits(b))
        else {
            return Some(Value::ZERO);
        };
        match self.node(b) {
            Node::CallData(offset) if shift == 224 && offset == Value::ZERO => {
                Some(self.intern(Node::Selector))
            }
            Node::Binary(Op::Shr, inner, x) => {
                let sum = self.as_const(inner)?.wrapping_add(U256::from(shift));
                let sum = self.constant(sum);
                Some(self.simplify(Op::Shr, sum, x, depth))
            }
            Node::Binary(Op::Shl, inner, x) if inner == a => {
                let mask = self.constant(ones(256_u16.saturating_sub(shift)));
                Some(self.simplify(Op::And, x, mask, depth))
            }
            Node::Binary(Op::And, x, mask) => {
                let mask = self.as_const(mask)?.wrapping_shr(usize::from(shift));
                let shifted = self.simplify(Op::Shr, a, x, depth);
                let mask = self.constant(mask);
                Some(self.simplify(Op::And, shifted, mask, depth))
            }
            Node::Binary(Op::Or, x, y) => {
                let x = self.simplify(Op::Shr, a, x, depth);
                let y = self.simplify(Op::Shr, a, y, depth);
                Some(self.simplify(Op::Or, x, y, depth))
            }
            _ => None,
        }
    }

    fn simplify_byte(&mut self, a: Value, b: Value, depth: u8) -> Option<Value> {
        let index = u64::try_from(self.as_const(a)?).unwrap_or(u64::MAX);
        if index > 31 {
            return Some(Value::ZERO);
        }
        let shift = self.number(31_u64.saturating_sub(index).saturating_mul(8));
        let shifted = self.simplify(Op::Shr, shift, b, depth);
        let mask = self.number(0xff);
        Some(self.simplify(Op::And, shifted, mask, depth))
    }
}

fn power_of_two(word: U256) -> Option<u64> {
    (word.count_ones() == 1)
        .then(|| u64::try_from(word.trailing_zeros()).ok())
        .flatten()
}

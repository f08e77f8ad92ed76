//! Words as sums: what a store adds to what was there.

use super::value::{Graph, Node, Op, Value, ones};
use crate::primitives::U256;
use crate::sorted::SortedMap;

/// A sum of words with whole factors, plus a constant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) terms: SortedMap<Value, i64>,
    /// Modulo 2^256.
    pub(super) constant: U256,
}

/// Sums of more terms than this are taken as one word.
const MOST_TERMS: usize = 64;

impl Sum {
    /// Takes a word apart.
    pub(super) fn of(graph: &Graph, word: Value) -> Self {
        let mut sum = Self::default();
        let mut waiting = vec![(word, 1_i64)];
        let mut seen = 0_usize;
        while let Some((value, factor)) = waiting.pop() {
            seen = seen.saturating_add(1);
            if seen > MOST_TERMS {
                return Self {
                    terms: SortedMap::from_iter([(word, 1)]),
                    constant: U256::ZERO,
                };
            }
            match graph.node(value) {
                Node::Const(_) => {
                    sum.add_constant(graph.as_const(value).unwrap_or_default(), factor)
                }
                Node::Binary(Op::Add, a, b) => waiting.extend([(a, factor), (b, factor)]),
                Node::Binary(Op::Sub, a, b) => {
                    waiting.extend([(a, factor), (b, factor.wrapping_neg())])
                }
                Node::Not(a) => {
                    sum.add_constant(U256::MAX, factor);
                    waiting.push((a, factor.wrapping_neg()));
                }
                Node::Binary(Op::Mul, a, b) if multiple(graph, b, factor).is_some() => {
                    waiting.extend(multiple(graph, b, factor).map(|factor| (a, factor)));
                }
                Node::Binary(Op::Shl, shift, a) if shifted(graph, shift, factor).is_some() => {
                    waiting.extend(shifted(graph, shift, factor).map(|factor| (a, factor)));
                }
                // A mask that only cuts off an overflow.
                Node::Binary(Op::And, a, mask) if is_wide_mask(graph, mask) => {
                    waiting.push((a, factor))
                }
                _ => sum.add_term(value, factor),
            }
        }
        sum
    }

    pub(super) fn minus(mut self, other: &Self) -> Self {
        for (term, factor) in other.terms.iter() {
            self.add_term(*term, factor.wrapping_neg());
        }
        self.constant = self.constant.wrapping_sub(other.constant);
        self
    }

    pub(super) fn plus(mut self, other: &Self) -> Self {
        for (term, factor) in other.terms.iter() {
            self.add_term(*term, *factor);
        }
        self.constant = self.constant.wrapping_add(other.constant);
        self
    }

    pub(super) fn is_zero(&self) -> bool {
        self.terms.is_empty() && self.constant.is_zero()
    }

    /// Something is added and nothing taken away.
    pub(super) fn is_increase(&self) -> bool {
        !self.is_zero() && self.terms.values().all(|factor| *factor > 0) && !self.constant.bit(255)
    }

    /// Something is taken away and nothing added.
    pub(super) fn is_decrease(&self) -> bool {
        !self.is_zero()
            && self.terms.values().all(|factor| *factor < 0)
            && (self.constant.is_zero() || self.constant.bit(255))
    }

    fn add_term(&mut self, term: Value, factor: i64) {
        self.terms
            .update(term, || 0, |sum| *sum = sum.wrapping_add(factor));
        if self.terms.get(&term) == Some(&0) {
            self.terms.remove(&term);
        }
    }

    fn add_constant(&mut self, word: U256, factor: i64) {
        let word = word.wrapping_mul(U256::from(factor.unsigned_abs()));
        self.constant = if factor < 0 {
            self.constant.wrapping_sub(word)
        } else {
            self.constant.wrapping_add(word)
        };
    }
}

/// A factor times a constant, where that is small enough to be told.
fn multiple(graph: &Graph, constant: Value, factor: i64) -> Option<i64> {
    let constant = i64::try_from(graph.as_const(constant)?).ok()?;
    factor.checked_mul(constant)
}

/// A factor times a power of two.
fn shifted(graph: &Graph, shift: Value, factor: i64) -> Option<i64> {
    factor.checked_mul(1_i64.checked_shl(graph.as_offset(shift)?)?)
}

pub(super) fn is_wide_mask(graph: &Graph, mask: Value) -> bool {
    graph.as_const(mask).is_some_and(|mask| {
        let bits = u16::try_from(mask.bit_len()).unwrap_or(256);
        bits >= 64 && mask == ones(bits)
    })
}

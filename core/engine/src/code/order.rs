//! What the comparisons on a path say of sums.

use super::linear::{Sum, is_wide_mask};
use super::path::{Condition, Path};
use super::storage::part;
use super::value::{Graph, Node, Op, Value};
use crate::primitives::U256;

/// Words below more operations than this are not followed.
const MOST_STEPS: usize = 64;

/// Two words that a condition compares, the one first that it demands to be no larger: to be smaller,
/// where it holds.
pub(super) fn sides(graph: &Graph, condition: &Condition) -> Option<(Value, Value)> {
    let (a, b) = graph.binary_parts(condition.value, Op::Lt)?;
    Some(if condition.holds { (a, b) } else { (b, a) })
}

/// By how much the smaller side of a comparison exceeds the larger one: by nothing, or less.
pub(super) fn excess(graph: &Graph, condition: &Condition) -> Option<Sum> {
    let (small, large) = sides(graph, condition)?;
    Some(Sum::of(graph, small).minus(&Sum::of(graph, large)))
}

/// A sum is zero or less, by itself or because the path demands it.
pub(super) fn is_at_most_zero(graph: &mut Graph, path: &Path, sum: &Sum) -> bool {
    if sum.is_zero() || sum.is_decrease() {
        return true;
    }
    path.conditions.iter().any(|condition| {
        let Some((small, large)) = compared(graph, condition) else {
            return false;
        };
        let known = Sum::of(graph, small).minus(&Sum::of(graph, large));
        let spare = known.minus(sum);
        (spare.is_zero() || spare.is_increase())
            && holds_for_sums(graph, path, &[(small, Side::Small), (large, Side::Large)])
    })
}

/// The word is what its sum says, or wrapped around to something smaller.
pub(super) fn is_no_more_than_sum(graph: &mut Graph, path: &Path, word: Value) -> bool {
    holds_for_sums(graph, path, &[(word, Side::Large)])
}

/// The word is what its sum says, or more.
pub(super) fn is_no_less_than_sum(graph: &mut Graph, path: &Path, word: Value) -> bool {
    holds_for_sums(graph, path, &[(word, Side::Small)])
}

/// Two words of which the first is no larger than the second.
fn compared(graph: &mut Graph, condition: &Condition) -> Option<(Value, Value)> {
    let (small, large) = sides(graph, condition)?;
    Some(match graph.node(small) {
        // A difference that is no larger than what it was taken from did not wrap around.
        Node::Binary(Op::Sub, whole, taken) if whole == large => (taken, large),
        Node::Binary(Op::Add, whole, constant) if whole == large => {
            match graph.as_const(constant) {
                Some(word) => (graph.constant(word.wrapping_neg()), large),
                None => (small, large),
            }
        }
        _ => (small, large),
    })
}

/// On which side of a comparison a word stands: where it wraps around, the comparison of the sums
/// must not say more than that of the words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The word is its sum or more.
    Small,
    /// The word is its sum or less.
    Large,
}

impl Side {
    const fn other(self) -> Self {
        match self {
            Self::Small => Self::Large,
            Self::Large => Self::Small,
        }
    }
}

fn holds_for_sums(graph: &mut Graph, path: &Path, words: &[(Value, Side)]) -> bool {
    let mut waiting = words.to_vec();
    let mut seen = 0_usize;
    while let Some((word, side)) = waiting.pop() {
        seen = seen.saturating_add(1);
        if seen > MOST_STEPS {
            return false;
        }
        match graph.node(word) {
            Node::Binary(Op::Add, a, b) => match graph.as_const(b).filter(|word| word.bit(255)) {
                Some(constant) => {
                    let taken = graph.constant(constant.wrapping_neg());
                    if side == Side::Large && !is_ordered(graph, path, taken, a) {
                        return false;
                    }
                    waiting.push((a, side));
                }
                None => {
                    if side == Side::Small && !adds_up(graph, path, word, a, b) {
                        return false;
                    }
                    waiting.extend([(a, side), (b, side)]);
                }
            },
            Node::Binary(Op::Sub, a, b) => {
                if side == Side::Large && !is_ordered(graph, path, b, a) {
                    return false;
                }
                waiting.extend([(a, side), (b, side.other())]);
            }
            Node::Binary(Op::Mul, a, factor) if graph.is_const(factor) => {
                if side == Side::Small && graph.bits(word) == 256 {
                    return false;
                }
                waiting.push((a, side));
            }
            Node::Binary(Op::Shl, shift, a) if graph.is_const(shift) => {
                if side == Side::Small && graph.bits(word) == 256 {
                    return false;
                }
                waiting.push((a, side));
            }
            // A mask cuts off what a sum does not know of; a part of a stored word is a word.
            Node::Binary(Op::And, a, mask)
                if is_wide_mask(graph, mask) && part(graph, word).is_none() =>
            {
                if side == Side::Small && !is_within(graph, path, a, mask) {
                    return false;
                }
                waiting.push((a, side));
            }
            // Numbers of this size are negative in a sum.
            Node::Const(_) if graph.as_const(word).is_some_and(|word| word.bit(255)) => {
                return false;
            }
            Node::Not(_) => return false,
            _ => {}
        }
    }
    true
}

/// The path demands the one to be no larger than the other.
fn is_ordered(graph: &mut Graph, path: &Path, small: Value, large: Value) -> bool {
    path.conditions
        .iter()
        .any(|condition| compared(graph, condition) == Some((small, large)))
}

/// The path demands that a sum of two words did not wrap around, or it cannot.
fn adds_up(graph: &mut Graph, path: &Path, sum: Value, a: Value, b: Value) -> bool {
    graph.bits(sum) < 256
        || [(a, b), (b, a)].into_iter().any(|(one, other)| {
            let room = graph.not(other);
            is_ordered(graph, path, one, sum) || is_ordered(graph, path, one, room)
        })
}

/// The path demands that a mask cuts nothing off.
fn is_within(graph: &Graph, path: &Path, word: Value, mask: Value) -> bool {
    let Some(most) = graph.as_const(mask) else {
        return false;
    };
    path.conditions.iter().any(|condition| {
        sides(graph, condition).is_some_and(|(small, large)| {
            let limit = graph
                .as_const(large)
                .filter(|_| condition.holds && small == word);
            limit.is_some_and(|limit| limit.wrapping_sub(U256::ONE) <= most)
        })
    })
}

//! How fast tokens can be made at most: a share of the supply, and then nothing for a while.

use super::super::facts::{Bound, Field};
use super::super::linear::Sum;
use super::super::path::{Condition, Path};
use super::super::relay::past;
use super::super::storage::{Place, field, part, place, written};
use super::super::value::{Env, Graph, Node, Op, Value};
use super::Finder;
use super::bound::{excess, is_field};
use crate::primitives::U256;

/// The whole, in hundredths of a percent.
const WHOLE_BPS: u64 = 10_000;

/// Words of more operations than this are not followed.
const MOST_STEPS: usize = 64;

impl Finder<'_> {
    /// The path makes no more than a share of a counter that it raises by just that, and not again for a
    /// while.
    pub(super) fn rate(&mut self, path: &Path, credit: &Sum) -> Option<Bound> {
        let mut counters = self.changes(path);
        counters.retain(|(_, change)| change == credit);
        let bps = path
            .conditions
            .iter()
            .filter(|condition| {
                let sides = self.graph.binary_parts(condition.value, Op::Lt);
                sides.is_some_and(|(a, b)| {
                    is_whole(self.graph, path, if condition.holds { a } else { b })
                })
            })
            .find_map(|condition| share(self.graph, condition, credit, &counters))?;
        let secs = path.conditions.iter().find_map(|condition| {
            let next = field(self.graph, past(self.graph, condition)?)?;
            self.waits(path, next)??;
            self.pause(next)
        })?;
        Some(Bound::Rate { bps, secs })
    }

    /// The least time that any path sets a moment ahead by; `None` where one sets it to anything else,
    /// or may.
    fn pause(&mut self, next: Field) -> Option<u32> {
        let functions = self.functions;
        if functions.iter().any(|function| function.partial.is_some()) {
            return None;
        }
        let paths = functions.iter().flat_map(|function| &function.paths);
        let mut secs = u32::MAX;
        for path in paths.filter(|path| path.succeeds()) {
            if let Some(least) = self.waits(path, next)? {
                secs = secs.min(least);
            }
        }
        Some(secs)
    }

    /// The seconds to the moment that a path sets a field to, where it sets it; `None` where the field
    /// becomes anything else.
    fn waits(&mut self, path: &Path, next: Field) -> Option<Option<u32>> {
        let mut least = None;
        for store in &path.stores {
            if place(self.graph, store.key) != Place::Fixed(next.slot) {
                continue;
            }
            for part in written(self.graph, store) {
                let field = Field {
                    slot: next.slot,
                    bit: part.bit,
                    bits: part.bits,
                };
                if field.overlaps(next) {
                    least = Some(ahead(self.graph, part.value)?);
                }
            }
        }
        Some(least)
    }
}

/// The seconds by which a moment lies after that of the block.
fn ahead(graph: &Graph, moment: Value) -> Option<u32> {
    let sum = Sum::of(graph, moment);
    let mut terms = sum.terms.iter();
    let (Some((term, 1)), None) = (terms.next(), terms.next()) else {
        return None;
    };
    let is_now = graph.node(*term) == Node::Env(Env::Timestamp);
    (is_now && !sum.constant.bit(255)).then(|| sum.constant.saturating_to())
}

/// The share of a counter that a condition lets the credit be.
fn share(
    graph: &Graph,
    condition: &Condition,
    credit: &Sum,
    counters: &[(Field, Sum)],
) -> Option<u16> {
    let (excess, _) = excess(graph, condition)?;
    // What remains is the other side alone.
    let limit = excess.minus(credit);
    let mut terms = limit.terms.iter();
    let (Some((quotient, -1)), None) = (terms.next(), terms.next()) else {
        return None;
    };
    let (part, whole) = graph.binary_parts(*quotient, Op::Div)?;
    let of = u64::try_from(graph.as_const(whole)?).ok()?;
    let part = Sum::of(graph, part);
    let mut terms = part.terms.iter();
    let (Some((counter, times)), None) = (terms.next(), terms.next()) else {
        return None;
    };
    let counted = counters
        .iter()
        .any(|(field, _)| is_field(graph, *counter, *field));
    let exact = limit.constant.is_zero() && part.constant.is_zero();
    if !counted || !exact {
        return None;
    }
    let bps = u64::try_from(*times).ok()?.checked_mul(WHOLE_BPS)?;
    u16::try_from(bps.checked_add(of)?.checked_sub(1)?.checked_div(of)?).ok()
}

/// A sum says all of the word: no mask in it cuts anything off that the path does not refuse.
pub(super) fn is_whole(graph: &Graph, path: &Path, word: Value) -> bool {
    let mut waiting = vec![word];
    for _ in 0..MOST_STEPS {
        let Some(word) = waiting.pop() else {
            return true;
        };
        match graph.node(word) {
            Node::Binary(Op::And, inner, mask) => {
                let fits = graph.as_const(mask).is_some_and(|mask| {
                    let refused = |condition: &Condition| {
                        let sides = graph.binary_parts(condition.value, Op::Lt);
                        condition.holds
                            && sides.is_some_and(|(small, limit)| {
                                small == inner
                                    && graph
                                        .as_const(limit)
                                        .is_some_and(|limit| limit.wrapping_sub(U256::ONE) <= mask)
                            })
                    };
                    path.conditions.iter().any(refused)
                });
                // A part of a stored word is a word of its own.
                if !fits && part(graph, word).is_none() {
                    return false;
                }
                waiting.push(inner);
            }
            Node::Binary(Op::Add | Op::Sub | Op::Mul | Op::Shl, a, b) => waiting.extend([a, b]),
            _ => {}
        }
    }
    false
}

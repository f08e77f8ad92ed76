//! How fast tokens can be made at most: a share of the supply, and then nothing for a while.

use super::super::facts::{Bound, Field};
use super::super::linear::Sum;
use super::super::order::{excess, is_no_less_than_sum, sides};
use super::super::path::{Condition, Path};
use super::super::relay::past;
use super::super::storage::{Place, field, place, written};
use super::super::value::{Env, Graph, Node, Op, Value};
use super::Finder;
use super::bound::is_field;

/// The whole, in hundredths of a percent.
const WHOLE_BPS: u64 = 10_000;

impl Finder<'_> {
    /// The path makes no more than a share of a counter that it raises by just that, and not again for a
    /// while.
    pub(super) fn rate(&mut self, path: &Path, credit: &Sum) -> Option<Bound> {
        let mut counters = self.changes(path);
        counters.retain(|(_, change)| change == credit);
        let bps = path.conditions.iter().find_map(|condition| {
            let (small, _) = sides(self.graph, condition)?;
            let share = share(self.graph, condition, credit, &counters)?;
            is_no_less_than_sum(self.graph, path, small).then_some(share)
        })?;
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
    // What remains is the other side alone.
    let limit = excess(graph, condition)?.minus(credit);
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

//! The largest value that the conditions of a path allow.

use super::super::facts::Bound;
use super::super::linear::Sum;
use super::super::path::Path;
use super::super::storage::field;
use super::super::value::{Graph, Op, Value, ones};
use super::Finder;
use crate::primitives::U256;

impl Finder<'_> {
    /// The largest supply that the conditions of a path allow.
    pub(super) fn supply_bound(&mut self, path: &Path) -> Bound {
        let Some(supply) = self.ledger.supply else {
            return Bound::NotFound;
        };
        let is_supply = |graph: &Graph, term: Value| {
            field(graph, term).is_some_and(|field| field.overlaps(supply))
        };
        self.bound_where(path, is_supply)
    }

    /// The largest value that the conditions of a path let it store.
    pub(super) fn bound_of(&mut self, path: &Path, value: Value) -> Bound {
        if let Some(word) = self.graph.as_const(value) {
            return Bound::Constant { value: word };
        }
        let stored = Sum::of(self.graph, value);
        self.bound_where(path, move |_, term| stored.terms.contains_key(&term))
    }

    /// The constant or the stored number that a path compares a sum with some term with.
    fn bound_where(&mut self, path: &Path, is_term: impl Fn(&Graph, Value) -> bool) -> Bound {
        let mut best = Bound::NotFound;
        for condition in &path.conditions {
            let Some((a, b)) = self.graph.binary_parts(condition.value, Op::Lt) else {
                continue;
            };
            // a < b, or else b <= a: the smaller side is written first.
            let (small, large, strict) = if condition.holds {
                (a, b, true)
            } else {
                (b, a, false)
            };
            let difference = Sum::of(self.graph, small).minus(&Sum::of(self.graph, large));
            let (bounded, limits): (Vec<_>, Vec<_>) = difference
                .terms
                .iter()
                .partition(|(term, _)| is_term(self.graph, **term));
            // The bounded terms must be on the smaller side, and whatever is added to them is fine.
            if bounded.is_empty() || bounded.iter().any(|(_, factor)| **factor < 1) {
                continue;
            }
            let opposed: Vec<Value> = limits
                .iter()
                .filter(|(_, factor)| **factor < 0)
                .map(|(term, _)| **term)
                .collect();
            let bound = match opposed.as_slice() {
                [] => {
                    let limit = difference.constant.wrapping_neg();
                    let limit = if strict {
                        limit.wrapping_sub(U256::ONE)
                    } else {
                        limit
                    };
                    is_limit(limit).then_some(Bound::Constant { value: limit })
                }
                [only] => field(self.graph, *only).map(|field| Bound::Stored { field }),
                _ => None,
            };
            best = match (best, bound) {
                (Bound::Constant { value: a }, Some(Bound::Constant { value: b })) => {
                    Bound::Constant { value: a.min(b) }
                }
                (Bound::NotFound | Bound::Stored { .. }, Some(bound)) => bound,
                (best, _) => best,
            };
        }
        best
    }
}

pub(super) fn wider(a: Bound, b: Bound) -> Bound {
    match (a, b) {
        (Bound::NotFound, _) | (_, Bound::NotFound) => Bound::NotFound,
        (Bound::Constant { value: a }, Bound::Constant { value: b }) => {
            Bound::Constant { value: a.max(b) }
        }
        (Bound::Stored { field }, _) | (_, Bound::Stored { field }) => Bound::Stored { field },
        (Bound::NotApplicable, other) => other,
        (other, Bound::NotApplicable) => other,
    }
}

/// A constant that limits anything: not what a type can hold anyway.
fn is_limit(limit: U256) -> bool {
    let bits = u16::try_from(limit.bit_len()).unwrap_or(256);
    bits < 128 && !(bits >= 64 && limit == ones(bits))
}

//! The largest value that the conditions of a path allow.

use super::super::facts::{Bound, Field};
use super::super::ledger::shares_term;
use super::super::linear::Sum;
use super::super::machine::Function;
use super::super::order::{excess, is_no_less_than_sum};
use super::super::path::Path;
use super::super::storage::{Place, field, place, written};
use super::super::value::{Graph, Node, Op, Value, Visited, fold, ones};
use super::Finder;
use crate::primitives::U256;
use crate::sorted::SortedSet;

impl Finder<'_> {
    /// The most tokens that a path can make: by a cap on the supply or on a counter, or by a stock
    /// that it draws from. A number that somebody can raise is no bound.
    pub(super) fn mint_bound(&mut self, path: &Path, credit: &Sum) -> Bound {
        let is_nothing = path.conditions.iter().any(|condition| {
            !condition.holds
                && Sum::of(self.graph, condition.value) == *credit
                && is_no_less_than_sum(self.graph, path, condition.value)
        });
        if is_nothing {
            return Bound::Constant { value: U256::ZERO };
        }
        let mut counters: Vec<Field> = Vec::new();
        let mut stock = Bound::NotFound;
        for (field, change) in self.changes(path) {
            if change.is_increase() && shares_term(&change, credit) {
                counters.push(field);
            }
            let emptied = credit
                .terms
                .keys()
                .any(|term| is_field(self.graph, *term, field));
            if change.is_decrease() && (emptied || shares_term(&change, credit)) {
                stock = self.lasting(Bound::Stored { field });
            }
        }
        let counted = self.bound_where(path, |graph, term| {
            counters
                .iter()
                .any(|counter| is_field(graph, term, *counter))
        });
        match (self.lasting(counted), stock) {
            (Bound::NotFound, Bound::NotFound) => self.rate(path, credit).unwrap_or(stock),
            (Bound::NotFound, stock) => stock,
            (counted, _) => counted,
        }
    }

    /// A stored bound that somebody can raise is none.
    fn lasting(&self, bound: Bound) -> Bound {
        match bound {
            Bound::Stored { field } if self.growing.iter().any(|grown| grown.overlaps(field)) => {
                Bound::NotFound
            }
            bound => bound,
        }
    }

    /// What a path adds to variables at fixed slots.
    pub(super) fn changes(&mut self, path: &Path) -> Vec<(Field, Sum)> {
        let mut changes = Vec::new();
        for store in &path.stores {
            let Place::Fixed(slot) = place(self.graph, store.key) else {
                continue;
            };
            for part in written(self.graph, store) {
                let field = Field {
                    slot,
                    bit: part.bit,
                    bits: part.bits,
                };
                let mut sum = Sum::of(self.graph, part.value);
                let old = sum
                    .terms
                    .keys()
                    .copied()
                    .find(|term| is_field(self.graph, *term, field));
                match old {
                    Some(old) => sum = sum.minus(&Sum::of(self.graph, old)),
                    None => {
                        let old = self.graph.load(store.key);
                        sum = sum.minus(&Sum::of(self.graph, old));
                    }
                }
                changes.push((field, sum));
            }
        }
        changes
    }

    /// The fields that some path raises, or sets to a word that does not follow from the old one.
    pub(super) fn growing(&mut self, functions: &[Function]) -> SortedSet<Field> {
        let mut found = SortedSet::new();
        let mut seen = Visited::default();
        let paths = functions.iter().flat_map(|function| &function.paths);
        for store in paths
            .filter(|path| path.succeeds())
            .flat_map(|path| &path.stores)
        {
            let Place::Fixed(slot) = place(self.graph, store.key) else {
                continue;
            };
            let same = self.graph.raw(Node::Cons(store.key, store.value));
            if !seen.insert(same) {
                continue;
            }
            for part in written(self.graph, store) {
                let field = Field {
                    slot,
                    bit: part.bit,
                    bits: part.bits,
                };
                let sum = Sum::of(self.graph, part.value);
                let old = sum
                    .terms
                    .keys()
                    .copied()
                    .find(|term| is_field(self.graph, *term, field));
                let lowered = old.is_some_and(|old| {
                    let change = sum.minus(&Sum::of(self.graph, old));
                    change.is_zero() || change.is_decrease()
                });
                if !lowered && part.value != Value::ZERO {
                    found.insert(field);
                }
            }
        }
        found
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
            let Some(difference) = excess(self.graph, condition) else {
                continue;
            };
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
                    let limit = if condition.holds {
                        limit.wrapping_sub(U256::ONE)
                    } else {
                        limit
                    };
                    let factor = match bounded.as_slice() {
                        [(_, factor)] => U256::from(factor.unsigned_abs()),
                        _ => U256::ONE,
                    };
                    let limit = fold(Op::Div, limit, factor);
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
        (Bound::Paid, other) | (other, Bound::Paid) => other,
        (Bound::Rate { bps: a, secs: b }, Bound::Rate { bps: c, secs: d }) => Bound::Rate {
            bps: a.max(c),
            secs: b.min(d),
        },
        // What comes again and again passes every number in the end.
        (rate @ Bound::Rate { .. }, _) | (_, rate @ Bound::Rate { .. }) => rate,
        (Bound::Stored { field }, _) | (_, Bound::Stored { field }) => Bound::Stored { field },
        (Bound::NotApplicable, other) => other,
        (other, Bound::NotApplicable) => other,
    }
}

/// The term is the variable, whole or in part.
pub(super) fn is_field(graph: &Graph, term: Value, variable: Field) -> bool {
    field(graph, term).is_some_and(|field| field.overlaps(variable))
}

/// A constant that limits anything: not what a type can hold anyway.
fn is_limit(limit: U256) -> bool {
    let bits = u16::try_from(limit.bit_len()).unwrap_or(256);
    bits < 128 && !(bits >= 64 && limit == ones(bits))
}

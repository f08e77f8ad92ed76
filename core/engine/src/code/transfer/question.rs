//! What a branch on the transfer path asks.

use super::super::facts::{Field, Mapping, Test};
use super::super::guards::{flag, test};
use super::super::ledger::parts;
use super::super::linear::Sum;
use super::super::opcode;
use super::super::path::Condition;
use super::super::storage::{Place, array_element, field, part, place, without_mask};
use super::super::value::{Env, Graph, Memo, Node, Op, Taint, Value, Visited};
use super::{Transfer, Transfers};

/// What is asked, and how it is answered on one path.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    /// The word that is asked: the same number for the same question.
    pub(super) leaf: Value,
    /// The answer: the flag is set, the time lies ahead, the amount is too large.
    pub(super) set: bool,
    pub(super) subject: Subject,
    pub(super) branch: u32,
    pub(super) required: bool,
}

/// What a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// One stored value for all: a flag, a state, a moment.
    Switch(Field, Test),
    /// A stored moment; it is set while it lies ahead.
    Moment(Field),
    /// An entry of one of the people, or their place in an array.
    List(Mapping),
    /// Whether one of the people is somebody in particular, and whether it is the recipient.
    Person { receives: bool },
    /// The amount, or what the recipient then holds, against stored numbers; those that are
    /// shares of something are marked.
    Limit(Vec<(Field, bool)>),
    /// The time since something that transfers note of one of the people.
    Wait(Mapping),
    /// What a call to another contract answered.
    Answer(Value),
    /// Something that tells a simulation from a transaction, by opcode, and whether honest
    /// tokens ask for it too.
    Tell(u8, bool),
}

/// What the conditions of a transferring function ask, and how it is answered.
pub(super) type Known = Memo<Option<(Value, bool, Subject)>>;

impl Subject {
    /// It tells people apart: an answer to it makes no difference to ordinary ones.
    pub(super) const fn is_about_people(&self) -> bool {
        matches!(self, Self::Person { .. } | Self::List(_))
    }
}

impl Transfers<'_> {
    /// What a condition asks, if that can decide on a transfer. The ways through a function share most
    /// of their conditions: each is looked into once.
    pub(super) fn ask(
        &self,
        graph: &Graph,
        transfer: &Transfer<'_>,
        known: &mut Known,
        condition: &Condition,
    ) -> Option<Ask> {
        let look = || {
            self.flag(graph, transfer, condition)
                .or_else(|| self.compared(graph, transfer, condition))
                .or_else(|| self.ordered(graph, transfer, condition))
                .or_else(|| foreign(graph, condition))
        };
        let (leaf, set, subject) = known.of(condition.value, condition.holds, look)?;
        Some(Ask {
            leaf,
            set,
            subject,
            branch: condition.branch,
            required: condition.required,
        })
    }

    /// A stored or returned word that is tested for being set.
    fn flag(
        &self,
        graph: &Graph,
        transfer: &Transfer<'_>,
        condition: &Condition,
    ) -> Option<(Value, bool, Subject)> {
        let (leaf, set) = flag(graph, condition)?;
        if let Node::Returned(call, _) | Node::CallOk(call) = graph.node(unmasked(graph, leaf)) {
            return Some((leaf, set, Subject::Answer(call)));
        }
        let part = part(graph, leaf)?;
        match place(graph, part.key) {
            Place::Fixed(slot) => {
                let field = Field {
                    slot,
                    bit: part.bit,
                    bits: part.bits,
                };
                let test = test(graph, condition.value);
                // A number of several states is another question for each of them.
                let leaf = match test {
                    Test::NotZero => leaf,
                    Test::Is(_) | Test::Above(_) => condition.value,
                };
                Some((leaf, set, Subject::Switch(field, test)))
            }
            Place::Entry(mapping, keys) => self
                .is_list(graph, transfer, mapping, &keys)
                .then_some((leaf, set, Subject::List(mapping))),
            Place::Other => None,
        }
    }

    fn is_list(
        &self,
        graph: &Graph,
        transfer: &Transfer<'_>,
        mapping: Mapping,
        keys: &[Value],
    ) -> bool {
        !self.books.contains(&mapping) && keys.iter().any(|key| transfer.is_person(graph, *key))
    }

    /// `from == x`, and the time against what was noted of somebody.
    fn compared(
        &self,
        graph: &Graph,
        transfer: &Transfer<'_>,
        condition: &Condition,
    ) -> Option<(Value, bool, Subject)> {
        let (a, b) = graph.binary_parts(condition.value, Op::Eq)?;
        let set = condition.holds;
        let is_person = |value| {
            transfer.is_person(graph, value)
                || graph.node(without_mask(graph, value)) == Node::Env(Env::Origin)
        };
        let (person, other) = match (is_person(a), is_person(b)) {
            (true, false) => (a, b),
            (false, true) => (b, a),
            _ if is_time(graph, a) => {
                return Some((condition.value, set, self.noted(graph, transfer, b)?));
            }
            _ if is_time(graph, b) => {
                return Some((condition.value, set, self.noted(graph, transfer, a)?));
            }
            _ => return None,
        };
        let other = without_mask(graph, other);
        // One question for all elements: what was found last is the answer.
        let element = part(graph, other).and_then(|part| array_element(graph, part.key));
        if let Some((array, hash)) = element {
            let list = Mapping {
                base: array,
                keys: 0,
                member: 0,
            };
            return Some((hash, set, Subject::List(list)));
        }
        let named = field(graph, other).is_some()
            || graph.node(other) == Node::Env(Env::Address)
            || graph.as_const(other).is_some_and(|word| !word.is_zero());
        let receives = transfer.people.last() == Some(&without_mask(graph, person));
        named.then_some((condition.value, set, Subject::Person { receives }))
    }

    /// An entry that transfers write themselves.
    fn noted(&self, graph: &Graph, transfer: &Transfer<'_>, value: Value) -> Option<Subject> {
        match place(graph, part(graph, value)?.key) {
            Place::Entry(mapping, keys) => {
                let of_somebody = self.is_list(graph, transfer, mapping, &keys)
                    || keys
                        .iter()
                        .any(|key| graph.node(*key) == Node::Env(Env::Origin));
                (of_somebody && self.notes.contains(&mapping)).then_some(Subject::Wait(mapping))
            }
            _ => None,
        }
    }

    /// `a < b`: the time, an entry of somebody, or the amount against stored numbers.
    fn ordered(
        &self,
        graph: &Graph,
        transfer: &Transfer<'_>,
        condition: &Condition,
    ) -> Option<(Value, bool, Subject)> {
        /// Seconds of fewer bits are a wait.
        const WAIT_BITS: usize = 64;
        let (a, b) = graph.binary_parts(condition.value, Op::Lt)?;
        let taint = graph.taint(condition.value);
        if !taint.has(Taint::STORAGE) {
            return None;
        }
        let difference = Sum::of(graph, a).minus(&Sum::of(graph, b));
        // What is subtracted in `a - b` is the larger side where `a < b` holds.
        let set = |factor: i64| (factor < 0) == condition.holds;
        let time = difference
            .terms
            .iter()
            .find(|(term, _)| is_time(graph, **term));
        let amount = difference.terms.get(&transfer.amount).copied();
        // Against a number larger than any wait a sum with the time is checked for overflow.
        let constant = difference.constant;
        let distance = match constant.bit(255) {
            true => constant.wrapping_neg(),
            false => constant,
        };
        let waits = time.is_some() && distance.bit_len() < WAIT_BITS;
        let mut fields = Vec::new();
        for (term, factor) in difference.terms.iter() {
            let Some(part) = part(graph, *term) else {
                continue;
            };
            match place(graph, part.key) {
                Place::Entry(..) if waits => {
                    if let Some(subject) = self.noted(graph, transfer, *term) {
                        return Some((condition.value, set(*factor), subject));
                    }
                }
                Place::Fixed(slot) => fields.push((
                    Field {
                        slot,
                        bit: part.bit,
                        bits: part.bits,
                    },
                    *factor,
                )),
                _ => {}
            }
            if let Place::Entry(mapping, keys) = place(graph, part.key)
                && self.is_list(graph, transfer, mapping, &keys)
                && !self.notes.contains(&mapping)
                && (time.is_some() || amount.is_some())
            {
                return Some((condition.value, set(*factor), Subject::List(mapping)));
            }
        }
        if let Some((_, factor)) = time {
            let (field, factor) = fields
                .into_iter()
                .find(|(_, other)| (*other < 0) != (*factor < 0))?;
            return Some((condition.value, set(factor), Subject::Moment(field)));
        }
        let amount = amount?;
        let limits = self.limits(graph, &difference, transfer.amount, amount);
        (!limits.is_empty()).then(|| (condition.value, set(amount), Subject::Limit(limits)))
    }

    /// The stored numbers on the other side of the amount, the supply aside.
    fn limits(
        &self,
        graph: &Graph,
        difference: &Sum,
        moved: Value,
        amount: i64,
    ) -> Vec<(Field, bool)> {
        let mut limits = Vec::new();
        for (term, factor) in difference.terms.iter() {
            // What grows with the amount is no limit on it.
            if (*factor < 0) == (amount < 0) || is_computed_from(graph, *term, moved) {
                continue;
            }
            for part in parts(graph, *term) {
                match place(graph, part.key) {
                    Place::Fixed(slot) => {
                        let field = Field {
                            slot,
                            bit: part.bit,
                            bits: part.bits,
                        };
                        let is_supply = self.supply.iter().any(|supply| supply.overlaps(field));
                        if !is_supply && !self.kept.contains(&slot) {
                            limits.push((field, !part_is_whole(graph, *term)));
                        }
                    }
                    // What the sender owns, and nothing else, is no limit.
                    Place::Entry(..) if part_is_whole(graph, *term) => return Vec::new(),
                    _ => {}
                }
            }
        }
        limits
    }
}

impl Transfer<'_> {
    /// Who sends, who receives or who calls.
    pub(super) fn is_person(&self, graph: &Graph, value: Value) -> bool {
        self.people.contains(&without_mask(graph, value))
    }
}

fn part_is_whole(graph: &Graph, term: Value) -> bool {
    part(graph, term).is_some()
}

/// Whether a word is computed from another, storage aside.
fn is_computed_from(graph: &Graph, value: Value, source: Value) -> bool {
    let mut seen = Visited::default();
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        if value == source {
            return true;
        }
        if seen.insert(value)
            && let Node::Binary(_, a, b) = graph.node(value)
        {
            waiting.extend([a, b]);
        }
    }
    false
}

pub(super) fn is_time(graph: &Graph, value: Value) -> bool {
    matches!(
        graph.node(value),
        Node::Env(Env::Timestamp | Env::Other(opcode::NUMBER))
    )
}

fn unmasked(graph: &Graph, value: Value) -> Value {
    match graph.binary_parts(value, Op::And) {
        Some((inner, mask)) if graph.is_const(mask) => inner,
        _ => value,
    }
}

/// A comparison with what a call returned, or with what only a transaction in a block knows.
fn foreign(graph: &Graph, condition: &Condition) -> Option<(Value, bool, Subject)> {
    let (a, b) = match graph.node(condition.value) {
        Node::Binary(Op::Eq | Op::Lt, a, b) => (a, b),
        _ => (condition.value, Value::ZERO),
    };
    let returned = |value| graph.taint(value).has(Taint::RETURNED);
    // What is compared with itself is checked for its type.
    let is_check = returned(a) && returned(b);
    // More than a few wei: nobody simulates with less, but nobody pays as much.
    let is_ceiling = graph.binary_parts(condition.value, Op::Lt).is_some()
        && [a, b]
            .into_iter()
            .all(|side| graph.as_const(side).is_none_or(|word| word.bit_len() > 8));
    let subject = said(graph, [a, b], !is_check, is_ceiling)?;
    Some((condition.value, condition.holds, subject))
}

/// The first thing from outside that words are computed from.
fn said(graph: &Graph, words: [Value; 2], answers: bool, is_ceiling: bool) -> Option<Subject> {
    let mut seen = Visited::default();
    let mut waiting = Vec::from(words);
    while let Some(value) = waiting.pop() {
        if !seen.insert(value) {
            continue;
        }
        match graph.node(value) {
            Node::Returned(call, _) | Node::CallOk(call) if answers => {
                return Some(Subject::Answer(call));
            }
            Node::Env(Env::Origin) => return Some(Subject::Tell(opcode::ORIGIN, true)),
            Node::Env(Env::Other(op @ (opcode::COINBASE | opcode::GASPRICE | opcode::BASEFEE)))
            | Node::Query(op @ opcode::GAS, _) => {
                return Some(Subject::Tell(op, is_ceiling && op == opcode::GASPRICE));
            }
            Node::Binary(_, a, b) => waiting.extend([a, b]),
            Node::IsZero(a) | Node::Not(a) => waiting.push(a),
            _ => {}
        }
    }
    None
}

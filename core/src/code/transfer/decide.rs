//! Which answers stop a transfer.
//!
//! A transfer that stops shows a way to its end: the answers that it got, the last of which
//! stopped it. An answer on that way decides where no transfer that got it moves anything, for
//! the same people, while one with the other answer does. People whom a list or a comparison
//! lets through are other people, so that "open, or from the owner" is decided by the switch.

use super::super::path::{Condition, Outcome};
use super::super::value::{Graph, Node, Op, Value};
use super::question::{Ask, Subject};
use super::{Transfer, Transfers};
use crate::sorted::{SortedMap, SortedSet};

/// An answer that stops transfers.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) subject: Subject,
    /// What is asked.
    pub(super) leaf: Value,
    /// The answer that stops.
    pub(super) set: bool,
    pub(super) branch: u32,
    /// Every way was followed to its end.
    pub(super) proven: bool,
}

impl Verdict {
    /// What was returned decides, and not only that the call went well.
    pub(super) fn is_answer(&self, graph: &Graph) -> bool {
        !matches!(graph.node(self.leaf), Node::CallOk(_))
    }
}

/// What a way got to hear: each question once, with its answer.
type Answers = Vec<(Value, bool)>;

/// How many ways one choice of answers opens at most.
const MOST_CHOICES: usize = 8;

/// The ways through one transferring function.
#[derive(Debug, Default)]
struct Ways {
    subjects: SortedMap<Value, (Subject, u32)>,
    /// Those that move something.
    moving: SortedSet<Answers>,
    /// Those that stop, by the question that stopped them.
    stopping: SortedSet<(Answers, Value)>,
    /// Those that were not followed to their end, and may move something.
    cut: SortedSet<Answers>,
}

impl Transfers<'_> {
    /// The answers that stop a transfer by this function.
    pub(super) fn verdicts(&self, graph: &Graph, transfer: &Transfer<'_>) -> Vec<Verdict> {
        let ways = self.ways(graph, transfer);
        let mut decided: SortedMap<(Value, bool), Verdict> = SortedMap::new();
        for (stop, last) in ways.stopping.iter() {
            for (leaf, set) in stop {
                let Some((subject, branch)) = ways.subjects.get(leaf) else {
                    continue;
                };
                if *subject == Subject::Person
                    || decided.contains_key(&(*leaf, *set))
                    || !ways.decides(stop, *last, *leaf, *set, subject)
                {
                    continue;
                }
                let verdict = Verdict {
                    subject: subject.clone(),
                    leaf: *leaf,
                    set: *set,
                    branch: *branch,
                    proven: ways.cut.is_empty(),
                };
                decided.insert((*leaf, *set), verdict);
            }
        }
        decided.into_values().collect()
    }

    fn ways(&self, graph: &Graph, transfer: &Transfer<'_>) -> Ways {
        let mut ways = Ways::default();
        for path in &transfer.function.paths {
            let moves = self.moves(graph, path);
            let mut heard: Vec<Answers> = vec![Vec::new()];
            let mut last = None;
            for condition in &path.conditions {
                if let Some(ask) = self.ask(graph, transfer, condition) {
                    ways.note(&ask);
                    if ask.required {
                        // The other answer leads straight to a revert.
                        for way in &heard {
                            ways.stop(with(way, ask.leaf, !ask.set), ask.leaf);
                        }
                    }
                    for way in &mut heard {
                        put(way, ask.leaf, ask.set);
                    }
                    last = Some(ask.leaf);
                } else {
                    last = self.choose(graph, transfer, condition, &mut heard, &mut ways);
                }
            }
            match (&path.outcome, moves) {
                (Outcome::Cut(_), _) => ways.cut.extend(heard),
                (_, true) => ways.moving.extend(heard),
                (_, false) => {
                    for way in heard {
                        if let Some(last) = last {
                            ways.stop(way, last);
                        }
                    }
                }
            }
        }
        ways
    }

    /// One of two answers lets pass, and nobody branches on either alone.
    fn choose(
        &self,
        graph: &Graph,
        transfer: &Transfer<'_>,
        condition: &Condition,
        heard: &mut Vec<Answers>,
        ways: &mut Ways,
    ) -> Option<Value> {
        let op = if condition.holds { Op::Or } else { Op::And };
        let (a, b) = graph.binary_parts(condition.value, op)?;
        let side = |value| {
            let (value, positive) = super::super::machine::truth(graph, value);
            let part = Condition {
                value,
                holds: condition.holds == positive,
                ..*condition
            };
            self.ask(graph, transfer, &part)
        };
        let (a, b) = (side(a)?, side(b)?);
        ways.note(&a);
        ways.note(&b);
        let mut chosen = Vec::new();
        for way in heard.drain(..) {
            let without = with(&way, a.leaf, !a.set);
            if condition.required {
                ways.stop(with(&without, b.leaf, !b.set), b.leaf);
            }
            chosen.push(with(&way, a.leaf, a.set));
            chosen.push(with(&without, b.leaf, b.set));
        }
        chosen.truncate(MOST_CHOICES);
        *heard = chosen;
        Some(b.leaf)
    }
}

impl Ways {
    fn note(&mut self, ask: &Ask) {
        let subject = || (ask.subject.clone(), ask.branch);
        self.subjects.update(ask.leaf, subject, |_| {});
    }

    fn stop(&mut self, way: Answers, last: Value) {
        self.stopping.insert((way, last));
    }

    /// Whether an answer on a way that stopped is why it stopped.
    fn decides(
        &self,
        stop: &Answers,
        last: Value,
        leaf: Value,
        set: bool,
        subject: &Subject,
    ) -> bool {
        // What is no switch and no list has to be what was asked last.
        let anywhere = matches!(
            subject,
            Subject::Switch(..) | Subject::Moment(_) | Subject::List(_)
        );
        if !anywhere && leaf != last {
            return false;
        }
        let people: Answers = stop
            .iter()
            .filter(|(other, _)| *other != leaf && self.is_about_people(*other))
            .copied()
            .collect();
        // Ordinary people are on no list.
        let ordinary = people
            .iter()
            .all(|(other, on)| !on || !self.is_list(*other));
        if !ordinary {
            return false;
        }
        let other_people = |way: &Answers| {
            way.iter().any(|(asked, answer)| {
                people
                    .iter()
                    .any(|(leaf, other)| leaf == asked && other != answer)
            })
        };
        let heard = |way: &Answers| way.iter().find(|(asked, _)| *asked == leaf).map(|at| at.1);
        // A list that only exempts from a switch decides nothing once the switch is open.
        let lifts = matches!(subject, Subject::List(_)) && !set;
        let passes = |way: &Answers| {
            let same = heard(way).map_or(lifts, |answer| answer == set);
            same && !other_people(way)
        };
        // A way that was cut may pass where it got beyond what stopped the other one.
        let may_pass = |way: &Answers| {
            let asked = |(leaf, _): &(Value, bool)| way.iter().any(|(asked, _)| asked == leaf);
            passes(way) && people.iter().all(asked)
        };
        let passes_anyway = self.moving.iter().any(passes) || self.cut.iter().any(may_pass);
        // Where nothing else is answered otherwise, it is this answer that makes the difference.
        let differs = |way: &Answers| {
            way.iter().any(|(asked, answer)| {
                stop.iter()
                    .any(|(other, way)| other == asked && *other != leaf && way != answer)
            })
        };
        !passes_anyway
            && self
                .moving
                .iter()
                .any(|way| heard(way) == Some(!set) && !differs(way))
    }

    fn is_about_people(&self, leaf: Value) -> bool {
        self.subjects
            .get(&leaf)
            .is_some_and(|(subject, _)| subject.is_about_people())
    }

    fn is_list(&self, leaf: Value) -> bool {
        matches!(self.subjects.get(&leaf), Some((Subject::List(_), _)))
    }
}

fn put(way: &mut Answers, leaf: Value, set: bool) {
    match way.iter_mut().find(|(asked, _)| *asked == leaf) {
        Some((_, answer)) => *answer = set,
        None => way.push((leaf, set)),
    }
}

fn with(way: &Answers, leaf: Value, set: bool) -> Answers {
    let mut way = way.clone();
    put(&mut way, leaf, set);
    way
}

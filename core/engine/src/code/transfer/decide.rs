//! Which answers stop a transfer.
//!
//! A transfer that stops shows a way to its end: the answers that it got, the last of which
//! stopped it. An answer on that way decides where no transfer that got it moves anything, for
//! the same people, while one with the other answer does. People whom a list or a comparison
//! lets through are other people, so that "open, or from the owner" is decided by the switch.

use core::cell::Cell;

use super::super::limits::MAX_ANSWERS;
use super::super::path::{Condition, Outcome};
use super::super::value::{Graph, Node, Op, Value};
use super::question::{Ask, Known, Subject};
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

/// Whether an answer is why a transfer stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    No,
    /// It may be: ways that tell were not followed to their end.
    Unsure,
    Yes,
}

/// What the ways through a transferring function tell.
#[derive(Debug, Default)]
pub(super) struct Verdicts {
    /// The answers that stop a transfer.
    pub(super) decided: Vec<Verdict>,
    /// Those that may, as far as the ways were followed.
    pub(super) unsure: Vec<Verdict>,
    /// There are too many to go through.
    pub(super) left_out: bool,
}

/// What a way got to hear: each question once, with its answer.
type Answers = Vec<(Value, bool)>;

/// The same, to look questions up.
type Asked = SortedMap<Value, bool>;

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
    /// How many answers were gone through.
    gone_through: Cell<usize>,
}

impl Transfers<'_> {
    /// The answers that stop a transfer by this function.
    pub(super) fn verdicts(&self, graph: &Graph, transfer: &Transfer<'_>) -> Verdicts {
        let mut ways = self.ways(graph, transfer);
        let mut decided: SortedMap<(Value, bool), Verdict> = SortedMap::new();
        let mut unsure: SortedMap<(Value, bool), Verdict> = SortedMap::new();
        for (stop, last) in core::mem::take(&mut ways.stopping) {
            if ways.is_exhausted() {
                break;
            }
            let answers: Asked = stop.iter().copied().collect();
            let people = ways.people(&stop);
            for (leaf, set) in &stop {
                let Some((subject, branch)) = ways.subjects.get(leaf) else {
                    continue;
                };
                let answer = (*leaf, *set);
                if matches!(subject, Subject::Person { .. }) || decided.contains_key(&answer) {
                    continue;
                }
                let decision = ways.decides(&answers, &people, last, answer, subject);
                let verdict = || Verdict {
                    subject: subject.clone(),
                    leaf: *leaf,
                    set: *set,
                    branch: *branch,
                    proven: ways.cut.is_empty(),
                };
                match decision {
                    Decision::No => {}
                    Decision::Unsure => unsure.update(answer, verdict, |_| {}),
                    Decision::Yes => {
                        unsure.remove(&answer);
                        decided.update(answer, verdict, |_| {});
                    }
                }
            }
        }
        Verdicts {
            left_out: ways.is_exhausted(),
            decided: decided.into_values().collect(),
            unsure: unsure.into_values().collect(),
        }
    }

    fn ways(&self, graph: &Graph, transfer: &Transfer<'_>) -> Ways {
        let mut ways = Ways::default();
        let mut known = Known::default();
        for path in &transfer.function.paths {
            let moves = self.moves(graph, path);
            let mut heard: Vec<Answers> = vec![Vec::new()];
            let mut last = None;
            for condition in &path.conditions {
                ways.goes_through(heard.iter().map(Vec::len).sum());
                if ways.is_exhausted() {
                    return ways;
                }
                if let Some(ask) = self.ask(graph, transfer, &mut known, condition) {
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
                    let asked = self.choose(graph, transfer, &mut known, condition);
                    last = asked.map(|sides| ways.open(&mut heard, condition.required, sides));
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

    /// Two questions of which one answer lets pass, and nobody branches on either alone.
    fn choose(
        &self,
        graph: &Graph,
        transfer: &Transfer<'_>,
        known: &mut Known,
        condition: &Condition,
    ) -> Option<(Ask, Ask)> {
        let op = if condition.holds { Op::Or } else { Op::And };
        let (a, b) = graph.binary_parts(condition.value, op)?;
        let mut side = |value| {
            let (value, positive) = super::super::machine::truth(graph, value);
            let part = Condition {
                value,
                holds: condition.holds == positive,
                ..*condition
            };
            self.ask(graph, transfer, known, &part)
        };
        Some((side(a)?, side(b)?))
    }
}

impl Ways {
    fn note(&mut self, ask: &Ask) {
        let subject = || (ask.subject.clone(), ask.branch);
        self.subjects.update(ask.leaf, subject, |_| {});
    }

    /// Each way goes on as two: with the one answer, and with the other one alone. The question that was
    /// asked last.
    fn open(&mut self, heard: &mut Vec<Answers>, required: bool, (a, b): (Ask, Ask)) -> Value {
        self.note(&a);
        self.note(&b);
        let mut chosen = Vec::new();
        for way in heard.drain(..) {
            let without = with(&way, a.leaf, !a.set);
            if required {
                self.stop(with(&without, b.leaf, !b.set), b.leaf);
            }
            chosen.push(with(&way, a.leaf, a.set));
            chosen.push(with(&without, b.leaf, b.set));
        }
        chosen.truncate(MOST_CHOICES);
        *heard = chosen;
        b.leaf
    }

    fn stop(&mut self, way: Answers, last: Value) {
        self.stopping.insert((way, last));
    }

    fn goes_through(&self, answers: usize) {
        self.gone_through
            .set(self.gone_through.get().saturating_add(answers));
    }

    fn is_exhausted(&self) -> bool {
        self.gone_through.get() > MAX_ANSWERS
    }

    /// The answers on a way that are about people.
    fn people(&self, stop: &Answers) -> Asked {
        let answers = stop.iter().copied();
        answers
            .filter(|(leaf, _)| self.is_about_people(*leaf))
            .collect()
    }

    /// Whether an answer on a way that stopped is why it stopped.
    fn decides(
        &self,
        stop: &Asked,
        people: &Asked,
        last: Value,
        (leaf, set): (Value, bool),
        subject: &Subject,
    ) -> Decision {
        // What is no switch and no list has to be what was asked last.
        let anywhere = matches!(
            subject,
            Subject::Switch(..) | Subject::Moment(_) | Subject::List(_)
        );
        if !anywhere && leaf != last {
            return Decision::No;
        }
        let otherwise = |known: &Asked, (asked, answer): &(Value, bool)| {
            *asked != leaf && known.get(asked).is_some_and(|known| known != answer)
        };
        let heard = |way: &Answers| {
            self.goes_through(way.len());
            way.iter().find(|(asked, _)| *asked == leaf).map(|at| at.1)
        };
        // Ordinary people are on no list.
        let others = || people.iter().filter(|(other, _)| **other != leaf);
        let on_a_list = |(asked, on): &(Value, bool)| *on && *asked != leaf && self.is_list(*asked);
        if people.iter().any(|(asked, on)| on_a_list(&(*asked, *on))) {
            let ordinary = |way: &&Answers| !way.iter().any(on_a_list);
            let moves_anyway = self.moving.iter().any(|way| heard(way) == Some(set));
            let mut cut = self.cut.iter().filter(ordinary);
            return match !moves_anyway && cut.any(|way| heard(way) != Some(!set)) {
                true => Decision::Unsure,
                false => Decision::No,
            };
        }
        // A list that only exempts from a switch decides nothing once the switch is open.
        let lifts = matches!(subject, Subject::List(_)) && !set;
        let passes = |way: &Answers| {
            let same = heard(way).map_or(lifts, |answer| answer == set);
            same && !way.iter().any(|asked| otherwise(people, asked))
        };
        // A way that was cut may pass where it got beyond what stopped the other one.
        let may_pass = |way: &Answers| {
            let asked = |leaf: &Value| way.iter().any(|(asked, _)| asked == leaf);
            passes(way) && others().all(|(leaf, _)| asked(leaf))
        };
        // A search is always cut: there might be one more element.
        let searches = matches!(subject, Subject::List(list) if list.keys == 0);
        if self.moving.iter().any(passes) {
            return Decision::No;
        }
        let passes_otherwise = |way: &Answers| heard(way) == Some(!set);
        // Where nothing else is answered otherwise, it is this answer that makes the difference.
        let differs = |way: &Answers| way.iter().any(|asked| otherwise(stop, asked));
        if matches!(subject, Subject::Switch(..)) && !set && self.only_excuses(stop, people, leaf) {
            return Decision::No;
        }
        if (searches || !self.cut.iter().any(may_pass))
            && self
                .moving
                .iter()
                .any(|way| passes_otherwise(way) && !differs(way))
        {
            return Decision::Yes;
        }
        let may_pass_otherwise = |way: &Answers| heard(way) != Some(set);
        let unsure = self.cut.iter().any(may_pass_otherwise)
            || !self.cut.is_empty() && self.moving.iter().any(passes_otherwise);
        match unsure {
            true => Decision::Unsure,
            false => Decision::No,
        }
    }

    /// What is stored says who is excused: with it one account more passes, and where nobody asks
    /// for it, others pass as well.
    fn only_excuses(&self, stop: &Asked, people: &Asked, leaf: Value) -> bool {
        let same_people = |way: &&Answers| {
            self.goes_through(way.len());
            !way.iter()
                .any(|(asked, answer)| people.get(asked).is_some_and(|known| known != answer))
        };
        let is_excused = |(asked, answer): &(Value, bool)| {
            let sends =
                |(subject, _): &(Subject, u32)| *subject == Subject::Person { receives: false };
            *answer && !stop.contains_key(asked) && self.subjects.get(asked).is_some_and(sends)
        };
        let mut with = self
            .moving
            .iter()
            .chain(self.cut.iter())
            .filter(|way| way.contains(&(leaf, true)))
            .filter(same_people);
        let mut without = self.moving.iter().filter(same_people);
        with.all(|way| way.iter().any(is_excused))
            && without.any(|way| !way.iter().any(|(asked, _)| *asked == leaf))
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

//! Symbolic execution: every path of a function, within the work limits.

mod effects;
mod step;

use std::collections::VecDeque;

use super::facts::Entry;
use super::limits::{
    MAX_EDGE_VISITS, MAX_EDGE_VISITS_TRANSFER, MAX_FUNCTIONS, MAX_GUIDED_VISITS,
    MAX_GUIDED_VISITS_TRANSFER, MAX_LOOP_ROUNDS, MAX_PATH_WORDS, MAX_PATHS_PER_FUNCTION, MAX_STEPS,
    MAX_STEPS_PER_FUNCTION, MAX_STEPS_PER_PATH, MAX_WAITING_WORDS, SETTLED_STEPS,
};
use super::loader::{Ending, Program};
use super::memory::Memory;
use super::opcode;
use super::path::{
    Condition, Creation, ExternalCall, Log, Outcome, Path, Store, final_stores, words,
};
use super::value::{Graph, Node, Op, Taint, Value};
use crate::reason::Reason;
use crate::sorted::{SortedMap, SortedSet};
use effects::Effects;

/// Everything that was executed.
#[derive(Debug)]
pub(super) struct Execution {
    pub(super) graph: Graph,
    /// By selector, the fallback last.
    pub(super) functions: Vec<Function>,
    /// Why the dispatcher was not followed to its end, if it was not.
    pub(super) dispatcher: Option<Reason>,
    pub(super) steps: u32,
}

/// One external function and its paths.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) entry: Entry,
    pub(super) paths: Vec<Path>,
    /// Where each storage word is first loaded.
    pub(super) loads: SortedMap<Value, u32>,
    /// The branches that were not followed any more, and where the inner functions that they are in
    /// were to return to.
    cuts: SortedSet<usize>,
    /// Why something was left out, if it was.
    pub(super) partial: Option<Reason>,
}

impl Function {
    /// Notes a branch that is not followed any more.
    fn leave_out(&mut self, branch: Option<u32>, left: &State, machine: &Machine<'_>) {
        self.cuts
            .extend(branch.and_then(|at| usize::try_from(at).ok()));
        self.cuts
            .extend(left.returns(machine.program, &machine.graph));
    }
}

/// Executes the dispatcher and every function that it leads to.
pub(super) fn execute(graph: Graph, program: &Program<'_>) -> Execution {
    let mut machine = Machine::new(graph, program);
    let mut entries = SortedMap::new();
    let mut fallback = machine.explore(
        vec![State::start(None)],
        Entry::Fallback,
        Some(&mut entries),
    );
    if machine.selector_jump {
        machine.dispatch_by_table(&mut entries);
    }
    let too_many = entries.len() > MAX_FUNCTIONS || machine.ways_left_out;
    let mut functions: Vec<Function> = entries
        .into_iter()
        .take(MAX_FUNCTIONS)
        .map(|(selector, states)| {
            machine.explore(states, Entry::Selector(selector.to_be_bytes().into()), None)
        })
        .collect();
    // A jump through a table leaves nothing out where every instruction that has an effect was
    // executed by some path; a branch that is not followed any more, where every such instruction
    // beyond it was.
    let missed = machine.effects.missed_one();
    if machine.selector_jump && !missed && fallback.partial == Some(Reason::Unresolved) {
        fallback.partial = None;
    }
    let mut dispatcher = fallback.partial;
    for function in functions.iter_mut().chain([&mut fallback]) {
        let mut cuts = function.cuts.iter();
        if cuts.any(|at| machine.effects.lead_on_from(*at)) {
            function.partial.get_or_insert(Reason::WorkLimit);
        }
    }
    dispatcher = dispatcher.or(fallback.partial);
    if too_many && missed {
        dispatcher.get_or_insert(Reason::WorkLimit);
    }
    functions.push(fallback);
    let steps = machine.steps;
    Execution {
        graph: machine.graph,
        functions,
        dispatcher,
        steps,
    }
}

type Entries = SortedMap<u32, Vec<State>>;

/// How many ways into the same function are followed.
const MAX_WAYS_IN: usize = 4;

/// `transfer` and `transferFrom` ([ERC-20](https://eips.ethereum.org/EIPS/eip-20)).
const TRANSFERS: [[u8; 4]; 2] = [[0xa9, 0x05, 0x9c, 0xbb], [0x23, 0xb8, 0x72, 0xdd]];

/// A path that is being followed.
#[derive(Clone, Debug)]
struct State {
    at: usize,
    stack: Vec<Value>,
    memory: Memory,
    transient: Vec<(Value, Value)>,
    conditions: Vec<Condition>,
    stores: Vec<Store>,
    calls: Vec<ExternalCall>,
    logs: Vec<Log>,
    creations: Vec<Creation>,
    last_call: Option<Value>,
    /// How many calls were made that may have changed storage.
    epoch: u16,
    /// How often each branch was undecided on this path, for each place that its inner function
    /// was called from.
    rounds: Vec<(u32, Option<usize>, u8)>,
    steps: u32,
    /// The selector, where the dispatcher is tried with a known one.
    selector: Option<u32>,
}

impl State {
    fn start(selector: Option<u32>) -> Self {
        Self {
            at: 0,
            stack: Vec::with_capacity(32),
            memory: Memory::default(),
            transient: Vec::new(),
            conditions: Vec::new(),
            stores: Vec::new(),
            calls: Vec::new(),
            logs: Vec::new(),
            creations: Vec::new(),
            last_call: None,
            epoch: 0,
            rounds: Vec::new(),
            steps: 0,
            selector,
        }
    }

    /// The branch that the path took last.
    fn last_branch(&self) -> Option<u32> {
        self.conditions.last().map(|condition| condition.branch)
    }

    /// Where the inner functions that the path is in may return to, the innermost first: whatever on
    /// the stack is a place to jump to.
    fn returns(&self, program: &Program<'_>, graph: &Graph) -> impl Iterator<Item = usize> {
        self.stack.iter().rev().filter_map(|word| {
            let at = usize::try_from(graph.as_offset(*word)?).ok()?;
            program.is_landing(at).then_some(at)
        })
    }

    /// A measure of the room that the state takes.
    fn words(&self) -> usize {
        let small = [self.stack.len(), self.rounds.len(), self.transient.len()];
        let small: usize = small.iter().sum();
        small
            .saturating_add(self.memory.len().saturating_mul(4))
            .saturating_add(words(
                &self.conditions,
                &self.stores,
                &self.calls,
                &self.logs,
            ))
    }

    fn end(self, outcome: Outcome) -> Path {
        let Self {
            mut conditions,
            stores,
            calls,
            logs,
            creations,
            ..
        } = self;
        conditions.shrink_to_fit();
        Path {
            conditions,
            stores: final_stores(&stores),
            calls,
            logs,
            creations,
            outcome,
            demands: Vec::new(),
        }
    }

    /// Whether a word is known to be zero or not on this path.
    fn decided(&self, graph: &Graph, value: Value) -> Option<bool> {
        let known = self
            .conditions
            .iter()
            .find(|condition| condition.value == value && self.still_holds(graph, condition));
        if let Some(condition) = known {
            return Some(condition.holds);
        }
        // A word that equals one constant equals no other.
        let (word, constant) = graph.binary_parts(value, Op::Eq)?;
        graph.as_const(constant)?;
        let equals_other = |condition: &&Condition| {
            condition.holds
                && self.still_holds(graph, condition)
                && graph
                    .binary_parts(condition.value, Op::Eq)
                    .is_some_and(|(other, c)| other == word && c != constant && graph.is_const(c))
        };
        self.conditions.iter().find(equals_other).map(|_| false)
    }

    /// What was asked of storage before a call may be otherwise after it.
    fn still_holds(&self, graph: &Graph, condition: &Condition) -> bool {
        condition.epoch == self.epoch
            || !graph
                .taint(condition.value)
                .has(Taint::STORAGE.with(Taint::OTHER))
    }

    fn assume(&mut self, graph: &Graph, condition: Condition) {
        self.conditions.push(condition);
        // Both parts of an OR that is zero are zero; both of an AND of flags that holds hold.
        let op = if condition.holds { Op::And } else { Op::Or };
        if let Some((a, b)) = graph.binary_parts(condition.value, op)
            && (!condition.holds || (graph.is_flag(a) && graph.is_flag(b)))
        {
            for part in [a, b] {
                let (value, positive) = truth(graph, part);
                let part = Condition {
                    value,
                    holds: condition.holds == positive,
                    ..condition
                };
                if !graph.is_const(value) {
                    self.conditions.push(part);
                }
            }
        }
    }
}

/// The word that decides whether `value` is zero, without negations; false where they are odd.
pub(super) fn truth(graph: &Graph, value: Value) -> (Value, bool) {
    let (mut value, mut positive) = (value, true);
    loop {
        match graph.node(value) {
            Node::IsZero(inner) => {
                value = inner;
                positive = !positive;
            }
            Node::Binary(Op::Shl, shift, inner)
                if graph.as_offset(shift).is_some_and(|shift| {
                    shift.saturating_add(u32::from(graph.bits(inner))) <= 256
                }) =>
            {
                value = inner;
            }
            _ => return (value, positive),
        }
    }
}

struct Machine<'a> {
    program: &'a Program<'a>,
    graph: Graph,
    steps: u32,
    /// The room that the paths take that ended.
    kept: usize,
    /// The room that the ways into functions take.
    entering: usize,
    /// How often each branch was followed in the running function, by its offset.
    visits: SortedMap<(u32, Option<usize>), u8>,
    /// The words that the code pushes, by offset; [`Value::OVERFLOW`] where none was looked for.
    pushed: Vec<Value>,
    /// Where an offset leads to; the last one stands for no place at all.
    endings: Vec<Option<Ending>>,
    /// The dispatcher jumped to a place that it computes from the selector.
    selector_jump: bool,
    /// A function has more ways in than are followed.
    ways_left_out: bool,
    effects: Effects<'a>,
}

/// What an instruction leads to.
enum Next {
    /// The next instruction.
    Continue,
    /// A branch whose word is not known.
    Branch {
        value: Value,
        positive: bool,
        target: usize,
    },
    /// The end of the path.
    End(Outcome),
}

impl<'a> Machine<'a> {
    fn new(graph: Graph, program: &'a Program<'a>) -> Self {
        let length = program.bytes().len();
        let mut endings = vec![None; length.saturating_add(2)];
        if let Some(nowhere) = endings.last_mut() {
            *nowhere = Some(Ending::Revert);
        }
        Self {
            program,
            graph,
            steps: 0,
            kept: 0,
            entering: 0,
            visits: SortedMap::new(),
            pushed: vec![Value::OVERFLOW; length],
            endings,
            selector_jump: false,
            ways_left_out: false,
            effects: Effects::new(program),
        }
    }

    /// Follows every path from `waiting`. With `entries` it is the dispatcher that is followed,
    /// and the paths into functions are put there.
    fn explore(
        &mut self,
        waiting: Vec<State>,
        entry: Entry,
        mut entries: Option<&mut Entries>,
    ) -> Function {
        let mut function = Function {
            entry,
            paths: Vec::new(),
            loads: SortedMap::new(),
            cuts: SortedSet::new(),
            partial: None,
        };
        let transfers = entry
            .selector()
            .is_some_and(|selector| TRANSFERS.contains(&selector.0));
        self.visits = SortedMap::new();
        let mut waiting = VecDeque::from(waiting);
        let begin = self.steps;
        let mut room: usize = waiting.iter().map(State::words).sum();
        let mut newest = false;
        while let Some(mut state) = next_of(&mut waiting, &mut newest) {
            room = room.saturating_sub(state.words());
            let exhausted = self.steps.saturating_sub(begin) > MAX_STEPS_PER_FUNCTION
                || self.steps > MAX_STEPS
                || self.kept > MAX_PATH_WORDS
                || self.graph.is_full()
                || function.paths.len() >= MAX_PATHS_PER_FUNCTION;
            if exhausted {
                let settled = self.steps.saturating_sub(self.effects.last_new) >= SETTLED_STEPS;
                if !settled || function.paths.is_empty() {
                    function.partial = Some(Reason::WorkLimit);
                }
                // What waits is left out like any branch that is not followed any more.
                for left in waiting.into_iter().chain([state]) {
                    function.leave_out(left.last_branch(), &left, self);
                    let cut = left.end(Outcome::Cut(Reason::WorkLimit));
                    self.keep(&mut function, cut);
                }
                break;
            }
            loop {
                match self.run(&mut state, &mut function.loads) {
                    Next::Continue => {
                        function.partial = Some(Reason::WorkLimit);
                        self.keep(&mut function, state.end(Outcome::Cut(Reason::WorkLimit)));
                        break;
                    }
                    Next::End(outcome) => {
                        if let Outcome::Cut(reason) = outcome {
                            function.partial.get_or_insert(reason);
                        }
                        self.keep(&mut function, state.end(outcome));
                        break;
                    }
                    Next::Branch {
                        value,
                        positive,
                        target,
                    } => {
                        let branch = Branch::new(state.at, value, positive, target);
                        if let Some(entries) = entries.as_deref_mut()
                            && self.enter(&mut state, &branch, entries).is_some()
                        {
                            continue;
                        }
                        match self.fork(state, &branch, transfers) {
                            Fork::One(next) => state = next,
                            Fork::Both(next, later) => {
                                state = next;
                                room = room.saturating_add(later.words());
                                if room > MAX_WAITING_WORDS {
                                    function.partial = Some(Reason::WorkLimit);
                                } else {
                                    waiting.push_back(later);
                                }
                            }
                            Fork::Guided(next, left) => {
                                state = next;
                                function.leave_out(Some(branch.at), &left, self);
                                self.keep(&mut function, left.end(Outcome::Cut(Reason::WorkLimit)));
                            }
                            Fork::None(left, outcome) => {
                                if matches!(outcome, Outcome::Cut(_)) {
                                    function.leave_out(Some(branch.at), &left, self);
                                }
                                self.keep(&mut function, left.end(outcome));
                                break;
                            }
                        }
                    }
                }
            }
        }
        function
    }

    fn keep(&mut self, function: &mut Function, path: Path) {
        let Path {
            conditions,
            stores,
            calls,
            logs,
            ..
        } = &path;
        let words = words(conditions, stores, calls, logs);
        self.kept = self.kept.saturating_add(words);
        function.paths.push(path);
    }

    /// Runs until something has to be decided; [`Next::Continue`] when the path grew too long.
    fn run(&mut self, state: &mut State, loads: &mut SortedMap<Value, u32>) -> Next {
        while state.steps < MAX_STEPS_PER_PATH {
            state.steps = state.steps.saturating_add(1);
            self.steps = self.steps.saturating_add(1);
            match self.step(state, loads) {
                Next::Continue => {}
                other => return other,
            }
        }
        Next::Continue
    }

    /// Where a branch of the dispatcher picks a function, notes the way in, and goes on to the
    /// other functions. `None` for any other branch.
    fn enter(&mut self, state: &mut State, branch: &Branch, entries: &mut Entries) -> Option<()> {
        let selector = match self.graph.node(branch.value) {
            Node::Selector => 0,
            Node::Binary(Op::Eq, word, constant) if self.graph.node(word) == Node::Selector => {
                self.graph.as_offset(constant)?
            }
            _ => return None,
        };
        // The side on which the selector is the constant.
        let equal = self.graph.node(branch.value) != Node::Selector;
        let (inside, outside) = if branch.positive == equal {
            (branch.target, branch.next)
        } else {
            (branch.next, branch.target)
        };
        let mut left_out = false;
        let entering = self.entering.saturating_add(state.words());
        entries.update(selector, Vec::new, |ways| {
            if ways.len() < MAX_WAYS_IN && entering <= MAX_WAITING_WORDS {
                self.entering = entering;
                let mut way = state.clone();
                way.at = inside;
                ways.push(way);
            } else {
                left_out = true;
            }
        });
        self.ways_left_out |= left_out;
        state.at = outside;
        Some(())
    }

    fn fork(&mut self, mut state: State, branch: &Branch, transfers: bool) -> Fork {
        let epoch = state.epoch;
        let condition = |holds, required| Condition {
            epoch,
            value: branch.value,
            holds,
            branch: branch.at,
            required,
        };
        // Whether the word is zero when the branch is taken.
        let holds = branch.positive;
        let taken = self.leads_to_revert(branch.target)
            || self.reverts_with_message(&state, condition(holds, false), branch.target);
        let passed = self.leads_to_revert(branch.next)
            || self.reverts_with_message(&state, condition(!holds, false), branch.next);
        if taken != passed {
            // One way reverts: the other one is a requirement.
            let holds = if passed { holds } else { !holds };
            state.assume(&self.graph, condition(holds, true));
            state.at = if passed { branch.target } else { branch.next };
            return Fork::One(state);
        }
        if taken {
            state.assume(&self.graph, condition(holds, false));
            return Fork::None(state, Outcome::Revert);
        }
        // A function that is called from several places is no loop.
        let from = state.returns(self.program, &self.graph).next();
        let here =
            |(at, caller, _): &&mut (u32, Option<usize>, u8)| (*at, *caller) == (branch.at, from);
        let round = match state.rounds.iter_mut().find(here) {
            Some((.., round)) => {
                *round = round.saturating_add(1);
                *round
            }
            None => {
                state.rounds.push((branch.at, from, 1));
                1
            }
        };
        let met = self.visit((branch.at, from));
        let (both, one) = match transfers {
            true => (MAX_EDGE_VISITS_TRANSFER, MAX_GUIDED_VISITS_TRANSFER),
            false => (MAX_EDGE_VISITS, MAX_GUIDED_VISITS),
        };
        if round > MAX_LOOP_ROUNDS || met > one {
            return Fork::None(state, Outcome::Cut(Reason::WorkLimit));
        }
        let way = match met <= both {
            true => None,
            false => match self.way_to_missed(&state, branch, met) {
                None if transfers => Some(either_way(branch, met)),
                None => return Fork::None(state, Outcome::Cut(Reason::WorkLimit)),
                way => way,
            },
        };
        let mut taken = state.clone();
        taken.assume(&self.graph, condition(holds, false));
        taken.at = branch.target;
        state.assume(&self.graph, condition(!holds, false));
        state.at = branch.next;
        match way {
            None => Fork::Both(state, taken),
            Some(true) => Fork::Guided(taken, state),
            Some(false) => Fork::Guided(state, taken),
        }
    }

    /// Counts a branch, and says how often it was met.
    fn visit(&mut self, branch: (u32, Option<usize>)) -> u8 {
        let mut met = 0;
        self.visits.update(
            branch,
            || 0,
            |count| {
                *count = count.saturating_add(1);
                met = *count;
            },
        );
        met
    }

    /// The way of a branch that leads to an instruction with an effect that no path executed.
    fn way_to_missed(&mut self, state: &State, branch: &Branch, met: u8) -> Option<bool> {
        let taken = self.effects.lead_on_from(branch.target);
        let passed = self.effects.lead_on_from(branch.next);
        if taken != passed {
            return Some(taken);
        }
        let either = taken || {
            let mut returns = state.returns(self.program, &self.graph);
            returns.any(|at| self.effects.lead_on_from(at))
        };
        either.then_some(met.is_multiple_of(2))
    }

    fn leads_to_revert(&mut self, at: usize) -> bool {
        self.ending(at) == Ending::Revert
    }

    fn ending(&mut self, at: usize) -> Ending {
        let program = self.program;
        self.endings.get_mut(at).map_or(Ending::Open, |known| {
            *known.get_or_insert_with(|| program.ending(at))
        })
    }

    /// The path leads to a revert with a message, and nothing is left to decide on the way there.
    fn reverts_with_message(&mut self, state: &State, condition: Condition, at: usize) -> bool {
        const LONGEST: u32 = 400;
        if self.ending(at) != Ending::Message {
            return false;
        }
        let mut state = state.clone();
        state.assume(&self.graph, condition);
        state.at = at;
        let mut loads = SortedMap::new();
        for _ in 0..LONGEST {
            self.steps = self.steps.saturating_add(1);
            match self.step(&mut state, &mut loads) {
                Next::Continue => {}
                Next::End(Outcome::Revert) => return true,
                Next::End(_) | Next::Branch { .. } => return false,
            }
        }
        false
    }

    /// Finds the functions of a dispatcher that jumps through a table, by trying selectors.
    ///
    /// Vyper does so; the candidates are the numbers of four bytes that the code pushes, or
    /// keeps as data at its end.
    fn dispatch_by_table(&mut self, entries: &mut Entries) {
        for candidate in candidates(self.program) {
            if self.steps > MAX_STEPS || entries.len() > MAX_FUNCTIONS {
                return;
            }
            if let Some(state) = self.lands(candidate) {
                entries.update(candidate, || vec![state], |_| {});
            }
        }
    }

    /// Follows the dispatcher with a known selector, to where it is compared with itself.
    fn lands(&mut self, selector: u32) -> Option<State> {
        const LONGEST: u32 = 400;
        let mut state = State::start(Some(selector));
        let mut loads = SortedMap::new();
        while state.steps < LONGEST {
            state.steps = state.steps.saturating_add(1);
            self.steps = self.steps.saturating_add(1);
            let compares = self.compares_selector(&state, selector);
            match self.step(&mut state, &mut loads) {
                Next::Continue if compares => return Some(state),
                Next::Continue => {}
                Next::End(_) => return None,
                Next::Branch { target, .. } => {
                    // Whatever is checked before the functions is taken to be in order.
                    let next = state.at.saturating_add(1);
                    state.at = if self.leads_to_revert(next) {
                        target
                    } else {
                        next
                    };
                }
            }
        }
        None
    }

    /// The next instruction compares the known selector with the same number.
    fn compares_selector(&self, state: &State, selector: u32) -> bool {
        let op = self.program.op(state.at);
        if !matches!(op, opcode::EQ | opcode::XOR | opcode::SUB) {
            return false;
        }
        let mut top = state.stack.iter().rev().take(2);
        let is_selector = |value: Option<&Value>| {
            value.is_some_and(|value| self.graph.as_offset(*value) == Some(selector))
        };
        is_selector(top.next()) && is_selector(top.next())
    }
}

/// The path to go on with: the newest and the oldest by turns. The newest alone would use up the
/// work behind the first choices, the oldest alone would see few paths to their end.
fn next_of(waiting: &mut VecDeque<State>, newest: &mut bool) -> Option<State> {
    *newest = !*newest;
    if *newest {
        waiting.pop_back()
    } else {
        waiting.pop_front()
    }
}

/// A branch that is not decided.
struct Branch {
    at: u32,
    value: Value,
    /// The branch is taken when the word is not zero.
    positive: bool,
    target: usize,
    next: usize,
}

impl Branch {
    fn new(at: usize, value: Value, positive: bool, target: usize) -> Self {
        Self {
            at: u32::try_from(at).unwrap_or(u32::MAX),
            value,
            positive,
            target,
            next: at.saturating_add(1),
        }
    }
}

/// One of two ways that lead to nothing new: now this one and now that one, and not in step with
/// other branches.
const fn either_way(branch: &Branch, met: u8) -> bool {
    (branch.at ^ met as u32).wrapping_mul(0x9e37_79b9) >> 31 == 1
}

/// What a branch leads to. States are moved about, never kept: a box would cost more.
enum Fork {
    One(State),
    Both(State, State),
    /// The way that leads to something new, and the one that is left out for it.
    Guided(State, State),
    None(State, Outcome),
}

/// Numbers of four bytes in the code that may be selectors.
fn candidates(program: &Program<'_>) -> SortedSet<u32> {
    /// Where Vyper keeps its tables, counted from the end.
    const DATA_BYTES: usize = 1024;
    let code = program.bytes();
    let data = code
        .get(code.len().saturating_sub(DATA_BYTES)..)
        .unwrap_or_default();
    let in_data = data
        .windows(4)
        .filter_map(|bytes| bytes.try_into().ok().map(u32::from_be_bytes));
    let mut found: SortedSet<u32> = in_data.collect();
    let mut at = 0;
    while at < code.len() {
        let op = program.op(at);
        if op == opcode::PUSH4 {
            found.extend(u32::try_from(program.immediate(at)));
        }
        at = at.saturating_add(1).saturating_add(opcode::immediate(op));
    }
    found
}

/// Whether a word depends on the selector and on nothing else.
fn only_selector(graph: &Graph, value: Value) -> bool {
    // What the code keeps in a table is no choice of anybody's.
    let chosen = Taint::CALLER
        .with(Taint::ORIGIN)
        .with(Taint::CALLDATA)
        .with(Taint::STORAGE)
        .with(Taint::RETURNED)
        .with(Taint::CALL_VALUE)
        .with(Taint::TIME);
    graph.taint(value).has(Taint::SELECTOR) && !graph.taint(value).has(chosen)
}

//! The sans-IO conversation with a node: rounds of requests out, replies in, evidence at the end.
//!
//! ```no_run
//! use rugrisk::{Session, SessionOptions, Reply};
//! # fn ask_node(_: &rugrisk::session::Ask) -> Reply { unimplemented!() }
//!
//! let mut session = Session::new(rugrisk::Address::ZERO, SessionOptions::default());
//! while let asks = session.poll()? && !asks.is_empty() {
//!     for ask in &asks {
//!         session.handle(ask_node(ask));
//!     }
//! }
//! let report = rugrisk::score_evidence(session.evidence());
//! # Ok::<(), rugrisk::SessionError>(())
//! ```

mod answer;
mod ranges;

use serde::Serialize;

use crate::abi;
use crate::chains::chain;
use crate::evidence::{Block, Depth, Evidence, Hints, Observed, Reason, Target};
use crate::facts::{Analyses, Facts, Reads, Wanted};
use crate::primitives::{Address, Bytes};
use crate::report::{self, Report};
use crate::request::{At, Failure, LogFilter, Outcome, Param, Reply, Request, RequestId};
use crate::score::Models;
use crate::sorted::SortedMap;
use answer::{block, bytes, code, code_hash, events, observe, quantity, word};
use ranges::{Range, Ranges};

/// The most requests that a session can be told to send.
pub const MAX_REQUESTS: u32 = 300;
/// Rounds after the block is pinned. What is still wanted then stays unknown.
const MAX_ROUNDS: u32 = 12;
/// The same where everything is asked.
const MAX_ROUNDS_IN_FULL: u32 = 36;
/// Requests with which everything begins: which chain it is, and at which block to read.
const TO_BEGIN: u32 = 2;
/// View calls that are asked in one round, where they are only worth asking together and cannot be.
const MOST_SINGLY: usize = 12;
/// View calls that are asked at once, where the chain has a contract for that.
const MAX_BATCH: usize = 80;

/// What a session is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionOptions {
    /// The chain that the node must be on; `None` takes the node's.
    pub chain_id: Option<u64>,
    /// The block to read at; `None` is the newest.
    pub block: Option<u64>,
    /// How many requests may be sent, at most [`MAX_REQUESTS`].
    pub max_requests: u32,
    /// How much is asked.
    pub depth: Depth,
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self {
            chain_id: None,
            block: None,
            max_requests: Depth::default().max_requests(),
            depth: Depth::default(),
        }
    }
}

/// Why no evidence can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// The node is on another chain.
    #[error("the node is on chain {actual}, but chain {expected} was asked for")]
    ChainMismatch {
        /// The chain asked for.
        expected: u64,
        /// The node's.
        actual: u64,
    },
    /// The node did not say which chain it is on.
    #[error("the node did not say which chain it is on: {}", .reason.sentence())]
    NoChainId {
        /// Why.
        reason: Reason,
    },
    /// The node does not have the block.
    #[error("the node does not have the block that was asked for")]
    NoSuchBlock,
    /// The block was replaced by another one, twice, or when too few requests were left to begin anew.
    #[error(
        "the chain was reorganised while it was read, twice or with no request left to read it \
         again; try again"
    )]
    Reorg,
    /// The node gave no answer that names a block.
    #[error("the node gave no block to read at: {}", .reason.sentence())]
    NoBlock {
        /// Why.
        reason: Reason,
    },
}

impl SessionError {
    /// A stable name for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ChainMismatch { .. } => "CHAIN_MISMATCH",
            Self::Reorg => "REORG",
            Self::NoChainId { .. } | Self::NoSuchBlock | Self::NoBlock { .. } => "PROVIDER",
        }
    }
}

/// One JSON-RPC call that the host is to make.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ask {
    /// Comes back in the [`Reply`].
    pub id: RequestId,
    /// The method.
    pub method: &'static str,
    /// The parameters.
    pub params: Vec<Param>,
}

/// What a reply answers.
#[derive(Clone, Debug)]
enum Question {
    One(Request),
    /// View calls, all asked in one.
    Batch(Vec<(Address, Bytes)>),
    /// Events of some of the blocks, because the node refused them all at once.
    Part(Address, LogFilter, Range),
    /// Whether the block that was read is still the one with its number.
    Still(u64),
}

/// A question that is under way.
#[derive(Clone, Debug)]
struct Asked {
    question: Question,
    /// It names the block of the session by its hash.
    by_hash: bool,
}

/// A conversation about one target.
#[derive(Debug)]
pub struct Session {
    options: SessionOptions,
    evidence: Evidence,
    chain_id: Option<Observed<u64>>,
    block: Option<Observed<Block>>,
    waiting: SortedMap<RequestId, Asked>,
    /// Events that are asked in parts.
    ranges: SortedMap<(Address, LogFilter), Ranges>,
    /// How many blocks the node looks through at once, where it said so.
    most_blocks: Option<u64>,
    analyses: Analyses,
    models: Models,
    sent: u32,
    round: u32,
    /// The node took the block's hash in place of its number.
    took_hash: bool,
    /// It refused the hash. Where it also took it, the block was replaced, or another node behind the
    /// same address takes none.
    refused_hash: bool,
    /// Multicall3 did not answer as it should, and why calls that it would have answered are missing.
    singly: Option<Reason>,
    /// Where the hash was refused after it was taken, it was asked at once which block has its number, and not at the end alone.
    asked_at_once: bool,
    /// Nothing was asked since it was last asked which block has the number of the one that was read.
    checked: bool,
    /// What was read was thrown away once, because the block had been replaced.
    restarted: bool,
    replaced: bool,
}

impl Session {
    /// Begins a conversation about the account at `address`.
    #[must_use]
    pub fn new(address: Address, options: SessionOptions) -> Self {
        let target = Target {
            chain_id: options.chain_id,
            address: Some(address),
        };
        Self {
            options,
            evidence: Evidence {
                depth: options.depth,
                ..Evidence::new(target, Observed::Unavailable(Reason::NotAsked))
            },
            chain_id: None,
            block: None,
            waiting: SortedMap::new(),
            ranges: SortedMap::new(),
            most_blocks: None,
            analyses: Analyses::default(),
            models: Models::shipped(),
            sent: 0,
            round: 0,
            took_hash: false,
            refused_hash: false,
            singly: None,
            asked_at_once: false,
            checked: false,
            restarted: false,
            replaced: false,
        }
    }

    /// Takes what the host knows already. It tells where to look, and is part of the evidence.
    pub fn hint(&mut self, hints: Hints) {
        self.evidence.hints = hints;
    }

    /// Takes other models than the shipped ones.
    pub fn judge_by(&mut self, models: Models) {
        self.models = models;
    }

    /// The next round of requests. Empty while replies are awaited, and when nothing is left to ask.
    ///
    /// # Errors
    /// When the node is on another chain, gives no block to read at, or replaces it twice.
    pub fn poll(&mut self) -> Result<Vec<Ask>, SessionError> {
        if !self.waiting.is_empty() {
            return Ok(Vec::new());
        }
        if self.replaced {
            self.restart()?;
        }
        let may_be_replaced = self.took_hash && self.refused_hash;
        if may_be_replaced && !self.asked_at_once && self.left() > 0 {
            self.asked_at_once = true;
            return Ok(self.ask_all(self.still()));
        }
        let questions = match (self.chain_id, self.block) {
            (None, _) | (_, None) => [Request::ChainId, Request::Block(self.options.block)]
                .map(Question::One)
                .to_vec(),
            (Some(chain_id), Some(block)) => {
                self.pin(chain_id, block)?;
                let mut wanted = self.wanted();
                // What is refused may raise another question, which is refused too.
                while wanted.as_ref().is_some_and(Vec::is_empty) {
                    wanted = self.wanted();
                }
                wanted.unwrap_or_else(|| self.check())
            }
        };
        Ok(self.ask_all(questions))
    }

    /// Takes an answer. One to a request that is not awaited is ignored.
    pub fn handle(&mut self, reply: Reply) {
        let Some(Asked { question, by_hash }) = self.waiting.remove(&reply.id) else {
            return;
        };
        if by_hash {
            let is_call = matches!(
                question,
                Question::Batch(_) | Question::One(Request::Call { .. })
            );
            match reply.outcome {
                Outcome::Result(_) => self.took_hash = true,
                Outcome::Failure(Failure::Timeout) => {}
                Outcome::Failure(Failure::Reverted) if is_call => {}
                // The same is asked again, by number.
                Outcome::Failure(_) => {
                    self.refused_hash = true;
                    return;
                }
            }
        }
        match question {
            Question::One(request) => self.answered(request, reply.outcome),
            Question::Batch(calls) => self.batch_answered(calls, reply.outcome),
            Question::Part(address, filter, range) => {
                self.logs_answered(address, filter, range, reply.outcome);
            }
            Question::Still(number) => {
                let now = observe(reply.outcome, block);
                let is_it = |now: &Block| Some(now) == self.evidence.block.known();
                self.evidence.unchecked = None;
                match now {
                    Observed::Known(now) if is_it(&now) => {}
                    Observed::Known(now) if now.number == number => self.replaced = true,
                    // Nobody says whether it was replaced.
                    other => {
                        let reason = other.reason().unwrap_or(Reason::InvalidReply);
                        self.evidence.unchecked = Some(reason);
                    }
                }
            }
        }
    }

    fn answered(&mut self, request: Request, outcome: Outcome) {
        let outcome = match (&request, outcome) {
            // Only a call can revert; elsewhere the node merely failed.
            (Request::Call { .. }, outcome) => outcome,
            (_, Outcome::Failure(Failure::Reverted)) => Outcome::Failure(Failure::RpcError),
            (_, outcome) => outcome,
        };
        match request {
            Request::ChainId => self.chain_id = Some(observe(outcome, quantity)),
            Request::Block(number) => {
                let block = observe(outcome, block);
                let is_another =
                    |block: &Block| number.is_some_and(|number| number != block.number);
                let block = if block.known().is_some_and(is_another) {
                    Observed::Unavailable(Reason::InvalidReply)
                } else {
                    block
                };
                match number {
                    Some(number) if self.block.is_some() => {
                        self.evidence.blocks.insert(number, block);
                    }
                    _ => self.block = Some(block),
                }
            }
            Request::Code { address } => {
                let code = observe(outcome, code);
                self.evidence.code.insert(address, code);
            }
            Request::PastCode { address, block } => {
                let hash = observe(outcome, code_hash);
                self.evidence.note_past(address, block, hash);
            }
            Request::Storage { address, slot } => {
                let word = observe(outcome, word);
                self.evidence.note_word(address, slot, word);
            }
            Request::Balance { address } => {
                let amount = observe(outcome, word);
                self.evidence.balances.insert(address, amount);
            }
            Request::Call { to, data } => {
                let returned = observe(outcome, bytes);
                self.evidence.note_call(to, data, returned);
            }
            Request::Logs { address, filter } => {
                let newest = self.evidence.block.known().map_or(0, |block| block.number);
                self.logs_answered(address, filter, filter.range(newest), outcome);
            }
        }
    }

    /// What a node refuses for the number of its blocks is asked again in parts.
    fn logs_answered(
        &mut self,
        address: Address,
        filter: LogFilter,
        range: Range,
        outcome: Outcome,
    ) {
        let key = (address, filter);
        let mut ranges = self.ranges.remove(&key).unwrap_or_default();
        let most = match outcome {
            Outcome::Failure(Failure::LogRange { most }) => {
                let told = most.filter(|most| *most < ranges::width(range));
                self.most_blocks = self.most_blocks.into_iter().chain(told).min();
                Some(most)
            }
            Outcome::Failure(Failure::LogSize { fits }) => Some(fits),
            _ => None,
        };
        if let Some(most) = most
            && ranges.split(range, most)
        {
            self.ranges.insert(key, ranges);
            return;
        }
        let events = match observe(outcome, events) {
            Observed::Known(events) => match ranges.found(range, events) {
                Some(events) => Observed::Known(events),
                None => {
                    self.ranges.insert(key, ranges);
                    return;
                }
            },
            other => other,
        };
        // A part that comes after another has failed changes nothing.
        let noted = self.evidence.logs.get(&address);
        if noted.is_none_or(|noted| !noted.contains_key(&filter)) {
            self.evidence.note_logs(address, filter, events);
        }
    }

    /// Where Multicall3 gives no answer of its own, its calls are asked one by one.
    fn batch_answered(&mut self, calls: Vec<(Address, Bytes)>, outcome: Outcome) {
        let answer = observe(outcome, bytes);
        let known = answer.known();
        let Some(answers) = known.and_then(|answer| abi::decode_batch(answer, calls.len())) else {
            self.singly = Some(match &answer {
                Observed::Unavailable(reason) => *reason,
                Observed::Known(answer) if !answer.is_empty() => Reason::InvalidReply,
                _ => Reason::NoMulticall,
            });
            return;
        };
        for ((to, data), answer) in calls.into_iter().zip(answers) {
            let returned = answer.map_or(Observed::Absent, Observed::Known);
            self.evidence.note_call(to, data, returned);
        }
    }

    /// Gives up on what is awaited, as after a deadline.
    pub fn time_out(&mut self) {
        let waiting: Vec<RequestId> = self.waiting.keys().copied().collect();
        for id in waiting {
            self.handle(Reply {
                id,
                outcome: Outcome::Failure(Failure::Timeout),
            });
        }
    }

    /// What is known so far; a report of it is valid at any time.
    #[must_use]
    pub const fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// A report of what is known so far.
    #[must_use]
    pub fn report(&mut self) -> Report {
        let facts = Facts::derive(&mut Reads::new(&self.evidence, &mut self.analyses));
        report::of(&self.evidence, &facts, &self.models)
    }

    /// Ends the conversation.
    #[must_use]
    pub fn into_evidence(self) -> Evidence {
        self.evidence
    }

    fn pin(&mut self, chain_id: Observed<u64>, block: Observed<Block>) -> Result<(), SessionError> {
        let actual = match chain_id {
            Observed::Known(actual) => actual,
            other => {
                return Err(SessionError::NoChainId {
                    reason: other.reason().unwrap_or(Reason::InvalidReply),
                });
            }
        };
        // The chain that was asked for, or the one of the first time.
        let expected = self.evidence.target.chain_id;
        if let Some(expected) = expected.filter(|expected| *expected != actual) {
            return Err(SessionError::ChainMismatch { expected, actual });
        }
        match block {
            Observed::Known(_) => {}
            Observed::Absent => return Err(SessionError::NoSuchBlock),
            Observed::Unavailable(reason) => return Err(SessionError::NoBlock { reason }),
        }
        self.evidence.target.chain_id = Some(actual);
        self.evidence.block = block;
        Ok(())
    }

    /// Forgets what was read at a block that is no longer part of the chain.
    fn restart(&mut self) -> Result<(), SessionError> {
        if self.restarted || self.left() < TO_BEGIN {
            return Err(SessionError::Reorg);
        }
        let requests = core::mem::take(&mut self.evidence.requests);
        let hints = core::mem::take(&mut self.evidence.hints);
        self.evidence = Evidence {
            hints,
            depth: self.options.depth,
            requests,
            ..Evidence::new(self.evidence.target, self.evidence.block)
        };
        self.ranges = SortedMap::new();
        self.block = None;
        self.round = 0;
        self.singly = None;
        // A hash that was taken before is tried again.
        self.refused_hash = !self.took_hash;
        (self.took_hash, self.asked_at_once) = (false, false);
        (self.checked, self.restarted, self.replaced) = (false, true, false);
        Ok(())
    }

    /// Reads by number, and events, may come from two blocks where the chain was reorganised
    /// meanwhile; then the hash of that number is another one now. Reads by hash fail then.
    fn check(&mut self) -> Vec<Question> {
        if !self.may_be_mixed() || self.checked {
            return Vec::new();
        }
        if self.left() == 0 {
            self.evidence.unchecked = Some(Reason::Budget);
            return Vec::new();
        }
        self.still()
    }

    fn may_be_mixed(&self) -> bool {
        let mut filters = self.evidence.logs.values().flat_map(SortedMap::values);
        let has_events = filters.any(|events| events.known().is_some());
        self.refused_hash || has_events
    }

    fn still(&self) -> Vec<Question> {
        let block = self.evidence.block.known();
        let still = block.map(|block| Question::Still(block.number));
        still.into_iter().collect()
    }

    fn left(&self) -> u32 {
        let most = self.options.max_requests.min(MAX_REQUESTS);
        most.saturating_sub(self.sent)
    }

    /// What the facts miss. What the budget or the rounds do not allow is marked as such.
    ///
    /// Nothing where nothing is missed any more; an empty list where all of it was refused.
    fn wanted(&mut self) -> Option<Vec<Question>> {
        let mut reads = Reads::new(&self.evidence, &mut self.analyses);
        let _ = Facts::derive(&mut reads);
        let Wanted {
            requests,
            mut together,
        } = reads.into_wanted();
        if requests.is_empty() && together.is_empty() {
            return None;
        }
        if self.multicall().is_none() {
            // One by one they are asked last, a few in a round: what they find is looked into first.
            let most =
                usize::try_from(self.left() / 2).map_or(MOST_SINGLY, |half| half.min(MOST_SINGLY));
            if most == 0 {
                let reason = self.singly.unwrap_or(Reason::Budget);
                for (to, data) in together.drain(..) {
                    self.evidence
                        .note_call(to, data, Observed::Unavailable(reason));
                }
            }
            together.truncate(if requests.is_empty() { most } else { 0 });
        }
        let mut questions = self.batched(requests.into_iter(), together);
        let most_rounds = match self.options.depth {
            Depth::Full => MAX_ROUNDS_IN_FULL,
            Depth::Static | Depth::Quick => MAX_ROUNDS,
        };
        // The last request asks whether all was read in one block, where that is not sure.
        let is_of_events = |question: &Question| {
            matches!(
                question,
                Question::One(Request::Logs { .. }) | Question::Part(..)
            )
        };
        let last = u32::from(self.may_be_mixed() || questions.iter().any(is_of_events));
        let allowed = if self.round < most_rounds {
            usize::try_from(self.left().saturating_sub(last)).unwrap_or(usize::MAX)
        } else {
            0
        };
        self.round = self.round.saturating_add(1);
        for question in questions.split_off(allowed.min(questions.len())) {
            self.refuse(question);
        }
        if !self.took_hash && !self.refused_hash {
            // One request tells whether the node takes a hash.
            let tells = |question: &Question| match question {
                Question::One(request) => is_of_the_block(request),
                _ => false,
            };
            if let Some(index) = questions.iter().position(tells) {
                questions = vec![questions.swap_remove(index)];
            }
        }
        Some(questions)
    }

    /// Several view calls become one, where the chain has a contract for that.
    fn batched(
        &mut self,
        requests: impl Iterator<Item = Request>,
        together: Vec<(Address, Bytes)>,
    ) -> Vec<Question> {
        let (mut calls, mut questions) = (Vec::new(), Vec::new());
        for request in requests {
            match request.clone() {
                Request::Call { to, data } => calls.push((to, data)),
                Request::Logs { address, filter } => questions.extend(self.parts(address, filter)),
                other => questions.push(Question::One(other)),
            }
        }
        calls.extend(together);
        if calls.len() > 1 && self.multicall().is_some() {
            let batches = calls.chunks(MAX_BATCH);
            questions.extend(batches.map(|calls| Question::Batch(calls.to_vec())));
        } else {
            let single = |(to, data)| Question::One(Request::Call { to, data });
            questions.extend(calls.into_iter().map(single));
        }
        questions
    }

    /// Events at once, or in parts of as many blocks as the node was found to look through.
    fn parts(&mut self, address: Address, filter: LogFilter) -> Vec<Question> {
        let key = (address, filter);
        let newest = self.evidence.block.known().map_or(0, |block| block.number);
        let range = filter.range(newest);
        if self.ranges.get(&key).is_none()
            && let Some(most) = self.most_blocks.filter(|most| *most < ranges::width(range))
        {
            let mut ranges = Ranges::default();
            if !ranges.split(range, Some(most)) {
                let reason = Reason::LogRange;
                self.evidence
                    .note_logs(address, filter, Observed::Unavailable(reason));
                return Vec::new();
            }
            self.ranges.insert(key, ranges);
        }
        match self.ranges.get(&key) {
            Some(ranges) => ranges.questions(address, filter),
            None => vec![Question::One(Request::Logs { address, filter })],
        }
    }

    fn multicall(&self) -> Option<Address> {
        let chain = chain(self.evidence.target.chain_id?)?;
        self.singly.is_none().then_some(chain.multicall)
    }

    fn refuse(&mut self, question: Question) {
        let reason = Reason::Budget;
        let calls = match question {
            Question::One(Request::Call { to, data }) => vec![(to, data)],
            Question::Batch(calls) => calls,
            Question::One(Request::Code { address }) => {
                self.evidence
                    .code
                    .insert(address, Observed::Unavailable(reason));
                return;
            }
            Question::One(Request::Storage { address, slot }) => {
                self.evidence
                    .note_word(address, slot, Observed::Unavailable(reason));
                return;
            }
            Question::One(Request::Balance { address }) => {
                self.evidence
                    .balances
                    .insert(address, Observed::Unavailable(reason));
                return;
            }
            Question::One(Request::Logs { address, filter })
            | Question::Part(address, filter, _) => {
                self.ranges.remove(&(address, filter));
                self.evidence
                    .note_logs(address, filter, Observed::Unavailable(reason));
                return;
            }
            Question::One(Request::PastCode { address, block }) => {
                self.evidence
                    .note_past(address, block, Observed::Unavailable(reason));
                return;
            }
            Question::One(Request::Block(number)) => {
                self.evidence
                    .blocks
                    .insert(number.unwrap_or_default(), Observed::Unavailable(reason));
                return;
            }
            Question::One(Request::ChainId) | Question::Still(_) => return,
        };
        // One request would have done for all of them.
        let reason = self.singly.unwrap_or(reason);
        for (to, data) in calls {
            self.evidence
                .note_call(to, data, Observed::Unavailable(reason));
        }
    }

    fn ask_all(&mut self, questions: Vec<Question>) -> Vec<Ask> {
        let asks = questions.into_iter().map(|question| self.ask(question));
        asks.collect()
    }

    fn ask(&mut self, question: Question) -> Ask {
        let id = RequestId(self.sent);
        self.sent = self.sent.saturating_add(1);
        self.checked = matches!(question, Question::Still(_));
        let block = self.evidence.block.known();
        let at = At {
            number: block.map_or(0, |block| block.number),
            hash: block.map(|block| block.hash).filter(|_| !self.refused_hash),
        };
        let asked = |request: &Request| (request.method(), request.params(at));
        let (method, params) = match &question {
            Question::One(request) => asked(request),
            Question::Still(number) => asked(&Request::Block(Some(*number))),
            Question::Batch(calls) => asked(&Request::Call {
                to: self.multicall().unwrap_or_default(),
                data: abi::encode_batch(calls),
            }),
            Question::Part(address, filter, range) => {
                ("eth_getLogs", vec![filter.param(*address, *range)])
            }
        };
        let requests = &mut self.evidence.requests;
        requests.update(
            method.to_owned(),
            || 0,
            |count| *count = count.saturating_add(1),
        );
        let ask = Ask { id, method, params };
        let is_of_the_block = match &question {
            Question::One(request) => is_of_the_block(request),
            Question::Batch(_) => true,
            Question::Part(..) | Question::Still(_) => false,
        };
        let asked = Asked {
            question,
            by_hash: is_of_the_block && at.hash.is_some(),
        };
        self.waiting.insert(id, asked);
        ask
    }
}

/// Read at the block of the session, by its hash where the node takes one.
const fn is_of_the_block(request: &Request) -> bool {
    matches!(
        request,
        Request::Code { .. }
            | Request::Storage { .. }
            | Request::Balance { .. }
            | Request::Call { .. }
    )
}

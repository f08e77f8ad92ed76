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

use serde::Serialize;

use crate::evidence::{Block, Evidence, Observed, Reason, Target};
use crate::facts::{Analyses, Facts, Reads};
use crate::json::Json;
use crate::primitives::{Address, B256, Bytes, MAX_CODE_BYTES, U256};
use crate::report::{self, Report};
use crate::request::{Failure, Outcome, Param, Reply, Request, RequestId};
use crate::sorted::{SortedMap, SortedSet};

/// Requests that a session may send unless told otherwise.
pub const DEFAULT_MAX_REQUESTS: u32 = 60;
/// The most requests that a session can be told to send.
pub const MAX_REQUESTS: u32 = 300;
/// Rounds after the block is pinned. What is still wanted then stays unknown.
const MAX_ROUNDS: u32 = 8;

/// What a session is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionOptions {
    /// The chain that the node must be on; `None` takes the node's.
    pub chain_id: Option<u64>,
    /// The block to read at; `None` is the newest.
    pub block: Option<u64>,
    /// How many requests may be sent, at most [`MAX_REQUESTS`].
    pub max_requests: u32,
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self {
            chain_id: None,
            block: None,
            max_requests: DEFAULT_MAX_REQUESTS,
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

/// A conversation about one target.
#[derive(Debug)]
pub struct Session {
    options: SessionOptions,
    evidence: Evidence,
    chain_id: Option<Observed<u64>>,
    block: Option<Observed<Block>>,
    waiting: SortedMap<RequestId, Request>,
    analyses: Analyses,
    sent: u32,
    round: u32,
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
            evidence: Evidence::new(target, Observed::Unavailable(Reason::NotAsked)),
            chain_id: None,
            block: None,
            waiting: SortedMap::new(),
            analyses: Analyses::default(),
            sent: 0,
            round: 0,
        }
    }

    /// The next round of requests. Empty while replies are awaited, and when nothing is left to ask.
    ///
    /// # Errors
    /// When the node is on another chain, or gives no block to read at.
    pub fn poll(&mut self) -> Result<Vec<Ask>, SessionError> {
        if !self.waiting.is_empty() {
            return Ok(Vec::new());
        }
        let requests = match (self.chain_id, self.block) {
            (None, _) | (_, None) => vec![Request::ChainId, Request::Block(self.options.block)],
            (Some(chain_id), Some(block)) => {
                self.pin(chain_id, block)?;
                self.wanted()
            }
        };
        Ok(requests
            .into_iter()
            .map(|request| self.ask(request))
            .collect())
    }

    /// Takes an answer. One to a request that is not awaited is ignored.
    pub fn handle(&mut self, reply: Reply) {
        let Some(request) = self.waiting.remove(&reply.id) else {
            return;
        };
        let outcome = match (&request, reply.outcome) {
            // Only a call can revert; elsewhere the node merely failed.
            (Request::Call { .. }, outcome) => outcome,
            (_, Outcome::Failure(Failure::Reverted)) => Outcome::Failure(Failure::RpcError),
            (_, outcome) => outcome,
        };
        match request {
            Request::ChainId => self.chain_id = Some(observe(outcome, quantity)),
            Request::Block(_) => self.block = Some(observe(outcome, block)),
            Request::Code { address } => {
                let code = match observe(outcome, bytes) {
                    Observed::Known(code) if code.is_empty() => Observed::Absent,
                    Observed::Known(code) if code.len() > MAX_CODE_BYTES => {
                        Observed::Unavailable(Reason::InvalidReply)
                    }
                    other => other,
                };
                self.evidence.code.insert(address, code);
            }
            Request::Storage { address, slot } => {
                let word = observe(outcome, word);
                self.evidence.note_word(address, slot, word);
            }
            Request::Call { to, data } => {
                let returned = observe(outcome, bytes);
                self.evidence.note_call(to, data, returned);
            }
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
        report::of(&self.evidence, &facts)
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
        if let Some(expected) = self.options.chain_id.filter(|expected| *expected != actual) {
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

    /// What the facts miss. What the budget or the rounds do not allow is marked as such.
    fn wanted(&mut self) -> Vec<Request> {
        let mut reads = Reads::new(&self.evidence, &mut self.analyses);
        let _ = Facts::derive(&mut reads);
        let wanted: SortedSet<Request> = reads.into_wanted();
        let left = self
            .options
            .max_requests
            .min(MAX_REQUESTS)
            .saturating_sub(self.sent);
        let allowed = if self.round < MAX_ROUNDS {
            usize::try_from(left).unwrap_or(usize::MAX)
        } else {
            0
        };
        self.round = self.round.saturating_add(1);
        let mut wanted: Vec<Request> = wanted.into_iter().collect();
        let refused = wanted.split_off(allowed.min(wanted.len()));
        for request in refused {
            self.refuse(request);
        }
        wanted
    }

    fn refuse(&mut self, request: Request) {
        let reason = Reason::Budget;
        match request {
            Request::ChainId | Request::Block(_) => {}
            Request::Code { address } => {
                self.evidence
                    .code
                    .insert(address, Observed::Unavailable(reason));
            }
            Request::Storage { address, slot } => {
                self.evidence
                    .note_word(address, slot, Observed::Unavailable(reason));
            }
            Request::Call { to, data } => {
                self.evidence
                    .note_call(to, data, Observed::Unavailable(reason));
            }
        }
    }

    fn ask(&mut self, request: Request) -> Ask {
        let id = RequestId(self.sent);
        self.sent = self.sent.saturating_add(1);
        let requests = &mut self.evidence.requests;
        requests.update(
            request.method().to_owned(),
            || 0,
            |count| *count = count.saturating_add(1),
        );
        let block = self.evidence.block.known().map_or(0, |block| block.number);
        let ask = Ask {
            id,
            method: request.method(),
            params: request.params(block),
        };
        self.waiting.insert(id, request);
        ask
    }
}

fn observe<T>(outcome: Outcome, parse: fn(&Json<'_>) -> Option<Observed<T>>) -> Observed<T> {
    match outcome {
        Outcome::Result(text) => {
            let result = Json::parse(&text).ok();
            result
                .as_ref()
                .and_then(parse)
                .unwrap_or(Observed::Unavailable(Reason::InvalidReply))
        }
        Outcome::Failure(Failure::Reverted) => Observed::Absent,
        Outcome::Failure(Failure::RpcError) => Observed::Unavailable(Reason::RpcError),
        Outcome::Failure(Failure::Timeout) => Observed::Unavailable(Reason::Timeout),
    }
}

fn quantity(value: &Json<'_>) -> Option<Observed<u64>> {
    parse_quantity(value).map(Observed::Known)
}

/// A number that JavaScript keeps exactly: no chain id, block number or time is larger.
fn parse_quantity(value: &Json<'_>) -> Option<u64> {
    const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;
    let number = u64::from_str_radix(value.text()?.strip_prefix("0x")?, 16).ok()?;
    (number <= MAX_SAFE_INTEGER).then_some(number)
}

fn bytes(value: &Json<'_>) -> Option<Observed<Bytes>> {
    value
        .text()?
        .starts_with("0x")
        .then(|| value.text()?.parse().ok())
        .flatten()
        .map(Observed::Known)
}

/// Nodes differ in whether they pad a word.
fn word(value: &Json<'_>) -> Option<Observed<B256>> {
    let digits = value.text()?.strip_prefix("0x")?;
    if digits.is_empty() || digits.len() > 64 {
        return None;
    }
    U256::from_str_radix(digits, 16)
        .ok()
        .map(|word| Observed::Known(word.into()))
}

fn block(value: &Json<'_>) -> Option<Observed<Block>> {
    if *value == Json::Null {
        return Some(Observed::Absent);
    }
    Some(Observed::Known(Block {
        number: parse_quantity(value.member("number")?)?,
        hash: value.member("hash")?.text()?.parse().ok()?,
        timestamp: parse_quantity(value.member("timestamp")?)?,
    }))
}

//! Reads of evidence that remember what was not there to be read.

use std::rc::Rc;

use alloy_primitives::keccak256;

use super::diamond::Facet;
use super::lineage::KnownBodies;
use crate::code::{self, CodeFacts};
use crate::evidence::{Block, Depth, Event, Evidence, Observed, Reason};
use crate::primitives::{Address, B256, Bytes, Selector, Slot};
use crate::request::{LogFilter, Request};
use crate::sorted::{SortedMap, SortedSet};

/// Accounts that are looked behind, for whatever stands behind them.
const MOST_LOOKED_BEHIND: u16 = 256;
/// Blocks that are looked through where a node does not look through all.
pub(super) const RECENT_BLOCKS: u64 = 5_000;

/// Analyses of codes, by code hash, so that no code is executed twice.
#[derive(Clone, Debug, Default)]
pub struct Analyses {
    of_codes: SortedMap<B256, Rc<CodeFacts>>,
    known: KnownBodies,
}

impl Analyses {
    /// None yet, and another index of known functions than the one that is shipped.
    #[must_use]
    pub fn knowing(known: KnownBodies) -> Self {
        Self {
            known,
            ..Self::default()
        }
    }

    fn of(&mut self, code: &[u8]) -> (B256, Rc<CodeFacts>) {
        let hash = keccak256(code);
        if let Some(known) = self.of_codes.get(&hash) {
            return (hash, Rc::clone(known));
        }
        let facts = Rc::new(code::analyze(code));
        self.of_codes.insert(hash, Rc::clone(&facts));
        (hash, facts)
    }

    fn of_diamond(&mut self, own: &[u8], facets: &[(&[u8], &[Selector])]) -> Rc<CodeFacts> {
        let mut parts = own.to_vec();
        for (code, selectors) in facets {
            parts.extend(keccak256(code));
            parts.extend(selectors.iter().flat_map(|selector| selector.0));
        }
        let hash = keccak256(parts);
        if let Some(known) = self.of_codes.get(&hash) {
            return Rc::clone(known);
        }
        let facts = Rc::new(code::analyze_diamond(own, facets));
        self.of_codes.insert(hash, Rc::clone(&facts));
        facts
    }
}

/// Evidence as facts see it: every read that it cannot answer is noted as wanted.
#[derive(Debug)]
pub struct Reads<'a> {
    evidence: &'a Evidence,
    analyses: &'a mut Analyses,
    wanted: Wanted,
    /// Accounts that were looked behind, each as often as it was.
    looked_behind: u16,
}

/// What the evidence cannot answer yet.
#[derive(Debug, Default)]
pub struct Wanted {
    /// Each is worth a request.
    pub requests: SortedSet<Request>,
    /// View calls that are only worth asking where many go into one request, the likeliest first.
    pub together: Vec<(Address, Bytes)>,
}

impl<'a> Reads<'a> {
    /// Reads of this evidence.
    #[must_use]
    pub const fn new(evidence: &'a Evidence, analyses: &'a mut Analyses) -> Self {
        Self {
            evidence,
            analyses,
            wanted: Wanted {
                requests: SortedSet::new(),
                together: Vec::new(),
            },
            looked_behind: 0,
        }
    }

    /// The functions that are known to stand in bad codes.
    #[must_use]
    pub const fn known_bodies(&self) -> &KnownBodies {
        &self.analyses.known
    }

    /// The evidence itself.
    #[must_use]
    pub const fn evidence(&self) -> &'a Evidence {
        self.evidence
    }

    /// What was read and is not in the evidence: the requests of the next round.
    #[must_use]
    pub fn into_wanted(self) -> Wanted {
        self.wanted
    }

    /// The runtime code of an account.
    pub fn code(&mut self, address: Address) -> Observed<&'a [u8]> {
        match self.evidence.code.get(&address) {
            Some(Observed::Known(code)) => Observed::Known(code.as_ref()),
            Some(Observed::Absent) => Observed::Absent,
            Some(Observed::Unavailable(reason)) => Observed::Unavailable(*reason),
            None => Observed::Unavailable(self.want(Request::Code { address })),
        }
    }

    /// Counts an account that is looked behind, and says whether that is not too much by now: where contracts
    /// name each other, the ways through them are many times as many as they are.
    pub const fn may_look_behind(&mut self) -> bool {
        self.looked_behind = self.looked_behind.saturating_add(1);
        self.looked_behind <= MOST_LOOKED_BEHIND
    }

    /// Whether a word stands in the code of an account, such as the topic of an event that it may log.
    pub fn mentions(&mut self, address: Address, word: B256) -> bool {
        let code = self.code(address);
        let mut places = code.known().into_iter().flat_map(|code| code.windows(32));
        places.any(|place| place == word.as_slice())
    }

    /// The word in a slot of an account; a slot never written reads as zero.
    pub fn word(&mut self, address: Address, slot: Slot) -> Observed<B256> {
        match self
            .evidence
            .storage
            .get(&address)
            .and_then(|slots| slots.get(&slot))
        {
            Some(word) => *word,
            None => Observed::Unavailable(self.want(Request::Storage { address, slot })),
        }
    }

    /// How much of the chain's own coin an account has.
    pub fn balance(&mut self, address: Address) -> Observed<B256> {
        match self.evidence.balances.get(&address) {
            Some(amount) => *amount,
            None => Observed::Unavailable(self.want(Request::Balance { address })),
        }
    }

    /// What a view call returned; a call that reverted is [`Observed::Absent`].
    pub fn call(&mut self, to: Address, data: Bytes) -> Observed<&'a Bytes> {
        match self
            .evidence
            .calls
            .get(&to)
            .and_then(|calls| calls.get(&data))
        {
            Some(Observed::Known(returned)) => Observed::Known(returned),
            Some(Observed::Absent) => Observed::Absent,
            Some(Observed::Unavailable(reason)) => Observed::Unavailable(*reason),
            None => Observed::Unavailable(self.want(Request::Call { to, data })),
        }
    }

    /// The same for a call that is only worth asking together with others.
    pub fn call_together(&mut self, to: Address, data: Bytes) -> Observed<&'a Bytes> {
        let calls = self.evidence.calls.get(&to);
        if calls.is_some_and(|calls| calls.contains_key(&data)) {
            return self.call(to, data);
        }
        if self.evidence.target.address.is_none() {
            return Observed::Unavailable(Reason::Offline);
        }
        let call = (to, data);
        if !self.wanted.together.contains(&call) {
            self.wanted.together.push(call);
        }
        Observed::Unavailable(Reason::NotAsked)
    }

    /// The events of one kind that an account logged.
    pub fn logs(&mut self, address: Address, filter: LogFilter) -> Observed<&'a [Event]> {
        match self
            .evidence
            .logs
            .get(&address)
            .and_then(|filters| filters.get(&filter))
        {
            Some(Observed::Known(events)) => Observed::Known(events),
            Some(Observed::Absent) => Observed::Absent,
            Some(Observed::Unavailable(reason)) => Observed::Unavailable(*reason),
            None => Observed::Unavailable(self.want(Request::Logs { address, filter })),
        }
    }

    /// The same: of all blocks, else the latest, and why only those.
    ///
    /// # Errors
    /// Why there are none of either.
    pub fn events(
        &mut self,
        address: Address,
        filter: LogFilter,
    ) -> Result<(&'a [Event], Option<Reason>), Reason> {
        let mut events = self.logs(address, filter);
        let gap = events.reason();
        match gap {
            None | Some(Reason::NotAsked | Reason::Budget | Reason::Unsupported) => {}
            Some(_) => events = self.logs(address, filter.latest(RECENT_BLOCKS)),
        }
        match events {
            Observed::Known(events) => Ok((events, gap)),
            Observed::Absent => Err(Reason::InvalidReply),
            Observed::Unavailable(reason) => Err(reason),
        }
    }

    /// keccak256 of the code that an account had at an earlier block.
    pub fn past_code(&mut self, address: Address, block: u64) -> Observed<B256> {
        let past = self.evidence.past.get(&address);
        match past.and_then(|blocks| blocks.get(&block)) {
            Some(hash) => *hash,
            None => Observed::Unavailable(self.want(Request::PastCode { address, block })),
        }
    }

    /// Another block than the one that everything is read at.
    pub fn block(&mut self, number: u64) -> Observed<Block> {
        match self.evidence.blocks.get(&number) {
            Some(block) => *block,
            None => Observed::Unavailable(self.want(Request::Block(Some(number)))),
        }
    }

    /// What an account's code shows.
    ///
    /// # Errors
    /// Why there is no code to analyse.
    pub fn analysis(&mut self, address: Address) -> Result<Rc<CodeFacts>, Reason> {
        self.hashed(address).map(|(_, facts)| facts)
    }

    /// keccak256 of an account's code, and what it shows.
    ///
    /// # Errors
    /// Why there is no code to analyse.
    pub fn hashed(&mut self, address: Address) -> Result<(B256, Rc<CodeFacts>), Reason> {
        match self.code(address) {
            Observed::Known(code) => Ok(self.analyses.of(code)),
            Observed::Absent => Err(Reason::NotDeployed),
            Observed::Unavailable(reason) => Err(reason),
        }
    }

    /// What a diamond's own code and those of its facets show together, in one storage.
    ///
    /// # Errors
    /// Why there is no code to analyse.
    pub fn diamond(&mut self, diamond: Address, facets: &[Facet]) -> Result<Rc<CodeFacts>, Reason> {
        let own = self.code(diamond);
        let codes: Vec<_> = facets
            .iter()
            .map(|facet| (self.code(facet.address), facet.selectors.as_slice()))
            .collect();
        if let Some(reason) = codes.iter().find_map(|(code, _)| code.reason()) {
            return Err(reason);
        }
        let codes: Vec<(&[u8], &[Selector])> = codes
            .iter()
            .filter_map(|(code, selectors)| Some((*code.known()?, *selectors)))
            .collect();
        match own {
            Observed::Known(own) if !codes.is_empty() => Ok(self.analyses.of_diamond(own, &codes)),
            Observed::Unavailable(reason) => Err(reason),
            _ => Err(Reason::NotEnumerable),
        }
    }

    fn want(&mut self, request: Request) -> Reason {
        if self.evidence.target.address.is_none() {
            return Reason::Offline;
        }
        let is_static = matches!(request, Request::Code { .. } | Request::Storage { .. });
        if is_static || self.evidence.depth > Depth::Static {
            self.wanted.requests.insert(request);
        }
        Reason::NotAsked
    }
}

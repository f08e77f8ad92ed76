//! Evidence: what was observed on chain at one block, with every unknown named.
//!
//! An [`Evidence`] is at once the input of the scorer, a test fixture and a bug report: it
//! serialises to one JSON document, and [`crate::score_evidence`] gives the same bytes for it
//! everywhere.

mod document;

use serde::{Deserialize, Serialize};

pub use crate::json::JsonError;
use crate::primitives::{Address, B256, Bytes, RuntimeCode, Slot};
pub use crate::reason::Reason;
use crate::request::LogFilter;
use crate::sorted::SortedMap;

/// The format of [`Evidence`] documents that this version writes and reads.
pub const EVIDENCE_SCHEMA: &str = "rugrisk/evidence/1";

/// What is to be scored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Target {
    /// The [EIP-155](https://eips.ethereum.org/EIPS/eip-155) chain id; `None` where code is analysed alone.
    pub chain_id: Option<u64>,
    /// The account; `None` where code is analysed alone.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub address: Option<Address>,
}

/// The block at which everything was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Block {
    /// Its number.
    pub number: u64,
    /// Its hash.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub hash: B256,
    /// Its time in seconds since 1970; the only "now" that the scorer knows.
    pub timestamp: u64,
}

/// Something that was looked for: found, found not to be there, or not to be had.
///
/// There is no default: an unknown is never an absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Observed_{T}")
)]
#[serde(rename_all = "camelCase")]
pub enum Observed<T> {
    /// It is there, with this value.
    Known(T),
    /// The node answered that there is nothing.
    Absent,
    /// No answer that could be used, and why.
    Unavailable(Reason),
}

impl<T> Observed<T> {
    /// The value, where there is one.
    #[must_use]
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Absent | Self::Unavailable(_) => None,
        }
    }

    /// Why there is no answer, where there is none.
    #[must_use]
    pub const fn reason(&self) -> Option<Reason> {
        match self {
            Self::Unavailable(reason) => Some(*reason),
            Self::Known(_) | Self::Absent => None,
        }
    }
}

/// An event that an account logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// The number of its block.
    pub block: u64,
    /// Its topics.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub topics: Vec<B256>,
    /// Its data.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub data: Bytes,
}

/// How much is asked of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Depth {
    /// Code and storage at one block: what the code can do, and who is named in its slots.
    Static,
    /// What a few rounds can tell.
    #[default]
    Quick,
    /// The block of creation too, which some forty requests find where the node is an archive.
    Full,
}

impl Depth {
    /// How many requests a session may send unless it is told otherwise.
    #[must_use]
    pub const fn max_requests(self) -> u32 {
        match self {
            Self::Static | Self::Quick => 60,
            Self::Full => 150,
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference"
    )]
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// What a host says. It tells where to look; nothing of it counts that was not read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Hints {
    /// Who created the contract.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub deployer: Option<Address>,
    /// Who holds most of the token.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub holders: Vec<Address>,
}

impl Hints {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What was observed of a target at one block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Evidence {
    /// [`EVIDENCE_SCHEMA`].
    pub schema: String,
    /// What is scored.
    pub target: Target,
    /// Where the chain stood.
    pub block: Observed<Block>,
    /// Runtime code by account.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "std::collections::BTreeMap<String, Observed<String>>")
    )]
    pub code: SortedMap<Address, Observed<Bytes>>,
    /// Storage words by account and slot.
    #[cfg_attr(
        feature = "schema",
        schemars(
            with = "std::collections::BTreeMap<String, std::collections::BTreeMap<String, Observed<String>>>"
        )
    )]
    pub storage: SortedMap<Address, SortedMap<Slot, Observed<B256>>>,
    /// What view calls returned, by callee and calldata.
    #[cfg_attr(
        feature = "schema",
        schemars(
            with = "std::collections::BTreeMap<String, std::collections::BTreeMap<String, Observed<String>>>"
        )
    )]
    pub calls: SortedMap<Address, SortedMap<Bytes, Observed<Bytes>>>,
    /// Events by account and first topic; behind the topic, after how many blocks were looked
    /// through where that is not all of them.
    #[cfg_attr(
        feature = "schema",
        schemars(
            with = "std::collections::BTreeMap<String, std::collections::BTreeMap<String, Observed<Vec<Event>>>>"
        )
    )]
    pub logs: SortedMap<Address, SortedMap<LogFilter, Observed<Vec<Event>>>>,
    /// keccak256 of the code that accounts had at earlier blocks, by account and block.
    #[cfg_attr(
        feature = "schema",
        schemars(
            with = "std::collections::BTreeMap<String, std::collections::BTreeMap<String, Observed<String>>>"
        )
    )]
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub past: SortedMap<Address, SortedMap<u64, Observed<B256>>>,
    /// Other blocks, by number.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "std::collections::BTreeMap<String, Observed<Block>>")
    )]
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub blocks: SortedMap<u64, Observed<Block>>,
    /// How much of the chain's own coin accounts have, as a word.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "std::collections::BTreeMap<String, Observed<String>>")
    )]
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub balances: SortedMap<Address, Observed<B256>>,
    /// What the host said before anything was asked.
    #[serde(skip_serializing_if = "Hints::is_empty")]
    pub hints: Hints,
    /// How much was asked.
    #[serde(skip_serializing_if = "Depth::is_usual")]
    pub depth: Depth,
    /// Why it was not seen in the end that all of it comes from one block; left out where it was, and
    /// where each read named the block by its hash.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unchecked: Option<Reason>,
    /// How many requests of each JSON-RPC method were sent.
    pub requests: SortedMap<String, u32>,
}

/// Why a text is not an [`Evidence`].
#[derive(Debug, thiserror::Error)]
pub enum EvidenceError {
    /// Not JSON.
    #[error("not an evidence document: {0}")]
    Malformed(#[from] JsonError),
    /// A member is missing, or its value is not what evidence has there.
    #[error("not an evidence document: `{name}` is missing or is not what belongs there")]
    Member {
        /// Its name.
        name: &'static str,
    },
    /// A member that evidence does not have, or one twice.
    #[error("not an evidence document: a member is there twice or is none of evidence")]
    Members,
    /// A document of another version.
    #[error("evidence of schema \"{found}\", this version reads \"{EVIDENCE_SCHEMA}\"")]
    Schema {
        /// What the document says.
        found: String,
    },
}

impl Evidence {
    /// Nothing observed yet.
    #[must_use]
    pub fn new(target: Target, block: Observed<Block>) -> Self {
        Self {
            schema: EVIDENCE_SCHEMA.to_owned(),
            target,
            block,
            code: SortedMap::new(),
            storage: SortedMap::new(),
            calls: SortedMap::new(),
            logs: SortedMap::new(),
            past: SortedMap::new(),
            blocks: SortedMap::new(),
            balances: SortedMap::new(),
            hints: Hints::default(),
            depth: Depth::default(),
            unchecked: None,
            requests: SortedMap::new(),
        }
    }

    /// Runtime code alone, of no account and at no block.
    #[must_use]
    pub fn of_code(code: RuntimeCode) -> Self {
        let mut evidence = Self::new(Target::default(), Observed::Unavailable(Reason::Offline));
        evidence
            .code
            .insert(Address::ZERO, Observed::Known(code.into_bytes()));
        evidence
    }

    /// Reads a document.
    ///
    /// # Errors
    /// [`EvidenceError`] says where the text is wrong.
    pub fn from_json(text: &str) -> Result<Self, EvidenceError> {
        document::read(text)
    }

    /// Writes the document: one line, fields in a fixed order.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings and maps with string keys always serialise.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(crate) fn note_word(&mut self, address: Address, slot: Slot, word: Observed<B256>) {
        self.storage.update(address, SortedMap::new, |slots| {
            slots.insert(slot, word);
        });
    }

    pub(crate) fn note_call(&mut self, to: Address, data: Bytes, returned: Observed<Bytes>) {
        self.calls.update(to, SortedMap::new, |calls| {
            calls.insert(data, returned);
        });
    }

    pub(crate) fn note_logs(
        &mut self,
        address: Address,
        filter: LogFilter,
        events: Observed<Vec<Event>>,
    ) {
        self.logs.update(address, SortedMap::new, |filters| {
            filters.insert(filter, events);
        });
    }

    pub(crate) fn note_past(&mut self, address: Address, block: u64, hash: Observed<B256>) {
        self.past.update(address, SortedMap::new, |blocks| {
            blocks.insert(block, hash);
        });
    }

    /// The account whose code is scored: the target's, or the zero address where code is alone.
    #[must_use]
    pub fn subject(&self) -> Address {
        self.target.address.unwrap_or_default()
    }
}

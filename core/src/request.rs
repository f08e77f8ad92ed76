//! Requests and replies: the only words between the core and a host.

mod failure;

use core::fmt;
use core::str::FromStr;

use alloy_primitives::hex;
use serde::{Serialize, Serializer};

use crate::primitives::{Address, B256, Bytes, Slot};
pub use failure::{Failure, Refusal, refusal_of};

/// Names a request within a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct RequestId(pub u32);

/// One read-only question to a node.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Request {
    /// Which chain is this?
    ChainId,
    /// The block to read at, or another one: the newest, or this one.
    Block(Option<u64>),
    /// The runtime code of an account.
    Code {
        /// The account.
        address: Address,
    },
    /// A word of an account's storage.
    Storage {
        /// The account.
        address: Address,
        /// The slot.
        slot: Slot,
    },
    /// How much of the chain's own coin an account has.
    Balance {
        /// The account.
        address: Address,
    },
    /// A view call.
    Call {
        /// The callee.
        to: Address,
        /// The calldata.
        data: Bytes,
    },
    /// The events of an account.
    Logs {
        /// The account.
        address: Address,
        /// Which.
        filter: LogFilter,
    },
    /// The code that an account had at an earlier block.
    PastCode {
        /// The account.
        address: Address,
        /// The block's number.
        block: u64,
    },
}

/// Events of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LogFilter {
    /// The first topic.
    pub topic: B256,
    /// The third, where only the events that name it there are meant.
    pub third: Option<B256>,
    /// How many blocks are looked through; `None` is all of them.
    pub blocks: Option<u64>,
    /// The last of them; `None` is the block at which a session reads.
    pub until: Option<u64>,
}

/// The block at which a session reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// Its number.
    pub number: u64,
    /// Its hash, where the node takes one in place of a number
    /// ([EIP-1898](https://eips.ethereum.org/EIPS/eip-1898)).
    pub hash: Option<B256>,
}

impl Request {
    /// The JSON-RPC method.
    #[must_use]
    pub const fn method(&self) -> &'static str {
        match self {
            Self::ChainId => "eth_chainId",
            Self::Block(_) => "eth_getBlockByNumber",
            Self::Code { .. } | Self::PastCode { .. } => "eth_getCode",
            Self::Storage { .. } => "eth_getStorageAt",
            Self::Balance { .. } => "eth_getBalance",
            Self::Call { .. } => "eth_call",
            Self::Logs { .. } => "eth_getLogs",
        }
    }

    /// The JSON-RPC parameters for a session that reads at this block.
    #[must_use]
    pub fn params(&self, at: At) -> Vec<Param> {
        let text = |bytes: &[u8]| hex::encode_prefixed(bytes);
        let quantity = |number: u64| format!("{number:#x}");
        let state = || match at.hash {
            Some(hash) => Param::Block {
                block_hash: text(hash.as_slice()),
                require_canonical: true,
            },
            None => Param::Text(quantity(at.number)),
        };
        match self {
            Self::ChainId => Vec::new(),
            Self::Block(number) => {
                let number = number.map_or_else(|| "latest".to_owned(), quantity);
                vec![Param::Text(number), Param::Flag(false)]
            }
            Self::Code { address } | Self::Balance { address } => {
                vec![Param::Text(text(address.as_slice())), state()]
            }
            Self::PastCode { address, block } => {
                let address = Param::Text(text(address.as_slice()));
                vec![address, Param::Text(quantity(*block))]
            }
            Self::Storage { address, slot } => {
                let address = Param::Text(text(address.as_slice()));
                vec![address, Param::Text(slot.to_string()), state()]
            }
            Self::Call { to, data } => {
                let (to, data) = (text(to.as_slice()), text(data));
                vec![Param::Call { to, data }, state()]
            }
            Self::Logs { address, filter } => {
                let range = filter.range(at.number);
                vec![filter.param(*address, range)]
            }
        }
    }
}

impl LogFilter {
    /// The events of this topic in all blocks.
    #[must_use]
    pub const fn of(topic: B256) -> Self {
        Self {
            topic,
            third: None,
            blocks: None,
            until: None,
        }
    }

    /// The same in so many blocks alone.
    #[must_use]
    pub const fn latest(self, blocks: u64) -> Self {
        Self {
            blocks: Some(blocks),
            ..self
        }
    }

    /// The first and the last block that are looked through, seen from this block.
    #[must_use]
    pub const fn range(self, newest: u64) -> (u64, u64) {
        let last = match self.until {
            Some(until) => until,
            None => newest,
        };
        let first = match self.blocks {
            Some(blocks) if last > 0 => last.saturating_sub(blocks).saturating_add(1),
            _ => 0,
        };
        (first, last)
    }

    /// The parameter that asks for these events in a range of blocks.
    #[must_use]
    pub fn param(self, address: Address, (first, last): (u64, u64)) -> Param {
        let third = self.third.map(|third| [None, Some(third)]);
        let topics = [Some(self.topic)]
            .into_iter()
            .chain(third.into_iter().flatten());
        Param::Filter {
            address: hex::encode_prefixed(address),
            topics: topics
                .map(|topic| topic.map(hex::encode_prefixed))
                .collect(),
            from_block: format!("{first:#x}"),
            to_block: format!("{last:#x}"),
        }
    }
}

impl fmt::Display for LogFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.topic)?;
        if let Some(third) = self.third {
            write!(f, "+{third}")?;
        }
        self.blocks
            .map_or(Ok(()), |blocks| write!(f, "/{blocks}"))?;
        self.until.map_or(Ok(()), |until| write!(f, "@{until}"))
    }
}

impl FromStr for LogFilter {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let number = |text: &str| text.parse().map(Some).map_err(drop);
        let (text, until) = match text.split_once('@') {
            Some((text, until)) => (text, number(until)?),
            None => (text, None),
        };
        let (topic, blocks) = match text.split_once('/') {
            Some((topic, blocks)) => (topic, number(blocks)?),
            None => (text, None),
        };
        let (topic, third) = match topic.split_once('+') {
            Some((topic, third)) => (topic, Some(third.parse().map_err(drop)?)),
            None => (topic, None),
        };
        let topic = topic.parse().map_err(drop)?;
        Ok(Self {
            topic,
            third,
            blocks,
            until,
        })
    }
}

impl Serialize for LogFilter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A JSON-RPC parameter; hex is in lower case, which every node takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Param {
    /// A quantity, an address or a block's name.
    Text(String),
    /// Whether a block comes with its transactions.
    Flag(bool),
    /// What is called.
    Call {
        /// The callee.
        to: String,
        /// The calldata.
        data: String,
    },
    /// The block, by its hash.
    #[serde(rename_all = "camelCase")]
    Block {
        /// The hash.
        block_hash: String,
        /// A block that is no longer part of the chain is an error.
        require_canonical: bool,
    },
    /// Which events.
    #[serde(rename_all = "camelCase")]
    Filter {
        /// The account.
        address: String,
        /// The topics by place; `None` is any.
        topics: Vec<Option<String>>,
        /// The first block.
        from_block: String,
        /// The last block.
        to_block: String,
    },
}

/// A host's answer to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Which request.
    pub id: RequestId,
    /// The JSON-RPC `result`, or why there is none.
    pub outcome: Outcome,
}

/// The two ways in which a request ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The `result` of the JSON-RPC answer as JSON text; what is not JSON is an invalid reply.
    Result(String),
    /// No result.
    Failure(Failure),
}

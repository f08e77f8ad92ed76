//! Requests and replies: the only words between the core and a host.

use alloy_primitives::hex;
use serde::Serialize;

use crate::primitives::{Address, Bytes, Slot};

/// Names a request within a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct RequestId(pub u32);

/// One read-only question to a node.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Request {
    /// Which chain is this?
    ChainId,
    /// The block to read at: the newest, or this one.
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
    /// A view call.
    Call {
        /// The callee.
        to: Address,
        /// The calldata.
        data: Bytes,
    },
}

impl Request {
    /// The JSON-RPC method.
    #[must_use]
    pub const fn method(&self) -> &'static str {
        match self {
            Self::ChainId => "eth_chainId",
            Self::Block(_) => "eth_getBlockByNumber",
            Self::Code { .. } => "eth_getCode",
            Self::Storage { .. } => "eth_getStorageAt",
            Self::Call { .. } => "eth_call",
        }
    }

    /// The JSON-RPC parameters; `block` is the number at which the session reads.
    #[must_use]
    pub fn params(&self, block: u64) -> Vec<Param> {
        let text = |bytes: &[u8]| hex::encode_prefixed(bytes);
        let at = |number: u64| Param::Text(format!("{number:#x}"));
        match self {
            Self::ChainId => Vec::new(),
            Self::Block(None) => vec![Param::Text("latest".to_owned()), Param::Flag(false)],
            Self::Block(Some(number)) => vec![at(*number), Param::Flag(false)],
            Self::Code { address } => vec![Param::Text(text(address.as_slice())), at(block)],
            Self::Storage { address, slot } => {
                let address = Param::Text(text(address.as_slice()));
                vec![address, Param::Text(slot.to_string()), at(block)]
            }
            Self::Call { to, data } => {
                let (to, data) = (text(to.as_slice()), text(data));
                vec![Param::Call { to, data }, at(block)]
            }
        }
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

/// Why a host has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The node answered with an error, or refused.
    RpcError,
    /// A call that the contract itself reverted.
    Reverted,
    /// No answer in time.
    Timeout,
}

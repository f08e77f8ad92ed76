//! Requests and replies: the only words between the core and a host.

use alloy_primitives::hex;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::primitives::{Address, Bytes, Slot};

/// Names a request within a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    pub fn params(&self, block: u64) -> Value {
        let at = format!("{block:#x}");
        match self {
            Self::ChainId => json!([]),
            Self::Block(None) => json!(["latest", false]),
            Self::Block(Some(number)) => json!([format!("{number:#x}"), false]),
            Self::Code { address } => json!([address_text(*address), at]),
            Self::Storage { address, slot } => json!([address_text(*address), slot, at]),
            Self::Call { to, data } => json!([{ "to": address_text(*to), "data": data }, at]),
        }
    }
}

/// Lower-case hex: what every node takes.
fn address_text(address: Address) -> String {
    hex::encode_prefixed(address)
}

/// A host's answer to one request.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Reply {
    /// Which request.
    pub id: RequestId,
    /// The JSON-RPC `result`, or why there is none.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// The two ways in which a request ends.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// The `result` of the JSON-RPC answer.
    Result(Value),
    /// No result.
    Failure(Failure),
}

/// Why a host has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Failure {
    /// The node answered with an error, or refused.
    RpcError,
    /// A call that the contract itself reverted.
    Reverted,
    /// No answer in time.
    Timeout,
}

//! Why something is unknown.

use serde::{Deserialize, Serialize};

/// Why something is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Reason {
    /// Nothing asked for it.
    NotAsked,
    /// The request budget was used up.
    Budget,
    /// The node answered with an error.
    RpcError,
    /// The node did not answer in time.
    Timeout,
    /// The node answered with something that is not an answer to the question.
    InvalidReply,
    /// Code was analysed alone; nobody asked a node.
    Offline,
    /// The engine's work limit was reached.
    WorkLimit,
    /// The code does something that the engine cannot follow.
    Unresolved,
    /// Who is in a mapping cannot be listed by reading storage.
    NotEnumerable,
    /// Another contract decides, and it was not read.
    ExternalCode,
    /// The node does not look through that many blocks or events.
    LogRange,
    /// The node does not keep the state of that block.
    Archive,
    /// The node does not know the method.
    Unsupported,
    /// The chain has no Multicall3, and one by one there are more calls than requests are left for.
    NoMulticall,
    /// The code runs on a machine that is not read yet.
    UnsupportedVm,
    /// There is no code at the address.
    NotDeployed,
    /// No pool of the token was found at the exchanges that are known.
    NoPool,
    /// Exchanges, lockers or block times of this chain are not on record.
    UnlistedChain,
    /// This version does not look for it yet.
    NotImplemented,
}

impl Reason {
    /// The node, or the budget, kept something back that could have been read.
    #[must_use]
    pub const fn is_failure(self) -> bool {
        matches!(
            self,
            Self::Budget
                | Self::RpcError
                | Self::Timeout
                | Self::InvalidReply
                | Self::LogRange
                | Self::Archive
                | Self::Unsupported
                | Self::NoMulticall
        )
    }

    /// A sentence for a person.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotAsked => "nothing asked for it",
            Self::Budget => "the request budget was used up",
            Self::RpcError => "the node answered with an error",
            Self::Timeout => "the node did not answer in time",
            Self::InvalidReply => "the node's answer could not be understood",
            Self::Offline => "code was analysed alone; no node was asked",
            Self::WorkLimit => "the analysis reached its work limit",
            Self::Unresolved => "the code does something that could not be followed",
            Self::NotEnumerable => "the members of a mapping cannot be listed by reading storage",
            Self::ExternalCode => "another contract decides, and it was not read",
            Self::LogRange => "the node does not look through that many blocks or events",
            Self::Archive => "the node does not keep the state of that block",
            Self::Unsupported => "the node does not know the method",
            Self::NoMulticall => {
                "Multicall3 does not answer, and call by call it takes more requests than are left"
            }
            Self::UnsupportedVm => "the code runs on a machine that is not read yet",
            Self::NotDeployed => "there is no code at the address",
            Self::NoPool => "no pool was found at the exchanges that are known",
            Self::UnlistedChain => "not on record for this chain",
            Self::NotImplemented => "this version does not look for it yet",
        }
    }
}

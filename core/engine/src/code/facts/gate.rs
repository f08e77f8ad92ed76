//! What decides whether a transfer or a withdrawal passes.

use serde::{Deserialize, Serialize};

use super::{Field, Mapping, Power};
use crate::primitives::{Selector, U256};

/// Who is asked by a gate on the transfer path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum GateKey {
    /// Nobody in particular: one field for all.
    Everybody(Field),
    /// The entry of the sender, the recipient or the caller.
    Account(Mapping),
}

/// Which way a gate can be turned by those who control it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Switch {
    /// It can be set to the value that blocks.
    pub can_block: bool,
    /// It can be set to the value that lets pass.
    pub can_open: bool,
    /// It blocks as long as nothing was ever written.
    pub blocks_when_unset: bool,
}

/// When a stored value counts as set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Test {
    /// When it is anything but zero.
    NotZero,
    /// When it is one of several states.
    Is(U256),
    /// When it is more than a number.
    Above(U256),
}

impl Test {
    /// Whether a value counts as set.
    #[must_use]
    pub fn holds(self, value: U256) -> bool {
        match self {
            Self::NotZero => !value.is_zero(),
            Self::Is(state) => value == state,
            Self::Above(most) => value > most,
        }
    }
}

/// A stored value that decides whether a transfer passes, and that somebody can change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gate {
    /// What is asked.
    pub key: GateKey,
    /// When the answer is yes.
    pub test: Test,
    /// Which way it can be turned.
    pub switch: Switch,
    /// The function that asks, on the way of a transfer or of a withdrawal; none for the fallback function.
    pub selector: Option<Selector>,
    /// The branch that asks.
    pub branch: u32,
    /// Who can turn it.
    pub powers: Vec<Power>,
    /// Every element was followed to its end.
    pub proven: bool,
}

//! Lockers of LP tokens: which words each kind understands.

use crate::primitives::Address;

/// Lockers that are asked in the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LockerKind {
    /// [UNCX](https://docs.uncx.network) for V2 pools: `tokenLocks(pair, index)`.
    Uncx,
    /// Its later version, which keeps locks by number: `TOKEN_LOCKS(pair, index)`, `LOCKS(id)`.
    UncxById,
    /// [Team Finance](https://docs.team.finance): deposits by who may withdraw them.
    TeamFinance,
    /// [PinkLock](https://docs.pinksale.finance), whose locks end at once.
    PinkLock1,
    /// PinkLock's second version, whose locks may also end step by step.
    PinkLock2,
}

/// A known locker.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Locker {
    pub(crate) kind: LockerKind,
    pub(crate) address: Address,
}

impl Locker {
    pub(super) const fn of(kind: LockerKind, address: Address) -> Self {
        Self { kind, address }
    }
}

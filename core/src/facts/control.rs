//! Who holds each guard at the block that was read.

mod accounts;
mod appoint;
mod members;
mod resolve;
mod safe;
mod words;

use core::fmt;

use alloy_primitives::address;
use serde::{Deserialize, Serialize};

use super::Unknown;
use super::reads::Reads;
use crate::code::{CodeFacts, Guard};
use crate::evidence::{Observed, Reason};
use crate::primitives::{Address, B256, Slot};
use crate::sorted::{SortedMap, SortedSet};

/// Addresses that nobody can sign for: what is sent or handed to them is given up.
///
/// The zero address and `…dEaD` are conventions of
/// [OpenZeppelin](https://docs.openzeppelin.com/contracts/5.x/api/token/erc20) and of block explorers;
/// address 1 is the ecrecover precompile.
pub const BURN_ADDRESSES: [Address; 3] = [
    Address::ZERO,
    address!("0000000000000000000000000000000000000001"),
    address!("000000000000000000000000000000000000dEaD"),
];

/// A shorter delay gives nobody the time to leave.
pub(crate) const LONG_DELAY_SECS: u64 = 24 * 60 * 60;

/// Who can use a guarded power now, and who stands behind them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Controller {
    /// Nobody: the guard holds an address that cannot sign.
    Renounced {
        /// The address.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        address: Address,
    },
    /// One key.
    Eoa {
        /// Its address.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        address: Address,
        /// The code that the account delegates to, by EIP-7702.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        delegate: Option<Address>,
    },
    /// A [Safe](https://docs.safe.global) whose code is a known one.
    Safe {
        /// Its address.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        address: Address,
        /// How many of the owners must sign.
        threshold: u32,
        /// Who can sign.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        owners: Vec<Address>,
        /// Contracts that can act for it without any signature; `None` where they were not read.
        #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
        modules: Option<Vec<Address>>,
    },
    /// A contract whose own code lets every call wait.
    Timelock {
        /// Its address.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        address: Address,
        /// The shortest wait, in seconds.
        delay_secs: u64,
        /// Who can enter calls.
        proposers: Vec<Controller>,
        /// Who can carry them out; empty where anybody can.
        executors: Vec<Controller>,
    },
    /// A contract that shows the views of a governor. How votes are counted was not read.
    Governor {
        /// Its address.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        address: Address,
        /// How long a vote lasts, in the governor's own clock: blocks or seconds.
        voting_period: u64,
    },
    /// Several who can each use the power: the members of a role, as far as events or views name
    /// them and storage confirms it, or the one that a slot names with whoever can write the slot.
    Members {
        /// Who has it; nobody where the slot is empty.
        members: Vec<Controller>,
        /// Who can give it.
        admins: Vec<Controller>,
        /// Everybody whom the events of the whole chain name was looked up.
        complete: bool,
    },
    /// Another contract.
    Contract {
        /// Its address.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        address: Address,
        /// keccak256 of its runtime code.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        code_hash: B256,
        /// Whom it shows as its owner.
        owner: Option<Box<Controller>>,
        /// Its code was followed to the end, and nobody but its owner can make it call anything.
        only_owner: bool,
    },
    /// Not known.
    Unknown {
        /// Why.
        reason: Reason,
    },
}

/// A guard's controller and the word that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub controller: Controller,
    /// The slot that names them, with its word, where the guard is a storage field.
    pub read: Option<(Slot, Observed<B256>)>,
}

/// The holder of every guard in the code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Control(SortedMap<Guard, Holder>);

impl Controller {
    /// The Safe at an address with this code, if it is one.
    #[must_use]
    pub fn safe_at(reads: &mut Reads<'_>, address: Address, code: &CodeFacts) -> Option<Self> {
        safe::at(reads, address, code)
    }

    /// Resolves an address to what stands behind it.
    #[must_use]
    pub fn of_address(reads: &mut Reads<'_>, address: Address) -> Self {
        resolve::address(reads, address, &mut Vec::new())
    }

    /// Nobody can use the power any more.
    #[must_use]
    pub fn is_renounced(&self) -> bool {
        match self {
            Self::Renounced { .. } => true,
            Self::Contract {
                owner: Some(owner),
                only_owner: true,
                ..
            } => owner.is_renounced(),
            _ => false,
        }
    }

    /// Nobody holds the power at the moment, though somebody may be able to take it.
    #[must_use]
    pub fn is_vacant(&self) -> bool {
        match self {
            Self::Members { members, .. } => members.is_empty(),
            other => other.is_renounced(),
        }
    }

    /// Why the controller is not known, if it is not.
    #[must_use]
    pub const fn unknown_reason(&self) -> Option<Reason> {
        match self {
            Self::Unknown { reason } => Some(*reason),
            _ => None,
        }
    }

    /// Why somebody on the way to whoever decides in the end is not known.
    #[must_use]
    pub fn gap(&self) -> Option<Reason> {
        match self {
            Self::Unknown { reason } => Some(*reason),
            Self::Timelock { proposers, .. } => proposers.iter().find_map(Self::gap),
            Self::Members {
                members, admins, ..
            } => members.iter().chain(admins).find_map(Self::gap),
            Self::Contract {
                owner: Some(owner), ..
            } => owner.gap(),
            _ => None,
        }
    }

    /// Why somebody is not known who carries out what waited in a timelock on the way there. He decides
    /// nothing; a role that nobody was found to have may be everybody's.
    fn executors_gap(&self) -> Option<Reason> {
        let timelocks = self.all().into_iter().filter_map(|each| match each {
            Self::Timelock { executors, .. } => Some(executors),
            _ => None,
        });
        let mut gaps = timelocks.flatten().filter_map(Self::gap);
        gaps.find(|reason| *reason != Reason::NotEnumerable)
    }

    /// Who is not known on the way to whoever decides, in words about what the controller holds.
    pub(super) fn unknowns(&self, held: &dyn fmt::Display) -> Vec<Unknown> {
        let parts = [
            ("who holds", self.gap()),
            ("who carries out calls for", self.executors_gap()),
        ];
        let unknown = |(what, reason): (&str, Option<Reason>)| {
            let what = format!("{what} {held}");
            reason.map(|reason| Unknown { what, reason })
        };
        parts.into_iter().filter_map(unknown).collect()
    }

    /// One key decides in the end and without a long delay, alone or as one of several who each can.
    #[must_use]
    pub fn is_single_key(&self) -> bool {
        self.ends_with(|last| matches!(last, Self::Eoa { .. } | Self::Safe { threshold: 1, .. }))
    }

    /// The node failed to say who decides in the end, and it may be one key.
    #[must_use]
    pub fn may_be_single_key(&self) -> bool {
        self.ends_with(|last| last.unknown_reason().is_some_and(Reason::is_failure))
    }

    /// Somebody of this kind decides in the end and without a long delay.
    fn ends_with(&self, is_of_kind: fn(&Self) -> bool) -> bool {
        match self {
            Self::Contract {
                owner: Some(owner),
                only_owner: true,
                ..
            } => owner.ends_with(is_of_kind),
            Self::Timelock {
                delay_secs,
                proposers,
                ..
            } => {
                let mut proposers = proposers.iter();
                *delay_secs < LONG_DELAY_SECS && proposers.any(|each| each.ends_with(is_of_kind))
            }
            Self::Members {
                members, admins, ..
            } => {
                let mut all = members.iter().chain(admins);
                all.any(|each| each.ends_with(is_of_kind))
            }
            last => is_of_kind(last),
        }
    }
}

impl Holder {
    /// The account stands behind the guard.
    #[must_use]
    pub fn involves(&self, account: Address) -> bool {
        let all = self.controller.all().into_iter();
        all.filter_map(Controller::account)
            .any(|each| each == account)
    }
}

impl Control {
    /// Finds the holder of every guard of `codes`, and of what `owner()` shows, as executed by
    /// `subject`.
    #[must_use]
    pub fn resolve(reads: &mut Reads<'_>, subject: Address, codes: &[&CodeFacts]) -> Self {
        let guards = codes.iter().flat_map(|code| {
            let owner = code.ledger.owner.map(|field| Guard::Owner { field });
            code.powers
                .iter()
                .map(|power| power.guard)
                .filter(|guard| *guard != Guard::Open)
                .chain(owner)
        });
        let mut holders = SortedMap::new();
        for guard in guards {
            if !holders.contains_key(&guard) {
                holders.insert(guard, Holder::of(reads, subject, codes, guard));
            }
        }
        Self(holders)
    }

    /// The holder of a guard; `None` for a guard that no power has.
    #[must_use]
    pub fn holder(&self, guard: Guard) -> Option<&Holder> {
        self.0.get(&guard)
    }

    /// Every guard with its holder, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = (Guard, &Holder)> {
        self.0.iter().map(|(guard, holder)| (*guard, holder))
    }

    pub(super) fn unknowns(&self) -> impl Iterator<Item = Unknown> {
        self.iter()
            .flat_map(|(guard, holder)| holder.controller.unknowns(&guard))
    }
}

impl Holder {
    /// Who may do what `guard` keeps in the codes that `subject` executes.
    pub(super) fn of(
        reads: &mut Reads<'_>,
        subject: Address,
        codes: &[&CodeFacts],
        guard: Guard,
    ) -> Self {
        appoint::holder(reads, subject, codes, guard, &mut vec![subject])
    }

    /// Who may do what each of several guards keeps; `None` without any.
    pub(super) fn of_any(
        reads: &mut Reads<'_>,
        subject: Address,
        codes: &[&CodeFacts],
        guards: &SortedSet<Guard>,
    ) -> Option<Self> {
        appoint::holders(reads, subject, codes, guards)
    }
}

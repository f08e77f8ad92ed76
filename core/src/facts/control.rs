//! Who holds each guard at the block that was read.

use alloy_primitives::{address, keccak256};
use serde::{Deserialize, Serialize};

use super::Unknown;
use super::reads::Reads;
use crate::code::{CodeFacts, CodeKind, Guard};
use crate::evidence::{Observed, Reason};
use crate::primitives::{Address, B256, Slot};
use crate::sorted::SortedMap;

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

/// Who can use a guarded power now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// A contract whose rules were not read.
    Contract {
        /// Its address.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        address: Address,
        /// keccak256 of its runtime code.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        code_hash: B256,
    },
    /// Not known.
    Unknown {
        /// Why.
        reason: Reason,
    },
}

/// A guard's controller and the word that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Resolves an address to what stands behind it.
    #[must_use]
    pub fn of_address(reads: &mut Reads<'_>, address: Address) -> Self {
        if BURN_ADDRESSES.contains(&address) {
            return Self::Renounced { address };
        }
        match reads.code(address) {
            Observed::Absent => Self::Eoa {
                address,
                delegate: None,
            },
            Observed::Unavailable(reason) => Self::Unknown { reason },
            Observed::Known(code) => match crate::code::kind(code) {
                CodeKind::DelegatedAccount { delegate } => Self::Eoa {
                    address,
                    delegate: Some(delegate),
                },
                _ => Self::Contract {
                    address,
                    code_hash: keccak256(code),
                },
            },
        }
    }

    /// Nobody can use the power any more.
    #[must_use]
    pub const fn is_renounced(self) -> bool {
        matches!(self, Self::Renounced { .. })
    }

    /// Why the controller is not known, if it is not.
    #[must_use]
    pub const fn unknown_reason(self) -> Option<Reason> {
        match self {
            Self::Unknown { reason } => Some(reason),
            Self::Renounced { .. } | Self::Eoa { .. } | Self::Contract { .. } => None,
        }
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
        Self(
            guards
                .map(|guard| (guard, Holder::resolve(reads, subject, guard)))
                .collect(),
        )
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
        self.iter().filter_map(|(guard, holder)| {
            let reason = holder.controller.unknown_reason()?;
            Some(Unknown {
                what: format!("who holds {guard}"),
                reason,
            })
        })
    }
}

impl Holder {
    fn resolve(reads: &mut Reads<'_>, subject: Address, guard: Guard) -> Self {
        let unknown = |reason| Self {
            controller: Controller::Unknown { reason },
            read: None,
        };
        match guard {
            Guard::Owner { field } => {
                let word = reads.word(subject, field.slot);
                let controller = match word {
                    Observed::Known(word) => {
                        let address = Address::from_word(field.extract(word).into());
                        Controller::of_address(reads, address)
                    }
                    Observed::Absent => Controller::Unknown {
                        reason: Reason::InvalidReply,
                    },
                    Observed::Unavailable(reason) => Controller::Unknown { reason },
                };
                Self {
                    controller,
                    read: Some((field.slot, word)),
                }
            }
            Guard::Hardcoded { address } => {
                if reads.evidence().target.address.is_none() {
                    return unknown(Reason::Offline);
                }
                Self {
                    controller: Controller::of_address(reads, address),
                    read: None,
                }
            }
            Guard::Open => unknown(Reason::Unresolved),
            Guard::Role { .. } | Guard::Mapping { .. } => unknown(Reason::NotEnumerable),
            Guard::External => unknown(Reason::ExternalCode),
            Guard::Unknown => unknown(Reason::Unresolved),
        }
    }
}

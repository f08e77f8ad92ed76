//! From an address or a guard to who stands behind it, one contract after the other.

use alloy_primitives::keccak256;

use super::{BURN_ADDRESSES, Controller, Holder, appoint, members, safe};
use crate::abi::{self, View};
use crate::code::{CodeFacts, CodeKind, Guard, Queue};
use crate::evidence::{Observed, Reason};
use crate::facts::Reads;
use crate::primitives::{Address, B256};
use crate::sorted::SortedSet;

/// Contracts one behind the other: token, proxy admin, timelock, governor, its own admin.
const MAX_DEPTH: usize = 5;

/// What stands behind an address; `trail` are the contracts on the way to it.
pub(super) fn address(
    reads: &mut Reads<'_>,
    address: Address,
    trail: &mut Vec<Address>,
) -> Controller {
    if BURN_ADDRESSES.contains(&address) {
        return Controller::Renounced { address };
    }
    if !reads.may_look_behind() {
        return unknown(Reason::WorkLimit);
    }
    let code = match reads.code(address) {
        Observed::Absent => {
            return Controller::Eoa {
                address,
                delegate: None,
            };
        }
        Observed::Unavailable(reason) => return Controller::Unknown { reason },
        Observed::Known(code) => code,
    };
    let unread = Controller::Contract {
        address,
        code_hash: keccak256(code),
        owner: None,
        only_owner: false,
    };
    let facts = match crate::code::kind(code) {
        CodeKind::DelegatedAccount { delegate } => {
            return Controller::Eoa {
                address,
                delegate: Some(delegate),
            };
        }
        _ if trail.contains(&address) || trail.len() > MAX_DEPTH => return unread,
        CodeKind::MinimalProxy { implementation } => reads.analysis(implementation),
        _ => reads.analysis(address),
    };
    trail.push(address);
    let controller = match facts {
        Ok(facts) => contract(reads, address, &facts, unread, trail),
        Err(reason) => Controller::Unknown { reason },
    };
    trail.pop();
    controller
}

/// Whom a guard names in the storage of `subject`.
pub(super) fn guard(
    reads: &mut Reads<'_>,
    subject: Address,
    guard: Guard,
    trail: &mut Vec<Address>,
) -> Holder {
    let mut read = None;
    let controller = match guard {
        Guard::Owner { field } => {
            let word = reads.word(subject, field.slot);
            read = Some((field.slot, word));
            match word {
                Observed::Known(word) => {
                    address(reads, Address::from_word(field.extract(word).into()), trail)
                }
                Observed::Absent => unknown(Reason::InvalidReply),
                Observed::Unavailable(reason) => unknown(reason),
            }
        }
        Guard::Hardcoded { .. } if reads.evidence().target.address.is_none() => {
            unknown(Reason::Offline)
        }
        Guard::Hardcoded { address: fixed } => address(reads, fixed, trail),
        Guard::Role { base, role } => members::of_role(reads, subject, base, role, trail),
        Guard::Mapping { .. } => unknown(Reason::NotEnumerable),
        Guard::External | Guard::Itself => unknown(Reason::ExternalCode),
        Guard::Open | Guard::Unknown => unknown(Reason::Unresolved),
    };
    Holder { controller, read }
}

fn unknown(reason: Reason) -> Controller {
    Controller::Unknown { reason }
}

fn contract(
    reads: &mut Reads<'_>,
    address: Address,
    facts: &CodeFacts,
    unread: Controller,
    trail: &mut Vec<Address>,
) -> Controller {
    let followed = facts.coverage.is_complete() && facts.delegations.is_empty();
    if let Some(safe) = safe::at(reads, address, facts) {
        return safe;
    }
    if let Some(queue) = facts.queue.as_ref().filter(|_| followed) {
        return timelock(reads, address, facts, queue, trail);
    }
    let guards: SortedSet<Guard> = facts.relays.iter().map(|relay| relay.guard).collect();
    let only = guards.iter().next().copied().filter(|_| guards.len() == 1);
    let shown = facts.ledger.owner.map(|field| Guard::Owner { field });
    let only_owner = followed
        && match (only, shown) {
            (Some(Guard::Owner { field }), Some(Guard::Owner { field: shown })) => {
                field.overlaps(shown)
            }
            (Some(Guard::Owner { .. } | Guard::Hardcoded { .. }), _) => true,
            _ => false,
        };
    let owner = only.filter(|_| only_owner).or(shown);
    if let Some(owner) = owner {
        let owner = appoint::holder(reads, address, &[facts], owner, trail).controller;
        return match unread {
            Controller::Contract {
                address, code_hash, ..
            } => Controller::Contract {
                address,
                code_hash,
                owner: Some(Box::new(owner)),
                only_owner,
            },
            other => other,
        };
    }
    match abi::number_view(reads, address, View::VOTING_PERIOD, &[]) {
        Observed::Known(period) if facts.relays.iter().any(|relay| relay.guard == Guard::Open) => {
            Controller::Governor {
                address,
                voting_period: period.saturating_to(),
            }
        }
        _ => unread,
    }
}

fn timelock(
    reads: &mut Reads<'_>,
    address: Address,
    facts: &CodeFacts,
    queue: &Queue,
    trail: &mut Vec<Address>,
) -> Controller {
    let delay = match reads.word(address, queue.delay.slot) {
        Observed::Known(word) => queue.delay.extract(word),
        Observed::Absent => return unknown(Reason::InvalidReply),
        Observed::Unavailable(reason) => return unknown(reason),
    };
    let mut holders = |guards: &mut dyn Iterator<Item = Guard>| -> Vec<Controller> {
        let guards: SortedSet<Guard> = guards.collect();
        guards
            .iter()
            .map(|each| appoint::holder(reads, address, &[facts], *each, trail).controller)
            .collect()
    };
    let executors = facts.relays.iter().map(|relay| relay.guard);
    Controller::Timelock {
        address,
        delay_secs: delay.saturating_to(),
        proposers: holders(&mut queue.guards.iter().copied()),
        executors: holders(&mut executors.filter(|guard| *guard != Guard::Open)),
    }
}

/// The word of an address, as storage and calldata have it.
pub(super) fn word(address: Address) -> B256 {
    address.into_word()
}

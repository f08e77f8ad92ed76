//! Who has a role of OpenZeppelin's
//! [AccessControl](https://docs.openzeppelin.com/contracts/5.x/api/access#AccessControl), and who
//! can give it.
//!
//! A mapping cannot be listed, so events name the candidates, or enumerating views do; storage
//! says who of them has the role. Whom neither names is not found, hence no role is ever empty.

use alloy_primitives::{b256, keccak256};

use super::resolve::{self, word};
use super::{BURN_ADDRESSES, Controller};
use crate::abi::{self, View};
use crate::evidence::{Event, Observed, Reason};
use crate::facts::Reads;
use crate::primitives::{Address, B256, Slot, U256};
use crate::request::LogFilter;
use crate::sorted::SortedSet;

/// `RoleGranted(bytes32,address,address)`
const ROLE_GRANTED: B256 =
    b256!("2f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d");
/// Accounts of one role that are looked up.
const MOST_MEMBERS: usize = 8;
/// Roles one above the other that are looked up: who has it, who gives it, who gives that.
const MOST_RANKS: usize = 4;

/// The accounts with a role in the roles at slot `base`.
pub(super) fn of_role(
    reads: &mut Reads<'_>,
    subject: Address,
    base: Slot,
    role: B256,
    trail: &mut Vec<Address>,
) -> Controller {
    // Everything is asked for before any of it is missed: each round of requests takes its time.
    let found = accounts(reads, subject, base, role);
    let (admins, unread) = appointers(reads, subject, base, role);
    if [found.reason(), unread].contains(&Some(Reason::NotAsked)) {
        return Controller::Unknown {
            reason: Reason::NotAsked,
        };
    }
    let Some(accounts) = found.known() else {
        let reason = found.reason().or(unread);
        return Controller::Unknown {
            reason: reason.unwrap_or(Reason::NotEnumerable),
        };
    };
    let complete = accounts.all && admins.all && unread.is_none();
    let mut behind = |accounts: Vec<Address>| -> Vec<Controller> {
        accounts
            .into_iter()
            // A contract that rules itself is already on the way to here.
            .filter(|account| !trail.contains(account) && !BURN_ADDRESSES.contains(account))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|account| resolve::address(reads, account, trail))
            .collect()
    };
    let members = behind(accounts.found.clone());
    let mut admins = behind(admins.found);
    // Those who could not be read may be anybody.
    admins.extend(unread.map(|reason| Controller::Unknown { reason }));
    if members.is_empty() && admins.is_empty() {
        return Controller::Unknown {
            reason: Reason::NotEnumerable,
        };
    }
    Controller::Members {
        members,
        admins,
        complete,
    }
}

/// Accounts of a role.
struct Accounts {
    /// Who has it.
    found: Vec<Address>,
    /// Everybody was looked up whom the events name.
    all: bool,
}

/// Who can give a role: those who have its admin role, and those who can give them that. Beside them, why
/// others may be able to.
fn appointers(
    reads: &mut Reads<'_>,
    subject: Address,
    base: Slot,
    role: B256,
) -> (Accounts, Option<Reason>) {
    let mut admins = Accounts {
        found: Vec::new(),
        all: true,
    };
    let mut unread = None;
    let mut trail = vec![role];
    loop {
        let current = trail.last().copied().unwrap_or(role);
        let slot = Slot(entry(current, base).wrapping_add(U256::ONE));
        let admin = match reads.word(subject, slot) {
            Observed::Known(admin) if trail.contains(&admin) => break,
            Observed::Known(admin) if trail.len() <= MOST_RANKS => admin,
            Observed::Known(_) => {
                unread = unread.or(Some(Reason::WorkLimit));
                break;
            }
            other => {
                unread = unread.or(other.reason()).or(Some(Reason::InvalidReply));
                break;
            }
        };
        match accounts(reads, subject, base, admin) {
            Observed::Known(accounts) => {
                let fresh = accounts.found.into_iter();
                let fresh: Vec<_> = fresh.filter(|each| !admins.found.contains(each)).collect();
                admins.found.extend(fresh);
                admins.all &= accounts.all;
            }
            Observed::Absent => {}
            Observed::Unavailable(reason) => unread = unread.or(Some(reason)),
        }
        trail.push(admin);
    }
    (admins, unread)
}

/// The accounts of a role; absent where nobody is named who has it.
fn accounts(reads: &mut Reads<'_>, subject: Address, base: Slot, role: B256) -> Observed<Accounts> {
    let whole = LogFilter::of(ROLE_GRANTED);
    let told = match reads.logs(subject, whole) {
        // Somebody was given a role where roles guard something: a node that knows of nobody has no events.
        Observed::Known([]) => Err(Reason::InvalidReply),
        Observed::Known(events) => Ok(granted(events, role)),
        Observed::Absent => Err(Reason::NotAsked),
        Observed::Unavailable(reason) => Err(reason),
    };
    let (candidates, complete) = match told {
        Ok(candidates) => (candidates, true),
        Err(Reason::NotAsked) => return Observed::Unavailable(Reason::NotAsked),
        Err(reason) => match listed(reads, subject, role) {
            Observed::Known(listed) => (listed, false),
            Observed::Unavailable(Reason::NotAsked) => {
                return Observed::Unavailable(Reason::NotAsked);
            }
            // Why the events could not be had explains more than that there is no list.
            _ => return Observed::Unavailable(reason),
        },
    };
    let complete = complete && candidates.len() <= MOST_MEMBERS;
    let mut accounts = Vec::new();
    let mut missing = None;
    for account in candidates.into_iter().take(MOST_MEMBERS) {
        let slot = member(account, role, base);
        match reads.word(subject, slot) {
            Observed::Known(word) if word != B256::ZERO => accounts.push(account),
            Observed::Known(_) | Observed::Absent => {}
            Observed::Unavailable(reason) => missing = Some(reason),
        }
    }
    match missing {
        Some(reason) => Observed::Unavailable(reason),
        None if accounts.is_empty() => Observed::Absent,
        None => Observed::Known(Accounts {
            found: accounts,
            all: complete,
        }),
    }
}

/// The accounts that were given a role at some time, the latest first.
fn granted(events: &[Event], role: B256) -> Vec<Address> {
    let mut seen = SortedSet::new();
    let accounts = events.iter().rev().filter_map(|event| {
        let [_, of, account, ..] = event.topics.as_slice() else {
            return None;
        };
        (*of == role).then(|| Address::from_word(*account))
    });
    accounts.filter(|account| seen.insert(*account)).collect()
}

/// The accounts that enumerating views name.
fn listed(reads: &mut Reads<'_>, subject: Address, role: B256) -> Observed<Vec<Address>> {
    let count = match abi::number_view(reads, subject, View::ROLE_MEMBER_COUNT, &[role]) {
        Observed::Known(count) => count.saturating_to::<usize>().min(MOST_MEMBERS),
        Observed::Absent => return Observed::Absent,
        Observed::Unavailable(reason) => return Observed::Unavailable(reason),
    };
    let mut listed = Vec::new();
    let mut missing = None;
    for index in 0..count {
        let arguments = [role, U256::from(index).into()];
        match abi::address_view(reads, subject, View::ROLE_MEMBER, &arguments) {
            Observed::Known(account) => listed.push(account),
            Observed::Absent => {}
            Observed::Unavailable(reason) => missing = Some(reason),
        }
    }
    missing.map_or(Observed::Known(listed), Observed::Unavailable)
}

/// `_roles[role].hasRole[account]`
fn member(account: Address, role: B256, base: Slot) -> Slot {
    Slot(hashed(word(account), entry(role, base).into()))
}

/// `_roles[role]`
fn entry(role: B256, base: Slot) -> U256 {
    hashed(role, base.0.into())
}

fn hashed(key: B256, base: B256) -> U256 {
    keccak256([key.0, base.0].concat()).into()
}

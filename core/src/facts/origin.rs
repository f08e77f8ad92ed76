//! When the contract came to be, and who made it.
//!
//! A node cannot be asked for the transaction that created a contract. But whether there was code at
//! an earlier block can be asked of an archive, and the address that an account's n-th creation gets
//! is a hash of both: whoever is suspected can be tried.

use alloy_primitives::{b256, keccak256};

use super::Unknown;
use super::control::{BURN_ADDRESSES, Controller};
use super::market::TRANSFER;
use super::reads::Reads;
use crate::abi::{self, View};
use crate::chains;
use crate::evidence::{Block, Depth, Event, Observed, Reason};
use crate::primitives::{Address, B256, U256};
use crate::request::LogFilter;
use crate::sorted::SortedSet;

/// `OwnershipTransferred(address,address)` of [ERC-173](https://eips.ethereum.org/EIPS/eip-173).
const OWNERSHIP_TRANSFERRED: B256 =
    b256!("8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0");
/// What is younger than this is young.
const YOUNG_SECS: u64 = 3 * 24 * 60 * 60;
/// Blocks do not come as evenly as this is counted.
const SLACK_SECS: u64 = YOUNG_SECS / 8;
/// Earlier blocks that are looked at in one round while the first with the code is searched.
const PROBES: u64 = 4;
/// Blocks up to one of three days ago, in which an event shows that the contract was there. So many
/// are looked through by every node that looks through any.
const OLD_BLOCKS: u64 = 1_000;
/// Parts into which they cut what is left.
const PARTS: u64 = PROBES + 1;
/// So many creations of a suspect are tried.
const MAX_NONCE: u16 = 512;
/// So many suspects are tried.
const MAX_SUSPECTS: usize = 12;

/// When a contract came to be, and who made it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The last block that is known to be without the code.
    pub after: Option<Block>,
    /// The first block that is known to have it.
    pub by: Option<Block>,
    /// The block of about three days ago that was looked at.
    pub then: Option<u64>,
    /// The time of the block that everything is read at.
    pub now_secs: u64,
    /// Why no more is known.
    pub gap: Option<Reason>,
    /// The account whose creation gave the contract its address.
    pub deployer: Option<Deployer>,
    /// Those whom events name as owners of earlier days, the latest first.
    pub former: Vec<Address>,
    /// Why those are not known.
    pub forgotten: Option<Reason>,
}

/// Who made a contract, as its address proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deployer {
    /// The account.
    pub address: Address,
    /// Which of its creations it was, counted from 0 for keys and from 1 for contracts.
    pub nonce: u16,
    /// How its creations get their addresses.
    pub(super) naming: Naming,
}

/// How the address of an account's n-th creation comes about: the end of a keccak256 over both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// Over their list in [RLP](https://ethereum.org/en/developers/docs/data-structures-and-encoding/rlp/).
    Evm,
    /// Over `keccak256("zksyncCreate")` and a word of each, as
    /// zkSync Era has it (zksync-ethers, `utils.createAddress`), which
    /// counts creations apart from transactions.
    Era,
}

impl Origin {
    /// Looks for the beginning of `subject`, whose code stands at `place`; `holders` are those who are suspected
    /// to have made it.
    #[must_use]
    pub fn resolve(
        reads: &mut Reads<'_>,
        subject: Address,
        place: Address,
        holders: &[&Controller],
    ) -> Self {
        let mut origin = Self::default();
        match reads.evidence().block {
            Observed::Known(now) => {
                origin.now_secs = now.timestamp;
                origin.find_age(reads, subject, now);
            }
            Observed::Absent => {}
            Observed::Unavailable(reason) => origin.gap = Some(reason),
        }
        origin.find_deployer(reads, subject, place, holders);
        origin
    }

    /// The last block that is known to be without the code, and the time that is now, where the
    /// contract is known to be younger than three days.
    #[must_use]
    pub fn young(&self) -> Option<(Block, u64)> {
        let (after, now_secs) = (self.after?, self.now_secs);
        let age_secs = now_secs.saturating_sub(after.timestamp);
        (age_secs <= YOUNG_SECS.saturating_add(SLACK_SECS)).then_some((after, now_secs))
    }

    /// Whether the contract is younger than three days, where that is known.
    #[must_use]
    pub fn is_young(&self) -> Option<bool> {
        let is_old = |by: Block| {
            let age_secs = self.now_secs.saturating_sub(by.timestamp);
            age_secs >= YOUNG_SECS.saturating_sub(SLACK_SECS)
        };
        let young = self.young().map(|_| true);
        young.or_else(|| self.by.filter(|by| is_old(*by)).map(|_| false))
    }

    /// The last block before all that a contract may have lived through that is not known to be old:
    /// nothing of it may be missed, as long as it may be young.
    #[must_use]
    pub fn life(&self) -> Option<u64> {
        let has_failed = self.gap.is_some_and(Reason::is_failure);
        match self.is_young() {
            Some(true) => self.after.map(|after| after.number),
            None if has_failed => self.then,
            _ => None,
        }
    }

    /// Who made the contract, and who owned it in earlier days.
    #[must_use]
    pub fn makers(&self) -> Vec<Address> {
        let made = self.deployer.map(|made| made.address);
        made.into_iter()
            .chain(self.former.iter().copied())
            .collect()
    }

    /// The first block with the code, where it is known which that is.
    #[must_use]
    pub fn birth(&self) -> Option<Block> {
        let (after, by) = (self.after?, self.by?);
        (after.number.checked_add(1) == Some(by.number)).then_some(by)
    }

    fn find_age(&mut self, reads: &mut Reads<'_>, subject: Address, now: Block) {
        let chain_id = reads.evidence().target.chain_id;
        match chain_id.and_then(chains::block_millis) {
            Some(millis) => self.find_youth(reads, subject, now, millis),
            None => self.gap = Some(Reason::UnlistedChain),
        }
        if reads.evidence().depth == Depth::Full {
            self.find_birth(reads, subject, now);
        }
    }

    /// Looks at a block of about three days ago, and once more where that was another time.
    fn find_youth(&mut self, reads: &mut Reads<'_>, subject: Address, now: Block, millis: u64) {
        let then = now.timestamp.saturating_sub(YOUNG_SECS);
        let blocks = YOUNG_SECS.saturating_mul(1_000).checked_div(millis);
        let first = now.number.saturating_sub(blocks.unwrap_or_default());
        let Some(seen) = self.look(reads, subject, first) else {
            return;
        };
        let tells = match self.after {
            Some(after) => after.timestamp >= then,
            None => seen.timestamp <= then,
        };
        let secs = now.timestamp.saturating_sub(seen.timestamp);
        let span = now.number.saturating_sub(seen.number);
        let blocks = u128::from(span)
            .saturating_mul(u128::from(YOUNG_SECS))
            .checked_div(u128::from(secs));
        let second = blocks
            .and_then(|blocks| u64::try_from(blocks).ok())
            .map(|blocks| now.number.saturating_sub(blocks));
        if let Some(second) = second.filter(|second| !tells && *second != first) {
            let _ = self.look(reads, subject, second);
        }
    }

    /// Looks whether there was code at a block, and when that was. Where the node has forgotten, whoever
    /// moved tokens just before was there.
    fn look(&mut self, reads: &mut Reads<'_>, subject: Address, number: u64) -> Option<Block> {
        self.then = Some(number);
        let (code, block) = (reads.past_code(subject, number), reads.block(number));
        let mut reason = code.reason().or(block.reason());
        let Observed::Known(block) = block else {
            self.gap = Some(reason.unwrap_or(Reason::InvalidReply));
            return None;
        };
        if reason.is_some_and(Reason::is_failure) {
            let filter = LogFilter {
                until: Some(number),
                ..LogFilter::of(TRANSFER).latest(OLD_BLOCKS)
            };
            let moved = reads.logs(subject, filter);
            if moved.known().is_some_and(|moved| !moved.is_empty()) {
                self.by = Some(block);
                return Some(block);
            }
            reason = moved
                .reason()
                .filter(|each| *each == Reason::NotAsked)
                .or(reason);
        }
        match code {
            Observed::Known(_) => self.by = Some(block),
            Observed::Absent => self.after = Some(block),
            Observed::Unavailable(_) => self.gap = reason,
        }
        Some(block).filter(|_| reason != Some(Reason::NotAsked))
    }

    /// Closes in on the first block with the code from both sides.
    fn find_birth(&mut self, reads: &mut Reads<'_>, subject: Address, now: Block) {
        let mut without = self.after.map_or(0, |after| after.number);
        let mut with = self.by.map_or(now.number, |by| by.number);
        while with.saturating_sub(without) > 1 {
            let step = with.saturating_sub(without).div_euclid(PARTS).max(1);
            let probes = (1..=PROBES).map(|k| without.saturating_add(step.saturating_mul(k)));
            let probes: Vec<u64> = probes.filter(|probe| *probe < with).collect();
            let mut gap = None;
            for probe in probes {
                match reads.past_code(subject, probe) {
                    Observed::Known(_) => with = with.min(probe),
                    Observed::Absent if probe < with => without = without.max(probe),
                    Observed::Absent => {}
                    Observed::Unavailable(reason) => gap = Some(reason),
                }
            }
            if gap.is_some() {
                self.gap = gap;
                return;
            }
        }
        let times = [reads.block(without), reads.block(with)];
        match times {
            [Observed::Known(after), Observed::Known(by)] => {
                (self.after, self.by) = (Some(after), Some(by));
            }
            [after, by] => self.gap = after.reason().or(by.reason()),
        }
    }

    fn find_deployer(
        &mut self,
        reads: &mut Reads<'_>,
        subject: Address,
        place: Address,
        holders: &[&Controller],
    ) {
        let accounts = holders.iter().filter_map(|holder| holder.account());
        let hinted = reads.evidence().hints.deployer;
        let chain = reads.evidence().target.chain_id;
        let suspects: SortedSet<Address> = accounts.chain(hinted).collect();
        self.deployer = made_by(&suspects, subject, chain);
        // Who rules it now did not make it, or nobody rules it: somebody did before.
        let was_renounced = holders.iter().any(|holder| holder.is_vacant());
        if self.deployer.is_some() || !was_renounced {
            return;
        }
        // The events of a young contract's whole life are few blocks.
        let now = reads.evidence().block.known().map(|now| now.number);
        let life = now.zip(self.life()).map(|(now, after)| {
            LogFilter::of(OWNERSHIP_TRANSFERRED).latest(now.saturating_sub(after))
        });
        let all = LogFilter::of(OWNERSHIP_TRANSFERRED);
        let first = life.filter(|_| self.young().is_some()).unwrap_or(all);
        let mut events = reads.logs(subject, first);
        self.forgotten = events.reason();
        if let Some(life) = life.filter(|_| self.forgotten.is_some_and(Reason::is_failure)) {
            events = reads.logs(subject, life);
        }
        let Observed::Known(events) = events else {
            return;
        };
        let logs_owners = reads.mentions(place, OWNERSHIP_TRANSFERRED);
        let is_open = self.forgotten.is_none() && logs_owners && !names_owner(events, holders);
        let supply = is_open.then(|| abi::number_view(reads, subject, View::SUPPLY, &[]));
        // What has no supply may never have had an owner: others run its code in their place.
        if supply.is_some_and(|supply| supply.known().is_some_and(|supply| !supply.is_zero())) {
            self.forgotten = Some(Reason::InvalidReply);
        }
        let named = events.iter().rev().filter_map(|event| event.topics.get(1));
        for account in named.map(|topic| Address::from_word(*topic)) {
            if account != Address::ZERO && !self.former.contains(&account) {
                self.former.push(account);
            }
        }
        self.former.truncate(MAX_SUSPECTS);
        self.deployer = made_by(&self.former.iter().copied().collect(), subject, chain);
    }

    pub(super) fn unknowns(&self) -> impl Iterator<Item = Unknown> {
        let is_told = self.is_young().is_some();
        let reason = (!is_told).then_some(self.gap.unwrap_or(Reason::NotAsked));
        let unknown = |what: &str, reason| Unknown {
            what: what.to_owned(),
            reason,
        };
        let age = reason.map(|reason| unknown("how old the contract is", reason));
        let owners = self
            .forgotten
            .map(|reason| unknown("who owned the contract before", reason));
        age.into_iter().chain(owners)
    }
}

/// Whether the last of all events names as owner who rules the contract now, or nobody. Else some are missing.
fn names_owner(events: &[Event], holders: &[&Controller]) -> bool {
    let owner = events.last().and_then(|last| last.topics.get(2));
    let owner = owner.map(|owner| Address::from_word(*owner));
    let mut rulers = holders.iter().map(|holder| holder.account());
    owner.is_some_and(|owner| BURN_ADDRESSES.contains(&owner)) || rulers.any(|ruler| ruler == owner)
}

impl Naming {
    /// What a chain has: Era names what it runs in its own machine in one way, and what it runs as the
    /// EVM would in the other.
    const fn of(chain: Option<u64>) -> &'static [Self] {
        match chain {
            Some(324) => &[Self::Era, Self::Evm],
            _ => &[Self::Evm],
        }
    }

    /// The address of an account's n-th creation.
    pub(super) fn address(self, by: Address, nonce: u16) -> Address {
        let named = match self {
            Self::Evm => listed(by, nonce),
            Self::Era => {
                let nonce = U256::from(nonce).to_be_bytes::<32>();
                let prefix = keccak256("zksyncCreate");
                [prefix.as_slice(), by.into_word().as_slice(), &nonce].concat()
            }
        };
        Address::from_word(keccak256(named))
    }
}

/// Who of them made the contract at an address of a chain.
pub(super) fn made_by(
    suspects: &SortedSet<Address>,
    subject: Address,
    chain: Option<u64>,
) -> Option<Deployer> {
    let makes = |address: &Address, naming: Naming| {
        let nonce = (0..MAX_NONCE).find(|nonce| naming.address(*address, *nonce) == subject)?;
        Some(Deployer {
            address: *address,
            nonce,
            naming,
        })
    };
    let mut suspects = suspects.iter().take(MAX_SUSPECTS);
    suspects.find_map(|suspect| {
        let mut namings = Naming::of(chain).iter();
        namings.find_map(|naming| makes(suspect, *naming))
    })
}

/// The list of an account and a number.
fn listed(by: Address, nonce: u16) -> Vec<u8> {
    let [high, low] = nonce.to_be_bytes();
    let number: &[u8] = match (high, low) {
        (0, 0) => &[0x80],
        (0, 1..=0x7f) => &[low],
        (0, _) => &[0x81, low],
        _ => &[0x82, high, low],
    };
    // A list's head counts what follows: 21 bytes of the address, and the number's.
    let length = u8::try_from(number.len())
        .unwrap_or(0)
        .wrapping_add(0xc0 + 21);
    [&[length, 0x94], by.as_slice(), number].concat()
}

#[cfg(test)]
mod tests {
    use alloy_primitives::address;

    use super::*;

    #[test]
    fn an_address_tells_who_made_it() {
        // The first contracts that a development node's first account makes, and the pair factory of
        // Uniswap V2 with the account that made it.
        let key = address!("f39fd6e51aad88f6f4ce6ab8827279cfffb92266");
        let first = address!("5fbdb2315678afecb367f032d93f642f64180aa3");
        let second = address!("e7f1725e7734ce288f8367e1bb143e90bb3f0512");
        assert_eq!(Naming::Evm.address(key, 0), first);
        assert_eq!(Naming::Evm.address(key, 1), second);
        let suspects = [Address::repeat_byte(3), key].into_iter().collect();
        let made = made_by(&suspects, second, Some(1)).expect("one of them did");
        assert_eq!((made.address, made.nonce), (key, 1));
        assert_eq!(made_by(&suspects, Address::repeat_byte(9), Some(1)), None);
        let name = |nonce| Naming::Evm.address(key, nonce);
        let made: SortedSet<Address> = (0..MAX_NONCE).map(name).collect();
        assert_eq!(made.len(), usize::from(MAX_NONCE));
    }

    #[test]
    fn era_names_what_is_made_in_its_own_way() {
        // The example of zksync-ethers, utils.createAddress.
        let key = address!("36615cf349d7f6344891b1e7ca7c72883f5dc049");
        let second = address!("4b5df730c2e6b28e17013a1485e5d9bc41efe021");
        assert_eq!(Naming::Era.address(key, 1), second);
        let suspects = [key].into_iter().collect();
        assert!(made_by(&suspects, second, Some(324)).is_some());
        assert!(made_by(&suspects, Naming::Evm.address(key, 0), Some(324)).is_some());
        assert_eq!(made_by(&suspects, second, Some(1)), None);
    }
}

//! When a proxy's code was replaced last, and what the new code can do that the old one could not.
//!
//! Events say so, and nobody has to log any: that there is none is never taken for a promise. They are all
//! there where the last of them names what the proxy runs now.

use alloy_primitives::b256;

use super::reads::Reads;
use super::{Proxy, ProxyKind, Unknown};
use crate::chains;
use crate::code::{Capability, CodeFacts, Guard};
use crate::evidence::{Block, Event, Observed, Reason};
use crate::primitives::{Address, B256};
use crate::request::LogFilter;
use crate::sorted::SortedSet;

/// `Upgraded(address)` of a proxy or of a beacon, [EIP-1967](https://eips.ethereum.org/EIPS/eip-1967).
const UPGRADED: B256 = b256!("bc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b");
/// `BeaconUpgraded(address)` of a proxy that asks another beacon from now on, likewise.
const BEACON_UPGRADED: B256 =
    b256!("1cf3b03a6cf19fa2baba4df148e9dcabedea7f8a5c07840e207e5c089be95d3e");
/// `DiamondCut((address,uint8,bytes4[])[],address,bytes)`,
/// [EIP-2535](https://eips.ethereum.org/EIPS/eip-2535).
const DIAMOND_CUT: B256 = b256!("8faa70878671ccd212d20771b795c50af8fd3ff6cf27f4bde57e5d4de0aeb673");
/// What else proxies log that replace their code: `ProxyImplementationUpdated(address,address)` of
/// [hardhat-deploy](https://github.com/wighawag/hardhat-deploy), `CodeUpdated(bytes32,address)` of EIP-1822's
/// kind, `ChangedMasterCopy(address)` of a [Safe](https://docs.safe.global) before 1.3.
const OTHERS: [B256; 3] = [
    b256!("5570d70a002632a7b0b3c9304cc89efb62d8da9eca0dbd7752c83b7379068296"),
    b256!("e011bc04c286c344a8fcbb8de77f953da762c3e25d8cdea984147fc4168a5dcc"),
    b256!("75e41bc35ff1bf14d81d1d2f649c0084a0f974f9289c803ec9898eeec4c8d0b8"),
];
/// What was replaced since is new: a week.
const RECENT_SECS: u64 = 7 * 24 * 60 * 60;
/// Blocks do not come as evenly as this is counted; what is so many times older is old.
const SLACK: u64 = 4;

/// What is known of the last time that a proxy's code was replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renewal {
    /// It was within the last week.
    pub recent: Option<Renewed>,
    /// Why that is not known.
    pub gap: Option<Reason>,
}

/// Code that was put in another one's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// Who logged it: the proxy, or its beacon.
    pub logged_by: Address,
    /// When.
    pub at: Block,
    /// How long ago.
    pub age_secs: u64,
    /// The code that ran before, where the events name it.
    pub before: Option<Address>,
    /// What the new code lets somebody do and the old one did not, and the other way round; `None`
    /// where the old code was not read.
    pub change: Option<[Vec<Capability>; 2]>,
    /// There was a contract before: this was not its beginning.
    pub proven: bool,
}

/// An account that logs which code runs.
struct Source {
    account: Address,
    topic: B256,
    /// What its last event has to name.
    now: Option<Address>,
    /// Whoever's code may log it.
    codes: Vec<Address>,
}

/// An event that tells of another code.
struct Change {
    logged_by: Address,
    block: u64,
    before: Option<Address>,
    proven: bool,
}

impl Renewal {
    /// Looks through what `proxy` and its beacon logged; `code` is what runs now.
    pub(super) fn resolve(
        reads: &mut Reads<'_>,
        subject: Address,
        proxy: &Proxy,
        code: Option<&CodeFacts>,
    ) -> Self {
        let runs = proxy.implementation.known().copied();
        let facets = proxy.facets.iter().map(|facet| facet.address);
        let sources = match proxy.kind {
            ProxyKind::Fixed => Vec::new(),
            ProxyKind::Eip1967 | ProxyKind::Stored(_) => {
                let codes = [subject].into_iter().chain(runs).collect();
                vec![Source::new(subject, UPGRADED, runs, codes)]
            }
            ProxyKind::Beacon => {
                let asked = proxy.beacon;
                let named =
                    asked.map(|account| Source::new(account, UPGRADED, runs, vec![account]));
                let other = Source::new(subject, BEACON_UPGRADED, asked, vec![subject]);
                named.into_iter().chain(proxy.read.map(|_| other)).collect()
            }
            ProxyKind::Diamond => {
                let codes = [subject].into_iter().chain(facets).collect();
                vec![Source::new(subject, DIAMOND_CUT, None, codes)]
            }
        };
        let mut renewal = Self::default();
        // All of it is asked for before any of it is missed.
        let changes: Vec<_> = sources
            .iter()
            .map(|source| source.last_change(reads))
            .collect();
        for change in changes {
            let recent = change.and_then(|change| match change {
                Some(change) => Renewed::of(reads, change, code),
                None => Ok(None),
            });
            match recent {
                Ok(recent) => {
                    let later = recent.filter(|recent| {
                        let known = renewal.recent.as_ref();
                        known.is_none_or(|known| known.at.number < recent.at.number)
                    });
                    renewal.recent = later.or(renewal.recent);
                }
                Err(reason) => renewal.gap = Some(reason),
            }
        }
        renewal
    }

    pub(super) fn unknowns(&self) -> impl Iterator<Item = Unknown> {
        self.gap.into_iter().map(|reason| Unknown {
            what: "whether the code was replaced in the last week".to_owned(),
            reason,
        })
    }
}

impl Renewed {
    /// The change, if it is not a week old.
    fn of(
        reads: &mut Reads<'_>,
        change: Change,
        code: Option<&CodeFacts>,
    ) -> Result<Option<Self>, Reason> {
        let now = now(reads)?;
        let at = match reads.block(change.block) {
            Observed::Known(at) => at,
            other => return Err(other.reason().unwrap_or(Reason::InvalidReply)),
        };
        let age_secs = now.timestamp.saturating_sub(at.timestamp);
        let before = change.before.map(|before| reads.analysis(before));
        if let Some(Err(Reason::NotAsked)) = before {
            return Err(Reason::NotAsked);
        }
        let change_of = |old: &CodeFacts, new: &CodeFacts| {
            let (old, new) = (powers(old), powers(new));
            let only = |of: &SortedSet<Capability>, not: &SortedSet<Capability>| {
                let only = of.iter().filter(|power| !not.contains(power));
                only.copied().collect::<Vec<_>>()
            };
            [only(&new, &old), only(&old, &new)]
        };
        let old = before.and_then(Result::ok);
        Ok((age_secs <= RECENT_SECS).then(|| Self {
            logged_by: change.logged_by,
            at,
            age_secs,
            before: change.before,
            change: old.zip(code).map(|(old, new)| change_of(&old, new)),
            proven: change.proven,
        }))
    }
}

/// What somebody can do whom not everybody is.
fn powers(code: &CodeFacts) -> SortedSet<Capability> {
    let privileges = code
        .powers
        .iter()
        .filter(|power| power.guard != Guard::Open && power.is_sensitive());
    privileges.map(|power| power.capability).collect()
}

/// About how many blocks a week has; on a chain that is not known, one a second.
fn week(reads: &Reads<'_>) -> u64 {
    let chain_id = reads.evidence().target.chain_id;
    let millis = chain_id.and_then(chains::block_millis).unwrap_or(1_000);
    RECENT_SECS
        .saturating_mul(1_000)
        .checked_div(millis)
        .unwrap_or(u64::MAX)
}

/// The block that everything is read at.
fn now(reads: &Reads<'_>) -> Result<Block, Reason> {
    match reads.evidence().block {
        Observed::Known(now) => Ok(now),
        other => Err(other.reason().unwrap_or(Reason::InvalidReply)),
    }
}

impl Source {
    const fn new(account: Address, topic: B256, now: Option<Address>, codes: Vec<Address>) -> Self {
        Self {
            account,
            topic,
            now,
            codes,
        }
    }

    /// The last event that tells of another code, and is not that of the beginning.
    fn last_change(&self, reads: &mut Reads<'_>) -> Result<Option<Change>, Reason> {
        let mut can_log = |topic| self.codes.iter().any(|code| reads.mentions(*code, topic));
        let (told, untold): (Vec<B256>, Vec<B256>) =
            OTHERS.into_iter().partition(|other| can_log(*other));
        let is_mute = told.is_empty() && !can_log(self.topic);
        let first = [self.topic].into_iter().chain(told).collect();
        let mut latest = self.latest(reads, first)?;
        // Code that is gone may have logged in other words that it was replaced.
        if latest.1 && self.now.is_some() && !self.rank(latest.0).0 {
            let other = self.latest(reads, untold)?;
            if self.rank(other.0) > self.rank(latest.0) {
                latest = other;
            }
        }
        let (events, whole) = latest;
        let (Some(first), Some(last)) = (events.first(), events.last()) else {
            return match (is_mute, whole) {
                // It is replaced without a word.
                (true, _) => Err(Reason::Unresolved),
                (false, true) => Err(Reason::InvalidReply),
                (false, false) => Ok(None),
            };
        };
        if self.now.is_some() && named(last) != self.now {
            return Err(Reason::InvalidReply);
        }
        let blocks = now(reads)?.number.saturating_sub(last.block);
        if blocks > week(reads).saturating_mul(SLACK) {
            return Ok(None);
        }
        // Not everybody logs the first code: the only event is that of the beginning where nothing was there
        // before.
        let proven = last.block != first.block
            || match reads.past_code(self.account, last.block.saturating_sub(1)) {
                Observed::Known(_) => true,
                Observed::Absent => return Ok(None),
                Observed::Unavailable(reason) if whole || reason == Reason::NotAsked => {
                    return Err(reason);
                }
                Observed::Unavailable(_) => false,
            };
        let earlier = events.len().checked_sub(2).and_then(|at| events.get(at));
        Ok(Some(Change {
            logged_by: self.account,
            block: last.block,
            before: earlier.and_then(named).or_else(|| replaced(last)),
            proven,
        }))
    }

    /// The events that tell of what is there now, or else the latest; and whether those of all kinds are all.
    fn latest<'a>(
        &self,
        reads: &mut Reads<'a>,
        topics: Vec<B256>,
    ) -> Result<(&'a [Event], bool), Reason> {
        // All of it is asked for before any of it is missed.
        let topics = topics.into_iter();
        let logged: Vec<_> = topics.map(|topic| self.logged(reads, topic)).collect();
        let mut latest: (&[Event], bool) = (&[], true);
        for part in logged {
            let (events, whole) = part?;
            let is_later = self.rank(events) > self.rank(latest.0);
            latest = (if is_later { events } else { latest.0 }, latest.1 && whole);
        }
        Ok(latest)
    }

    /// Whether events end with what is there now, and where they end.
    fn rank(&self, events: &[Event]) -> (bool, Option<u64>) {
        let last = events.last();
        let is_now = last.is_some_and(|last| named(last) == self.now);
        (is_now, last.map(|last| last.block))
    }

    /// What the account logged of one kind, in order, and whether that is all; else it is that of the last week.
    fn logged<'a>(
        &self,
        reads: &mut Reads<'a>,
        topic: B256,
    ) -> Result<(&'a [Event], bool), Reason> {
        let all = LogFilter::of(topic);
        match reads.logs(self.account, all) {
            Observed::Known(events) => Ok((events, true)),
            Observed::Unavailable(Reason::NotAsked) => Err(Reason::NotAsked),
            // The node does not look through the whole chain: a week is enough for what is new.
            _ => {
                let latest = all.latest(week(reads));
                match reads.logs(self.account, latest) {
                    Observed::Known(events) => Ok((events, false)),
                    other => Err(other.reason().unwrap_or(Reason::InvalidReply)),
                }
            }
        }
    }
}

/// The code that an event names, which comes last; that of a diamond names many.
fn named(event: &Event) -> Option<Address> {
    let topic = event.topics.get(1..).and_then(<[B256]>::last).copied();
    let data = || {
        let (words, _) = event.data.as_chunks::<32>();
        let word = (words.len() <= 2).then(|| words.last()).flatten();
        word.map(|word| B256::from(*word))
    };
    topic.or_else(data).map(Address::from_word)
}

/// The code that was there before, where the event itself names it.
fn replaced(event: &Event) -> Option<Address> {
    let [_, before, _] = event.topics.as_slice() else {
        return None;
    };
    Some(Address::from_word(*before)).filter(|before| !before.is_zero())
}

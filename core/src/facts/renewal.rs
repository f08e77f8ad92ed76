//! When a proxy's code was replaced last, and what the new code can do that the old one could not.
//!
//! Events say so, and nobody has to log any: that there is none is never taken for a promise.

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
        let logs: Vec<(Address, B256)> = match proxy.kind {
            ProxyKind::Fixed => Vec::new(),
            ProxyKind::Eip1967 | ProxyKind::Stored(_) => vec![(subject, UPGRADED)],
            ProxyKind::Beacon => {
                let beacon = proxy.beacon.map(|beacon| (beacon, UPGRADED));
                let other = proxy.read.map(|_| (subject, BEACON_UPGRADED));
                beacon.into_iter().chain(other).collect()
            }
            ProxyKind::Diamond => vec![(subject, DIAMOND_CUT)],
        };
        let mut renewal = Self::default();
        // All of it is asked for before any of it is missed.
        let changes: Vec<_> = logs
            .into_iter()
            .map(|(account, topic)| last_change(reads, account, topic))
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
        let now = match reads.evidence().block {
            Observed::Known(now) => now,
            other => return Err(other.reason().unwrap_or(Reason::InvalidReply)),
        };
        let blocks = now.number.saturating_sub(change.block);
        if blocks > week(reads).saturating_mul(SLACK) {
            return Ok(None);
        }
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

/// The last event that tells of another code, and is not that of the beginning.
fn last_change(
    reads: &mut Reads<'_>,
    account: Address,
    topic: B256,
) -> Result<Option<Change>, Reason> {
    let all = LogFilter::of(topic);
    let (events, whole) = match reads.logs(account, all) {
        Observed::Known(events) => (events, true),
        Observed::Unavailable(Reason::NotAsked) => return Err(Reason::NotAsked),
        // The node does not look through the whole chain: a week is enough for what is new.
        _ => {
            let latest = all.latest(week(reads));
            match reads.logs(account, latest) {
                Observed::Known(events) => (events, false),
                other => return Err(other.reason().unwrap_or(Reason::InvalidReply)),
            }
        }
    };
    let (Some(first), Some(last)) = (events.first(), events.last()) else {
        return Ok(None);
    };
    let stood_before = if whole {
        Some(false)
    } else {
        match reads.past_code(account, first.block.saturating_sub(1)) {
            Observed::Known(_) => Some(true),
            Observed::Absent => Some(false),
            Observed::Unavailable(Reason::NotAsked) => return Err(Reason::NotAsked),
            Observed::Unavailable(_) => None,
        }
    };
    if last.block == first.block && stood_before == Some(false) {
        return Ok(None);
    }
    let earlier = events.len().checked_sub(2).and_then(|at| events.get(at));
    Ok(Some(Change {
        logged_by: account,
        block: last.block,
        before: earlier.and_then(named),
        proven: stood_before == Some(true) || last.block != first.block,
    }))
}

/// The code that an event names; that of a diamond names many.
fn named(event: &Event) -> Option<Address> {
    let topic = event.topics.get(1).copied();
    let data = || (event.data.len() == 32).then(|| B256::from_slice(&event.data));
    topic.or_else(data).map(Address::from_word)
}

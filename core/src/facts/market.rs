//! Where the token trades, how deep that is, and who can take it away.
//!
//! Nobody keeps an index, so everything is asked of contracts that are known: factories of
//! exchanges name the pools, pools and LP tokens are the factories' own code, lockers are a list.
//! Depth is measured on the side of a coin that the token's author did not write.

mod course;
mod deposits;
mod locks;
mod pools;
mod positions;
mod tenants;

use super::Unknown;
use super::control::Controller;
use super::reads::Reads;
use crate::chains::chain;
use crate::code::{Capability, Party};
use crate::evidence::{Observed, Reason};
use crate::primitives::{Address, Bytes, Selector, U256};

pub use course::{Course, Step};
pub use pools::Pool;
pub(super) use tenants::{TRANSFER, tenant};

/// Half of a pool's liquidity, in hundredths of a percent.
const HALF_BPS: u16 = 5_000;

/// Where a token trades.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Market {
    /// The pools that were found, the deepest first.
    pub pools: Vec<Pool>,
    /// Who can take out what is in the deepest pool.
    pub liquidity: Option<Liquidity>,
    /// What happened in the deepest pool, where all of it is known.
    pub course: Option<Course>,
    /// What was looked for and is not known.
    unknowns: Vec<Unknown>,
    /// Why there is no pool to look at.
    pub missing: Option<Reason>,
    /// The time of the block, in seconds since 1970.
    pub now_secs: u64,
}

/// The shares of a pool's liquidity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Liquidity {
    /// The pool.
    pub pool: Address,
    /// All of it: the supply of the LP token, or the liquidity of V3 at the price of now.
    pub total: U256,
    /// The view that says so.
    pub seen: Seen,
    /// Who was found to hold some, the largest share first.
    pub shares: Vec<Share>,
    /// Why there may be holders who were not found; none where every holder is known.
    pub gap: Option<Reason>,
    /// The node gave no events, not even the latest: what there was and who got some is not known.
    pub silent: bool,
    /// Why what there was before is not all known.
    pub forgotten: Option<Reason>,
    /// The most that it ever was, as far as events tell.
    pub peak: Option<Peak>,
    /// The block in which there was some first, where all events are known.
    pub opened: Option<u64>,
    /// Who got the first of it, likewise.
    pub opener: Option<Address>,
    /// What each holder has, where all of them are known: in no order, burnt and locked included.
    pub all: Option<Vec<U256>>,
}

/// When there was most liquidity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peak {
    /// What part of it there is now, in hundredths of a percent.
    pub left_bps: u16,
    /// The last block that had it.
    pub block: u64,
}

/// One account's part of the liquidity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The account.
    pub holder: Address,
    /// How much.
    pub amount: U256,
    /// What keeps it there.
    pub tenant: Tenant,
    /// The view that says how much.
    pub seen: Seen,
}

/// What stands behind an account that holds liquidity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tenant {
    /// Nobody: it is given up.
    Burnt,
    /// A known locker.
    Locker {
        /// The locks of this liquidity that were found.
        locks: Vec<Lock>,
        /// Why there may be others.
        gap: Option<Reason>,
    },
    /// Somebody who also stands behind a guard of the token.
    Privileged(Controller),
    /// A contract that is no known locker.
    Contract {
        /// Ways in which somebody gets liquidity out of it.
        exits: Vec<Exit>,
        /// Its code was followed to the end.
        followed: bool,
        /// Others pay in and get out what is theirs.
        shared: bool,
    },
    /// One key, a Safe, a timelock, or somebody not known.
    Other(Controller),
}

/// Liquidity in a known locker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// How much.
    pub amount: U256,
    /// When it ends, or begins to end, in seconds since 1970.
    pub until_secs: u64,
    /// The view that says so.
    pub seen: Seen,
}

/// A way out of a contract that holds liquidity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    /// The account whose code it is in.
    pub code: Address,
    /// The function; `None` is the fallback.
    pub selector: Option<Selector>,
    /// Where in the code it leaves, or whoever takes it is let in.
    pub offset: u32,
    /// What is done there.
    pub deed: Capability,
    /// Who can; anybody where there is none.
    pub controller: Option<Controller>,
    /// Who gets it, where that is said.
    pub recipient: Option<Party>,
    /// Some moment has to have passed.
    pub delayed: bool,
}

/// A view call and the first word that it gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The account that was asked.
    pub address: Address,
    /// What it was asked.
    pub data: Bytes,
    /// What it said.
    pub word: U256,
}

impl Market {
    /// Looks for the pools of `token`, and for those among `principals` and others who hold them.
    #[must_use]
    pub fn resolve(reads: &mut Reads<'_>, token: Address, principals: &[Address]) -> Self {
        let target = reads.evidence().target;
        let Some(chain) = target.chain_id.and_then(chain) else {
            let reason = if target.address.is_some() {
                Reason::UnlistedChain
            } else {
                Reason::Offline
            };
            return Self::missing(reason);
        };
        let mut unknowns = Unknowns::default();
        let pools = pools::find(reads, chain, token, &mut unknowns);
        if pools.is_empty() {
            return Self {
                unknowns: unknowns.0,
                ..Self::missing(Reason::NoPool)
            };
        }
        if chain.lockers.is_empty() {
            unknowns.add("lockers of this chain", Reason::UnlistedChain);
        }
        // Which pool is the deepest is known once all of them were asked.
        let is_pending = |pool: &Pool| pool.depth.reason() == Some(Reason::NotAsked);
        let main = pools
            .first()
            .filter(|pool| pools.len() == 1 || !is_pending(pool));
        let liquidity = match main {
            Some(pool) if pool.family.is_v3() => {
                positions::of(reads, chain, pool, token, principals)
            }
            Some(pool) => tenants::of(reads, chain, pool, token, principals),
            None => Err(Reason::NotAsked),
        };
        let liquidity = match liquidity {
            Ok(liquidity) => {
                if let Some(gap) = liquidity.gap {
                    unknowns.add("who else holds the pool's liquidity", gap);
                }
                for share in &liquidity.shares {
                    if let Tenant::Locker { gap: Some(gap), .. } = share.tenant {
                        unknowns.add("until when a locker keeps the pool's liquidity", gap);
                    }
                }
                Some(liquidity)
            }
            Err(reason) => {
                unknowns.add("who holds the pool's liquidity", reason);
                None
            }
        };
        let course = main
            .zip(liquidity.as_ref())
            .and_then(|(pool, liquidity)| course::of(reads, chain, pool, liquidity));
        Self {
            liquidity,
            course,
            pools,
            unknowns: unknowns.0,
            missing: None,
            now_secs: reads
                .evidence()
                .block
                .known()
                .map_or(0, |block| block.timestamp),
        }
    }

    fn missing(reason: Reason) -> Self {
        Self {
            missing: Some(reason),
            ..Self::default()
        }
    }

    /// Why too little is known of the deepest pool to say what becomes of it.
    #[must_use]
    pub fn gap(&self) -> Reason {
        let unknown = self.unknowns.iter().map(|unknown| unknown.reason).next();
        unknown.or(self.missing).unwrap_or(Reason::NotImplemented)
    }

    /// Whether everything that counts was seen of the deepest pool and its holders; none where
    /// there is nothing to see, or nowhere to look.
    #[must_use]
    pub fn is_seen(&self) -> Option<bool> {
        match self.missing {
            // Some exchanges were not asked, and the others have no pool.
            Some(Reason::NoPool) if !self.unknowns.is_empty() => Some(false),
            Some(_) => None,
            None if self.pools.is_empty() => None,
            None => {
                let liquidity = self.liquidity.as_ref();
                let depth = self.main().and_then(|pool| pool.depth.known());
                Some(depth.is_some() && liquidity.is_some_and(|all| all.gap.is_none()))
            }
        }
    }

    /// The deepest pool may have been emptied: it could not be seen, or what there was of it once
    /// could not be, and there is not so much now that nobody would have left it.
    #[must_use]
    pub fn may_be_emptied(&self) -> bool {
        let is_blind =
            self.liquidity.is_none() || self.main().is_none_or(|pool| pool.depth.known().is_none());
        // Who holds a pool of V3 is seldom known, and what there was of it is told apart from that.
        let is_past_known = |pool: &Pool| {
            let mut liquidity = self.liquidity.iter();
            pool.family.is_v3() && liquidity.all(|all| all.forgotten.is_none())
        };
        let is_left = || {
            self.main()
                .is_some_and(|pool| !is_past_known(pool) && !pool.is_deep())
        };
        self.is_seen() == Some(false) && (is_blind || is_left())
    }

    /// A node that gives no events may hide who can take out half of the liquidity or more.
    #[must_use]
    pub fn may_be_free(&self) -> bool {
        self.liquidity.as_ref().is_some_and(|liquidity| {
            liquidity.silent && liquidity.parts(self.now_secs).unknown >= HALF_BPS
        })
    }

    /// It may hide that the pool was emptied, however deep what is left.
    #[must_use]
    pub fn may_hide_emptying(&self) -> bool {
        let is_silent = self.liquidity.as_ref().is_some_and(|all| all.silent);
        self.may_be_emptied() && self.has_failed() || is_silent
    }

    /// Some answer about the pools could have been had. That a node looks through so many blocks only
    /// is usual.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        let reasons = self.unknowns.iter().map(|unknown| unknown.reason);
        let mut reasons = reasons.chain(self.missing);
        reasons.any(|reason| reason.is_failure() && reason != Reason::LogRange)
    }

    /// The deepest pool.
    #[must_use]
    pub fn main(&self) -> Option<&Pool> {
        self.pools.first()
    }

    pub(super) fn unknowns(&self) -> impl Iterator<Item = Unknown> {
        // Whether there is a pool is not known where somebody was not asked.
        let is_told = |reason: &Reason| *reason != Reason::NoPool || self.unknowns.is_empty();
        let missing = self.missing.filter(is_told).map(|reason| Unknown {
            what: "where the token trades".to_owned(),
            reason,
        });
        missing.into_iter().chain(self.unknowns.iter().cloned())
    }
}

/// Unknowns, each once.
#[derive(Default)]
struct Unknowns(Vec<Unknown>);

impl Unknowns {
    fn add(&mut self, what: &str, reason: Reason) {
        let unknown = Unknown {
            what: what.to_owned(),
            reason,
        };
        if !self.0.contains(&unknown) {
            self.0.push(unknown);
        }
    }
}

impl Liquidity {
    /// What part of the whole an amount is, in hundredths of a percent, from 0 to 10,000.
    #[must_use]
    pub fn bps(&self, amount: U256) -> u16 {
        bps(amount, self.total)
    }
}

/// What part of all an amount is, in hundredths of a percent, from 0 to 10,000.
pub(super) fn bps(part: U256, all: U256) -> u16 {
    let whole = U256::from(10_000);
    let share = part.saturating_mul(whole).checked_div(all);
    share.unwrap_or_default().min(whole).saturating_to()
}

/// What part of a pool's liquidity is where, in hundredths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// Burnt, or locked until later.
    pub kept: u16,
    /// In nobody's hands that were found, or in a lock whose end was not.
    pub unknown: u16,
    /// The largest part that one account can take out now.
    pub freest: Option<(&'a Share, u16)>,
}

impl Liquidity {
    /// Adds up what is kept at a time, and what is not.
    #[must_use]
    pub fn parts(&self, now_secs: u64) -> Parts<'_> {
        let (mut kept, mut held, mut unclear) = (U256::ZERO, U256::ZERO, U256::ZERO);
        let mut freest: Option<(&Share, u16)> = None;
        for share in &self.shares {
            held = held.saturating_add(share.amount);
            let locked = share.locked(now_secs);
            kept = kept.saturating_add(locked);
            let rest = share.amount.saturating_sub(locked);
            let free = match &share.tenant {
                Tenant::Burnt | Tenant::Contract { .. } => continue,
                Tenant::Locker { gap: Some(_), .. } => {
                    unclear = unclear.saturating_add(rest);
                    continue;
                }
                Tenant::Locker { .. } | Tenant::Privileged(_) | Tenant::Other(_) => self.bps(rest),
            };
            if free > freest.map_or(0, |(_, most)| most) {
                freest = Some((share, free));
            }
        }
        if self.gap.is_some() {
            unclear = unclear.saturating_add(self.total.saturating_sub(held));
        }
        Parts {
            kept: self.bps(kept),
            unknown: self.bps(unclear),
            freest,
        }
    }
}

impl Share {
    /// What of it nobody can take out before some later time.
    #[must_use]
    pub fn locked(&self, now_secs: u64) -> U256 {
        match &self.tenant {
            Tenant::Burnt => self.amount,
            Tenant::Locker { locks, .. } => locks
                .iter()
                .filter(|lock| lock.until_secs > now_secs)
                .fold(U256::ZERO, |sum, lock| sum.saturating_add(lock.amount))
                .min(self.amount),
            Tenant::Contract {
                exits,
                followed: true,
                shared: false,
            } if exits.is_empty() => self.amount,
            Tenant::Contract { .. } | Tenant::Privileged(_) | Tenant::Other(_) => U256::ZERO,
        }
    }
}

impl Seen {
    fn ask(
        reads: &mut Reads<'_>,
        address: Address,
        view: crate::abi::View,
        arguments: &[crate::primitives::B256],
    ) -> Result<Self, Reason> {
        match crate::abi::word_view(reads, address, view, arguments) {
            Observed::Known(word) => Ok(Self {
                address,
                data: crate::abi::calldata(view, arguments),
                word,
            }),
            Observed::Absent => Err(Reason::InvalidReply),
            Observed::Unavailable(reason) => Err(reason),
        }
    }
}

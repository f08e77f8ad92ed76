//! `lp-lock-expiring`: a lock of the liquidity ends soon.

use super::proof::{percent, said};
use super::{Detector, Source};
use crate::facts::{Facts, Tenant};
use crate::finding::{Finding, FindingId, Severity, State};
use crate::primitives::DAY_SECS;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::LpLockExpiring,
    severity: Severity::Medium,
    sources: &[Source::State],
    title: "A lock of the liquidity ends soon",
    what: "A known locker holds at least 5 % of the liquidity of the deepest pool, and its lock ends, or begins to end, \
           within 30 days.",
    why: "Until then the liquidity stays. From then on whoever locked it can take it out.",
    look_alikes: "Locks that end later are silent. A lock that has ended is no lock: lp-unlocked counts it.",
    advice: "Ask whether the lock will be extended before you stay past its end.",
    references: &["https://docs.uncx.network"],
    detect,
}
.for_this_build();

/// Less than this is no hold on a pool.
const SOME_BPS: u16 = 500;
const SOON_SECS: u64 = 30 * DAY_SECS;

fn detect(facts: &Facts) -> Vec<Finding> {
    let market = &facts.market;
    let Some(liquidity) = &market.liquidity else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for share in &liquidity.shares {
        let Tenant::Locker { locks, .. } = &share.tenant else {
            continue;
        };
        for lock in locks {
            let left = lock.until_secs.saturating_sub(market.now_secs);
            let bps = liquidity.bps(lock.amount);
            if left == 0 || left >= SOON_SECS || bps < SOME_BPS {
                continue;
            }
            let detail = format!(
                "{} of the liquidity of the pool {} is locked for {} more days.",
                percent(bps),
                liquidity.pool,
                left / DAY_SECS
            );
            let places = vec![said(&lock.seen, "when the lock ends")];
            findings.push(DETECTOR.note(State::Likely, detail, places));
        }
    }
    findings
}

//! `lp-held-by-privileged`: whoever rules or made the token also holds its liquidity.

use super::lp_unlocked::of_share;
use super::proof::percent;
use super::{Detector, Source};
use crate::facts::{Facts, Tenant};
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::LpHeldByPrivileged,
    severity: Severity::High,
    sources: &[Source::State],
    title: "Whoever rules or made the token holds its liquidity",
    what: "An account that stands behind a guard of the token, or made it, holds at least 5 % of the liquidity of its deepest pool: \
           high from 20 %, medium below.",
    why: "One hand can change what the token does and take out what it trades against.",
    look_alikes: "Teams that seed a pool and burn or lock its tokens, and providers who have no say over the token, are \
                  silent. A Safe of three keys or a timelock lowers it.",
    advice: "Ask why the liquidity is neither burnt nor locked.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

/// Less than this is no hold on a pool.
const SOME_BPS: u16 = 500;
/// From here on it is high.
const MUCH_BPS: u16 = 2_000;

fn detect(facts: &Facts) -> Vec<Finding> {
    let Some(liquidity) = &facts.market.liquidity else {
        return Vec::new();
    };
    liquidity
        .shares
        .iter()
        .filter(|share| matches!(share.tenant, Tenant::Privileged(_)))
        .filter_map(|share| {
            let severity = match liquidity.bps(share.amount) {
                MUCH_BPS.. => Severity::High,
                SOME_BPS.. => Severity::Medium,
                _ => return None,
            };
            let detail = format!(
                "{} rules the token or made it, and holds {} of the liquidity of the pool {}.",
                share.holder,
                percent(liquidity.bps(share.amount)),
                liquidity.pool
            );
            Some(of_share(&DETECTOR, liquidity, share, severity, detail))
        })
        .collect()
}

//! `lp-lock-unverified`: a contract that nobody knows holds the liquidity.

use super::lp_unlocked::graded;
use super::proof::{percent, said};
use super::{Detector, Source};
use crate::facts::{Facts, Liquidity, Share, Tenant};
use crate::finding::{Finding, FindingId, Severity, State};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::LpLockUnverified,
    severity: Severity::High,
    sources: &[Source::State, Source::Code],
    title: "An unknown contract holds the liquidity",
    what: "A contract that is no known locker holds at least 5 % of the liquidity of the deepest pool. Its own code \
           says whether somebody can take it out: high where one can now, medium where one can after some moment, low \
           where nobody was found who can.",
    why: "A contract called a lock need not be one. Fake lockers let their owner withdraw.",
    look_alikes: "Known lockers are read in their own words. Farms that pay people back what they put in, and contracts \
                  without any way out, are low. Safes and timelocks are people, and lp-unlocked weighs them.",
    advice: "Do not take the word lock for one: ask who can call the function that is named.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

/// Less than this is no hold on a pool.
const SOME_BPS: u16 = 500;

fn detect(facts: &Facts) -> Vec<Finding> {
    let liquidity = facts.market.liquidity.iter();
    liquidity
        .flat_map(|liquidity| liquidity.shares.iter().map(move |share| (liquidity, share)))
        .filter_map(|(liquidity, share)| of_contract(liquidity, share))
        .collect()
}

fn of_contract(liquidity: &Liquidity, share: &Share) -> Option<Finding> {
    let Tenant::Contract {
        exits, followed, ..
    } = &share.tenant
    else {
        return None;
    };
    let bps = liquidity.bps(share.amount);
    if bps < SOME_BPS {
        return None;
    }
    let holds = format!(
        "{} holds {} of the liquidity of the pool {}",
        share.holder,
        percent(bps),
        liquidity.pool
    );
    let places = vec![said(&share.seen, "what it has of the liquidity")];
    // The worst way out: one that is open now.
    let Some(exit) = exits.iter().min_by_key(|exit| exit.delayed) else {
        let (severity, state, rest) = if *followed {
            (
                Severity::Low,
                State::Likely,
                "nobody was found who can take it out",
            )
        } else {
            (
                graded(bps),
                State::Possible,
                "its code could not be followed to the end",
            )
        };
        let finding = DETECTOR.note(state, format!("{holds}; {rest}."), places);
        return Some(Finding {
            severity,
            ..finding
        });
    };
    let severity = if exit.delayed {
        graded(bps).min(Severity::Medium)
    } else {
        graded(bps)
    };
    Some(DETECTOR.through(severity, exit, *followed, &holds, places))
}

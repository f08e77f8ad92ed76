//! `lp-unlocked`: the liquidity can be taken out.

use super::proof::{percent, said};
use super::{Detector, Source};
use crate::facts::{Controller, Facts, Liquidity, Pool, Share, Tenant};
use crate::finding::{Finding, FindingId, Severity, State, weigh_for};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::LpUnlocked,
    severity: Severity::High,
    sources: &[Source::State, Source::Logs],
    title: "The liquidity can be taken out",
    what: "Less than 95 % of the liquidity of the deepest pool is burnt or in a known locker until later. It is high \
           where one account can take half of it, medium from a fifth, low from a twentieth, and info where many \
           hold it and nobody has so much.",
    why: "Whoever holds the liquidity can withdraw it, and what is left in the pool buys nothing.",
    look_alikes: "Pools that many people provide for are not locked either: they are info. A Safe of three keys or a \
                  timelock lowers it. Where holders could not be listed it is only possible, and milder for pools of a \
                  thousand times what counts as shallow.",
    advice: "Ask who holds the LP tokens and until when they are locked.",
    references: &["https://docs.uniswap.org/contracts/v2/concepts/core-concepts/pools"],
    detect,
}
.for_this_build();

/// What is kept of a pool that counts as locked.
const LOCKED_BPS: u16 = 9_500;

fn detect(facts: &Facts) -> Vec<Finding> {
    let market = &facts.market;
    let Some(liquidity) = &market.liquidity else {
        return Vec::new();
    };
    let parts = liquidity.parts(market.now_secs);
    if parts.kept >= LOCKED_BPS || liquidity.total.is_zero() {
        return Vec::new();
    }
    let kept = format!(
        "Of the liquidity of the pool {}, {} is burnt or locked until later",
        liquidity.pool,
        percent(parts.kept)
    );
    let worst = graded(parts.freest.map_or(0, |(_, bps)| bps));
    let is_deep = market.main().is_some_and(Pool::is_deep);
    let unclear = match graded(parts.unknown) {
        Severity::High if is_deep => Severity::Medium,
        severity => severity,
    };
    let finding = match parts.freest {
        Some((share, bps)) if worst >= unclear => {
            let detail = format!("{kept}; {} has {} that is not.", share.holder, percent(bps));
            of_share(&DETECTOR, liquidity, share, worst, detail)
        }
        _ if unclear > Severity::Info => {
            let detail = format!(
                "{kept}; who has another {} is not known.",
                percent(parts.unknown)
            );
            let places = vec![said(&liquidity.seen, "all of the liquidity")];
            Finding {
                severity: unclear,
                ..DETECTOR.note(State::Possible, detail, places)
            }
        }
        // Contracts hold the rest, and have a finding of their own.
        _ if liquidity
            .shares
            .iter()
            .any(|share| matches!(share.tenant, Tenant::Contract { .. })) =>
        {
            return Vec::new();
        }
        _ => {
            let detail = format!("{kept}; many hold the rest.");
            let places = vec![said(&liquidity.seen, "all of the liquidity")];
            DETECTOR
                .note(State::Likely, detail, places)
                .at_most(Severity::Info)
        }
    };
    vec![finding]
}

/// A finding about one account's part.
pub(super) fn of_share(
    detector: &Detector,
    liquidity: &Liquidity,
    share: &Share,
    severity: Severity,
    detail: String,
) -> Finding {
    let controller = match &share.tenant {
        Tenant::Privileged(controller) | Tenant::Other(controller) => Some(controller),
        _ => None,
    };
    let weight = weigh_for(severity, controller, true);
    let who = controller.map_or_else(String::new, |controller: &Controller| {
        format!(" It is {controller}.")
    });
    let places = vec![
        said(&share.seen, "what it has of the liquidity"),
        said(&liquidity.seen, "all of the liquidity"),
    ];
    Finding {
        severity: weight.severity,
        confidence: weight.confidence,
        controller: controller.cloned(),
        ..detector.note(weight.state, detail + &who, places)
    }
}

/// How bad it is that so many hundredths of a percent can go.
pub(super) const fn graded(bps: u16) -> Severity {
    match bps {
        5_000.. => Severity::High,
        2_000.. => Severity::Medium,
        500.. => Severity::Low,
        _ => Severity::Info,
    }
}

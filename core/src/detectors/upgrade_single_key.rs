//! `upgrade-single-key`: one key replaces the code, at once.

use super::upgradeable_proxy::{self, by_admin};
use super::{Detector, Source};
use crate::facts::{Controller, Facts, Held};
use crate::finding::{Finding, FindingId, Severity, State};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::UpgradeSingleKey,
    severity: Severity::High,
    sources: &[Source::Code, Source::State],
    title: "One key can replace the code",
    what: "Whoever can replace the code of a proxy is, in the end, one key: an account without code, \
           or a Safe that one signature moves. No delay of a day or more lies between. Where a \
           node failed to say who it is, it is only possible.",
    why: "One leaked or ill-willed key can put any code in the contract's place, and with it take \
          everything, before anybody sees it coming.",
    look_alikes: "Upgrades that nobody can do any more, that several people must sign, or that a \
                  timelock holds back are `upgradeable-proxy` alone. The points of both do not add \
                  up: they are one power.",
    advice: "Do not leave more here than you would trust one person with.",
    references: &[
        "https://docs.openzeppelin.com/upgrades-plugins/proxies",
        "https://eips.ethereum.org/EIPS/eip-1967",
    ],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Some(proxy) = facts.proxy.as_ref().filter(|proxy| proxy.is_upgradeable()) else {
        return Vec::new();
    };
    let way = upgradeable_proxy::way(proxy);
    let by = |counts: fn(&Controller) -> bool| {
        let admin = proxy.admin.as_ref();
        if let Some(admin) = admin.filter(|admin| counts(&admin.controller)) {
            return Some(by_admin(&DETECTOR, facts, proxy, admin, &way));
        }
        let is_held = |held: &Held<'_>| held.holder.is_some_and(|who| counts(&who.controller));
        let held = facts.replacements().find(is_held)?;
        let mut finding = DETECTOR.of_power(facts, &held, format!("{way}."));
        finding
            .citations
            .extend(upgradeable_proxy::places(facts, proxy));
        Some(finding)
    };
    let hidden = || {
        by(Controller::may_be_single_key).map(|finding| Finding {
            state: State::Possible,
            ..finding
        })
    };
    by(Controller::is_single_key)
        .or_else(hidden)
        .into_iter()
        .collect()
}

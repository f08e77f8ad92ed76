//! `upgrade-single-key`: one key replaces the code, at once.

use super::upgradeable_proxy::{self, by_admin};
use super::{Detector, Source};
use crate::facts::{Facts, Held};
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::UpgradeSingleKey,
    severity: Severity::High,
    sources: &[Source::Code, Source::State],
    title: "One key can replace the code",
    what: "Whoever can replace the code of a proxy is, in the end, one key: an account without code, \
           or a Safe that one signature moves. No delay of a day or more lies between.",
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
    let is_key = |held: &Held<'_>| {
        held.holder
            .is_some_and(|holder| holder.controller.is_single_key())
    };
    let admin = proxy
        .admin
        .as_ref()
        .filter(|admin| admin.controller.is_single_key());
    let by_code = || {
        let held = facts.replacements().find(is_key)?;
        let mut finding = DETECTOR.of_power(facts, &held, format!("{way}."));
        finding
            .citations
            .extend(upgradeable_proxy::places(facts, proxy));
        Some(finding)
    };
    admin
        .map(|admin| by_admin(&DETECTOR, facts, proxy, admin, &way))
        .or_else(by_code)
        .into_iter()
        .collect()
}

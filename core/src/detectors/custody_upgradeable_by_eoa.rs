//! `custody-upgradeable-by-eoa`: one key replaces the code that keeps people's deposits.

use super::proof::custody;
use super::{Detector, Source, upgrade_single_key};
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::CustodyUpgradeableByEoa,
    severity: Severity::Critical,
    sources: &[Source::Code, Source::State],
    title: "One key can replace the code that keeps the deposits",
    what: "A proxy's implementation takes deposits that people can get out again, is a pool, or hands tokens out, \
           and whoever can replace it is one key, or a Safe that one key moves, without a delay.",
    why: "New code can send everything away in the same transaction.",
    look_alikes: "A timelock, a Safe of several keys, or an admin that nobody holds are silent, and so is a proxy \
                  that keeps nothing for others.",
    advice: "Do not deposit what you cannot lose.",
    references: &["https://rekt.news/swaprum-rekt"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let keeps = custody(facts).is_some_and(|custody| {
        [&custody.held, &custody.pool, &custody.handed_out]
            .iter()
            .any(|assets| !assets.is_empty())
    });
    if !keeps {
        return Vec::new();
    }
    let of_deposits = |finding: Finding| Finding {
        id: DETECTOR.id,
        severity: DETECTOR.severity,
        title: DETECTOR.title.to_owned(),
        advice: DETECTOR.advice.to_owned(),
        ..finding
    };
    (upgrade_single_key::DETECTOR.detect)(facts)
        .into_iter()
        .map(of_deposits)
        .collect()
}

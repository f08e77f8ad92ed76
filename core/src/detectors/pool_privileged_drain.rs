//! `pool-privileged-drain`: somebody can drain the pool.

use super::proof::{holds_pool, is_privilege, moves};
use super::{Detector, Source};
use crate::code::Capability;
use crate::facts::{Facts, Held};
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::PoolPrivilegedDrain,
    severity: Severity::Critical,
    sources: &[Source::Code],
    title: "Somebody can take the pool's reserves",
    what: "The contract credits shares for what it counts of two assets, as a trading pair does, and a \
            privileged function sends one of them out, lets a spender take it, or calls whatever it likes in the \
            pool's name.",
    why: "The liquidity that prices stand on can be taken, and every trader and provider loses.",
    look_alikes: "Pairs whose guarded functions only switch a protocol fee or take what it earned are silent.",
    advice: "Do not trade or provide liquidity in this pool.",
    references: &["https://docs.uniswap.org/contracts/v2/concepts/protocol-overview/how-uniswap-works"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let drains = |held: &Held<'_>| {
        matches!(
            held.power.capability,
            Capability::SweepAsset | Capability::Approve | Capability::Execute
        )
    };
    facts
        .powers()
        .filter(|held| holds_pool(facts) && is_privilege(held) && drains(held))
        .map(|held| DETECTOR.of_power(facts, &held, moves(held.power, "lets out")))
        .collect()
}

//! `owner-privileged`: who is in charge, and of what.

use super::proof::deed;
use super::{Detector, Source};
use crate::code::{Capability, Guard};
use crate::facts::{Facts, Held};
use crate::finding::{Finding, FindingId, Severity};
use crate::sorted::{SortedMap, SortedSet};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::OwnerPrivileged,
    severity: Severity::Info,
    sources: &[Source::Code, Source::State],
    title: "Somebody has special powers",
    what: "A function compares the caller with a stored or constant address, or with a list, before an effect that \
           others cannot have. One finding for each such guard lists everything it opens.",
    why: "Whoever holds the guard can use these powers on everybody who holds the token or deposited.",
    look_alikes: "A guard that opens nothing but changes of settings or of the guard's own holder is not reported.",
    advice: "Look at who holds the guard, and at the findings about what it opens.",
    references: &["https://docs.openzeppelin.com/contracts/5.x/access-control"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let mut guards: SortedMap<Guard, Vec<Held<'_>>> = SortedMap::new();
    for held in facts
        .powers()
        .filter(|held| held.power.guard != Guard::Open && held.power.is_sensitive())
    {
        guards.update(held.power.guard, Vec::new, |powers| powers.push(held));
    }
    guards
        .into_values()
        .filter_map(|powers| finding(facts, &powers))
        .collect()
}

fn finding(facts: &Facts, powers: &[Held<'_>]) -> Option<Finding> {
    let first = powers.first()?;
    let deeds: SortedSet<Capability> = powers.iter().map(|held| held.power.capability).collect();
    let deeds: Vec<&str> = deeds.into_iter().map(deed).collect();
    let detail = format!("{} can {}.", first.power.guard, deeds.join(", "));
    let mut finding = DETECTOR.of_power(facts, first, detail);
    if finding.inert {
        finding.title = "Special powers that nobody holds any more".to_owned();
    }
    Some(finding)
}

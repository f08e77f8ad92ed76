//! `delegatecall-settable`: somebody chooses code that runs in the contract's place.

use super::proof::{found, function};
use super::{Detector, Source};
use crate::code::{Capability, Delegation, Entry, Field, Party};
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};
use crate::primitives::Selector;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::DelegatecallSettable,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "The contract runs code that somebody chooses",
    what: "A DELEGATECALL goes to an address that its caller gives, or to one in a field that \
           somebody can write, and the call is not how a proxy passes on what it is asked.",
    why: "Code that is run this way can change every balance, every owner and every limit in the \
          contract.",
    look_alikes: "A proxy's own dispatch and its upgrades are `upgradeable-proxy`; a multicall \
                  delegates to the contract itself; an initializer that works once is over.",
    advice: "Treat the contract as one that can do anything.",
    references: &[
        "https://github.com/crytic/slither/wiki/Detector-Documentation#controlled-delegatecall",
    ],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let chosen = facts.powers().filter(|held| {
        held.power.capability == Capability::Delegate
            && !held.power.once
            && !upgrades(facts, held.power.selector)
    });
    let settable = facts.powers().filter(|held| {
        held.power.capability == Capability::Upgrade
            && held.power.writes.is_some_and(|field| is_run(facts, field))
    });
    found(
        &DETECTOR,
        facts,
        chosen.chain(settable),
        |power| match power.capability {
            Capability::Delegate => format!(
                "{} delegates to an address of its caller's choice.",
                function(power)
            ),
            _ => format!(
                "{} sets an address to which the code delegates.",
                function(power)
            ),
        },
    )
}

/// The function replaces a proxy's code, and runs the new one to set it up.
fn upgrades(facts: &Facts, selector: Option<Selector>) -> bool {
    facts
        .powers()
        .any(|held| held.power.capability == Capability::Upgrade && held.power.selector == selector)
}

/// Some function delegates to what the field holds, and the fallback, which is a proxy's, does not.
fn is_run(facts: &Facts, field: Field) -> bool {
    let goes_there = |delegation: &&Delegation| matches!(delegation.target, Party::Stored { field: other } if other.overlaps(field));
    facts.codes().any(|code| {
        let mut there = code.delegations.iter().filter(goes_there).peekable();
        there.peek().is_some() && !there.any(|delegation| delegation.entry == Entry::Fallback)
    })
}

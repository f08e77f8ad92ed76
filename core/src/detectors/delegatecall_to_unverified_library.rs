//! `delegatecall-to-unverified-library`: part of the code stands elsewhere.

use super::{Detector, Source};
use crate::code::{Capability, CodeFacts, Guard, Power};
use crate::facts::Facts;
use crate::finding::{Citation, Confidence, Finding, FindingId, Severity, State};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::DelegatecallToUnverifiedLibrary,
    severity: Severity::High,
    sources: &[Source::Code, Source::State],
    title: "Functions run in a library that is not part of the code",
    what: "A DELEGATECALL goes to an address that stands in the code and is not how a proxy passes \
           on what it is asked. The library's own code is read where it can be.",
    why: "The library can do with the contract's money what it wants, and its source may differ from \
          what was shown.",
    look_alikes: "Libraries that the compiler linked: read, complete, and without an effect beyond \
                  storage, they are `info`; where they move tokens and ask nobody who they are, `low`; not read, the \
                  finding is `possible` and medium.",
    advice: "Look at the code of the library, not only at that of the contract.",
    references: &["https://rekt.news/stablemagnet-rekt"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    facts
        .libraries
        .iter()
        .map(|library| {
            let (severity, confidence, state, read) = match &library.code {
                Ok(code) if is_harmless(code) => (
                    Severity::Info,
                    Confidence::High,
                    State::Likely,
                    "it only reckons",
                ),
                Ok(code) if only_pays(code) => (
                    Severity::Low,
                    Confidence::Medium,
                    State::Likely,
                    "it moves tokens, for everybody alike",
                ),
                Ok(_) => (
                    DETECTOR.severity,
                    Confidence::Medium,
                    State::Likely,
                    "it can do more than reckon",
                ),
                Err(_) => (
                    Severity::Medium,
                    Confidence::Low,
                    State::Possible,
                    "its code was not read",
                ),
            };
            let place = Citation::Code {
                address: facts.code_at(library.entry.selector()),
                selector: library.entry.selector(),
                offset: library.offset,
                note: "here the library is run".to_owned(),
            };
            let detail = format!(
                "{} runs the code of {}; {read}.",
                library.entry, library.address
            );
            let finding = DETECTOR.note(state, detail, vec![place]);
            Finding {
                severity,
                confidence,
                ..finding
            }
        })
        .collect()
}

/// Everything that the library does was followed, and none of it leaves the caller's storage.
fn is_harmless(code: &CodeFacts) -> bool {
    only_pays(code) && code.outflows.is_empty()
}

/// Everything that it does was followed, and what it sends away it sends for anybody.
fn only_pays(code: &CodeFacts) -> bool {
    let mut outflows = code.outflows.iter();
    let reaches_out = |power: &Power| {
        matches!(
            power.capability,
            Capability::SelfDestruct
                | Capability::Delegate
                | Capability::SweepAsset
                | Capability::Upgrade
        )
    };
    code.coverage.is_complete()
        && code.delegations.is_empty()
        && code.creations.is_empty()
        && !code.powers.iter().any(reaches_out)
        && outflows.all(|outflow| outflow.guard == Guard::Open)
}

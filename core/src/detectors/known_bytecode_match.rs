//! `known-bytecode-match`: functions of a code that is known to be bad.

use super::{Detector, Source};
use crate::facts::{Facts, LineageKind as Kind};
use crate::finding::{Citation, Confidence, Finding, FindingId, Severity, State};

/// So many functions are cited.
const MOST_CITED: usize = 4;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::KnownBytecodeMatch,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "Its functions stand in contracts that took people's money",
    what: "At least two functions, and one in five of all, have the same instructions as functions of contracts that \
           researchers judged one by one, and that were found in no other contract. Operands do not count, other \
           than the selectors of calls. Where those contracts were judged by a power that their code has, and not \
           as made to trap people, it is medium.",
    why: "Whoever copies a contract that took money once seldom means something else with it.",
    look_alikes: "A function that stands in any honest contract, or in one that nobody judged, is not in the index: \
                  what a known contract shares with others says nothing. A copy of an honest contract is silent.",
    advice: "Do not buy before you know how it differs from what it was copied from.",
    references: &["https://github.com/CRPWarner/RugPull", "https://github.com/bsdp2023/trapdoor_data"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Some(kind) = facts.known_as() else {
        return Vec::new();
    };
    let detail = format!(
        "{} of its functions have the same instructions as functions of contracts that {}.",
        facts.kin.len(),
        kind.as_str()
    );
    let places = facts.kin.iter().take(MOST_CITED).map(|kin| Citation::Code {
        address: facts.code_address,
        selector: Some(kin.body.selector),
        offset: kin.body.offset,
        note: "here the same instructions begin".to_owned(),
    });
    let finding = DETECTOR.note(State::Likely, detail, places.collect());
    let finding = Finding {
        confidence: Confidence::Medium,
        ..finding
    };
    vec![match kind {
        Kind::Trap | Kind::Honeypot => finding,
        Kind::HiddenMint | Kind::Leak | Kind::LimitSell => finding.at_most(Severity::Medium),
    }]
}

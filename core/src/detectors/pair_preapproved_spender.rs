//! `pair-preapproved-spender`: a pool lets somebody take its tokens.

use super::proof::said;
use super::{Detector, Source};
use crate::facts::Facts;
use crate::finding::{Confidence, Finding, FindingId, Severity, State, weigh_for};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::PairPreapprovedSpender,
    severity: Severity::Critical,
    sources: &[Source::Code, Source::State],
    title: "The pool lets an outside account take its tokens",
    what: "The contract is a pool of two tokens, and one of them says that the pool allows the account that its \
           factory pays fees to, or the one that decides about that, to take some.",
    why: "Whoever may take a pool's tokens can empty it in one call.",
    look_alikes: "Pools as they are usually made approve nobody. A spender that nobody holds is inert.",
    advice: "Do not add liquidity. Take out what you have.",
    references: &["https://www.theblock.co/post/228302"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    facts
        .allowances
        .found
        .iter()
        .map(|allowed| {
            let weight = weigh_for(DETECTOR.severity, Some(&allowed.controller), true);
            let detail = format!(
                "{} may take {} of the token {} out of the pool: {}.",
                allowed.spender, allowed.seen.word, allowed.token, allowed.controller
            );
            let place = said(&allowed.seen, "what the pool allows");
            let finding = DETECTOR.note(State::Likely, detail, vec![place]);
            Finding {
                severity: weight.severity,
                confidence: Confidence::High,
                inert: weight.inert,
                controller: Some(allowed.controller.clone()),
                ..finding
            }
        })
        .collect()
}

//! `deployer-drained-tokens`: whoever made it made tokens that nobody can sell any more.

use super::proof::said;
use super::{Detector, Source};
use crate::facts::Facts;
use crate::finding::{Confidence, Finding, FindingId, Severity, State};

/// One that failed says little.
const FEWEST: usize = 2;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::DeployerDrainedTokens,
    severity: Severity::Medium,
    sources: &[Source::Code, Source::State],
    title: "Whoever made it made tokens that cannot be sold any more",
    what: "The account whose creation gave the contract its address made at least two tokens before whose deepest \
           pool, at the exchanges that are known, has next to nothing in it. It is looked for where everything is to \
           be asked (`--depth full`), among the last four of its tokens before this one.",
    why: "Whoever makes one token after another and takes the liquidity out of each does it again.",
    look_alikes: "Tokens that never had a pool, or trade at exchanges that are not known, do not count, and neither \
                  does a single one that failed.",
    advice: "Look at what became of those tokens before you buy this one.",
    references: &["https://github.com/kangmyoungseok/RugPull-Prediction-AI"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Some(history) = &facts.history else {
        return Vec::new();
    };
    if history.dead.len() < FEWEST {
        return Vec::new();
    }
    let detail = format!(
        "Of {} tokens that the same account made shortly before, {} have an empty pool.",
        history.tokens,
        history.dead.len()
    );
    let seen = history
        .dead
        .iter()
        .filter_map(|dead| dead.pool.seen.as_ref());
    let places = seen.map(|seen| said(seen, "what is left in the pool of an earlier token"));
    let finding = DETECTOR.note(State::Likely, detail, places.collect());
    vec![Finding {
        confidence: Confidence::Medium,
        ..finding
    }]
}

//! `burn-from-pair`: somebody can take the pool's tokens and have it sync.

use super::proof::{found, function, said};
use super::{Detector, Source};
use crate::code::{Capability, Party};
use crate::evidence::Observed;
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};
use crate::primitives::decimal;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::BurnFromPair,
    severity: Severity::Critical,
    sources: &[Source::Code],
    title: "Somebody can empty the pool of this token",
    what: "A privileged function takes tokens out of the account that a field or the code names, and \
           the code calls `sync()` on that account.",
    why: "With its tokens gone and its reserves synced, the pool sells its coin for next to nothing: \
          who holds a few tokens takes all of it.",
    look_alikes: "Tokens that anybody sends to a pool, and `sync()` without a debit, are silent. A \
                  burn that everybody can trigger is nobody's power.",
    advice: "Do not put money into a pool whose tokens somebody else can take.",
    references: &["https://docs.uniswap.org/contracts/v2/reference/smart-contracts/pair#sync-1"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let burns = facts.privileges(Capability::BurnFrom);
    let moves = facts.privileges(Capability::MoveFrom);
    let from_pool = burns.chain(moves).filter(|held| is_fixed(held.power.payer));
    let mut findings = found(&DETECTOR, facts, from_pool, |power| {
        format!(
            "{} takes tokens from the pool, which is told to sync.",
            function(power)
        )
    });
    for finding in &mut findings {
        say_what_is_at_stake(facts, finding);
    }
    findings
}

fn say_what_is_at_stake(facts: &Facts, finding: &mut Finding) {
    let Some(pool) = facts.market.main() else {
        return;
    };
    let (Observed::Known(depth), Some(seen)) = (&pool.depth, &pool.seen) else {
        return;
    };
    finding.detail.push_str(
        &[
            " At this block the deepest pool holds ",
            &decimal(*depth, pool.quote.decimals),
            " of the token ",
            &pool.quote.address.to_string(),
            ", for those who gave liquidity.",
        ]
        .concat(),
    );
    finding
        .citations
        .push(said(seen, "so much of the coin is in the pool"));
}

/// The account is not the caller's choice: the engine reports such a debit only of a pool.
pub(super) const fn is_fixed(payer: Option<Party>) -> bool {
    matches!(payer, Some(Party::Stored { .. } | Party::Fixed { .. }))
}

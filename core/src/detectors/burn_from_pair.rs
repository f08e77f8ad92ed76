//! `burn-from-pair`: somebody can take the pool's tokens and have it sync.

use super::proof::{found, function, of_token, said};
use super::{Detector, Source};
use crate::code::{Capability, Party};
use crate::evidence::Reason;
use crate::facts::{Facts, Whose};
use crate::finding::{Finding, FindingId, Severity};

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
    let deepest = facts.market.main();
    let seen = deepest.and_then(|pool| pool.seen.as_ref().zip(pool.depth.known()).zip(Some(pool)));
    let Some(((seen, depth), pool)) = seen else {
        let missing = deepest.map_or(facts.market.missing, |pool| pool.depth.reason());
        let reason = missing.unwrap_or(Reason::NotEnumerable).sentence();
        let unknown = " What the pool holds for those who gave liquidity is not known: ";
        finding.detail.push_str(&[unknown, reason, "."].concat());
        return;
    };
    let text = [
        " At this block the deepest pool holds ",
        &of_token(*depth, Some(pool.quote.decimals)),
        "the token ",
        &pool.quote.address.to_string(),
        ", for ",
        Whose::Providers.as_str(),
        ".",
    ];
    finding.detail.push_str(&text.concat());
    finding
        .citations
        .push(said(seen, "so much of the coin is in the pool"));
}

/// The account is not the caller's choice: the engine reports such a debit only of a pool.
pub(super) const fn is_fixed(payer: Option<Party>) -> bool {
    matches!(payer, Some(Party::Stored { .. } | Party::Fixed { .. }))
}

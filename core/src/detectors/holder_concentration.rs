//! `holder-concentration`: ten accounts hold half of the token.

use super::proof::{percent, said};
use super::{Detector, Source};
use crate::facts::{Facts, Holding, Looked};
use crate::finding::{Finding, FindingId, Severity, State};
use crate::primitives::U256;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::HolderConcentration,
    severity: Severity::Medium,
    sources: &[Source::State, Source::Logs],
    title: "Few accounts hold most of the token",
    what: "Ten accounts that one key or a Safe can move hold at least half of what is not burned. They are looked for \
           among those that the host suggests, or, where the token is not known to be older than three days, among \
           all that the events of those days name; what they hold is read.",
    why: "Whoever holds so much sets the price, and a few of them can be one person.",
    look_alikes: "What is burned, lies in a pool, or is held by a contract that does not obey one key (a locker, a \
                  bridge, a vesting) is left out. Before a token trades, few hold it: where no pool is known it is info. Where nobody says who holds it, it is unknown and silent.",
    advice: "Look at who they are before you buy.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

/// How many accounts are taken together.
const TOP: usize = 10;
/// The share that is too much for them.
const HALF_BPS: u16 = 5_000;

fn detect(facts: &Facts) -> Vec<Finding> {
    let Some(distribution) = &facts.distribution else {
        return Vec::new();
    };
    let place = match distribution.looked {
        Looked::Nowhere | Looked::Refused(_) => return Vec::new(),
        Looked::Suggested => "among the accounts that the host suggested".to_owned(),
        Looked::Events { blocks } => format!("in the events of the last {blocks} blocks"),
    };
    let in_hand = distribution
        .holdings
        .iter()
        .filter(|holding| holding.is_in_hand());
    let top: Vec<&Holding> = in_hand.take(TOP).collect();
    let amounts = top.iter().map(|holding| holding.amount);
    let share = distribution.bps(amounts.fold(U256::ZERO, U256::saturating_add));
    if share < HALF_BPS {
        return Vec::new();
    }
    let detail = format!(
        "{} accounts hold {} of what is not burned. They were looked for {place}, where {} was found.",
        top.len(),
        percent(share),
        percent(distribution.found_bps())
    );
    let citations = top
        .iter()
        .map(|holding| said(&holding.seen, "this is what it holds"));
    // Before it trades, few hold it.
    let (state, most) = match facts.market.missing {
        None => (State::Likely, Severity::Medium),
        Some(_) => (State::Possible, Severity::Info),
    };
    vec![
        DETECTOR
            .note(state, detail, citations.collect())
            .at_most(most),
    ]
}

//! `supply-held-by-privileged`: those who rule the token, or made it, hold much of it.

use super::proof::{percent, said};
use super::{Detector, Source};
use crate::code::{Capability, Guard};
use crate::facts::{Controller, Distribution, Facts, Holding, Role};
use crate::finding::{Citation, Finding, FindingId, Severity, State, weigh_for};
use crate::primitives::U256;

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::SupplyHeldByPrivileged,
    severity: Severity::High,
    sources: &[Source::State, Source::Logs],
    title: "Those behind the token hold much of it",
    what: "Accounts that stand behind a power over the token, that made it or owned it in earlier days, or the token \
           itself where somebody may take that out, hold at least 5 % of what is not burned: high from 20 %, medium \
           below.",
    why: "They can sell it at once. In a pool that prices by the product of its reserves, a sale of twice what the pool \
          holds takes two thirds of its money.",
    look_alikes: "What is burned, lies in a pool, or is held by a contract that does not obey one key (a vesting, a \
                  bridge) does not count. A Safe of three keys or a timelock of a day lowers it. Before a token trades, \
                  somebody has to hold it: where no pool is known it is info. Where a node keeps neither old states nor the \
                  events of three days, it is only possible.",
    advice: "Ask whether their part is locked, and watch where it goes.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

/// Less than this moves no market.
const SOME_BPS: u16 = 500;
/// From here on it is high.
const MUCH_BPS: u16 = 2_000;

fn detect(facts: &Facts) -> Vec<Finding> {
    let Some(distribution) = &facts.distribution else {
        return Vec::new();
    };
    let counted = distribution.holdings.iter();
    let counted: Vec<&Holding> = counted.filter(|holding| counts(facts, holding)).collect();
    // What waits behind many keys or a delay counts less, and only by itself.
    let (slow, free): (Vec<&Holding>, Vec<&Holding>) = counted
        .iter()
        .copied()
        .partition(|holding| is_slowed(holding));
    let most = |holdings: &[&Holding]| severity(distribution.bps(sum(holdings)));
    let lowered = most(&counted).map(|severity| {
        let controller = slow.first().and_then(|holding| holding.controller.as_ref());
        weigh_for(severity, controller, true).severity
    });
    let Some(severity) = most(&free).max(lowered) else {
        return unseen(facts, distribution).into_iter().collect();
    };
    let (state, severity) = match facts.market.missing {
        None => (State::Likely, severity),
        // Somebody has to hold it before it trades.
        Some(_) => (State::Possible, Severity::Info),
    };
    let mut parts: Vec<String> = counted
        .iter()
        .map(|holding| part(distribution, holding))
        .collect();
    let all = percent(distribution.bps(sum(&counted)));
    parts.truncate(4);
    let detail = format!(
        "{all} of what is not burned is with those behind the token: {}.",
        parts.join("; ")
    );
    let citations = counted
        .iter()
        .map(|holding| said(&holding.seen, "this is what it holds"));
    let finding = DETECTOR.note(state, detail, citations.collect());
    vec![finding.at_most(severity)]
}

/// Whoever made the token may hold what was not found, where a node that keeps little cannot say who did.
fn unseen(facts: &Facts, distribution: &Distribution) -> Option<Finding> {
    let origin = facts.origin.as_ref();
    let is_traded = facts.market.missing.is_none();
    let is_maker_unknown = origin.is_some_and(|origin| origin.deployer.is_none());
    if !(is_traded && is_maker_unknown && distribution.is_out_of_reach(origin)) {
        return None;
    }
    let rest = 10_000_u16.saturating_sub(distribution.found_bps());
    let severity = severity(rest)?;
    let detail = format!(
        "Who holds {} of what is not burned is not known, and whoever made the token may.",
        percent(rest)
    );
    let place = Citation::Account {
        address: facts.address,
        note: "its events were not to be had".to_owned(),
    };
    let finding = DETECTOR.note(State::Possible, detail, vec![place]);
    Some(finding.at_most(severity))
}

fn severity(bps: u16) -> Option<Severity> {
    match bps {
        MUCH_BPS.. => Some(Severity::High),
        SOME_BPS.. => Some(Severity::Medium),
        _ => None,
    }
}

fn counts(facts: &Facts, holding: &Holding) -> bool {
    match holding.role {
        Role::Ruler | Role::Deployer | Role::Former => {
            let waits = matches!(holding.controller, Some(Controller::Timelock { .. }));
            holding.is_in_hand() || waits
        }
        Role::Itself => can_be_taken_out(facts),
        Role::Pool | Role::Other => false,
    }
}

/// Somebody may take out what the token itself holds of itself.
fn can_be_taken_out(facts: &Facts) -> bool {
    facts.powers().any(|held| {
        let takes = matches!(
            held.power.capability,
            Capability::SweepAsset
                | Capability::RescueForeign
                | Capability::MoveFrom
                | Capability::Execute
                | Capability::Approve
        );
        let nobody = held
            .holder
            .is_some_and(|holder| holder.controller.is_renounced());
        takes && held.power.guard != Guard::Open && !nobody
    })
}

/// Its holder's keys or delay lower a severity.
fn is_slowed(holding: &Holding) -> bool {
    let controller = holding.controller.as_ref();
    weigh_for(Severity::High, controller, true).severity < Severity::High
}

fn sum(holdings: &[&Holding]) -> U256 {
    let amounts = holdings.iter().map(|holding| holding.amount);
    amounts.fold(U256::ZERO, U256::saturating_add)
}

fn part(distribution: &Distribution, holding: &Holding) -> String {
    let who = match holding.role {
        Role::Itself => "the token itself",
        Role::Deployer => "who made it",
        Role::Former => "a former owner",
        Role::Ruler | Role::Pool | Role::Other => "who has a say over it",
    };
    let share = percent(distribution.bps(holding.amount));
    format!("{share} with {}, {who}", holding.account)
}

//! The one place where rules, model, control and coverage meet.
//!
//! | part | what it does | why |
//! |---|---|---|
//! | findings whose holder was read | a floor: low 10, medium 25, high 50, critical 80 | somebody can do this now |
//! | code model | the point, at most 79 | how often code like this was a rug; alone it never proves one |
//! | honest structures in the code (`honest_` in `features`) | may lower the code model's part, and nothing else | contracts that rob have them rarely; they can be put on for show, so no floor heeds them |
//! | powers over balances that no detector reports yet, and code that may be replaced at once | raise the upper end to 79 | they may be what honest contracts do, or not; new code may do anything |
//! | exit model | the point, at most 49 | how often pools like this were drained, at a prior of one in ten; it raises and never lowers |
//! | a pool that could not be seen, or whose past could not be and that is not deep | raises the upper end to 80 | it may have been emptied |
//! | a power to destroy other people's tokens whose holder was not read | raises the upper end to 80 | it is mild as a bridge's, which also mints, and else it is not |
//! | powers that nobody holds any more | count for neither | they are inert |
//! | holders that were not read | no floor; they raise the upper end to it | the worst case is one key without delay |
//! | code that was not followed, or that is no token | raises the upper end to 100 | it can do anything; what a contract holds for people in other ways than tokens and deposits is not read |
//! | an upper end of 50 or more | lifts the point to 25 | what may be high is not called low |
//! | a read that failed | what it may hide counts as found where the level is high anyway; else it makes the level at least medium, or `unknown` where it may hide more, with an upper end of 80 | a node that fails must not make anything look safer |
//! | a node that gives no events of a pool, or such as do not add up to what the pool says | as a read that failed | events name who else can take it out, and what there was; that a node gives the latest alone is usual, and only raises the upper end |
//! | a node that neither keeps old states nor gives the events of three days | at least medium, and a finding that is possible | who holds the token is not known, and many nodes are like that |
//! | no code, foreign code, or less than half of what can be known | level `unknown` | unknown is never safe |
//!
//! Nothing that adds evidence of risk lowers any of these, so that the score is monotone.

mod exit;
pub mod features;
mod models;

pub use models::{Models, ModelsError};
pub use rugrisk_models::{CodeModel, ExitModel};

use rugrisk_models::Prediction;
use serde::{Deserialize, Serialize};

use crate::code::{Bound, Capability, CodeFacts, CodeKind, Guard, Power};
use crate::decimal::Decimal;
use crate::evidence::Reason;
use crate::facts::{Bridge, Controller, Distribution, Facts, Looked, Proxy};
use crate::finding::{Finding, Severity, State, weigh_for};
use crate::sorted::SortedMap;
use features::{FEATURES, Live};

/// The most points that the model gives without a finding that proves them.
const MODEL_CAP: u8 = 79;
/// The most points that the exit model gives: what pools of 2020 and 2021 came to is no proof.
const EXIT_CAP: u8 = 49;
/// What a pool is worth that was emptied.
const EMPTIED: u8 = 80;
/// What a power is worth that can destroy what people hold.
const BURNT: u8 = 80;
/// What may reach this is at least [`Level::Medium`].
const MAY_BE_HIGH: u8 = 50;
/// Below this share of what can be known there is no level.
const MIN_COVERAGE: f64 = 0.5;
/// How much of the coverage each read takes away that failed.
const FAILED_SHARE: f64 = 0.05;
/// The most of them that count.
const MOST_FAILED: usize = 4;
/// How much of the coverage is the code's; the rest is the control's.
const CODE_SHARE: f64 = 0.6;

/// A score in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Too little is known for any of the others.
    Unknown,
    /// Below 25.
    Low,
    /// From 25.
    Medium,
    /// From 50.
    High,
    /// From 80.
    Critical,
}

/// A probability with the range that the unknowns leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Probability {
    /// The best guess, from 0 to 1.
    pub value: Decimal,
    /// Its lowest and its highest value.
    pub interval: [Decimal; 2],
}

/// What the models say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Probabilities {
    /// That the code carries powers of the kind that rugs use.
    pub code: Option<Probability>,
    /// That a pool and holders like these are drained, where one in ten pools is. The model has
    /// seen pools of Uniswap V2 on Ethereum, of 2020 and 2021.
    pub exit: Option<Probability>,
}

/// One feature's part in a probability.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contribution {
    /// The feature, in words.
    pub feature: String,
    /// What it adds to the log-odds.
    pub value: Decimal,
}

impl Level {
    /// From here on it is medium.
    const MEDIUM: u8 = 25;

    /// The level of a number of points.
    #[must_use]
    pub const fn of(points: u8) -> Self {
        match points {
            0..25 => Self::Low,
            25..50 => Self::Medium,
            50..80 => Self::High,
            _ => Self::Critical,
        }
    }
}

/// Everything that scoring adds to a report.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    pub(crate) model: String,
    pub(crate) score: Option<u8>,
    pub(crate) interval: [u8; 2],
    pub(crate) level: Level,
    pub(crate) probability: Probabilities,
    pub(crate) coverage: Decimal,
    pub(crate) contributions: Vec<Contribution>,
    pub(crate) exit_contributions: Vec<Contribution>,
}

/// Scores facts and what the detectors found in them.
pub(crate) fn assess(facts: &Facts, findings: &[Finding], models: &Models) -> Verdict {
    let version = models.code.as_ref().map(CodeModel::version);
    let version = version.unwrap_or_default().to_owned();
    let (code, model) = match (&facts.code, &models.code) {
        (Ok(code), Some(model)) if code.kind == CodeKind::Contract => (code, model),
        _ => return unknown(version),
    };
    let coverage = coverage(facts);
    let is_live = |guard: Guard| !is_renounced(facts, guard);
    let is_certain = |guard: Guard| is_live(guard) && is_read(facts, guard);
    let ask = |live: Live<'_>| model.predict(&answers(facts, code, live)).ok();
    let (likely, certain) = (ask(&is_live), ask(&is_certain));
    let points = |prediction: &Option<Prediction>| {
        prediction.as_ref().map_or(0, |prediction| {
            percent(prediction.probability).min(MODEL_CAP)
        })
    };
    let proven = floor(findings, |finding| {
        matches!(finding.state, State::Confirmed | State::Likely)
    });
    let hidden = hidden(facts, findings);
    let possible = floor(findings, |_| true)
        .max(unreported(facts))
        .max(hidden)
        .max(if facts.market.may_be_emptied() {
            EMPTIED
        } else {
            0
        });
    let followed = facts.is_followed() && facts.is_token();
    let low = proven.max(points(&certain));
    let high = if followed {
        low.max(possible).max(points(&likely))
    } else {
        100
    };
    let may_be_high = if high >= MAY_BE_HIGH { 25 } else { 0 };
    let (exit, exit_parts) = exit_risk(facts, models.exit.as_ref());
    let exit_points = exit.map_or(0, |exit| percent(exit.value.to_f64()).min(EXIT_CAP));
    let point = low.max(points(&likely)).max(may_be_high).max(exit_points);
    let (point, is_told) = match hidden {
        worse if point >= MAY_BE_HIGH => (point.max(worse), true),
        MAY_BE_HIGH.. => (point, false),
        worse => (point.max(worse), true),
    };
    let known = is_told && coverage.to_f64() >= MIN_COVERAGE;
    Verdict {
        model: version,
        score: known.then_some(point),
        // What may be hidden behind reads that failed has no upper end but that of a pool's.
        interval: [low, high.max(if is_told { point } else { EMPTIED })],
        level: if known {
            Level::of(point)
        } else {
            Level::Unknown
        },
        probability: Probabilities {
            code: probability(certain.as_ref(), likely.as_ref()),
            exit,
        },
        coverage,
        contributions: likely
            .map(|likely| {
                let words: Vec<&str> = FEATURES.iter().map(|feature| feature.words).collect();
                contributions(&likely, &words, "before the code is looked at")
            })
            .unwrap_or_default(),
        exit_contributions: exit_parts,
    }
}

fn unknown(model: String) -> Verdict {
    Verdict {
        model,
        score: None,
        interval: [0, 100],
        level: Level::Unknown,
        probability: Probabilities::default(),
        coverage: Decimal::ZERO,
        contributions: Vec::new(),
        exit_contributions: Vec::new(),
    }
}

/// The least points that findings leave.
fn floor(findings: &[Finding], counts: impl Fn(&Finding) -> bool) -> u8 {
    findings
        .iter()
        .filter(|finding| !finding.inert && counts(finding))
        .map(|finding| match finding.severity {
            Severity::Info => 0,
            Severity::Low => 10,
            Severity::Medium => 25,
            Severity::High => 50,
            Severity::Critical => 80,
        })
        .max()
        .unwrap_or(0)
}

/// The points that reads which failed may hide: powers whose holder could not be read, a borrowed
/// name, a supply in few hands, what a library does, code of this week, an age of hours.
fn hidden(facts: &Facts, findings: &[Finding]) -> u8 {
    let failed = |reason: Option<Reason>| reason.is_some_and(Reason::is_failure);
    let held = floor(findings, |finding| {
        failed(finding.controller.as_ref().and_then(Controller::gap))
    });
    // Who it is may be what makes it like a past loss.
    let is_somebodys = held >= Level::MEDIUM;
    let identity = facts.identity.as_ref();
    let is_unnamed = identity
        .is_some_and(|identity| failed(identity.symbol.reason()) || failed(identity.name.reason()));
    let distribution = facts.distribution.as_ref();
    let is_uncounted = distribution.is_some_and(|distribution| failed(distribution.gap));
    let is_unlisted = distribution.is_some_and(|distribution| match distribution.looked {
        Looked::Refused(reason) => reason.is_failure(),
        _ => false,
    });
    let origin = facts.origin.as_ref();
    let is_ageless = origin.is_some_and(|origin| origin.is_young().is_none() && failed(origin.gap));
    // Who made it may be among those who hold it.
    let is_nobodys = is_unlisted
        && origin.is_none_or(|origin| origin.deployer.is_none())
        && !distribution.is_some_and(|distribution| distribution.is_out_of_reach(origin));
    let is_untraded = facts.market.has_failed();
    // That a node does not look through the whole chain is usual, and hides no more than an old
    // contract without events does.
    let is_forgotten = origin
        .and_then(|origin| origin.forgotten)
        .is_some_and(|reason| reason.is_failure() && reason != Reason::LogRange);
    let is_unverified = facts.bridge.as_ref().is_some_and(Bridge::has_failed);
    let is_thin = facts.lending.iter().any(|market| failed(market.gap));
    let is_free = facts.market.may_be_free();
    // What it does beside the deposits may be what makes it like a past loss.
    let is_unread = facts
        .libraries
        .iter()
        .any(|library| failed(library.code.as_ref().err().copied()));
    let is_serious = is_somebodys
        || is_forgotten
        || is_unnamed
        || is_uncounted
        || is_nobodys
        || is_untraded
        || is_free
        || is_unread
        || is_unverified;
    let points = [
        (facts.market.may_hide_emptying(), EMPTIED),
        (failed(facts.allowances.gap), EMPTIED),
        (is_serious, MAY_BE_HIGH),
        (is_unlisted || is_thin || failed(facts.renewal.gap), 25),
        (is_ageless, 10),
    ];
    let other = points.into_iter().filter(|(counts, _)| *counts);
    other.map(|(_, points)| points).fold(held, u8::max)
}

/// The points that a power may be worth while no detector tells it from what honest contracts do:
/// anybody's mint, a debit or an overwritten balance of somebody else.
fn unreported(facts: &Facts) -> u8 {
    // The new code may do anything, as soon as whoever replaces it likes.
    let may_upgrade = |controller: Option<&Controller>| {
        let weight = weigh_for(Severity::High, controller, true);
        weight.severity >= Severity::High
    };
    let counts = |power: &Power| match power.capability {
        Capability::Upgrade => {
            let holder = facts.control.holder(power.guard);
            may_upgrade(holder.map(|holder| &holder.controller))
        }
        Capability::SetBalance | Capability::MoveFrom | Capability::BurnFrom => {
            power.guard == Guard::Open
        }
        Capability::Mint => power.guard == Guard::Open && power.bound != Bound::Paid,
        _ => false,
    };
    let live = facts
        .powers()
        .any(|held| counts(held.power) && !is_renounced(facts, held.power.guard));
    let admin = facts.proxy.as_ref().and_then(|proxy| proxy.admin.as_ref());
    let by_admin = admin.is_some_and(|admin| may_upgrade(Some(&admin.controller)));
    let burns = facts.powers().any(|held| {
        let guard = held.power.guard;
        held.power.capability == Capability::BurnFrom
            && !is_renounced(facts, guard)
            && !is_read(facts, guard)
    });
    match (burns, live || by_admin) {
        (true, _) => BURNT,
        (false, true) => MODEL_CAP,
        (false, false) => 0,
    }
}

/// The model's questions, answered for the code that decides and for a proxy's own.
fn answers(facts: &Facts, code: &CodeFacts, live: Live<'_>) -> Vec<Option<f64>> {
    let decides = features::answers(code, live);
    let own = facts
        .own
        .as_ref()
        .map(|own| features::answers(own, live))
        .unwrap_or_default();
    let either =
        |(index, answer): (usize, f64)| Some(own.get(index).map_or(answer, |own| own.max(answer)));
    decides.into_iter().enumerate().map(either).collect()
}

fn is_renounced(facts: &Facts, guard: Guard) -> bool {
    facts
        .control
        .holder(guard)
        .is_some_and(|holder| holder.controller.is_renounced())
}

/// Whether it is known who holds a guard. What only the model weighs has guards that nobody was asked about.
fn is_read(facts: &Facts, guard: Guard) -> bool {
    match facts.control.holder(guard) {
        Some(holder) => holder.controller.unknown_reason().is_none(),
        None => guard == Guard::Open,
    }
}

/// The share of the state-changing functions that were followed, and of the guards, proxy slots
/// and pools whose holders were read.
fn coverage(facts: &Facts) -> Decimal {
    let share = |known: usize, all: usize| match (u32::try_from(known), u32::try_from(all)) {
        (Ok(known), Ok(all)) if all > 0 => f64::from(known) / f64::from(all),
        _ => 1.0,
    };
    let codes = || facts.codes().map(|code| &code.coverage);
    let changing = codes()
        .map(|coverage| coverage.state_changing)
        .sum::<usize>();
    let partial = codes()
        .map(|coverage| coverage.partial_functions.len())
        .sum::<usize>();
    let followed = share(changing.saturating_sub(partial), changing);
    let dispatched = if codes().all(|coverage| coverage.dispatcher.is_none()) {
        1.0
    } else {
        0.5
    };
    let holders = facts.control.iter().map(|(_, holder)| &holder.controller);
    let admin = facts
        .proxy
        .iter()
        .filter_map(|proxy: &Proxy| proxy.admin.as_ref())
        .map(|admin| &admin.controller);
    let holders: Vec<_> = holders.chain(admin).collect();
    let read = holders
        .iter()
        .filter(|controller| controller.gap().is_none())
        .count();
    // The pool counts as one more. A node that gives no balances is not believed that there is none.
    let is_mute = |distribution: &Distribution| distribution.gap.is_some_and(Reason::is_failure);
    let is_mute = facts.distribution.as_ref().is_some_and(is_mute);
    let pool = facts.market.is_seen().or(is_mute.then_some(false));
    let read = read.saturating_add(usize::from(pool == Some(true)));
    let all = holders.len().saturating_add(usize::from(pool.is_some()));
    let known = CODE_SHARE * followed * dispatched + (1.0 - CODE_SHARE) * share(read, all);
    let unknowns = facts.unknowns.iter();
    let failed = unknowns
        .filter(|unknown| unknown.reason.is_failure())
        .count();
    let failed = u32::try_from(failed.min(MOST_FAILED)).unwrap_or(0);
    Decimal::round(known * (1.0 - FAILED_SHARE * f64::from(failed)))
}

fn probability(certain: Option<&Prediction>, likely: Option<&Prediction>) -> Option<Probability> {
    let (certain, likely) = (certain?, likely?);
    let [low, _] = certain.interval;
    let [_, high] = likely.interval;
    Some(Probability {
        value: Decimal::round(likely.probability),
        interval: [Decimal::round(low), Decimal::round(high)],
    })
}

/// How often pools like the deepest one were drained, and why.
fn exit_risk(facts: &Facts, model: Option<&ExitModel>) -> (Option<Probability>, Vec<Contribution>) {
    let Some((pool, model)) = exit::pool(facts).zip(model) else {
        return (None, Vec::new());
    };
    let prediction = model.predict_at_prior(&pool);
    let words: Vec<&str> = pool.features().map(|feature| feature.words).collect();
    let probability = Probability {
        value: Decimal::round(prediction.probability),
        interval: prediction.interval.map(Decimal::round),
    };
    let parts = contributions(&prediction, &words, "before the pool is looked at");
    (Some(probability), parts)
}

/// What moved a probability, the largest part first, the base last.
fn contributions(prediction: &Prediction, words: &[&str], before: &str) -> Vec<Contribution> {
    let parts = prediction.contributions.iter().filter_map(|part| {
        let value = Decimal::round(part.value);
        let feature = *words.get(part.feature)?;
        (value != Decimal::ZERO)
            .then_some(((core::cmp::Reverse(value), part.feature), (feature, value)))
    });
    let base = (before, Decimal::round(prediction.base));
    parts
        .collect::<SortedMap<_, _>>()
        .into_values()
        .chain([base])
        .map(|(feature, value)| Contribution {
            feature: feature.to_owned(),
            value,
        })
        .collect()
}

/// A probability in points.
fn percent(probability: f64) -> u8 {
    // `as` saturates, and takes NaN to 0.
    (probability * 100.0).round() as u8
}

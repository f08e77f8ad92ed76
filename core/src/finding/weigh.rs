//! Severity of a power: impact × holder × delay.
//!
//! | what was observed | severity | why |
//! |---|---|---|
//! | one key holds it, a Safe that fewer than three keys can move, or a contract whose rules were not read | as the detector says | the worst case that is not excluded |
//! | a Safe with a threshold of three or more, and no module | one step lower | three people have to agree |
//! | a timelock of a day or more, whoever proposes | one step lower | there is time to leave |
//! | such a timelock, proposed by such Safes only | two steps lower | both |
//! | a contract that only its owner can make call anything | as its owner | it adds nothing |
//! | members of a role, all of them found | as the worst of them and of those who appoint them | one is enough |
//! | nobody can use it any more | info, inert | reported, not scored |
//! | not known who holds it | as the detector says, state `possible` | unknown is never safe |
//!
//! Whoever can still act never takes a power below low: a holder lowers and does not clear.

use super::{Confidence, Severity, State};
use crate::facts::{Controller, Held, LONG_DELAY_SECS};

/// Fewer keys are often one person's.
const MANY_KEYS: u32 = 3;
/// The most steps that a holder lowers a severity by.
const MOST_STEPS: u8 = 2;

/// How a power counts, given who holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Weight {
    pub(crate) severity: Severity,
    pub(crate) confidence: Confidence,
    pub(crate) state: State,
    pub(crate) inert: bool,
}

/// Weighs a power of `severity` by its holder.
pub(crate) fn weigh(severity: Severity, held: &Held<'_>) -> Weight {
    let controller = held.holder.map(|holder| &holder.controller);
    weigh_for(severity, controller, held.power.proven)
}

/// Weighs what `controller` can do; where there is none, anybody can.
pub(crate) fn weigh_for(
    severity: Severity,
    controller: Option<&Controller>,
    proven: bool,
) -> Weight {
    let steps = controller.map_or(0, steps);
    let is_unknown = controller.is_some_and(|holder| holder.unknown_reason().is_some());
    let inert = controller.is_some_and(Controller::is_renounced);
    Weight {
        severity: if inert {
            Severity::Info
        } else {
            lowered(severity, steps)
        },
        // That a delay holds, and that nobody else has a role, is likely and not certain.
        confidence: if proven && steps == 0 {
            Confidence::High
        } else {
            Confidence::Medium
        },
        state: if is_unknown {
            State::Possible
        } else {
            State::Likely
        },
        inert,
    }
}

/// How many steps a holder lowers a severity by.
fn steps(controller: &Controller) -> u8 {
    let least = |holders: &mut dyn Iterator<Item = &Controller>| holders.map(steps).min();
    let steps = match controller {
        Controller::Safe {
            threshold,
            modules: Some(modules),
            ..
        } => u8::from(*threshold >= MANY_KEYS && modules.is_empty()),
        Controller::Timelock {
            delay_secs,
            proposers,
            ..
        } if *delay_secs >= LONG_DELAY_SECS => {
            let proposers = least(&mut proposers.iter()).unwrap_or(0);
            proposers.saturating_add(1)
        }
        Controller::Contract {
            owner: Some(owner),
            only_owner: true,
            ..
        } => steps(owner),
        Controller::Members {
            members,
            admins,
            complete: true,
        } => least(&mut members.iter().chain(admins)).unwrap_or(0),
        _ => 0,
    };
    steps.min(MOST_STEPS)
}

fn lowered(severity: Severity, steps: u8) -> Severity {
    (0..steps).fold(severity, |severity, _| match severity {
        Severity::Critical => Severity::High,
        Severity::High => Severity::Medium,
        Severity::Medium | Severity::Low => Severity::Low,
        Severity::Info => Severity::Info,
    })
}

//! Severity of a power: impact × holder × delay.
//!
//! | what was observed | severity | why |
//! |---|---|---|
//! | one key holds it, or an unknown contract | as the detector says | the worst case that is not excluded |
//! | nobody can use it any more | info, inert | reported, not scored |
//! | not known who holds it | as the detector says, state `possible` | unknown is never safe |

use super::{Confidence, Severity, State};
use crate::facts::{Controller, Held};

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
    let confidence = if held.power.proven {
        Confidence::High
    } else {
        Confidence::Medium
    };
    match held.holder.map(|holder| holder.controller) {
        Some(Controller::Renounced { .. }) => Weight {
            severity: Severity::Info,
            confidence,
            state: State::Likely,
            inert: true,
        },
        Some(Controller::Unknown { .. }) => Weight {
            severity,
            confidence,
            state: State::Possible,
            inert: false,
        },
        // Anybody, one key, or a contract whose rules were not read.
        None | Some(Controller::Eoa { .. } | Controller::Contract { .. }) => Weight {
            severity,
            confidence,
            state: State::Likely,
            inert: false,
        },
    }
}

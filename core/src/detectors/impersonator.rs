//! `impersonator`: a token takes the name of a well-known one.

use super::proof::said;
use super::{Detector, Source};
use crate::code::{Asset, Capability};
use crate::facts::{Controller, Facts, Likeness};
use crate::finding::{Finding, FindingId, Severity, State};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::Impersonator,
    severity: Severity::High,
    sources: &[Source::State],
    title: "The token takes the name of a well-known one",
    what: "`symbol()` or `name()` is the symbol of a well-known token that is somewhere else on this chain, or looks \
           like one in letters of another alphabet or with something unseen in it.",
    why: "Wallets and exchanges show the symbol. Who buys by it gets something else.",
    look_alikes: "The well-known token itself, wrapped and bridged ones with a symbol of their own (USDC.e, aUSDC), LP \
                  tokens, and symbols of tokens that are not on this chain do not fire. Where a contract creates the \
                  tokens, as bridges do, and where only capital letters differ, it is medium; a token that gives \
                  native coin back, as wrapped coins do, is low.",
    advice: "Compare the address with the one that the issuer names.",
    references: &[
        "https://docs.gopluslabs.io/reference/response-details",
        "https://www.unicode.org/reports/tr39/",
    ],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let alike = facts
        .identity
        .as_ref()
        .and_then(|identity| identity.resembles.as_ref());
    let Some(alike) = alike else {
        return Vec::new();
    };
    let view = if alike.by_name { "name" } else { "symbol" };
    let way = match alike.likeness {
        Likeness::Same => "is",
        Likeness::Case => "is, but for capital letters,",
        Likeness::Disguised => "is written to look like",
    };
    let real = alike.real.map_or_else(
        || "which has another address".to_owned(),
        |real| format!("which is {real}"),
    );
    let detail = format!("Its {view} {way} that of {}, {real}.", alike.symbol);
    let is_plain = alike.likeness != Likeness::Disguised;
    let most = if is_plain && gives_coin(facts) {
        Severity::Low
    } else if alike.likeness == Likeness::Case || is_plain && is_bridged(facts) {
        Severity::Medium
    } else {
        Severity::High
    };
    let state = if most == Severity::High {
        State::Likely
    } else {
        State::Possible
    };
    let citation = said(&alike.seen, "this is what it calls itself");
    vec![DETECTOR.note(state, detail, vec![citation]).at_most(most)]
}

/// It holds native coin for those who have the token.
fn gives_coin(facts: &Facts) -> bool {
    let code = facts.code.as_ref();
    code.is_ok_and(|code| code.custody.held.contains(&Asset::Native))
}

/// A contract creates the tokens, as that of a bridge does.
fn is_bridged(facts: &Facts) -> bool {
    facts.privileges(Capability::Mint).any(|held| {
        let controller = held.holder.map(|holder| &holder.controller);
        controller.is_some_and(|controller| {
            let mut all = controller.all().into_iter();
            all.any(|each| matches!(each, Controller::Contract { .. }))
        })
    })
}

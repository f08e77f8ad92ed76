//! `balance-view-inconsistent`: what is shown is not what the books say.

use super::{Detector, Source};
use crate::code::Entry;
use crate::facts::Facts;
use crate::finding::{Citation, Finding, FindingId, Severity, State};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::BalanceViewInconsistent,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "The shown balance is not the real one",
    what: "What `balanceOf` or `totalSupply` returns depends on who asks, or `balanceOf` returns on \
           some path a number that has nothing to do with the account.",
    why: "Wallets and explorers show tokens that are not there, or hide those that are.",
    look_alikes: "Rebasing and reflection tokens, vote escrows and shares compute a balance from the \
                  account's entry; zero for an account without one is no lie.",
    advice: "Do not trust the balance that a wallet shows for this token.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Ok(code) = &facts.code else {
        return Vec::new();
    };
    code.odd_views
        .iter()
        .map(|view| {
            let how = if view.by_caller {
                "depends on who asks"
            } else {
                "has nothing to do with the account on some path"
            };
            let place = view.branch.map(|offset| Citation::Code {
                address: facts.code_at(Some(view.selector)),
                selector: Some(view.selector),
                offset,
                note: "here it is decided what is shown".to_owned(),
            });
            let detail = format!("What {} returns {how}.", Entry::Selector(view.selector));
            DETECTOR.note(State::Likely, detail, place.into_iter().collect())
        })
        .collect()
}

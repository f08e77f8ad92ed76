//! `code-missing`: there is nothing to analyse.

use super::{Detector, Source};
use crate::evidence::Reason;
use crate::facts::Facts;
use crate::finding::{Citation, Finding, FindingId, Severity, State};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::CodeMissing,
    severity: Severity::Info,
    sources: &[Source::Code],
    title: "There is no code to look at",
    what: "The account has no code, its code could not be read, or a proxy's implementation could not be.",
    why: "Nothing can be said about what cannot be read. It may be anything.",
    look_alikes: "A wallet's own account has no code either; approving one is a risk of its own.",
    advice: "Check the address and the chain. Do not approve or send to an account you do not know.",
    references: &["https://eips.ethereum.org/EIPS/eip-1474"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Err(reason) = &facts.code else {
        return Vec::new();
    };
    let whose = if facts.proxy.is_some() {
        "the code that the proxy runs"
    } else {
        "the code of the account"
    };
    let detail = match reason {
        Reason::NotDeployed => format!("There is none: {whose} is empty."),
        reason => format!("{}: {}.", whose, reason.sentence()),
    };
    let place = Citation::Account {
        address: facts.address,
        note: "this account was asked for its code".to_owned(),
    };
    vec![DETECTOR.note(State::Unknown, detail, vec![place])]
}

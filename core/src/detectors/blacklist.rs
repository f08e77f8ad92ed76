//! `blacklist`: single accounts can be kept from transferring.

use super::proof::{entry, function};
use super::{Detector, Source};
use crate::code::{Capability, Gate, GateKey};
use crate::facts::Facts;
use crate::finding::{Citation, Confidence, Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::Blacklist,
    severity: Severity::Medium,
    sources: &[Source::Code],
    title: "Accounts can be blocked one by one",
    what: "A transfer reverts, or silently does nothing, when a mapping entry of its sender, recipient or caller is \
           set, and a privileged function can set that entry. Or a privileged function moves what an account has \
           to an entry of the same account that transfers do not reach.",
    why: "Whoever is on the list cannot sell. Scams put every buyer on it.",
    look_alikes: "A list that only the account itself or nobody can change, lists that exempt from fees or limits, \
                  and setting aside one's own tokens do not block. Regulated coins block accounts openly: the \
                  finding is there, its severity stays medium.",
    advice: "Ask who keeps the list, and whether ordinary buyers have been put on it.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let listed = of_list(&DETECTOR, facts, |gate| {
        !gate.switch.blocks_when_unset && gate.switch.can_block
    });
    listed.into_iter().chain(put_aside(facts)).collect()
}

/// A finding for each power to put an account's balance where the account cannot send it.
fn put_aside(facts: &Facts) -> impl Iterator<Item = Finding> {
    facts
        .privileges(Capability::Blacklist)
        .filter(|held| held.power.payer.is_some())
        .map(|held| {
            let detail = format!(
                "{} moves the balance of a chosen account to an entry that transfers do not reach.",
                function(held.power)
            );
            DETECTOR.of_power(facts, &held, detail)
        })
}

/// A finding for each power over a list that stops transfers.
pub(super) fn of_list(
    detector: &Detector,
    facts: &Facts,
    counts: impl Fn(&Gate) -> bool,
) -> Vec<Finding> {
    let Ok(code) = &facts.code else {
        return Vec::new();
    };
    code.gates
        .iter()
        .filter(|gate| matches!(gate.key, GateKey::Account(_)) && counts(gate))
        .flat_map(|gate| gate.powers.iter().map(move |power| (gate, power)))
        .map(|(gate, power)| {
            let stops = if gate.switch.blocks_when_unset { "not on it" } else { "on it" };
            let detail = format!(
                "A transfer by {} asks a list at offset {}, and stops for whoever is {stops}; {} writes the list.",
                entry(gate.selector),
                gate.branch,
                function(power)
            );
            let mut finding = detector.of_power(facts, &facts.held(power), detail);
            finding.citations.push(asks(facts, gate));
            if !gate.proven {
                finding.confidence = Confidence::Medium;
            }
            finding
        })
        .collect()
}

/// The branch of the transfer that asks a gate.
pub(super) fn asks(facts: &Facts, gate: &Gate) -> Citation {
    Citation::Code {
        address: facts.code_at(gate.selector),
        selector: gate.selector,
        offset: gate.branch,
        note: "here a transfer asks, and stops on the wrong answer".to_owned(),
    }
}

//! `withdraw-blockable`: withdrawals can be stopped, or are missing.

use super::proof::{at, custody, entry, function};
use super::{Detector, Source};
use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity, State};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::WithdrawBlockable,
    severity: Severity::High,
    sources: &[Source::Code],
    title: "Deposits may not come out again",
    what: "A stored switch or list decides whether people get out what they deposited, and somebody \
            privileged can turn it against them; or there is no way out of a deposit at all.",
    why: "Deposits that cannot be withdrawn are lost while somebody wants them to be.",
    look_alikes: "Switches that only stop deposits, locks that end by themselves, reentrancy locks, and a second \
            way out that asks nothing are silent.",
    advice: "Ask who can turn the switch, and whether withdrawals were ever stopped.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Some(custody) = custody(facts) else {
        return Vec::new();
    };
    let gated = custody
        .gates
        .iter()
        .filter(|gate| gate.switch.can_block)
        .flat_map(|gate| gate.powers.iter().map(move |power| (gate, power)))
        .map(|(gate, power)| {
            let detail = format!(
                "A withdrawal by {} asks at offset {} what {} writes.",
                entry(gate.selector),
                gate.branch,
                function(power)
            );
            let mut finding = DETECTOR.of_power(facts, &facts.held(power), detail);
            finding.citations.push(super::blacklist::asks(facts, gate));
            finding
        });
    let trapped = custody.trapped.iter().map(|deposit| {
        let citation = at(facts, deposit, "here the deposit is recorded");
        let detail = format!(
            "{} is paid in and recorded, and no function lets whoever paid get it out.",
            deposit.asset
        );
        DETECTOR.note(State::Likely, detail, vec![citation])
    });
    gated.chain(trapped).collect()
}

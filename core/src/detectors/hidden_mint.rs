//! `hidden-mint`: tokens appear where the books do not show it.

use super::proof::function;
use super::{Detector, Source, mint_capped};
use crate::code::{Bound, Capability, Guard};
use crate::facts::{Facts, Held};
use crate::finding::{Finding, FindingId, Severity};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::HiddenMint,
    severity: Severity::Critical,
    sources: &[Source::Code],
    title: "Tokens can be created unseen",
    what: "A privileged function credits a balance that nobody is debited for, and leaves the total supply as it was, \
           or does so inside a function that the standard defines for something else.",
    why: "Supply, explorers and holders' shares look unchanged while somebody receives tokens to sell.",
    look_alikes: "An ordinary mint raises the supply and logs a Transfer event; it is `mint-unbounded` or capped. \
                  Transfers with fees and reflection tokens credit what they debit. A bound that was found \
                  makes it medium.",
    advice: "Do not buy: there is no honest reason to create tokens without recording it.",
    references: &[
        "https://docs.gopluslabs.io/reference/response-details",
        "https://tokensniffer.com/faq",
    ],
    detect,
}
.for_this_build();

/// Functions that [ERC-20](https://eips.ethereum.org/EIPS/eip-20) and its burnable extension
/// define for something else than creating tokens.
const OTHER_PURPOSES: [[u8; 4]; 5] = [
    [0xa9, 0x05, 0x9c, 0xbb],
    [0x23, 0xb8, 0x72, 0xdd],
    [0x09, 0x5e, 0xa7, 0xb3],
    [0x42, 0x96, 0x6c, 0x68],
    [0x79, 0xcc, 0x67, 0x90],
];

fn detect(facts: &Facts) -> Vec<Finding> {
    facts
        .privileges(Capability::Mint)
        .filter(|held| is_hidden(facts, held))
        .map(|held| {
            let how = if in_other_purpose(&held) {
                "inside a function that the standard defines for something else"
            } else {
                "without raising the total supply"
            };
            let detail = format!("In {}, balances are credited {how}.", function(held.power));
            let finding = DETECTOR.of_power(facts, &held, detail);
            if mint_capped::is_limited(&held) {
                finding.at_most(Severity::Medium)
            } else {
                finding
            }
        })
        .collect()
}

/// Whether a mint hides from the books.
pub(super) fn is_hidden(facts: &Facts, held: &Held<'_>) -> bool {
    let ledger = facts.code.as_ref().ok().map(|code| &code.ledger);
    let has_supply = ledger.is_some_and(|ledger| !ledger.supply.is_empty());
    // A mint that stays below a supply which was declared beforehand hides nothing.
    let declared = matches!(
        (held.power.bound, ledger),
        (Bound::Stored { field }, Some(ledger)) if ledger.is_supply(field)
    );
    let recorded = declared
        || held
            .power
            .trail
            .is_none_or(|trail| trail.raises_supply || !has_supply);
    held.power.guard != Guard::Open && (!recorded || in_other_purpose(held))
}

fn in_other_purpose(held: &Held<'_>) -> bool {
    held.power
        .selector
        .is_some_and(|selector| OTHER_PURPOSES.contains(&selector.0))
}

//! `vault-owner-withdraw`: somebody can take deposits out.

use super::proof::{ANY_TOKEN, custody, is_privilege, moves};
use super::{Detector, Source};
use crate::code::{Asset, Capability, Power};
use crate::evidence::Reason;
use crate::facts::{Exit, Facts, Held, Keeper, Tenant};
use crate::finding::{Citation, Finding, FindingId, Severity, weigh_for};

pub(super) const DETECTOR: Detector = Detector {
    id: FindingId::VaultOwnerWithdraw,
    severity: Severity::Critical,
    sources: &[Source::Code, Source::State],
    title: "Somebody can take what people deposited",
    what: "People pay an asset in and are owed it in a book, and a privileged function sends that asset \
            elsewhere, destroys the contract with their coin in it, or calls whatever it likes in the contract's \
            name, without lowering the entry of whoever consents; or the contract that the deposits are handed \
            on to has such a function.",
    why: "Deposits can be taken at once. Most of the money that vaults and farms lost to their makers left \
            this way.",
    look_alikes: "Paying out fees that the contract booked as earned, sending on to a strategy that has to give \
            back, and surplus above what is owed are no withdrawal of deposits, nor is the end of a contract \
            that must hold or owe nothing by then. A withdrawal that is only possible after some moment is \
            milder.",
    advice: "Do not deposit more than you would hand to whoever holds this power.",
    references: &["https://docs.gopluslabs.io/reference/response-details"],
    detect,
}
.for_this_build();

fn detect(facts: &Facts) -> Vec<Finding> {
    let Some(custody) = custody(facts).filter(|custody| custody.pool.is_empty()) else {
        return Vec::new();
    };
    let takes = |held: &Held<'_>| match held.power.capability {
        Capability::SweepAsset => held.power.asset.is_some_and(|asset| asset != ANY_TOKEN),
        Capability::Execute => true,
        // All coin goes with the contract, on every chain.
        Capability::SelfDestruct => {
            let has = |asset: Asset| custody.held.contains(&asset);
            held.power.asset.is_some_and(has)
        }
        _ => false,
    };
    let kept = facts.keepers.iter().flat_map(of_keeper);
    facts
        .powers()
        .filter(|held| !custody.held.is_empty() && is_privilege(held) && takes(held))
        .map(|held| {
            let finding = DETECTOR.of_power(facts, &held, moves(held.power, how(held.power)));
            if held.power.delayed {
                finding.at_most(Severity::High)
            } else {
                finding
            }
        })
        .chain(kept)
        .collect()
}

const fn how(power: &Power) -> &'static str {
    match power.capability {
        Capability::SelfDestruct => "destroys the contract, which sends",
        _ => "sends",
    }
}

/// What somebody can do with the deposits where they are kept.
fn of_keeper(keeper: &Keeper) -> Vec<Finding> {
    let holds = [&keeper.name(), " keeps what is paid in"].concat();
    match &keeper.tenant {
        Tenant::Contract {
            exits, followed, ..
        } => {
            let severity = |exit: &Exit| {
                if exit.delayed {
                    Severity::High
                } else {
                    DETECTOR.severity
                }
            };
            let through =
                |exit| DETECTOR.through(severity(exit), exit, *followed, &holds, Vec::new());
            exits.iter().map(through).collect()
        }
        // What this version does not look for is an unknown, and no finding.
        Tenant::Other(controller) if keeper.gap().is_none_or(Reason::is_failure) => {
            let weight = weigh_for(DETECTOR.severity, Some(controller), true);
            let place = Citation::Account {
                address: keeper.address,
                note: "it is handed the deposits".to_owned(),
            };
            let detail = format!("{holds}: {controller}.");
            vec![Finding {
                severity: weight.severity,
                confidence: weight.confidence,
                controller: Some(controller.clone()),
                ..DETECTOR.note(weight.state, detail, vec![place])
            }]
        }
        _ => Vec::new(),
    }
}

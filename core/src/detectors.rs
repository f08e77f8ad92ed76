//! The registry of detectors: one file each, named after its id.
//!
//! A detector is a pure function from [`Facts`] to findings, with its metadata beside it. It
//! imports facts and findings and nothing else. The registry is the one list that reports,
//! documentation and types are made from.

mod allowance_abuse;
mod arbitrary_transfer;
mod balance_rewrite;
mod blacklist;
mod burn_from_any;
mod claim_pulls_funds;
mod code_missing;
mod distributor_mints;
mod distributor_sweep;
mod emergency_withdraw_to_owner;
mod exit_fee_unbounded;
mod fake_renounce;
mod fee_modifiable_unbounded;
mod hidden_mint;
mod hidden_owner;
mod merkle_root_mutable;
mod mint_capped;
mod mint_unbounded;
mod operator_withdraw_for_user;
mod owner_privileged;
mod partial_coverage;
mod pool_privileged_drain;
mod price_settable;
mod selfdestruct_reachable;
mod strategy_swappable;
mod trading_switch;
mod transfer_pausable;
mod unsupported_vm;
mod upgradeable_proxy;
mod vault_migrate;
mod vault_owner_withdraw;
mod withdraw_blockable;

mod proof;

use crate::facts::Facts;
use crate::finding::{Finding, FindingId, Severity};
use crate::sorted::SortedMap;

/// What a detector looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Runtime code.
    Code,
    /// Storage reads and view calls.
    State,
}

/// A detector with its metadata.
#[derive(Debug)]
pub struct Detector {
    /// The id of its findings.
    pub id: FindingId,
    /// The severity while one key holds the power with no delay.
    pub severity: Severity,
    /// What it looks at.
    pub sources: &'static [Source],
    /// A few words.
    pub title: &'static str,
    /// What the code does when it fires. This and the next two, and the references, are what
    /// documentation is made from: they are empty without the feature `docs`.
    pub what: &'static str,
    /// Why that is a risk.
    pub why: &'static str,
    /// Honest contracts that look alike, and why it stays silent or mild on them.
    pub look_alikes: &'static str,
    /// What a person can do.
    pub advice: &'static str,
    /// Where the facts come from.
    pub references: &'static [&'static str],
    /// The question.
    pub detect: fn(&Facts) -> Vec<Finding>,
}

impl Detector {
    /// Drops the texts that no report shows: a wallet would load 5 kB of them for nothing.
    const fn for_this_build(self) -> Self {
        if cfg!(feature = "docs") {
            return self;
        }
        Self {
            what: "",
            why: "",
            look_alikes: "",
            references: &[],
            ..self
        }
    }
}

/// Every detector, in the order of [`FindingId::ALL`].
pub const ALL: &[Detector] = &[
    owner_privileged::DETECTOR,
    hidden_owner::DETECTOR,
    fake_renounce::DETECTOR,
    mint_unbounded::DETECTOR,
    mint_capped::DETECTOR,
    hidden_mint::DETECTOR,
    burn_from_any::DETECTOR,
    transfer_pausable::DETECTOR,
    trading_switch::DETECTOR,
    blacklist::DETECTOR,
    fee_modifiable_unbounded::DETECTOR,
    balance_rewrite::DETECTOR,
    arbitrary_transfer::DETECTOR,
    upgradeable_proxy::DETECTOR,
    selfdestruct_reachable::DETECTOR,
    vault_owner_withdraw::DETECTOR,
    vault_migrate::DETECTOR,
    emergency_withdraw_to_owner::DETECTOR,
    strategy_swappable::DETECTOR,
    withdraw_blockable::DETECTOR,
    allowance_abuse::DETECTOR,
    price_settable::DETECTOR,
    exit_fee_unbounded::DETECTOR,
    pool_privileged_drain::DETECTOR,
    distributor_sweep::DETECTOR,
    distributor_mints::DETECTOR,
    merkle_root_mutable::DETECTOR,
    claim_pulls_funds::DETECTOR,
    operator_withdraw_for_user::DETECTOR,
    code_missing::DETECTOR,
    unsupported_vm::DETECTOR,
    partial_coverage::DETECTOR,
];

/// Asks every detector; the worst findings come first, inert ones last.
#[must_use]
pub fn detect(facts: &Facts) -> Vec<Finding> {
    let findings = ALL
        .iter()
        .flat_map(|detector| (detector.detect)(facts))
        .enumerate();
    let rank = |(index, finding): (usize, Finding)| {
        (
            (
                finding.inert,
                core::cmp::Reverse(finding.severity),
                finding.id,
                index,
            ),
            finding,
        )
    };
    findings
        .map(rank)
        .collect::<SortedMap<_, _>>()
        .into_values()
        .collect()
}

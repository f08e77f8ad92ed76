//! The registry of detectors: one file each, named after its id.
//!
//! A detector is a pure function from [`Facts`] to findings, with its metadata beside it. It
//! imports facts and findings and nothing else. The registry is the one list that reports,
//! documentation and types are made from.

mod allowance_abuse;
mod arbitrary_transfer;
mod balance_rewrite;
mod balance_view_inconsistent;
mod blacklist;
mod bridge_single_verifier;
mod burn_from_any;
mod burn_from_pair;
mod claim_pulls_funds;
mod code_missing;
mod contract_young;
mod custody_upgradeable_by_eoa;
mod delegatecall_settable;
mod delegatecall_to_unverified_library;
mod deployer_drained_tokens;
mod deployer_linked_incident;
mod distributor_mints;
mod distributor_sweep;
mod emergency_withdraw_to_owner;
mod exit_fee_unbounded;
mod fake_renounce;
mod fee_modifiable_bounded;
mod fee_modifiable_unbounded;
mod fee_per_address;
mod fee_recipient_modifiable;
mod hidden_mint;
mod hidden_owner;
mod holder_concentration;
mod impersonator;
mod incident_pattern_match;
mod known_bytecode_match;
mod liquidity_low;
mod liquidity_removed;
mod lp_held_by_privileged;
mod lp_lock_expiring;
mod lp_lock_unverified;
mod lp_unlocked;
mod merkle_root_mutable;
mod metamorphic_code;
mod mint_capped;
mod mint_unbounded;
mod operator_withdraw_for_user;
mod owner_privileged;
mod ownership_reclaimable;
mod pair_preapproved_spender;
mod partial_coverage;
mod pool_privileged_drain;
mod price_settable;
mod satellite_minter;
mod selfdestruct_reachable;
mod simulation_evasion;
mod strategy_swappable;
mod supply_held_by_privileged;
mod thin_lending_market;
mod trading_cooldown;
mod trading_switch;
mod transfer_external_gate;
mod transfer_limit_modifiable;
mod transfer_pausable;
mod tx_origin_auth;
mod unsupported_vm;
mod upgrade_recent;
mod upgrade_single_key;
mod upgradeable_proxy;
mod vault_migrate;
mod vault_owner_withdraw;
mod whitelist_gate;
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
    /// Events.
    Logs,
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
    ownership_reclaimable::DETECTOR,
    fake_renounce::DETECTOR,
    tx_origin_auth::DETECTOR,
    mint_unbounded::DETECTOR,
    mint_capped::DETECTOR,
    hidden_mint::DETECTOR,
    burn_from_any::DETECTOR,
    transfer_pausable::DETECTOR,
    trading_switch::DETECTOR,
    blacklist::DETECTOR,
    whitelist_gate::DETECTOR,
    transfer_limit_modifiable::DETECTOR,
    trading_cooldown::DETECTOR,
    transfer_external_gate::DETECTOR,
    simulation_evasion::DETECTOR,
    fee_modifiable_unbounded::DETECTOR,
    fee_modifiable_bounded::DETECTOR,
    fee_per_address::DETECTOR,
    fee_recipient_modifiable::DETECTOR,
    balance_rewrite::DETECTOR,
    arbitrary_transfer::DETECTOR,
    balance_view_inconsistent::DETECTOR,
    upgradeable_proxy::DETECTOR,
    upgrade_single_key::DETECTOR,
    upgrade_recent::DETECTOR,
    delegatecall_settable::DETECTOR,
    selfdestruct_reachable::DETECTOR,
    metamorphic_code::DETECTOR,
    lp_unlocked::DETECTOR,
    lp_lock_expiring::DETECTOR,
    lp_lock_unverified::DETECTOR,
    lp_held_by_privileged::DETECTOR,
    liquidity_low::DETECTOR,
    liquidity_removed::DETECTOR,
    supply_held_by_privileged::DETECTOR,
    holder_concentration::DETECTOR,
    contract_young::DETECTOR,
    deployer_linked_incident::DETECTOR,
    deployer_drained_tokens::DETECTOR,
    known_bytecode_match::DETECTOR,
    incident_pattern_match::DETECTOR,
    impersonator::DETECTOR,
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
    pair_preapproved_spender::DETECTOR,
    satellite_minter::DETECTOR,
    operator_withdraw_for_user::DETECTOR,
    custody_upgradeable_by_eoa::DETECTOR,
    delegatecall_to_unverified_library::DETECTOR,
    burn_from_pair::DETECTOR,
    bridge_single_verifier::DETECTOR,
    thin_lending_market::DETECTOR,
    code_missing::DETECTOR,
    unsupported_vm::DETECTOR,
    partial_coverage::DETECTOR,
];

/// Asks every detector; the worst findings come first, inert ones last.
#[must_use]
pub fn detect(facts: &Facts) -> Vec<Finding> {
    let mut findings: Vec<Finding> = ALL
        .iter()
        .flat_map(|detector| (detector.detect)(facts))
        .collect();
    for finding in &mut findings {
        proof::with_stakes(facts, finding);
    }
    let alike = incident_pattern_match::of(facts, &findings);
    findings.extend(alike);
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
        .into_iter()
        .enumerate()
        .map(rank)
        .collect::<SortedMap<_, _>>()
        .into_values()
        .collect()
}

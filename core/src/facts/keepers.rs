//! Contracts that are handed what people paid in: what they have of it, and who can take it out of them.

use super::Unknown;
use super::control::Controller;
use super::market::{self, Exit, Tenant};
use super::reads::Reads;
use super::stakes::{self, Stake};
use crate::code::{Capability, CodeFacts, Party};
use crate::evidence::Reason;
use crate::primitives::Address;

/// Keepers that are looked at.
const MAX_KEEPERS: usize = 3;

/// A contract that keeps deposits for the one that people paid them into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeper {
    /// Its address; `None` where that could not be read.
    pub address: Option<Address>,
    /// What stands behind it.
    pub tenant: Tenant,
    /// What it has of what was paid in.
    pub stake: Option<Stake>,
}

impl Keeper {
    /// Whom the code of `subject` hands what it holds, of which `stakes` tells.
    pub(super) fn of(
        reads: &mut Reads<'_>,
        subject: Address,
        code: &CodeFacts,
        stakes: &[Stake],
    ) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        let keepers = code.custody.keepers.iter().take(MAX_KEEPERS);
        for keeper in keepers {
            let paid_in = stakes.iter().find_map(|stake| Some((stake, stake.token?)));
            let failed = stakes.iter().find_map(|stake| stake.amount.reason());
            let unknown = |reason| Tenant::Other(Controller::Unknown { reason });
            found.push(match (stakes::address(reads, subject, *keeper), paid_in) {
                (Ok(address), Some((stake, token))) => {
                    let mut tenant = market::tenant(reads, address, token);
                    if let Tenant::Contract { exits, .. } = &mut tenant {
                        exits.retain(|exit| is_loss(exit, subject));
                    }
                    let stake = Some(Stake::with(reads, address, stake));
                    Self {
                        address: Some(address),
                        tenant,
                        stake,
                    }
                }
                // Coin is not followed from one contract to the next.
                (Ok(address), None) => Self {
                    address: Some(address),
                    tenant: unknown(failed.unwrap_or(Reason::NotImplemented)),
                    stake: None,
                },
                (Err(reason), _) if reason.is_failure() => Self {
                    address: None,
                    tenant: unknown(reason),
                    stake: None,
                },
                // Nobody is named yet.
                (Err(_), _) => continue,
            });
        }
        found
    }

    /// Why somebody may be able to take it who was not found.
    #[must_use]
    pub fn gap(&self) -> Option<Reason> {
        match &self.tenant {
            Tenant::Other(controller) => controller.gap(),
            Tenant::Contract {
                exits, followed, ..
            } => {
                let mut holders = exits.iter().filter_map(|exit| exit.controller.as_ref());
                let unknown = holders.find_map(Controller::gap);
                unknown.or((!followed).then_some(Reason::Unresolved))
            }
            _ => None,
        }
    }

    /// It in a sentence.
    #[must_use]
    pub fn name(&self) -> String {
        self.address.map_or_else(
            || "a contract that was not read".to_owned(),
            |address| address.to_string(),
        )
    }

    pub(super) fn unknown(&self) -> Option<Unknown> {
        Some(Unknown {
            what: format!("who can take out what {} keeps", self.name()),
            reason: self.gap()?,
        })
    }
}

/// Somebody else than the contract that it keeps it for gets it, and chooses whither.
fn is_loss(exit: &Exit, subject: Address) -> bool {
    let controller = exit.controller.as_ref();
    let by_subject = controller.and_then(Controller::account) == Some(subject);
    let takes = matches!(
        exit.deed,
        Capability::SweepAsset | Capability::Approve | Capability::WithdrawFor
    );
    let is_free = matches!(exit.recipient, Some(Party::Caller | Party::Chosen));
    !by_subject && (!takes || is_free)
}

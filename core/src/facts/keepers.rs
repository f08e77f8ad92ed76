//! Contracts that are handed what people paid in: what they have of it, and who can take it out of them.

use super::Unknown;
use super::market::{self, Exit, Tenant};
use super::reads::Reads;
use super::stakes::{self, Stake};
use crate::code::{Capability, CodeFacts, Party};
use crate::evidence::Reason;
use crate::primitives::Address;

/// Keepers that are looked at.
const MAX_KEEPERS: usize = 2;

/// A contract that keeps deposits for the one that people paid them into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeper {
    /// Its address.
    pub address: Address,
    /// What stands behind it.
    pub tenant: Tenant,
    /// What it has of what was paid in.
    pub stake: Stake,
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
            let Ok(address) = stakes::address(reads, subject, *keeper) else {
                continue;
            };
            let mut tokens = stakes
                .iter()
                .filter_map(|stake| Some((stake, stake.token?)));
            let Some((stake, token)) = tokens.next() else {
                continue;
            };
            let mut tenant = market::tenant(reads, address, token);
            if let Tenant::Contract { exits, .. } = &mut tenant {
                exits.retain(|exit| is_loss(exit, subject));
            }
            found.push(Self {
                address,
                tenant,
                stake: Stake::with(reads, address, stake),
            });
        }
        found
    }

    /// Why somebody may be able to take it who was not found.
    #[must_use]
    pub fn gap(&self) -> Option<Reason> {
        match &self.tenant {
            Tenant::Other(controller) => controller.gap(),
            Tenant::Contract { followed, .. } => (!followed).then_some(Reason::Unresolved),
            _ => None,
        }
    }

    pub(super) fn unknown(&self) -> Option<Unknown> {
        Some(Unknown {
            what: format!("who can take out what {} keeps", self.address),
            reason: self.gap()?,
        })
    }
}

/// Somebody else than the contract that it keeps it for gets it, and chooses whither.
fn is_loss(exit: &Exit, subject: Address) -> bool {
    let controller = exit.controller.as_ref();
    let by_subject = controller.and_then(super::Controller::account) == Some(subject);
    let takes = matches!(
        exit.deed,
        Capability::SweepAsset | Capability::Approve | Capability::WithdrawFor
    );
    let is_free = matches!(exit.recipient, Some(Party::Caller | Party::Chosen));
    !by_subject && (!takes || is_free)
}

//! Everybody on the way to whoever decides in the end.

use super::Controller;
use crate::primitives::Address;

impl Controller {
    /// The account that acts; none for a role, which has many, and for what is not known.
    #[must_use]
    pub const fn account(&self) -> Option<Address> {
        match self {
            Self::Renounced { address }
            | Self::Eoa { address, .. }
            | Self::Safe { address, .. }
            | Self::Timelock { address, .. }
            | Self::Governor { address, .. }
            | Self::Contract { address, .. } => Some(*address),
            Self::Members { .. } | Self::Unknown { .. } => None,
        }
    }

    /// This one, and those that stand behind it. The keys of a Safe are left out: none of them
    /// decides alone.
    #[must_use]
    pub fn all(&self) -> Vec<&Self> {
        let mut all = vec![self];
        let mut next = 0;
        while let Some(controller) = all.get(next).copied() {
            next = next.saturating_add(1);
            match controller {
                Self::Members {
                    members, admins, ..
                } => all.extend(members.iter().chain(admins)),
                Self::Timelock { proposers, .. } => all.extend(proposers),
                Self::Contract { owner, .. } => all.extend(owner.iter().map(AsRef::as_ref)),
                _ => {}
            }
        }
        all
    }
}

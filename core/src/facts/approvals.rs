//! How much a contract can take of what people approved for it.
//!
//! A token cannot list who approved whom. Its events name them, all where the node gives all events, else
//! the latest; what is left of each approval, and what its owner has, is asked of the token.

use alloy_primitives::b256;

use super::market::Seen;
use super::reads::Reads;
use crate::abi::{self, View};
use crate::evidence::{Observed, Reason};
use crate::primitives::{Address, B256, U256};
use crate::request::LogFilter;
use crate::sorted::SortedSet;

/// `Approval(address,address,uint256)` of ERC-20.
const APPROVAL: B256 = b256!("8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925");
/// Accounts that are asked for, the latest first.
const MOST_OWNERS: usize = 16;

/// Who approved a contract to take a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Approvals {
    /// Accounts that events name.
    pub owners: usize,
    /// How many of them were asked for, and answered for.
    pub asked: usize,
    /// Why there may be others, or more; none where everybody was asked for.
    pub gap: Option<Reason>,
}

impl Approvals {
    /// Who approved `spender`, what he can take of it all now, and the largest of the approvals.
    pub(super) fn of(
        reads: &mut Reads<'_>,
        token: Address,
        spender: Address,
    ) -> Result<(Self, U256, Option<Seen>), Reason> {
        let named = LogFilter {
            third: Some(spender.into_word()),
            ..LogFilter::of(APPROVAL)
        };
        let (events, gap) = reads.events(token, named)?;
        let mut approvals = Self {
            gap,
            ..Self::default()
        };
        let mut seen = SortedSet::new();
        let (mut sum, mut most) = (U256::ZERO, (U256::ZERO, None));
        let owners = events.iter().rev().filter_map(|event| event.topics.get(1));
        for owner in owners.filter(|owner| seen.insert(**owner)) {
            approvals.owners = approvals.owners.saturating_add(1);
            if approvals.owners > MOST_OWNERS {
                approvals.gap = approvals.gap.or(Some(Reason::WorkLimit));
                continue;
            }
            let arguments = [*owner, spender.into_word()];
            let mut ask = |view, arguments: &[B256]| {
                abi::first(abi::words_view_together(reads, token, view, arguments))
            };
            let allowed = ask(View::ALLOWANCE, &arguments);
            match (allowed, ask(View::BALANCE, &[*owner])) {
                (Observed::Known(allowed), Observed::Known(balance)) => {
                    approvals.asked = approvals.asked.saturating_add(1);
                    let takes = allowed.min(balance);
                    sum = sum.saturating_add(takes);
                    if takes > most.0 {
                        let data = abi::calldata(View::ALLOWANCE, &arguments);
                        let seen = Seen {
                            address: token,
                            data,
                            word: allowed,
                        };
                        most = (takes, Some(seen));
                    }
                }
                (allowed, balance) => {
                    let reason = allowed.reason().or(balance.reason());
                    approvals.gap = reason.or(Some(Reason::InvalidReply));
                }
            }
        }
        Ok((approvals, sum, most.1))
    }
}

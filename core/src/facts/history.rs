//! What else the maker of a contract made before.
//!
//! The address of an account's n-th creation follows from both, so those before this one are asked whether they are
//! tokens, many at once, without an archive and without an index.

use super::Unknown;
use super::market::Pool;
use super::origin::Deployer;
use super::reads::Reads;
use crate::abi::{self, View};
use crate::chains::chain;
use crate::evidence::{Depth, Observed, Reason};
use crate::primitives::{Address, U256};

/// Transactions before the one that made the contract, each of which may have made another: two batches.
const MOST_CREATIONS: u16 = 160;
/// Tokens among them that are looked into, the latest first.
const MOST_TOKENS: usize = 4;
/// A pool with less than this, in thousandths of a shallow one, is dead: tens of dollars.
const DEAD: u64 = 10;

/// The earlier contracts of a contract's maker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Tokens that were found.
    pub tokens: usize,
    /// Those whose deepest pool has nothing in it any more.
    pub dead: Vec<Dead>,
    /// Why not all of that is known.
    pub gap: Option<Reason>,
}

/// A token that nobody can sell any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dead {
    /// The token.
    pub token: Address,
    /// Its deepest pool.
    pub pool: Pool,
}

impl History {
    /// Looks at what `maker` made before, where everything is to be asked.
    pub(super) fn resolve(reads: &mut Reads<'_>, maker: Option<Deployer>) -> Option<Self> {
        if reads.evidence().depth != Depth::Full {
            return None;
        }
        let mut history = Self::default();
        let Some(maker) = maker else {
            history.gap = Some(Reason::NotEnumerable);
            return Some(history);
        };
        let first = maker.nonce.saturating_sub(MOST_CREATIONS);
        if first > 0 {
            history.gap = Some(Reason::WorkLimit);
        }
        let mut tokens = Vec::new();
        for nonce in (first..maker.nonce).rev() {
            let address = maker.naming.address(maker.address, nonce);
            let supply = abi::words_view_together(reads, address, View::SUPPLY, &[]);
            match abi::first(supply) {
                Observed::Known(_) => tokens.push(address),
                Observed::Absent => {}
                Observed::Unavailable(reason) => history.gap = Some(reason),
            }
        }
        if tokens.len() > MOST_TOKENS {
            history.gap = history.gap.or(Some(Reason::WorkLimit));
            tokens.truncate(MOST_TOKENS);
        }
        tokens.retain(|token| match reads.analysis(*token) {
            Ok(code) => !code.ledger.balances.is_empty(),
            Err(reason) => {
                history.gap = Some(reason);
                false
            }
        });
        history.tokens = tokens.len();
        let chain = reads.evidence().target.chain_id.and_then(chain);
        for token in tokens {
            let Some(chain) = chain else {
                history.gap = Some(Reason::UnlistedChain);
                break;
            };
            let (pools, gap) = Pool::of_token(reads, chain, token);
            history.gap = gap.or(history.gap);
            let deepest = pools.into_iter().next();
            history.dead.extend(
                deepest
                    .filter(Pool::is_dead)
                    .map(|pool| Dead { token, pool }),
            );
        }
        Some(history)
    }

    pub(super) fn unknowns(&self) -> impl Iterator<Item = Unknown> {
        self.gap.into_iter().map(|reason| Unknown {
            what: "what else the contract's maker made, and what became of it".to_owned(),
            reason,
        })
    }
}

impl Pool {
    /// There is next to nothing in it.
    fn is_dead(&self) -> bool {
        matches!(self.depth, Observed::Known(depth) if depth == U256::ZERO)
            || self.depth_permille().is_some_and(|depth| depth < DEAD)
    }
}

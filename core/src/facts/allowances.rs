//! What a pool lets others take of its tokens.

use super::control::Controller;
use super::market::Seen;
use super::reads::Reads;
use crate::abi::{self, View};
use crate::code::CodeFacts;
use crate::evidence::Observed;
use crate::primitives::{Address, U256};

/// Tokens of a pool that somebody else may take out of it at any time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The token.
    pub token: Address,
    /// Who may take it.
    pub spender: Address,
    /// Who stands behind the spender.
    pub controller: Controller,
    /// The view that says how much: never nothing.
    pub seen: Seen,
}

impl Allowance {
    /// What a pool of two tokens allows those whom its factory pays or obeys. Where the code is no
    /// pool's, nothing is asked.
    pub(super) fn of_pool(reads: &mut Reads<'_>, pool: Address, code: &CodeFacts) -> Vec<Self> {
        if code.custody.pool.is_empty() {
            return Vec::new();
        }
        let mut ask = |of: Address, view| abi::address_view(reads, of, view, &[]).known().copied();
        let tokens = [View::TOKEN0, View::TOKEN1].map(|view| ask(pool, view));
        let spenders = match ask(pool, View::FACTORY) {
            Some(factory) => [View::FEE_TO, View::FEE_TO_SETTER].map(|view| ask(factory, view)),
            None => [None; 2],
        };
        let mut spenders: Vec<Address> = spenders.into_iter().flatten().collect();
        spenders.dedup();
        let mut found = Vec::new();
        for token in tokens.into_iter().flatten() {
            for spender in &spenders {
                found.extend(allowed(reads, pool, token, *spender));
            }
        }
        found
    }
}

fn allowed(
    reads: &mut Reads<'_>,
    pool: Address,
    token: Address,
    spender: Address,
) -> Option<Allowance> {
    if spender.is_zero() {
        return None;
    }
    let arguments = [pool.into_word(), spender.into_word()];
    let amount = abi::number_view(reads, token, View::ALLOWANCE, &arguments);
    let Observed::Known(word) = amount else {
        return None;
    };
    (word > U256::ZERO).then(|| Allowance {
        token,
        spender,
        controller: Controller::of_address(reads, spender),
        seen: Seen {
            address: token,
            data: abi::calldata(View::ALLOWANCE, &arguments),
            word,
        },
    })
}

//! What a pool lets others take of its tokens.

use super::control::Controller;
use super::market::Seen;
use super::reads::Reads;
use crate::abi::{self, View};
use crate::code::{CodeFacts, Entry};
use crate::evidence::{Observed, Reason};
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

/// What a pool lets others take, as far as that was told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowances {
    /// Those that were found.
    pub found: Vec<Allowance>,
    /// Why there may be others.
    pub gap: Option<Reason>,
}

impl Allowances {
    /// What a pool of two tokens allows those whom its factory pays or obeys. Where the code is no
    /// pool's, nothing is asked.
    pub(super) fn of_pool(reads: &mut Reads<'_>, pool: Address, code: &CodeFacts) -> Self {
        let mut all = Self::default();
        if code.custody.pool.is_empty() {
            return all;
        }
        let tokens = [View::TOKEN0, View::TOKEN1].map(|view| all.ask(reads, pool, view, code));
        let factory = all.ask(reads, pool, View::FACTORY, code);
        if tokens == [None; 2] {
            return all;
        }
        let mut spenders = Vec::new();
        for view in [View::FEE_TO, View::FEE_TO_SETTER] {
            let spender = factory.map(|factory| abi::address_view(reads, factory, view, &[]));
            all.gap = all.gap.or(match spender {
                Some(Observed::Unavailable(reason)) => Some(reason),
                // No contract returns nothing for an address: what has no such view reverts.
                Some(Observed::Absent) => {
                    let calldata = abi::calldata(view, &[]);
                    let said = factory.map(|factory| reads.call(factory, calldata));
                    said.and_then(|said| said.known().map(|_| Reason::InvalidReply))
                }
                _ => None,
            });
            let known = spender.and_then(|spender| spender.known().copied());
            spenders.extend(known.filter(|spender| !spender.is_zero()));
        }
        spenders.dedup();
        for token in tokens.into_iter().flatten() {
            for spender in &spenders {
                all.look(reads, pool, token, *spender);
            }
        }
        all
    }

    /// Asks the pool itself. A view that its code has does not revert.
    fn ask(
        &mut self,
        reads: &mut Reads<'_>,
        pool: Address,
        view: View,
        code: &CodeFacts,
    ) -> Option<Address> {
        let entry = Entry::Selector(view.selector());
        let gap = match abi::address_view(reads, pool, view, &[]) {
            Observed::Known(address) => return Some(address),
            Observed::Absent => {
                let mut functions = code.functions.iter();
                let has_it = functions.any(|function| function.entry == entry);
                has_it.then_some(Reason::InvalidReply)
            }
            Observed::Unavailable(reason) => Some(reason),
        };
        self.gap = self.gap.or(gap);
        None
    }

    fn look(&mut self, reads: &mut Reads<'_>, pool: Address, token: Address, spender: Address) {
        let arguments = [pool.into_word(), spender.into_word()];
        let word = match abi::number_view(reads, token, View::ALLOWANCE, &arguments) {
            Observed::Known(word) => word,
            other => {
                self.gap = other.reason().or(Some(Reason::InvalidReply));
                return;
            }
        };
        if word > U256::ZERO {
            let controller = Controller::of_address(reads, spender);
            self.gap = self.gap.or(controller.gap());
            self.found.push(Allowance {
                token,
                spender,
                controller,
                seen: Seen {
                    address: token,
                    data: abi::calldata(View::ALLOWANCE, &arguments),
                    word,
                },
            });
        }
    }
}

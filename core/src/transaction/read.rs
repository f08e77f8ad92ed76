//! From calldata to intents.

use alloy_primitives::keccak256;

use super::calls::{CALLS, CallKind, Coin, Known, Shape};
use super::found::{all_or_nothing, seconds};
use super::intent::{Amount, Asset, Call, Intents, Leave, Power};
use super::router;
use crate::abi::{Arguments, List};
use crate::chains::{Chain, chain};
use crate::evidence::Reason;
use crate::facts::Unknown;
use crate::primitives::{Address, Selector, U256};

/// Calls inside of calls that are followed.
const MAX_DEPTH: usize = 4;
/// Calls, commands and listed tokens that are looked at, all in all.
const MAX_STEPS: usize = 128;
/// As much calldata as nodes take in one transaction.
pub(super) const MAX_DATA_BYTES: usize = 128 * 1024;

/// A call, and in whose name it is made.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) to: Address,
    pub(super) value: U256,
    pub(super) data: &'a [u8],
    /// Whether what the call's sender holds is yours.
    pub(super) yours: bool,
}

/// Reads calls into intents.
pub(super) struct Reader {
    pub(super) from: Option<Address>,
    pub(super) chain: Option<&'static Chain>,
    selectors: Vec<(Selector, &'static Known)>,
    steps: usize,
    pub(super) found: Intents,
}

impl Reader {
    pub(super) fn new(from: Option<Address>, chain_id: Option<u64>) -> Self {
        let selector = |known: &'static Known| {
            let hash = keccak256(known.0);
            let bytes = hash.first_chunk().copied().unwrap_or_default();
            (Selector::new(bytes), known)
        };
        Self {
            from,
            chain: chain_id.and_then(chain),
            selectors: CALLS.iter().map(selector).collect(),
            steps: 0,
            found: Intents::default(),
        }
    }

    /// Reads one call and those in it.
    pub(super) fn call(&mut self, asked: Asked<'_>, path: &[u32]) {
        if !self.steps_on() {
            return;
        }
        let Some((selector, arguments)) = asked.data.split_first_chunk::<4>() else {
            return self.bare(asked, path);
        };
        let selector = Selector::new(*selector);
        let known = self.selectors.iter().find(|(other, _)| *other == selector);
        let known = known.map(|(_, known)| *known);
        let at = self.found.calls.len();
        self.found.calls.push(Call {
            path: path.to_vec(),
            contract: Some(asked.to),
            selector: Some(selector),
            name: known.map(|(signature, ..)| *signature),
            kind: known.map_or(CallKind::Unknown, |(_, kind, _)| *kind),
        });
        let read = known.and_then(|(_, kind, shape)| {
            self.shape(asked, Arguments::new(arguments), *kind, *shape, path)
        });
        if let (Some((_, _, shape)), Some(())) = (known, read) {
            self.beside(asked, *shape);
        }
        if read.is_none() {
            if let Some(call) = self.found.calls.get_mut(at) {
                call.name = None;
                call.kind = CallKind::Unknown;
            }
            self.not_understood(asked, Some(selector));
        }
    }

    /// A contract is created: its code is not read.
    pub(super) fn creation(&mut self, value: U256) {
        self.found.calls.push(Call {
            path: Vec::new(),
            contract: None,
            selector: None,
            name: None,
            kind: CallKind::Unknown,
        });
        self.unknown(
            "what the created contract does".to_owned(),
            Reason::NotImplemented,
        );
        if value != U256::ZERO {
            let value = Amount::Exactly(value);
            self.expose(Power::Receive, Asset::Coin, value, None, None);
        }
    }

    /// Counts one thing that is looked at; false where it is one too many.
    pub(super) fn steps_on(&mut self) -> bool {
        self.steps = self.steps.saturating_add(1);
        if self.steps == MAX_STEPS.saturating_add(1) {
            self.cut();
        }
        self.steps <= MAX_STEPS
    }

    /// A call without calldata pays.
    fn bare(&mut self, asked: Asked<'_>, path: &[u32]) {
        self.found.calls.push(Call {
            path: path.to_vec(),
            contract: Some(asked.to),
            selector: None,
            name: None,
            kind: CallKind::Transfer,
        });
        if asked.value != U256::ZERO && !self.is_wrapper(asked.to) {
            self.pay(asked);
        }
    }

    fn pay(&mut self, asked: Asked<'_>) {
        if Some(asked.to) != self.from {
            let to = Some(asked.to);
            self.expose(
                Power::Receive,
                Asset::Coin,
                Amount::Exactly(asked.value),
                to,
                to,
            );
        }
    }

    fn not_understood(&mut self, asked: Asked<'_>, selector: Option<Selector>) {
        let name = selector.map_or_else(String::new, |selector| selector.to_string());
        self.found.unknowns.push(Unknown {
            what: ["what the call ", &name, " does"].concat(),
            reason: Reason::NotImplemented,
        });
        let to = Some(asked.to);
        let (asset, amount) = match asked.value {
            U256::ZERO => (Asset::Unknown, Amount::Unknown),
            value => (Asset::Coin, Amount::Exactly(value)),
        };
        self.expose(Power::Unknown, asset, amount, to, to);
    }

    fn shape(
        &mut self,
        asked: Asked<'_>,
        words: Arguments<'_>,
        kind: CallKind,
        shape: Shape,
        path: &[u32],
    ) -> Option<()> {
        let to = asked.to;
        let token = Asset::Token(to);
        match shape {
            Shape::Allow { spender, amount } => {
                let (spender, amount) = (words.address(at(spender))?, words.word(at(amount))?);
                if asked.yours {
                    self.allow(token, spender, amount, None);
                }
            }
            Shape::AllowAll => {
                let (operator, on) = (words.address(0)?, words.flag(1)?);
                if !on {
                    self.leave(token, Amount::Unlimited, CallKind::Revoke);
                } else if asked.yours {
                    let who = Some(operator);
                    self.expose(Power::Operate, token, Amount::Unlimited, who, who);
                }
            }
            Shape::Permit {
                owner,
                spender,
                amount,
            } => {
                let (owner, spender) = (words.address(at(owner))?, words.address(at(spender))?);
                let amount = words.word(at(amount))?;
                if self.is_me(owner) {
                    self.allow(token, spender, amount, None);
                }
            }
            Shape::PermitAll => {
                let (owner, spender, on) = (words.address(0)?, words.address(1)?, words.flag(4)?);
                if self.is_me(owner) {
                    self.allow(token, spender, all_or_nothing(on), None);
                }
            }
            Shape::SelfPermit { amount } => {
                let token = Asset::Token(words.address(0)?);
                let amount = match amount {
                    Some(index) => words.word(at(index))?,
                    None => U256::MAX,
                };
                self.allow(token, to, amount, None);
            }
            Shape::Permit2Approve => {
                let (token, spender) = (words.address(0)?, words.address(1)?);
                let (amount, until) = (words.word(2)?, words.word(3)?);
                if asked.yours {
                    self.allow(Asset::Token(token), spender, amount, seconds(until));
                }
            }
            Shape::Permit2Permit { many } => self.permit2(words, many)?,
            Shape::Permit2Transfer => {
                let (from, to) = (words.address(0)?, words.address(1)?);
                let (amount, token) = (words.word(2)?, Asset::Token(words.address(3)?));
                if self.is_me(from) {
                    self.give(token, Amount::of(amount), to);
                }
            }
            Shape::Give { from, to, amount } => {
                let payee = words.address(at(to))?;
                let amount = match amount {
                    Some(index) => Amount::of(words.word(at(index))?),
                    None => Amount::Unknown,
                };
                let pays = if from {
                    self.is_me(words.address(0)?)
                } else {
                    asked.yours
                };
                if pays {
                    self.give(token, amount, payee);
                } else if self.is_me(payee) {
                    self.got(token);
                }
            }
            Shape::Path {
                paid,
                path,
                to,
                step,
                coin,
            } => {
                self.path(
                    asked,
                    words,
                    paid.map(at),
                    (at(path), at(step)),
                    at(to),
                    coin,
                )?;
            }
            Shape::Single { paid } => {
                let (first, last) = (words.address(0)?, words.address(1)?);
                let amount = Amount::of(words.word(at(paid))?);
                self.swap(
                    Asset::Token(first),
                    amount,
                    Asset::Token(last),
                    words.address(3)?,
                );
            }
            Shape::Packed { paid, backwards } => {
                let tuple = words.tuple(0)?;
                let (first, last) = router::ends(tuple.bytes(0)?, backwards)?;
                let amount = Amount::of(tuple.word(at(paid))?);
                self.swap(
                    Asset::Token(first),
                    amount,
                    Asset::Token(last),
                    tuple.address(1)?,
                );
            }
            Shape::Pools => router::pools(self, asked, words)?,
            Shape::Commands => router::commands(self, words, path.len())?,
            Shape::Provide { tokens, coin } => {
                for index in 0..tokens {
                    self.got(Asset::Token(words.address(at(index))?));
                }
                if coin {
                    self.leave(Asset::Coin, Amount::Exactly(asked.value), kind);
                }
            }
            Shape::Back => {
                self.leave(token, Amount::Unknown, kind);
            }
            Shape::Sweep { to } => {
                let payee = match to {
                    Some(index) => words.address(at(index))?,
                    None => Address::ZERO,
                };
                self.paid_out(Asset::Unknown, payee);
            }
            Shape::Keep { asset, amount } => {
                let asset = match asset {
                    Some(index) => Asset::Token(words.address(at(index))?),
                    None => Asset::Unknown,
                };
                let amount = match amount {
                    Some(index) => Amount::of(words.word(at(index))?),
                    None => Amount::Unknown,
                };
                self.keep(asked, asset, amount);
            }
            Shape::Wrap if self.is_wrapper(to) => {
                self.leave(Asset::Coin, Amount::Exactly(asked.value), kind);
            }
            Shape::Wrap => self.keep(asked, Asset::Unknown, Amount::Unknown),
            Shape::Calls { list } => {
                let List { count, elements } = words.list(at(list))?;
                let inner = |data| Asked {
                    data,
                    value: U256::ZERO,
                    ..asked
                };
                self.each(count, path, |index| elements.bytes(index).map(inner))?;
            }
            Shape::CallsTo { list, data, value } => {
                let list = words.list(at(list))?;
                let yours = asked.yours && self.from == Some(to);
                self.each(list.count, path, |index| {
                    called(list, index, at(data), value.map(at), yours)
                })?;
            }
            Shape::AccountCalls => {
                let list = words.list(0)?;
                self.each(list.count, path, |index| {
                    called(list, index, 2, Some(1), true)
                })?;
            }
            Shape::AccountCall => {
                let inner = Asked {
                    to: words.address(0)?,
                    value: words.word(1)?,
                    data: words.bytes(2)?,
                    yours: true,
                };
                self.each(1, path, |_| Some(inner))?;
            }
        }
        Some(())
    }

    /// Coin that goes along with a call which does not need any is a payment.
    fn beside(&mut self, asked: Asked<'_>, shape: Shape) {
        let swapped = |leave: &Leave| leave.kind == CallKind::Swap;
        let swaps = match shape {
            Shape::Calls { .. } => self.found.leaves.iter().any(swapped),
            Shape::Path { .. } | Shape::Single { .. } | Shape::Packed { .. } => true,
            Shape::Pools | Shape::Commands => true,
            _ => false,
        };
        let is_used = match shape {
            Shape::Provide { coin, .. } => coin,
            Shape::Keep { .. } | Shape::Wrap => true,
            _ => false,
        };
        if swaps {
            // Routers take it for the wrapped coin.
            self.routed(asked);
        } else if asked.value != U256::ZERO && !is_used {
            self.pay(asked);
        }
    }

    fn keep(&mut self, asked: Asked<'_>, asset: Asset, amount: Amount) {
        let keeper = Some(asked.to);
        if asked.value != U256::ZERO {
            let value = Amount::Exactly(asked.value);
            self.expose(Power::Custody, Asset::Coin, value, keeper, keeper);
        } else {
            self.expose(Power::Custody, asset, amount, keeper, keeper);
        }
    }

    fn path(
        &mut self,
        asked: Asked<'_>,
        words: Arguments<'_>,
        paid: Option<usize>,
        (path, step): (usize, usize),
        to: usize,
        coin: Coin,
    ) -> Option<()> {
        let List { count, elements } = words.list(path)?;
        let last = count.checked_sub(1)?.checked_mul(step)?;
        // A step of a route has both of its tokens; a path of tokens has at least two.
        let last = last.checked_add(usize::from(step > 1))?;
        let (first, last) = (elements.address(0)?, elements.address(last)?);
        let amount = match (coin, paid) {
            (Coin::Paid, _) => Amount::Exactly(asked.value),
            (_, Some(index)) => Amount::of(words.word(index)?),
            (_, None) => Amount::Unknown,
        };
        let paid = match coin {
            Coin::Paid => Asset::Coin,
            _ => Asset::Token(first),
        };
        let got = match coin {
            Coin::Got => Asset::Coin,
            _ => Asset::Token(last),
        };
        self.swap(paid, amount, got, words.address(to)?);
        Some(())
    }

    /// Looks into each of the calls in a call.
    fn each<'a>(
        &mut self,
        count: usize,
        path: &[u32],
        inner: impl Fn(usize) -> Option<Asked<'a>>,
    ) -> Option<()> {
        if path.len() >= MAX_DEPTH {
            self.cut();
            return Some(());
        }
        let mut path = path.to_vec();
        for index in 0..count {
            if self.steps > MAX_STEPS {
                break;
            }
            path.push(u32::try_from(index).ok()?);
            self.call(inner(index)?, &path);
            path.pop();
        }
        Some(())
    }
}

fn called<'a>(
    list: List<'a>,
    index: usize,
    data: usize,
    value: Option<usize>,
    yours: bool,
) -> Option<Asked<'a>> {
    let each = list.elements.tuple(index)?;
    Some(Asked {
        to: each.address(0)?,
        value: match value {
            Some(index) => each.word(index)?,
            None => U256::ZERO,
        },
        data: each.bytes(data)?,
        yours,
    })
}

const fn at(index: u8) -> usize {
    index as usize
}

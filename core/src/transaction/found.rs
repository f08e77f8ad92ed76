//! What is found while calls are read: powers, what is left, what is not known.

use super::calls::CallKind;
use super::intent::{Amount, Asset, Intent, Leave, Power};
use super::read::{Asked, Reader};
use super::router;
use crate::abi::{Arguments, List};
use crate::evidence::Reason;
use crate::facts::Unknown;
use crate::primitives::{Address, U256};

impl Reader {
    /// Something is left out: what it does is unknown.
    pub(super) fn cut(&mut self) {
        self.unknown(
            "the calls beyond those that are looked at".to_owned(),
            Reason::WorkLimit,
        );
    }

    /// Says that part of it is not known, which is an exposure of its own.
    pub(super) fn unknown(&mut self, what: String, reason: Reason) {
        self.found.unknowns.push(Unknown { what, reason });
        self.expose(Power::Unknown, Asset::Unknown, Amount::Unknown, None, None);
    }

    /// A router on record swaps as it is told. What another is paid in coin is at stake, and it is scored;
    /// tokens it takes by an approval, which is an exposure of its own.
    pub(super) fn routed(&mut self, asked: Asked<'_>) {
        let router = asked.to;
        if self
            .chain
            .is_some_and(|chain| chain.routers.contains(&router))
        {
            return;
        }
        if asked.value != U256::ZERO {
            let (paid, to) = (Amount::Exactly(asked.value), Some(router));
            return self.expose(Power::Route, Asset::Coin, paid, to, to);
        }
        let unknown = Unknown {
            what: format!("whether {router:#x} swaps as its calls say"),
            reason: Reason::NotAsked,
        };
        if !self.found.unknowns.contains(&unknown) {
            self.found.unknowns.push(unknown);
        }
    }

    pub(super) fn expose(
        &mut self,
        power: Power,
        asset: Asset,
        amount: Amount,
        holder: Option<Address>,
        contract: Option<Address>,
    ) {
        self.expose_until(power, asset, amount, holder, contract, None);
    }

    pub(super) fn expose_until(
        &mut self,
        power: Power,
        asset: Asset,
        amount: Amount,
        holder: Option<Address>,
        contract: Option<Address>,
        until: Option<u64>,
    ) {
        let intent = Intent {
            power,
            asset,
            amount,
            holder,
            until,
            contract,
        };
        if !self.found.exposures.contains(&intent) {
            self.found.exposures.push(intent);
        }
    }

    pub(super) fn leave(&mut self, asset: Asset, amount: Amount, kind: CallKind) {
        let leave = Leave {
            asset,
            amount,
            kind,
        };
        if !self.found.leaves.contains(&leave) {
            self.found.leaves.push(leave);
        }
    }

    /// Somebody may take a token; nothing is nobody.
    pub(super) fn allow(
        &mut self,
        token: Asset,
        spender: Address,
        amount: U256,
        until: Option<u64>,
    ) {
        if amount == U256::ZERO || spender == Address::ZERO {
            return self.leave(token, Amount::Unknown, CallKind::Revoke);
        }
        let amount = Amount::of(amount);
        let spender = Some(spender);
        self.expose_until(Power::Spend, token, amount, spender, spender, until);
    }

    pub(super) fn give(&mut self, asset: Asset, amount: Amount, to: Address) {
        // A payment to oneself gives nothing away.
        if Some(to) != self.from {
            self.expose(Power::Receive, asset, amount, Some(to), None);
        }
    }

    /// One asset is paid for another. What is paid is left; a coin that is known is not judged.
    pub(super) fn swap(&mut self, paid: Asset, amount: Amount, got: Asset, to: Address) {
        self.leave(paid, amount, CallKind::Swap);
        self.got(got);
        self.paid_out(got, to);
    }

    /// What a router pays out goes to somebody.
    pub(super) fn paid_out(&mut self, asset: Asset, to: Address) {
        if !router::is_code(to) && self.from.is_some_and(|from| from != to) {
            self.expose(Power::Divert, asset, Amount::Unknown, Some(to), None);
        }
    }

    pub(super) fn got(&mut self, asset: Asset) {
        match asset {
            Asset::Token(token) if !self.is_coin(token) => {
                self.expose(Power::Issue, asset, Amount::Unknown, None, Some(token));
            }
            Asset::Unknown => self.expose(Power::Issue, asset, Amount::Unknown, None, None),
            _ => {}
        }
    }

    /// The chain's wrapped coin, or a token that stands for a dollar.
    pub(super) fn is_coin(&self, token: Address) -> bool {
        let quotes = self.chain.iter().flat_map(|chain| chain.quotes());
        token == Address::ZERO || quotes.into_iter().any(|coin| coin.address == token)
    }

    pub(super) fn is_wrapper(&self, contract: Address) -> bool {
        self.chain.is_some_and(|chain| chain.wrapped == contract)
    }

    pub(super) fn is_me(&self, account: Address) -> bool {
        self.from.is_none_or(|from| from == account)
    }

    /// Permit2's signed allowance, one or many, of the owner in the first word.
    pub(super) fn permit2(&mut self, words: Arguments<'_>, many: bool) -> Option<()> {
        let owner = words.address(0)?;
        if !self.is_me(owner) {
            return Some(());
        }
        if many {
            let batch = words.tuple(1)?;
            self.permit2_batch(batch)
        } else {
            self.permit2_single(words, 1)
        }
    }

    /// Token, amount, end, nonce and spender from the word `at`.
    pub(super) fn permit2_single(&mut self, words: Arguments<'_>, at: usize) -> Option<()> {
        let word = |index: usize| at.checked_add(index);
        let token = Asset::Token(words.address(at)?);
        let amount = words.word(word(1)?)?;
        let until = seconds(words.word(word(2)?)?);
        self.allow(token, words.address(word(4)?)?, amount, until);
        Some(())
    }

    pub(super) fn permit2_batch(&mut self, batch: Arguments<'_>) -> Option<()> {
        let List { count, elements } = batch.list(0)?;
        let spender = batch.address(1)?;
        for index in 0..count {
            if !self.steps_on() {
                break;
            }
            let at = index.checked_mul(4)?;
            let token = Asset::Token(elements.address(at)?);
            let amount = elements.word(at.checked_add(1)?)?;
            let until = seconds(elements.word(at.checked_add(2)?)?);
            self.allow(token, spender, amount, until);
        }
        Some(())
    }
}

/// A time; a number that is none, or the largest that Permit2 takes, is for ever.
pub(super) fn seconds(word: U256) -> Option<u64> {
    let seconds = u64::try_from(word).ok()?;
    (seconds < 0xffff_ffff_ffff).then_some(seconds)
}

pub(super) const fn all_or_nothing(on: bool) -> U256 {
    if on { U256::MAX } else { U256::ZERO }
}

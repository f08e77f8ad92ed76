//! Pools that the chain's known factories name.

use super::{Seen, Unknowns};
use crate::abi::{self, View};
use crate::chains::{Chain, Coin, Factory, Family};
use crate::evidence::{Observed, Reason};
use crate::facts::Reads;
use crate::primitives::{Address, B256, U256};
use crate::sorted::by_key;

/// Pools that are looked into, of each rank of exchanges. A token with more has its deepest among
/// the first factories.
const MOST_POOLS: usize = 8;
/// Coins that a pool of V3 is looked for in, at each of four fees.
const V3_QUOTES: usize = 2;

/// A pool of the token and a coin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Its address.
    pub address: Address,
    /// The exchange's family.
    pub family: Family,
    /// The third argument under which its factory keeps it, if it takes one: V3's fee.
    pub kind: Option<u16>,
    /// The coin.
    pub quote: Coin,
    /// The coin is the pool's token 0.
    pub quote_is_first: bool,
    /// How much of the coin is in it, in the coin's smallest unit.
    pub depth: Observed<U256>,
    /// The view that says so.
    pub seen: Option<Seen>,
}

impl Pool {
    /// There is little to sell into.
    #[must_use]
    pub fn is_shallow(&self) -> bool {
        self.depth_permille().is_some_and(|depth| depth < 1_000)
    }

    /// It is a thousand times as deep as a shallow one: millions.
    #[must_use]
    pub fn is_deep(&self) -> bool {
        self.depth_permille()
            .is_some_and(|depth| depth >= 1_000_000)
    }

    /// The depth in thousandths of what counts as shallow, so that coins can be compared.
    #[must_use]
    pub fn depth_permille(&self) -> Option<u64> {
        let decimals = U256::from(self.quote.decimals);
        let unit = U256::from(10).checked_pow(decimals)?;
        let shallow = unit.checked_mul(U256::from(self.quote.shallow))?;
        let thousandths = self.depth.known()?.checked_mul(U256::from(1_000))?;
        Some(thousandths.checked_div(shallow)?.saturating_to())
    }
}

impl Pool {
    /// The pools of some token at all but the lesser exchanges, the deepest first, and why some may be
    /// missing.
    pub(in crate::facts) fn of_token(
        reads: &mut Reads<'_>,
        chain: &Chain,
        token: Address,
    ) -> (Vec<Self>, Option<Reason>) {
        let mut unknowns = Unknowns::default();
        let pools = at(
            reads,
            chain,
            chain.factories.iter().copied(),
            token,
            &mut unknowns,
        );
        let pools = deepest_first(pools);
        let gap = unknowns.0.first().map(|unknown| unknown.reason);
        (pools, gap)
    }
}

/// The pools of a token, the deepest first.
///
/// Lesser exchanges are asked once the others have answered and have only shallow pools, or none: where
/// there is something to sell into, it is sold.
pub(super) fn find(
    reads: &mut Reads<'_>,
    chain: &Chain,
    token: Address,
    unknowns: &mut Unknowns,
) -> Vec<Pool> {
    let mut pools = at(
        reads,
        chain,
        chain.factories.iter().copied(),
        token,
        unknowns,
    );
    let is_open = unknowns
        .0
        .iter()
        .any(|unknown| unknown.reason == Reason::NotAsked);
    let suffices = |pool: &Pool| pool.depth.known().is_some() && !pool.is_shallow();
    if !is_open && !pools.iter().any(suffices) {
        let lesser = chain.lesser.iter();
        let lesser = lesser.map(|address| Factory::of(Family::V2, *address));
        pools.extend(at(reads, chain, lesser, token, unknowns));
    }
    deepest_first(pools)
}

/// What is not known yet comes first; the order of the factories is kept among equals.
fn deepest_first(pools: Vec<Pool>) -> Vec<Pool> {
    by_key(pools, |pool| {
        let pending = pool.depth.reason() == Some(Reason::NotAsked);
        core::cmp::Reverse((pending, pool.depth_permille()))
    })
}

/// The pools that some factories name for a token and a coin.
fn at(
    reads: &mut Reads<'_>,
    chain: &Chain,
    factories: impl Iterator<Item = Factory>,
    token: Address,
    unknowns: &mut Unknowns,
) -> Vec<Pool> {
    let mut found = Vec::new();
    for factory in factories {
        for (index, quote) in chain.quotes().enumerate() {
            if quote.address == token || (factory.family.is_v3() && index >= V3_QUOTES) {
                continue;
            }
            let kinds = factory.family.kinds();
            for kind in kinds
                .iter()
                .copied()
                .map(Some)
                .chain(kinds.is_empty().then_some(None))
            {
                let alone = factory.main && quote.native;
                match named(reads, &factory, [token, quote.address], kind, alone) {
                    Observed::Known(address) => found.push((address, factory, kind, quote)),
                    Observed::Absent => {}
                    Observed::Unavailable(reason) => {
                        unknowns.add("pools at some exchanges", reason)
                    }
                }
            }
        }
    }
    if found.len() > MOST_POOLS {
        unknowns.add("pools beyond the first that were found", Reason::WorkLimit);
    }
    let pools = found.into_iter().take(MOST_POOLS);
    let pools = pools.filter_map(|(address, factory, kind, quote)| {
        look(reads, address, &factory, token, quote, unknowns).map(|pool| Pool { kind, ..pool })
    });
    pools.collect()
}

/// The pool that a factory names for two tokens.
fn named(
    reads: &mut Reads<'_>,
    factory: &Factory,
    tokens: [Address; 2],
    kind: Option<u16>,
    alone: bool,
) -> Observed<Address> {
    let view = match factory.family {
        Family::V2 => View::PAIR,
        Family::V3 | Family::PancakeV3 | Family::OtherV3 => View::FEE_POOL,
        Family::SpacedV3 => View::SPACED_POOL,
        Family::SolidlyPair => View::STABLE_PAIR,
        Family::SolidlyPool => View::STABLE_POOL,
        Family::SyncSwap => View::POOL,
    };
    let mut arguments = tokens.map(|token| token.into_word()).to_vec();
    arguments.extend(kind.map(|kind| B256::from(U256::from(kind))));
    let words = if alone {
        abi::words_view(reads, factory.address, view, &arguments)
    } else {
        abi::words_view_together(reads, factory.address, view, &arguments)
    };
    match abi::first(words) {
        Observed::Known(word) => match abi::address_in(word) {
            Some(address) if address != Address::ZERO => Observed::Known(address),
            _ => Observed::Absent,
        },
        Observed::Absent => Observed::Absent,
        Observed::Unavailable(reason) => Observed::Unavailable(reason),
    }
}

/// A pool is believed that says itself that it is of these two tokens.
fn look(
    reads: &mut Reads<'_>,
    address: Address,
    factory: &Factory,
    token: Address,
    quote: Coin,
    unknowns: &mut Unknowns,
) -> Option<Pool> {
    let tokens = [View::TOKEN0, View::TOKEN1].map(|view| abi::word_view(reads, address, view, &[]));
    let is_first = quote.address < token;
    let ordered = if is_first {
        [quote.address, token]
    } else {
        [token, quote.address]
    };
    let is_other = tokens.iter().zip(ordered).any(|(word, token)| match word {
        Observed::Known(word) => abi::address_in(*word) != Some(token),
        Observed::Absent => true,
        Observed::Unavailable(_) => false,
    });
    if is_other {
        unknowns.add("a pool that contradicts its factory", Reason::InvalidReply);
        return None;
    }
    let (view, asked, arguments, index) = if factory.family.is_v3() {
        (View::BALANCE, quote.address, vec![address.into_word()], 0)
    } else {
        (View::RESERVES, address, Vec::new(), usize::from(!is_first))
    };
    let said = match abi::words_view(reads, asked, view, &arguments) {
        Observed::Known(words) => words
            .get(index)
            .map_or(Observed::Unavailable(Reason::InvalidReply), |word| {
                Observed::Known(*word)
            }),
        Observed::Absent => Observed::Unavailable(Reason::InvalidReply),
        Observed::Unavailable(reason) => Observed::Unavailable(reason),
    };
    let depth = match tokens.iter().find_map(Observed::reason) {
        Some(reason) => Observed::Unavailable(reason),
        None => said,
    };
    if let Some(reason) = depth.reason() {
        unknowns.add("how deep a pool is", reason);
    }
    let seen = depth.known().map(|depth| Seen {
        address: asked,
        data: abi::calldata(view, &arguments),
        word: *depth,
    });
    Some(Pool {
        address,
        family: factory.family,
        kind: None,
        quote,
        quote_is_first: is_first,
        depth,
        seen,
    })
}

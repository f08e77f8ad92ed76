//! How many shares a lending market has, while they count as collateral.

use super::Unknown;
use super::market::Seen;
use super::reads::Reads;
use crate::abi::{self, View};
use crate::code::CodeFacts;
use crate::evidence::{Observed, Reason};
use crate::primitives::{Address, U256};

/// Who wants one of fewer shares to be worth a dollar has to bring less than a million.
const FEW_SHARES: u64 = 1_000_000;

/// Markets of one comptroller that are asked.
const MAX_MARKETS: usize = 12;

/// A market in the manner of Compound, whose shares others borrow against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lending {
    /// Where it is.
    pub address: Address,
    /// How many shares there are, in the smallest unit.
    pub shares: Option<Seen>,
    /// What part of their worth can be borrowed against them, in parts of 10^18.
    pub collateral: Option<Seen>,
    /// Why one of these is not known.
    pub gap: Option<Reason>,
}

impl Lending {
    /// The market that `subject` is, if it names a comptroller that lists it; its `code` is that of a token. If
    /// it is a comptroller itself, those that it lists.
    pub(super) fn resolve(reads: &mut Reads<'_>, subject: Address, code: &CodeFacts) -> Vec<Self> {
        let answers = |view: View| code.answers(view.selector());
        let unknown = |reason: Option<Reason>| Self {
            gap: reason.or(Some(Reason::InvalidReply)),
            ..Self::default()
        };
        if answers(View::MARKETS) && answers(View::MARKET) {
            return match abi::addresses_view(reads, subject, View::MARKETS, &[]) {
                Observed::Known(listed) => {
                    let rest = listed.len() > MAX_MARKETS;
                    let rest = rest.then(|| unknown(Some(Reason::WorkLimit)));
                    let asked = listed.iter().take(MAX_MARKETS);
                    let each = asked.filter_map(|market| Self::of(reads, *market, subject));
                    each.chain(rest).collect()
                }
                other => vec![unknown(other.reason())],
            };
        }
        if code.ledger.balances.is_empty() || !answers(View::COMPTROLLER) {
            return Vec::new();
        }
        match abi::address_view(reads, subject, View::COMPTROLLER, &[]) {
            Observed::Known(comptroller) => {
                Self::of(reads, subject, comptroller).into_iter().collect()
            }
            // The function is there, and always says something.
            other => vec![unknown(other.reason())],
        }
    }

    fn of(reads: &mut Reads<'_>, subject: Address, comptroller: Address) -> Option<Self> {
        let mut market = Self {
            address: subject,
            ..Self::default()
        };
        let of_market = [subject.into_word()];
        let listed = abi::words_view(reads, comptroller, View::MARKET, &of_market);
        let shares = abi::word_view(reads, subject, View::SUPPLY, &[]);
        market.gap = listed.reason().or(shares.reason());
        let word = |address, data, word| {
            Some(Seen {
                address,
                data,
                word,
            })
        };
        if let Observed::Known(shares) = shares {
            market.shares = word(subject, abi::calldata(View::SUPPLY, &[]), shares);
        }
        match listed {
            Observed::Known(words) => match words.as_slice() {
                [listed, factor, ..] if !listed.is_zero() => {
                    let asked = abi::calldata(View::MARKET, &of_market);
                    market.collateral = word(comptroller, asked, *factor);
                }
                [] => market.gap = Some(Reason::InvalidReply),
                _ => return None,
            },
            Observed::Absent => return None,
            Observed::Unavailable(_) => {}
        }
        Some(market)
    }

    /// The shares and what they count for, where there are so few that a gift to the market makes one of them
    /// dear, and something can be borrowed against it.
    #[must_use]
    pub fn thin(&self) -> Option<(&Seen, &Seen)> {
        let (shares, collateral) = (self.shares.as_ref()?, self.collateral.as_ref()?);
        let is_thin = shares.word < U256::from(FEW_SHARES) && !collateral.word.is_zero();
        is_thin.then_some((shares, collateral))
    }

    pub(super) fn unknowns(&self) -> impl Iterator<Item = Unknown> {
        self.gap.into_iter().map(|reason| Unknown {
            what: "how many shares of the lending market there are, and what they count for"
                .to_owned(),
            reason,
        })
    }
}

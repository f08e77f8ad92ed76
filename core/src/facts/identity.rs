//! What a token calls itself, and which well-known token that looks like.

mod likeness;

use serde::{Deserialize, Serialize};

use super::Unknown;
use super::market::Seen;
use super::reads::Reads;
use crate::abi::{self, View};
use crate::chains::{MAJORS, Major};
use crate::code::CodeFacts;
use crate::evidence::{Observed, Reason};
use crate::primitives::{Address, U256};
pub use likeness::Likeness;
use likeness::{is_unseen, likeness};

/// The longest name that is shown, in characters.
const MAX_CHARACTERS: usize = 64;

/// What the standard's views say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// `name()`, as it is safe to show.
    pub name: Observed<String>,
    /// `symbol()`, as it is safe to show.
    pub symbol: Observed<String>,
    /// `decimals()`.
    pub decimals: Observed<u8>,
    /// `totalSupply()`, in the token's smallest unit.
    pub supply: Observed<U256>,
    /// A well-known token that it looks like and is not.
    pub resembles: Option<Resemblance>,
}

/// What a token calls itself, as a report shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Token {
    /// `name()`: at most 64 characters, none of which is invisible, a control or turns the direction
    /// of writing. It is still a stranger's text, and no HTML.
    pub name: Option<String>,
    /// `symbol()`, likewise.
    pub symbol: Option<String>,
    /// `decimals()`.
    pub decimals: Option<u8>,
    /// `totalSupply()` in the smallest unit.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub supply: Option<U256>,
}

/// A well-known token that another one looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resemblance {
    /// The symbol of the well-known one.
    pub symbol: &'static str,
    /// Where that is on this chain, if it is.
    pub real: Option<Address>,
    /// How alike they are.
    pub likeness: Likeness,
    /// It is the name that is alike, not the symbol.
    pub by_name: bool,
    /// The view that says so, with the first 32 bytes of its text.
    pub seen: Seen,
}

impl Identity {
    /// Asks `token` what it is called.
    #[must_use]
    pub fn resolve(reads: &mut Reads<'_>, token: Address, code: &CodeFacts) -> Self {
        let mut text = |view: View| {
            let is_there = code.answers(view.selector());
            match abi::text_view(reads, token, view) {
                // A function of that name always says something.
                Observed::Absent if is_there => Observed::Unavailable(Reason::InvalidReply),
                other => other,
            }
        };
        let (name, symbol) = (text(View::NAME), text(View::SYMBOL));
        let decimals = abi::number_view(reads, token, View::DECIMALS, &[]);
        let supply = abi::number_view(reads, token, View::SUPPLY, &[]);
        let chain_id = reads.evidence().target.chain_id;
        let resembles = chain_id.and_then(|chain_id| {
            let by = |text: &Observed<String>, view: View| {
                let text = text.known()?;
                let (major, likeness) = resembles(text, chain_id, token)?;
                Some(Resemblance {
                    symbol: major.symbol,
                    real: major.on(chain_id).next(),
                    likeness,
                    by_name: view == View::NAME,
                    seen: Seen {
                        address: token,
                        data: abi::calldata(view, &[]),
                        word: first_word(text),
                    },
                })
            };
            by(&symbol, View::SYMBOL).or_else(|| by(&name, View::NAME))
        });
        Self {
            name: shown(name),
            symbol: shown(symbol),
            decimals: match decimals {
                Observed::Known(decimals) => {
                    u8::try_from(decimals).map_or(Observed::Absent, Observed::Known)
                }
                Observed::Absent => Observed::Absent,
                Observed::Unavailable(reason) => Observed::Unavailable(reason),
            },
            supply,
            resembles,
        }
    }

    pub(super) fn unknowns(&self) -> impl Iterator<Item = Unknown> {
        let unread = [
            ("the token's name", self.name.reason()),
            ("the token's symbol", self.symbol.reason()),
            ("how much of the token there is", self.supply.reason()),
        ];
        unread.into_iter().filter_map(|(what, reason)| {
            Some(Unknown {
                what: what.to_owned(),
                reason: reason?,
            })
        })
    }

    /// The same for a report.
    #[must_use]
    pub fn token(&self) -> Token {
        Token {
            name: self.name.known().cloned(),
            symbol: self.symbol.known().cloned(),
            decimals: self.decimals.known().copied(),
            supply: self.supply.known().copied(),
        }
    }
}

/// The well-known token that a text looks like, for the token at an address of a chain.
///
/// A text in plain letters is only compared with those that are on the chain: elsewhere the same
/// symbol may be what its issuer took. A text in other letters that look the same is nobody's.
fn resembles(text: &str, chain_id: u64, token: Address) -> Option<(&'static Major, Likeness)> {
    let is_real = |major: &Major| major.on(chain_id).any(|real| real == token);
    if MAJORS.iter().any(is_real) {
        return None;
    }
    MAJORS.iter().find_map(|major| {
        let likeness = likeness(text, major.symbol)?;
        let counts = likeness == Likeness::Disguised || major.on(chain_id).next().is_some();
        counts.then_some((major, likeness))
    })
}

/// The first 32 bytes of a text, as a word.
fn first_word(text: &str) -> U256 {
    let mut word = [0; 32];
    for (byte, of_text) in word.iter_mut().zip(text.bytes()) {
        *byte = of_text;
    }
    U256::from_be_bytes(word)
}

/// A stranger's text as it may be shown.
fn shown(text: Observed<String>) -> Observed<String> {
    match text {
        Observed::Known(text) => {
            let seen = text.chars().filter(|c| !is_unseen(*c));
            let seen: String = seen.take(MAX_CHARACTERS).collect();
            Observed::Known(seen.trim().to_owned())
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use alloy_primitives::address;

    use super::*;

    const REAL: Address = address!("a0b86991c6218b36c1d19d4a2e9eb0ce3606eb48");
    const OTHER: Address = Address::repeat_byte(7);

    #[test]
    fn what_is_shown_has_nothing_hidden_in_it() {
        let hostile = "US\u{202e}DC\u{200b}\0\n<b>\u{feff} ".to_owned();
        assert_eq!(
            shown(Observed::Known(hostile)),
            Observed::Known("USDC<b>".to_owned())
        );
        let long = shown(Observed::Known("x".repeat(4_000)));
        assert_eq!(long.known().map(String::len), Some(MAX_CHARACTERS));
    }

    #[test]
    fn the_real_one_is_itself_and_another_is_not() {
        assert_eq!(resembles("USDC", 1, REAL), None);
        let (major, likeness) = resembles("USDC", 1, OTHER).expect("the same symbol");
        assert_eq!((major.symbol, likeness), ("USDC", Likeness::Same));
    }

    #[test]
    fn a_plain_symbol_is_only_compared_with_the_tokens_of_its_chain() {
        assert_eq!(resembles("USD1", 1, OTHER), None);
        assert!(resembles("USD1", 56, OTHER).is_some());
        assert_eq!(resembles("USDC", 31_337, OTHER), None);
        assert!(resembles("US\u{200b}DC", 31_337, OTHER).is_some());
    }
}

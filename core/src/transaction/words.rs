//! What is said of each power, in one sentence.

use super::intent::{Amount, Asset, Intent, Power};
use crate::primitives::Address;

/// One sentence for a person, whose money it is.
pub(super) fn sentence(intent: &Intent) -> String {
    let who = intent.holder.map_or_else(|| "somebody".to_owned(), short);
    let asset = match intent.asset {
        Asset::Coin => "the chain's coin".to_owned(),
        Asset::Token(token) => short(token),
        Asset::Unknown => "what you hold".to_owned(),
    };
    let how_much = match (intent.amount, intent.asset) {
        (Amount::Exactly(amount), Asset::Coin) => [&amount.to_string(), " wei"].concat(),
        (Amount::Exactly(amount), _) => [&amount.to_string(), " units"].concat(),
        (Amount::Unlimited, _) => "any amount".to_owned(),
        (Amount::Unknown, _) => "an amount".to_owned(),
    };
    let until = match intent.until {
        Some(seconds) => [", until ", &seconds.to_string(), " in Unix time."].concat(),
        None => ", until you revoke it.".to_owned(),
    };
    let parts: &[&str] = match intent.power {
        Power::Spend => &[
            "You let ",
            &who,
            " take ",
            &how_much,
            " of your ",
            &asset,
            &until,
        ],
        Power::Operate => &[
            "You let ",
            &who,
            " move every item you have in ",
            &asset,
            &until,
        ],
        Power::Receive => &["You send ", &how_much, " of ", &asset, " to ", &who, "."],
        Power::Divert => &["What you get goes to ", &who, ", not to you."],
        Power::Custody => &[&who, " will keep ", &how_much, " of ", &asset, " for you."],
        Power::Issue if intent.asset == Asset::Unknown => {
            &["You buy a token that the call does not name."]
        }
        Power::Issue => &[
            "You get ",
            &asset,
            ": its report says what others can do to it.",
        ],
        Power::Unknown if intent.asset == Asset::Coin => &[
            "This call is not understood, and pays ",
            &who,
            " ",
            &how_much,
            " of the chain's coin.",
        ],
        Power::Unknown => &[
            "This is not understood: it may do anything that ",
            &who,
            " can.",
        ],
    };
    parts.concat()
}

/// An address as people compare it; the documents have it whole.
fn short(address: Address) -> String {
    let text = format!("{address:#x}");
    match (text.get(..8), text.get(36..)) {
        (Some(head), Some(tail)) => [head, "…", tail].concat(),
        _ => text,
    }
}

//! What is said of each power, in one sentence.

use super::intent::{Amount, Asset, Intent, Power};
use crate::primitives::{Address, decimal};

/// One sentence for a person, whose money it is.
pub(super) fn sentence(intent: &Intent) -> String {
    let who = intent.holder.map_or_else(|| "somebody".to_owned(), short);
    let asset = match intent.asset {
        Asset::Coin => "the chain's coin".to_owned(),
        Asset::Token(token) => short(token),
        Asset::Unknown => "what you hold".to_owned(),
    };
    let how_much = match (intent.amount, intent.asset) {
        (Amount::Exactly(amount), Asset::Coin) => decimal(amount, 18),
        (Amount::Exactly(amount), _) => [&amount.to_string(), " units"].concat(),
        (Amount::Unlimited, _) => "any amount".to_owned(),
        (Amount::Unknown, _) => "an amount".to_owned(),
    };
    let until = match intent.until.and_then(day) {
        Some(day) => [", until ", &day, " (UTC)."].concat(),
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
        Power::Route => &[
            "You pay ",
            &how_much,
            " of ",
            &asset,
            " to ",
            &who,
            ", which is not on record as an exchange.",
        ],
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

/// The day of a Unix time, as `2030-01-31`; none after the year 9999, which is for ever.
///
/// Source: Howard Hinnant, [chrono-compatible date algorithms](https://howardhinnant.github.io/date_algorithms.html),
/// `civil_from_days`, for days from 1970 on: years begin in March, and eras have 400 of them.
fn day(seconds: u64) -> Option<String> {
    const LAST: u64 = 253_402_300_799;
    let days = u32::try_from(seconds.checked_div(86_400).filter(|_| seconds <= LAST)?).ok()?;
    let since = days.checked_add(719_468)?;
    let (era, day_of_era) = (since / 146_097, since % 146_097);
    let leaps = (day_of_era / 1_460)
        .checked_add(day_of_era / 146_096)?
        .checked_sub(day_of_era / 36_524)?;
    let year_of_era = day_of_era.checked_sub(leaps)? / 365;
    let before = (year_of_era.checked_mul(365)?)
        .checked_add(year_of_era / 4)?
        .checked_sub(year_of_era / 100)?;
    let day_of_year = day_of_era.checked_sub(before)?;
    let from_march = day_of_year.checked_mul(5)?.checked_add(2)? / 153;
    let month_begins = from_march.checked_mul(153)?.checked_add(2)? / 5;
    let day = day_of_year.checked_sub(month_begins)?.checked_add(1)?;
    let month = match from_march {
        0..10 => from_march.checked_add(3)?,
        _ => from_march.checked_sub(9)?,
    };
    let year = era.checked_mul(400)?.checked_add(year_of_era)?;
    let year = year.checked_add(u32::from(month <= 2))?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// An address as people compare it; the documents have it whole.
fn short(address: Address) -> String {
    let text = format!("{address:#x}");
    match (text.get(..8), text.get(36..)) {
        (Some(head), Some(tail)) => [head, "…", tail].concat(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_leap_years_and_the_end_of_time() {
        for (seconds, expected) in [
            (0, Some("1970-01-01")),
            (951_782_399, Some("2000-02-28")),
            (951_782_400, Some("2000-02-29")),
            (951_868_800, Some("2000-03-01")),
            (1_893_456_000, Some("2030-01-01")),
            (4_107_542_399, Some("2100-02-28")),
            (4_107_542_400, Some("2100-03-01")),
            (253_402_300_799, Some("9999-12-31")),
            (253_402_300_800, None),
            (u64::MAX, None),
        ] {
            assert_eq!(day(seconds).as_deref(), expected, "{seconds}");
        }
    }
}

//! Whether a text is made to look like a symbol.
//!
//! Letters that look alike are from [UTS 39](https://www.unicode.org/reports/tr39/)'s confusables, as
//! far as wallets' fonts draw them alike.

/// How a text is like a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// It is the symbol.
    Same,
    /// It is the symbol but for capital letters.
    Case,
    /// It looks like the symbol in another alphabet's letters, or with something unseen in it.
    Disguised,
}

/// How a text is like a symbol, if it is.
pub(super) fn likeness(text: &str, symbol: &str) -> Option<Likeness> {
    if text == symbol {
        return Some(Likeness::Same);
    }
    if text.eq_ignore_ascii_case(symbol) {
        return Some(Likeness::Case);
    }
    let seen = || text.chars().filter(|c| !is_unseen(*c) && !is_mark(*c));
    let is_plain = text.chars().all(|c| c.is_ascii_graphic());
    let alike = seen()
        .filter(|c| *c != ' ')
        .map(plain)
        .eq(symbol.chars().map(plain));
    (alike && !is_plain).then_some(Likeness::Disguised)
}

/// Nothing is drawn for it, or it changes how the rest is drawn.
pub(super) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}'
            | '\u{e0000}'..='\u{10ffff}')
}

/// It is drawn on the letter before it.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The letter of ASCII that a letter looks like, in lower case.
fn plain(c: char) -> char {
    let point = u32::from(c);
    let styled = match point {
        // Full width, and numbers and letters of mathematics: the alphabet one time after another.
        0xff21..=0xff3a => Some(point.wrapping_sub(0xff21)),
        0xff41..=0xff5a => Some(point.wrapping_sub(0xff41)),
        0x1d400..=0x1d6a3 => Some(point.wrapping_sub(0x1d400) % 26),
        0x24b6..=0x24e9 => Some(point.wrapping_sub(0x24b6) % 26),
        _ => None,
    };
    if let Some(index) = styled.and_then(|index| u8::try_from(index).ok()) {
        return char::from(b'a'.wrapping_add(index));
    }
    if matches!(point, 0xff10..=0xff19) {
        return char::from_u32(point.wrapping_sub(0xfee0)).unwrap_or(c);
    }
    let alike = ALIKE.iter().find(|(_, letters)| letters.contains(c));
    alike.map_or(c.to_ascii_lowercase(), |(letter, _)| *letter)
}

/// Letters of other alphabets by the one that they look like.
const ALIKE: &[(char, &str)] = &[
    ('a', "АаΑαᴀÀÁÂÃÄÅàáâãäåĀāĂăĄą"),
    ('b', "ВвΒʙЬ"),
    ('c', "СсϹϲᴄÇçĆćČč"),
    ('d', "ԀԁᴅĎďĐđ"),
    ('e', "ЕеΕᴇÈÉÊËèéêëĒēĖėĘęĚě"),
    ('f', "Ϝ"),
    ('h', "НнΗʜҺһ"),
    ('i', "ІіΙιɪÌÍÎÏìíîïĪīİıӀ"),
    ('k', "КкΚκᴋĶķ"),
    ('m', "МмΜᴍ"),
    ('n', "ΝɴÑñŃńŇň"),
    ('o', "ОоΟοᴏÒÓÔÕÖØòóôõöøŌō"),
    ('p', "РрΡρᴘ"),
    ('s', "ЅѕꜱŚśŞşŠšȘș"),
    ('t', "ТтΤτᴛŢţŤťȚț₮"),
    ('u', "ՍᴜÙÚÛÜùúûüŪūŮůŲų"),
    ('w', "ԜԝᴡŴŵ"),
    ('x', "ХхΧχ"),
    ('z', "ΖᴢŹźŻżŽž"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguises_are_seen_through() {
        for text in [
            "USDТ",
            "UЅDT",
            "USD₮",
            "ＵＳＤＴ",
            "𝐔𝐒𝐃𝐓",
            "𝚄𝚂𝙳𝚃",
            "US\u{200b}DT",
            "\u{202e}USDT",
            "USDT\u{a0}".trim_end(),
            "U SDT",
            "ÜSDT",
            "U\u{308}SDT",
            "USDT\u{e0041}",
        ] {
            let likeness = likeness(text, "USDT");
            let expected = if text == "USDT" {
                Likeness::Same
            } else {
                Likeness::Disguised
            };
            assert_eq!(likeness, Some(expected), "{text:?}");
        }
        assert_eq!(likeness("usdt", "USDT"), Some(Likeness::Case));
    }

    #[test]
    fn honest_neighbours_are_others() {
        for text in [
            "USDC.e",
            "aUSDC",
            "USDC+",
            "axlUSDC",
            "USDC/WETH",
            "UNI-V2",
            "cUSDC",
            "USDbC",
            "",
            "U",
            "USDCC",
            "USD Coin (PoS)",
            "Юсдц",
        ] {
            assert_eq!(likeness(text, "USDC"), None, "{text}");
        }
        assert_eq!(likeness("USDC", "USDC.e"), None);
        assert_eq!(likeness("DA1", "DAI"), None);
    }
}

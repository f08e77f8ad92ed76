//! The views by which a token names itself, and texts as strangers write them.

use super::batch::{behind, number};
use super::{MAX_RETURN_BYTES, View};
use crate::evidence::{Observed, Reason};
use crate::facts::Reads;
use crate::primitives::Address;

impl View {
    /// `name()` of ERC-20.
    pub(crate) const NAME: Self = Self([0x06, 0xfd, 0xde, 0x03]);
    /// `symbol()` of ERC-20.
    pub(crate) const SYMBOL: Self = Self([0x95, 0xd8, 0x9b, 0x41]);
    /// `decimals()` of ERC-20.
    pub(crate) const DECIMALS: Self = Self([0x31, 0x3c, 0xe5, 0x67]);
}

/// Asks for a text: a string, or the 32 bytes with which old tokens answer. Bytes that are no text
/// become the replacement character.
pub(crate) fn text_view(reads: &mut Reads<'_>, to: Address, view: View) -> Observed<String> {
    match reads.call(to, view.calldata(&[])) {
        Observed::Known(returned) if returned.len() > MAX_RETURN_BYTES => {
            Observed::Unavailable(Reason::InvalidReply)
        }
        Observed::Known(returned) => text(returned).map_or(Observed::Absent, |text| {
            Observed::Known(String::from_utf8_lossy(text).into_owned())
        }),
        Observed::Absent => Observed::Absent,
        Observed::Unavailable(reason) => Observed::Unavailable(reason),
    }
}

fn text(returned: &[u8]) -> Option<&[u8]> {
    if returned.len() == 32 {
        let end = returned.iter().position(|byte| *byte == 0);
        return returned.get(..end.unwrap_or(32));
    }
    let text = behind(returned, 0)?;
    let length = number(text, 0)?;
    text.get(32..)?.get(..length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_as_a_string_or_in_one_word() {
        let mut word = b"MKR".to_vec();
        word.resize(32, 0);
        assert_eq!(text(&word), Some(b"MKR".as_slice()));
        let string = ethabi::encode(&[ethabi::Token::String("Dai Stablecoin".to_owned())]);
        assert_eq!(text(&string), Some(b"Dai Stablecoin".as_slice()));
        assert_eq!(text(&string[..70]), None);
        assert_eq!(text(&[]), None);
        assert_eq!(text(&[0xff; 96]), None);
    }
}

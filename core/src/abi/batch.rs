//! Many view calls in one, through [Multicall3](https://www.multicall3.com).
//!
//! Written by hand: `ethabi` copies an element as often as the answer points to it, and the answer
//! is a stranger's.

use crate::primitives::{Address, Bytes, U256};

/// `aggregate3((address,bool,bytes)[])`
const AGGREGATE: [u8; 4] = [0x82, 0xad, 0x56, 0xcb];
const WORD: usize = 32;

/// The calldata that asks Multicall3 for all of these; one that reverts does not end the others.
pub(crate) fn encode_batch(calls: &[(Address, Bytes)]) -> Bytes {
    let mut data = AGGREGATE.to_vec();
    let mut tails = Vec::new();
    data.extend(word(WORD));
    data.extend(word(calls.len()));
    for (to, input) in calls {
        data.extend(word(
            calls.len().saturating_mul(WORD).saturating_add(tails.len()),
        ));
        tails.extend(to.into_word().0);
        tails.extend(word(1));
        tails.extend(word(3_usize.saturating_mul(WORD)));
        tails.extend(word(input.len()));
        tails.extend(input.as_ref());
        tails.resize(tails.len().next_multiple_of(WORD), 0);
    }
    data.extend(tails);
    data.into()
}

/// What each of so many calls returned, `None` where it reverted; nothing where the answer is not
/// Multicall3's.
pub(crate) fn decode_batch(answer: &[u8], calls: usize) -> Option<Vec<Option<Bytes>>> {
    let list = behind(answer, 0)?;
    if number(list, 0)? != calls {
        return None;
    }
    let elements = list.get(WORD..)?;
    (0..calls)
        .map(|index| {
            let element = behind(elements, index.checked_mul(WORD)?)?;
            let returned = behind(element, WORD)?;
            let length = number(returned, 0)?;
            let bytes = returned.get(WORD..)?.get(..length)?;
            Some((number(element, 0)? == 1).then(|| Bytes::copy_from_slice(bytes)))
        })
        .collect()
}

/// What the offset that stands at `at` points to.
pub(super) fn behind(data: &[u8], at: usize) -> Option<&[u8]> {
    data.get(number(data, at)?..)
}

pub(super) fn number(data: &[u8], at: usize) -> Option<usize> {
    let word = data.get(at..at.checked_add(WORD)?)?;
    U256::from_be_slice(word).try_into().ok()
}

fn word(number: usize) -> [u8; WORD] {
    U256::from(number).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use ethabi::Token;

    use super::*;

    fn tuple(calls: &[(Address, Bytes)]) -> Vec<u8> {
        let each = |(to, data): &(Address, Bytes)| {
            Token::Tuple(vec![
                Token::Address(to.into_array().into()),
                Token::Bool(true),
                Token::Bytes(data.to_vec()),
            ])
        };
        ethabi::encode(&[Token::Array(calls.iter().map(each).collect())])
    }

    #[test]
    fn calls_are_encoded_as_the_abi_says() {
        let calls = [
            (Address::repeat_byte(1), Bytes::from_static(&[1, 2, 3, 4])),
            (Address::repeat_byte(2), Bytes::from_static(&[7; 36])),
            (Address::repeat_byte(3), Bytes::new()),
        ];
        for count in 0..=calls.len() {
            let calls = &calls[..count];
            assert_eq!(encode_batch(calls)[4..], tuple(calls));
        }
    }

    #[test]
    fn answers_are_read_and_others_refused() {
        let result =
            |ok, data: &[u8]| Token::Tuple(vec![Token::Bool(ok), Token::Bytes(data.to_vec())]);
        let answer = ethabi::encode(&[Token::Array(vec![
            result(true, &[5; 40]),
            result(false, &[]),
        ])]);
        let read = decode_batch(&answer, 2).expect("an answer to two calls");
        assert_eq!(read, [Some(Bytes::from_static(&[5; 40])), None]);
        assert_eq!(decode_batch(&answer, 3), None);
        assert_eq!(decode_batch(&[], 2), None);
        for end in 0..answer.len() - 31 {
            assert_eq!(decode_batch(&answer[..end], 2), None, "{end}");
        }
        assert_eq!(decode_batch(&[0xff; 256], 2), None);
    }
}

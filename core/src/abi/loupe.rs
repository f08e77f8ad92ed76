//! What a diamond says of its facets, by [EIP-2535](https://eips.ethereum.org/EIPS/eip-2535).
//!
//! Written by hand, for the reason that [`super::batch`] gives.

use super::View;
use super::batch::{behind, number};
use crate::evidence::{Observed, Reason};
use crate::facts::Reads;
use crate::primitives::{Address, B256, Selector};

/// The longest answer that is read, in bytes: some hundred functions.
const MAX_LOUPE_BYTES: usize = 32_768;
const WORD: usize = 32;

/// Asks a diamond for its facets, each with its selectors.
pub(crate) fn facets_view(
    reads: &mut Reads<'_>,
    diamond: Address,
) -> Observed<Vec<(Address, Vec<Selector>)>> {
    match reads.call(diamond, View::FACETS.calldata(&[])) {
        Observed::Known(answer) if answer.len() > MAX_LOUPE_BYTES => {
            Observed::Unavailable(Reason::InvalidReply)
        }
        Observed::Known(answer) => facets(answer).map_or(Observed::Absent, Observed::Known),
        Observed::Absent => Observed::Absent,
        Observed::Unavailable(reason) => Observed::Unavailable(reason),
    }
}

/// `(address, bytes4[])[]`. However often the answer points to a list, no more is taken of all of
/// them than an answer of that length can hold.
fn facets(answer: &[u8]) -> Option<Vec<(Address, Vec<Selector>)>> {
    let list = behind(answer, 0)?;
    let elements = list.get(WORD..)?;
    let mut left = answer.len() / WORD;
    let mut facets = Vec::new();
    for index in 0..number(list, 0)?.min(left) {
        let facet = behind(elements, index.checked_mul(WORD)?)?;
        let address = facet.get(..WORD).map(B256::from_slice)?;
        let selectors = behind(facet, WORD)?;
        let count = number(selectors, 0)?;
        left = left.checked_sub(count)?;
        let words = selectors.get(WORD..)?.chunks_exact(WORD).take(count);
        let selectors = words
            .filter_map(|word| word.first_chunk::<4>())
            .map(|bytes| Selector::new(*bytes))
            .collect();
        facets.push((Address::from_word(address), selectors));
    }
    Some(facets)
}

#[cfg(test)]
mod tests {
    use ethabi::Token;

    use super::*;

    fn listed(facets: &[(u8, Vec<[u8; 4]>)]) -> Vec<u8> {
        let list = facets.iter().map(|(address, selectors)| {
            let selectors = selectors
                .iter()
                .map(|selector| Token::FixedBytes(selector.to_vec()));
            Token::Tuple(vec![
                Token::Address([*address; 20].into()),
                Token::Array(selectors.collect()),
            ])
        });
        ethabi::encode(&[Token::Array(list.collect())])
    }

    #[test]
    fn facets_are_those_that_were_encoded() {
        let answer = listed(&[(1, vec![[1; 4], [2; 4]]), (2, vec![])]);
        let expected = vec![
            (
                Address::repeat_byte(1),
                vec![Selector::new([1; 4]), Selector::new([2; 4])],
            ),
            (Address::repeat_byte(2), Vec::new()),
        ];
        assert_eq!(facets(&answer), Some(expected));
        assert_eq!(facets(&listed(&[])), Some(Vec::new()));
    }

    #[test]
    fn an_answer_that_points_to_one_list_many_times_is_none() {
        let mut answer = listed(&[(1, vec![[1; 4]; 40]), (2, vec![[1; 4]; 2])]);
        let first = answer[64..96].to_vec();
        answer[96..128].copy_from_slice(&first);
        assert_eq!(facets(&answer), None);
        assert_eq!(facets(&answer[..70]), None);
    }
}

//! The arguments of a call, read where they stand.
//!
//! Written by hand, for the reason that [`super::batch`] gives, and one more: `ethabi` adds offsets
//! unchecked, which wraps around in a module of 32 bits. Here nothing is copied, and no offset leads
//! out of the calldata.

use super::batch::{behind, number};
use crate::primitives::{Address, U256};

const WORD: usize = 32;

/// Words one after the other, some of which are offsets from the first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arguments<'a>(&'a [u8]);

/// A list: how many elements, and their words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List<'a> {
    pub(crate) count: usize,
    pub(crate) elements: Arguments<'a>,
}

impl<'a> Arguments<'a> {
    pub(crate) const fn new(data: &'a [u8]) -> Self {
        Self(data)
    }

    pub(crate) fn word(self, index: usize) -> Option<U256> {
        let at = index.checked_mul(WORD)?;
        let word = self.0.get(at..at.checked_add(WORD)?)?;
        Some(U256::from_be_slice(word))
    }

    /// The address in a word, as the machine takes it: what stands above is not looked at.
    pub(crate) fn address(self, index: usize) -> Option<Address> {
        self.word(index).map(|word| Address::from_word(word.into()))
    }

    pub(crate) fn flag(self, index: usize) -> Option<bool> {
        self.word(index).map(|word| word != U256::ZERO)
    }

    /// What an offset leads to: a tuple of something whose size is not fixed.
    pub(crate) fn tuple(self, index: usize) -> Option<Self> {
        behind(self.0, index.checked_mul(WORD)?).map(Self)
    }

    pub(crate) fn bytes(self, index: usize) -> Option<&'a [u8]> {
        let Self(data) = self.tuple(index)?;
        data.get(WORD..)?.get(..number(data, 0)?)
    }

    /// A list. No more elements than there are words.
    pub(crate) fn list(self, index: usize) -> Option<List<'a>> {
        let Self(data) = self.tuple(index)?;
        let count = number(data, 0)?;
        let elements = data.get(WORD..)?;
        (count <= elements.len() / WORD).then_some(List {
            count,
            elements: Self(elements),
        })
    }
}

#[cfg(test)]
mod tests {
    use ethabi::Token;

    use super::*;

    #[test]
    fn arguments_are_those_that_were_encoded() {
        let address = Address::repeat_byte(7);
        let pair = |n: u64, bytes: &[u8]| {
            Token::Tuple(vec![Token::Uint(n.into()), Token::Bytes(bytes.to_vec())])
        };
        let data = ethabi::encode(&[
            Token::Address(address.0.0.into()),
            Token::Bool(true),
            Token::Bytes(vec![5; 40]),
            Token::Array(vec![pair(1, &[1]), pair(2, &[2; 33])]),
            pair(9, &[]),
        ]);
        let arguments = Arguments::new(&data);
        assert_eq!(arguments.address(0), Some(address));
        assert_eq!(arguments.flag(1), Some(true));
        assert_eq!(arguments.bytes(2), Some([5; 40].as_slice()));
        let list = arguments.list(3).expect("a list");
        assert_eq!(list.count, 2);
        let last = list.elements.tuple(1).expect("its last element");
        assert_eq!(last.word(0), Some(U256::from(2)));
        assert_eq!(last.bytes(1), Some([2; 33].as_slice()));
        assert_eq!(
            arguments.tuple(4).and_then(|each| each.bytes(1)),
            Some([].as_slice())
        );
    }

    #[test]
    fn offsets_that_lead_out_lead_nowhere() {
        for data in [vec![], vec![0xff; 31], vec![0xff; 96]] {
            let arguments = Arguments::new(&data);
            assert!(arguments.tuple(0).is_none() && arguments.bytes(0).is_none());
            assert!(arguments.list(0).is_none() && arguments.word(usize::MAX).is_none());
        }
        // A list that says it is longer than the calldata.
        let mut data = vec![0; 64];
        data[31] = 32;
        data[63] = 1;
        assert!(Arguments::new(&data).list(0).is_none());
    }
}

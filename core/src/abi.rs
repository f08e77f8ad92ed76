//! The only place that knows ABI encoding, and the only user of `ethabi`.
//!
//! `ethabi` has had no release since 2022: it is fed fixed types only, and its input is capped.

mod arguments;
mod batch;
mod custody;
mod loupe;
mod market;
mod text;

use ethabi::{ParamType, Token};

pub(crate) use arguments::{Arguments, List};
pub(crate) use batch::{decode_batch, encode_batch};
pub(crate) use loupe::facets_view;
pub(crate) use market::{address_in, calldata, first, word_view, words_view, words_view_together};
pub(crate) use text::text_view;

use crate::evidence::{Observed, Reason};
use crate::facts::Reads;
use crate::primitives::{Address, B256, Bytes, Selector, U256};

/// The longest answer that is decoded, in bytes.
const MAX_RETURN_BYTES: usize = 4096;

/// A view; the selectors are written out, because computing them would bring a second keccak256
/// along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct View([u8; 4]);

impl View {
    /// `implementation()` of a beacon, [EIP-1967](https://eips.ethereum.org/EIPS/eip-1967).
    pub(crate) const IMPLEMENTATION: Self = Self([0x5c, 0x60, 0xda, 0x1b]);
    /// `getOwners()` of a [Safe](https://docs.safe.global/reference-smart-account/owners/getOwners).
    pub(crate) const OWNERS: Self = Self([0xa0, 0xe6, 0x7e, 0x2b]);
    /// `getThreshold()` of a Safe.
    pub(crate) const THRESHOLD: Self = Self([0xe7, 0x52, 0x35, 0xb8]);
    /// `getModulesPaginated(address,uint256)` of a Safe.
    pub(crate) const MODULES: Self = Self([0xcc, 0x2f, 0x84, 0x52]);
    /// `getRoleMemberCount(bytes32)` of OpenZeppelin's
    /// [AccessControlEnumerable](https://docs.openzeppelin.com/contracts/5.x/api/access#AccessControlEnumerable).
    pub(crate) const ROLE_MEMBER_COUNT: Self = Self([0xca, 0x15, 0xc8, 0x73]);
    /// `getRoleMember(bytes32,uint256)`, likewise.
    pub(crate) const ROLE_MEMBER: Self = Self([0x90, 0x10, 0xd0, 0x7c]);
    /// `votingPeriod()` of OpenZeppelin's and Compound's governors.
    pub(crate) const VOTING_PERIOD: Self = Self([0x02, 0xa2, 0x51, 0xa3]);

    /// `facets()` of a diamond, [EIP-2535](https://eips.ethereum.org/EIPS/eip-2535).
    pub(crate) const FACETS: Self = Self([0x7a, 0x0e, 0xd6, 0x27]);

    /// Its selector.
    pub(crate) const fn selector(self) -> Selector {
        Selector::new(self.0)
    }

    fn calldata(self, arguments: &[B256]) -> Bytes {
        let arguments = arguments.iter().flat_map(|word| word.0);
        self.0.into_iter().chain(arguments).collect()
    }
}

/// Asks for an address; an answer that is none counts as no such view.
pub(crate) fn address_view(
    reads: &mut Reads<'_>,
    to: Address,
    view: View,
    arguments: &[B256],
) -> Observed<Address> {
    ask(reads, to, view, arguments, ParamType::Address, |token| {
        Some(Address::from(token.into_address()?.0))
    })
}

/// Asks for a number.
pub(crate) fn number_view(
    reads: &mut Reads<'_>,
    to: Address,
    view: View,
    arguments: &[B256],
) -> Observed<U256> {
    ask(
        reads,
        to,
        view,
        arguments,
        ParamType::FixedBytes(32),
        |token| Some(U256::from_be_slice(&token.into_fixed_bytes()?)),
    )
}

/// Asks for a list of addresses; what is returned behind it is ignored.
///
/// Read by hand: `ethabi` adds offsets unchecked, and in a module of 32 bits a node's answer can make
/// them wrap around, which stops it.
pub(crate) fn addresses_view(
    reads: &mut Reads<'_>,
    to: Address,
    view: View,
    arguments: &[B256],
) -> Observed<Vec<Address>> {
    let listed = |returned: &Bytes| {
        let List { count, elements } = Arguments::new(returned).list(0)?;
        let list = (0..count).map(|index| elements.address(index));
        list.collect::<Option<Vec<_>>>()
    };
    match reads.call(to, view.calldata(arguments)) {
        Observed::Known(returned) if returned.len() > MAX_RETURN_BYTES => {
            Observed::Unavailable(Reason::InvalidReply)
        }
        Observed::Known(returned) => listed(returned).map_or(Observed::Absent, Observed::Known),
        Observed::Absent => Observed::Absent,
        Observed::Unavailable(reason) => Observed::Unavailable(reason),
    }
}

fn ask<T>(
    reads: &mut Reads<'_>,
    to: Address,
    view: View,
    arguments: &[B256],
    kind: ParamType,
    read: fn(Token) -> Option<T>,
) -> Observed<T> {
    match reads.call(to, view.calldata(arguments)) {
        Observed::Known(returned) if returned.len() > MAX_RETURN_BYTES => {
            Observed::Unavailable(Reason::InvalidReply)
        }
        Observed::Known(returned) => ethabi::decode(&[kind], returned)
            .ok()
            .and_then(|tokens| tokens.into_iter().next())
            .and_then(read)
            .map_or(Observed::Absent, Observed::Known),
        Observed::Absent => Observed::Absent,
        Observed::Unavailable(reason) => Observed::Unavailable(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_are_those_of_the_signatures() {
        let word = || ParamType::FixedBytes(32);
        for (view, name, arguments) in [
            (View::IMPLEMENTATION, "implementation", vec![]),
            (View::OWNERS, "getOwners", vec![]),
            (View::THRESHOLD, "getThreshold", vec![]),
            (
                View::MODULES,
                "getModulesPaginated",
                vec![ParamType::Address, ParamType::Uint(256)],
            ),
            (View::ROLE_MEMBER_COUNT, "getRoleMemberCount", vec![word()]),
            (
                View::ROLE_MEMBER,
                "getRoleMember",
                vec![word(), ParamType::Uint(256)],
            ),
            (View::VOTING_PERIOD, "votingPeriod", vec![]),
            (View::NAME, "name", vec![]),
            (View::SYMBOL, "symbol", vec![]),
            (View::DECIMALS, "decimals", vec![]),
            (View::FACETS, "facets", vec![]),
        ] {
            assert_eq!(view.0, ethabi::short_signature(name, &arguments), "{name}");
        }
    }
}

//! The only place that knows ABI encoding, and the only user of `ethabi`.
//!
//! `ethabi` has had no release since 2022: it is fed fixed types only, and its input is capped.

use ethabi::{ParamType, Token};

use crate::evidence::{Observed, Reason};
use crate::facts::Reads;
use crate::primitives::{Address, Bytes};

/// The longest answer that is decoded, in bytes.
const MAX_RETURN_BYTES: usize = 4096;

/// A view without arguments that returns an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// `owner()`, [ERC-173](https://eips.ethereum.org/EIPS/eip-173).
    Owner,
    /// `implementation()` of a beacon, [EIP-1967](https://eips.ethereum.org/EIPS/eip-1967).
    Implementation,
}

impl View {
    /// Written out: computing them would bring a second keccak256 along.
    const fn selector(self) -> [u8; 4] {
        match self {
            Self::Owner => [0x8d, 0xa5, 0xcb, 0x5b],
            Self::Implementation => [0x5c, 0x60, 0xda, 0x1b],
        }
    }
}

/// Asks a view; an answer that is no address counts as no such view.
pub(crate) fn address_view(reads: &mut Reads<'_>, to: Address, view: View) -> Observed<Address> {
    match reads.call(to, Bytes::copy_from_slice(&view.selector())) {
        Observed::Known(returned) if returned.len() > MAX_RETURN_BYTES => {
            Observed::Unavailable(Reason::InvalidReply)
        }
        Observed::Known(returned) => {
            decode_address(returned).map_or(Observed::Absent, Observed::Known)
        }
        Observed::Absent => Observed::Absent,
        Observed::Unavailable(reason) => Observed::Unavailable(reason),
    }
}

fn decode_address(returned: &[u8]) -> Option<Address> {
    match ethabi::decode(&[ParamType::Address], returned)
        .ok()?
        .into_iter()
        .next()?
    {
        Token::Address(address) => Some(Address::from(address.0)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::View;

    #[test]
    fn selectors_are_those_of_the_signatures() {
        for (view, name) in [
            (View::Owner, "owner"),
            (View::Implementation, "implementation"),
        ] {
            assert_eq!(view.selector(), ethabi::short_signature(name, &[]));
        }
    }
}

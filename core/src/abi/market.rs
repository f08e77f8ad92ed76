//! The views of exchanges and lockers, whose answers are words one after the other.

use super::{MAX_RETURN_BYTES, View};
use crate::evidence::{Observed, Reason};
use crate::facts::Reads;
use crate::primitives::{Address, B256, Bytes, U256};

impl View {
    /// `getPair(address,address)` of Uniswap V2's factory.
    pub(crate) const PAIR: Self = Self([0xe6, 0xa4, 0x39, 0x05]);
    /// `getPair(address,address,bool)` of Solidly's.
    pub(crate) const STABLE_PAIR: Self = Self([0x68, 0x01, 0xcc, 0x30]);
    /// `getPool(address,address,bool)` of Velodrome's.
    pub(crate) const STABLE_POOL: Self = Self([0x79, 0xbc, 0x57, 0xd5]);
    /// `getPool(address,address,uint24)` of Uniswap V3's.
    pub(crate) const FEE_POOL: Self = Self([0x16, 0x98, 0xee, 0x82]);
    /// `getPool(address,address,int24)` of Solidly V3's.
    pub(crate) const SPACED_POOL: Self = Self([0x28, 0xaf, 0x8d, 0x0b]);
    /// `getPool(address,address)` of SyncSwap's.
    pub(crate) const POOL: Self = Self([0x53, 0x1a, 0xa0, 0x3e]);
    /// `token0()` of a pool.
    pub(crate) const TOKEN0: Self = Self([0x0d, 0xfe, 0x16, 0x81]);
    /// `token1()` of a pool.
    pub(crate) const TOKEN1: Self = Self([0xd2, 0x12, 0x20, 0xa7]);
    /// `factory()` of a pool.
    pub(crate) const FACTORY: Self = Self([0xc4, 0x5a, 0x01, 0x55]);
    /// `feeTo()` of Uniswap V2's factory.
    pub(crate) const FEE_TO: Self = Self([0x01, 0x7e, 0x7e, 0x58]);
    /// `feeToSetter()` of it.
    pub(crate) const FEE_TO_SETTER: Self = Self([0x09, 0x4b, 0x74, 0x15]);
    /// `allowance(address,address)` of ERC-20.
    pub(crate) const ALLOWANCE: Self = Self([0xdd, 0x62, 0xed, 0x3e]);
    /// `getReserves()` of a pool: that of token 0, that of token 1.
    pub(crate) const RESERVES: Self = Self([0x09, 0x02, 0xf1, 0xac]);
    /// `balanceOf(address)` of ERC-20 and ERC-721.
    pub(crate) const BALANCE: Self = Self([0x70, 0xa0, 0x82, 0x31]);
    /// `totalSupply()` of ERC-20.
    pub(crate) const SUPPLY: Self = Self([0x18, 0x16, 0x0d, 0xdd]);
    /// `slot0()` of a V3 pool: price, tick.
    pub(crate) const SLOT0: Self = Self([0x38, 0x50, 0xc7, 0xbd]);
    /// `liquidity()` of a V3 pool, at the price of now.
    pub(crate) const LIQUIDITY: Self = Self([0x1a, 0x68, 0x65, 0x02]);
    /// `ownerOf(uint256)` of ERC-721.
    pub(crate) const OWNER_OF: Self = Self([0x63, 0x52, 0x21, 0x1e]);
    /// `tokenOfOwnerByIndex(address,uint256)` of ERC-721's enumerable extension.
    pub(crate) const TOKEN_OF_OWNER: Self = Self([0x2f, 0x74, 0x5c, 0x59]);
    /// `positions(uint256)` of Uniswap V3's position manager: nonce, operator, token 0, token 1,
    /// fee, lower tick, upper tick, liquidity and four more.
    pub(crate) const POSITION: Self = Self([0x99, 0xfb, 0xab, 0x88]);
    /// `getNumLocksForToken(address)` of UNCX.
    pub(crate) const LOCK_COUNT: Self = Self([0x1f, 0x2a, 0x1d, 0x2f]);
    /// `tokenLocks(address,uint256)` of UNCX: date, amount, first amount, end, id, owner.
    pub(crate) const LOCK: Self = Self([0xcc, 0xeb, 0xfa, 0x3f]);
    /// `TOKEN_LOCKS(address,uint256)` of its later version: the lock's id.
    pub(crate) const LOCK_ID: Self = Self([0xb5, 0x80, 0xa7, 0xd9]);
    /// `LOCKS(uint256)` of it: token, date, amount, first amount, end, id, owner, country.
    pub(crate) const LOCK_BY_ID: Self = Self([0xcf, 0x0d, 0x5a, 0xf3]);
    /// `getDepositsByWithdrawalAddress(address)` of Team Finance: a list of ids.
    pub(crate) const DEPOSITS: Self = Self([0x0b, 0xd5, 0x9a, 0xd3]);
    /// `getDepositDetails(uint256)` of it: token, who may withdraw, amount, end, withdrawn.
    pub(crate) const DEPOSIT: Self = Self([0x89, 0x0d, 0xb7, 0x2f]);
    /// `getLocksForToken(address,uint256,uint256)` of PinkLock: a list from one index to another.
    pub(crate) const LOCKS: Self = Self([0x33, 0x2f, 0x26, 0xd7]);
}

/// Asks for words; what is left of the last one is ignored.
pub(crate) fn words_view(
    reads: &mut Reads<'_>,
    to: Address,
    view: View,
    arguments: &[B256],
) -> Observed<Vec<U256>> {
    words(reads.call(to, view.calldata(arguments)))
}

/// The same for a view that is only worth asking together with others.
pub(crate) fn words_view_together(
    reads: &mut Reads<'_>,
    to: Address,
    view: View,
    arguments: &[B256],
) -> Observed<Vec<U256>> {
    words(reads.call_together(to, view.calldata(arguments)))
}

/// Asks for one word.
pub(crate) fn word_view(
    reads: &mut Reads<'_>,
    to: Address,
    view: View,
    arguments: &[B256],
) -> Observed<U256> {
    first(words_view(reads, to, view, arguments))
}

/// The first of the words; an answer without any counts as no such view.
pub(crate) fn first(words: Observed<Vec<U256>>) -> Observed<U256> {
    match words {
        Observed::Known(words) => words
            .first()
            .map_or(Observed::Absent, |word| Observed::Known(*word)),
        Observed::Absent => Observed::Absent,
        Observed::Unavailable(reason) => Observed::Unavailable(reason),
    }
}

/// The calldata of a view, as a citation names it.
pub(crate) fn calldata(view: View, arguments: &[B256]) -> Bytes {
    view.calldata(arguments)
}

/// The address in a word; none where there is more in it than an address.
pub(crate) fn address_in(word: U256) -> Option<Address> {
    let word = B256::from(word);
    let address = Address::from_word(word);
    (address.into_word() == word).then_some(address)
}

fn words(returned: Observed<&Bytes>) -> Observed<Vec<U256>> {
    match returned {
        Observed::Known(returned) if returned.len() > MAX_RETURN_BYTES => {
            Observed::Unavailable(Reason::InvalidReply)
        }
        Observed::Known(returned) => {
            let (words, _) = returned.as_chunks::<32>();
            Observed::Known(
                words
                    .iter()
                    .map(|word| U256::from_be_bytes(*word))
                    .collect(),
            )
        }
        Observed::Absent => Observed::Absent,
        Observed::Unavailable(reason) => Observed::Unavailable(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_are_those_of_the_signatures() {
        for (view, signature) in [
            (View::PAIR, "getPair(address,address)"),
            (View::STABLE_PAIR, "getPair(address,address,bool)"),
            (View::STABLE_POOL, "getPool(address,address,bool)"),
            (View::FEE_POOL, "getPool(address,address,uint24)"),
            (View::SPACED_POOL, "getPool(address,address,int24)"),
            (View::POOL, "getPool(address,address)"),
            (View::TOKEN0, "token0()"),
            (View::TOKEN1, "token1()"),
            (View::RESERVES, "getReserves()"),
            (View::BALANCE, "balanceOf(address)"),
            (View::SUPPLY, "totalSupply()"),
            (View::SLOT0, "slot0()"),
            (View::LIQUIDITY, "liquidity()"),
            (View::OWNER_OF, "ownerOf(uint256)"),
            (View::TOKEN_OF_OWNER, "tokenOfOwnerByIndex(address,uint256)"),
            (View::POSITION, "positions(uint256)"),
            (View::LOCK_COUNT, "getNumLocksForToken(address)"),
            (View::LOCK, "tokenLocks(address,uint256)"),
            (View::LOCK_ID, "TOKEN_LOCKS(address,uint256)"),
            (View::LOCK_BY_ID, "LOCKS(uint256)"),
            (View::DEPOSITS, "getDepositsByWithdrawalAddress(address)"),
            (View::DEPOSIT, "getDepositDetails(uint256)"),
            (View::LOCKS, "getLocksForToken(address,uint256,uint256)"),
        ] {
            let hash = alloy_primitives::keccak256(signature);
            assert_eq!(view.0, hash[..4], "{signature}");
        }
    }
}

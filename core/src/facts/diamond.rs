//! Which code a diamond runs for which function.
//!
//! What it says of itself tells where to look; for as many functions as are looked up, its storage
//! says what runs. Nobody can list the functions of a diamond, so no diamond is known to the end.

use alloy_primitives::keccak256;

use super::reads::Reads;
use crate::abi;
use crate::code::{Field, Routes};
use crate::primitives::{Address, B256, Selector, Slot, U256};
use crate::sorted::SortedMap;

/// Functions that are looked up in storage, whatever else the diamond lists: `transfer`,
/// `transferFrom`, `balanceOf` and `totalSupply` of
/// [ERC-20](https://eips.ethereum.org/EIPS/eip-20), and `diamondCut` of
/// [EIP-2535](https://eips.ethereum.org/EIPS/eip-2535), by which facets are replaced.
const ALWAYS: [[u8; 4]; 5] = [
    [0xa9, 0x05, 0x9c, 0xbb],
    [0x23, 0xb8, 0x72, 0xdd],
    [0x70, 0xa0, 0x82, 0x31],
    [0x18, 0x16, 0x0d, 0xdd],
    [0x1f, 0x93, 0x1c, 0x1c],
];
/// Functions that are looked up: each takes a request. The diamond is believed for the others.
const MOST_LOOKED_UP: usize = 16;
/// Facets whose code is read.
const MOST_FACETS: usize = 12;

/// Code that a diamond runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Where it is.
    pub address: Address,
    /// The functions that lead there.
    pub selectors: Vec<Selector>,
}

/// The facets of `diamond`, as far as they can be found.
pub(super) fn facets(reads: &mut Reads<'_>, diamond: Address, routes: Routes) -> Vec<Facet> {
    let listed = abi::facets_view(reads, diamond);
    let mut named = SortedMap::new();
    for (facet, selectors) in listed.known().into_iter().flatten() {
        for selector in selectors {
            named.insert(*selector, *facet);
        }
    }
    let always = ALWAYS.map(Selector::new);
    let others = named.keys().filter(|selector| !always.contains(*selector));
    let mut found: SortedMap<Address, Vec<Selector>> = SortedMap::new();
    for (index, selector) in always.iter().chain(others).enumerate() {
        let looked_up = (index < MOST_LOOKED_UP)
            .then(|| reads.word(diamond, slot(routes, *selector)))
            .and_then(|word| word.known().map(|word| address_in(routes, *word)));
        let runs = looked_up.or_else(|| named.get(selector).copied());
        if let Some(facet) = runs.filter(|facet| *facet != Address::ZERO)
            && (found.len() < MOST_FACETS || found.contains_key(&facet))
        {
            found.update(facet, Vec::new, |selectors| selectors.push(*selector));
        }
    }
    found
        .into_iter()
        .map(|(address, selectors)| Facet { address, selectors })
        .collect()
}

/// The slot that names the code for a selector.
fn slot(routes: Routes, selector: Selector) -> Slot {
    let mut key = B256::ZERO;
    let at = if routes.by_number { 28 } else { 0 };
    if let Some(bytes) = key.0.get_mut(at..).and_then(|rest| rest.first_chunk_mut()) {
        *bytes = selector.0;
    }
    let base: B256 = routes.mapping.base.0.into();
    let entry: U256 = keccak256([key.0, base.0].concat()).into();
    Slot(entry.wrapping_add(U256::from(routes.mapping.member)))
}

fn address_in(routes: Routes, word: B256) -> Address {
    let field = Field {
        slot: Slot(U256::ZERO),
        bit: routes.bit,
        bits: 160,
    };
    Address::from_word(field.extract(word).into())
}

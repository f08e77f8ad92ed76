//! Storage words as variables: which slot, which mapping and key, which bits.

use super::facts::{Field, Mapping};
use super::path::Store;
use super::value::{Few, Graph, Node, Op, Value, ones};
use crate::primitives::{Slot, U256};
use crate::sorted::SortedSet;

/// What a storage key names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A variable at a fixed slot.
    Fixed(Slot),
    /// An entry of a mapping, with its keys from the outside in.
    Entry(Mapping, Keys),
    /// An element of an array, or something that is not followed.
    Other,
}

/// The keys of an entry.
pub(super) type Keys = Few<MAX_KEYS>;

/// Bits of a storage word as it was before the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) key: Value,
    pub(super) bit: u16,
    pub(super) bits: u16,
}

/// Bits of a storage word that a store changes, and what it puts there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub(super) bit: u16,
    pub(super) bits: u16,
    pub(super) value: Value,
}

/// Mappings of mappings deeper than this are not followed.
const MAX_KEYS: usize = 4;

/// What a storage key names.
pub(super) fn place(graph: &Graph, key: Value) -> Place {
    follow(graph, key).unwrap_or(Place::Other)
}

fn follow(graph: &Graph, key: Value) -> Option<Place> {
    let mut at = key;
    let mut keys = Keys::default();
    let mut member = 0_u32;
    loop {
        match graph.node(at) {
            Node::Const(_) => return named(graph.as_const(at)?, keys, member),
            Node::Binary(Op::Add, inner, distance) => {
                let distance = graph
                    .as_offset(distance)
                    .filter(|distance| *distance < 0xffff)?;
                // Members of inner structs are told apart from those of the outer one.
                let shift = if keys.is_empty() { 0 } else { 16 };
                member = member.wrapping_add(distance << shift);
                at = inner;
            }
            Node::Keccak(list, 64) => {
                let Node::Cons(first, rest) = graph.node(list) else {
                    return None;
                };
                let Node::Cons(second, _) = graph.node(rest) else {
                    return None;
                };
                // Solidity hashes the key, then the slot; Vyper the slot, then the key.
                let (key, slot) = if is_slot(graph, second) {
                    (first, second)
                } else {
                    (second, first)
                };
                if !is_slot(graph, slot) {
                    return None;
                }
                keys.push(key)?;
                at = slot;
            }
            Node::Keccak(list, length) => {
                // Of constants alone: an array's first element, or an entry under a string.
                if let Some(slot) = graph.known_hash(at) {
                    return named(slot, keys, member);
                }
                return packed_entry(graph, list, member).filter(|_| matches!(length, 32 | 52));
            }
            _ => return None,
        }
    }
}

/// A variable at a known slot, or an entry of the mapping there.
fn named(base: U256, mut keys: Keys, member: u32) -> Option<Place> {
    if keys.is_empty() {
        return Some(Place::Fixed(Slot(base.wrapping_add(U256::from(member)))));
    }
    let count = keys.count;
    keys.words.get_mut(..count)?.reverse();
    let mapping = Mapping {
        base: Slot(base),
        keys: u8::try_from(keys.len()).unwrap_or(u8::MAX),
        member,
    };
    Some(Place::Entry(mapping, keys))
}

/// The array whose element a storage key names, and the hash of its slot, which its elements
/// follow.
pub(super) fn array_element(graph: &Graph, key: Value) -> Option<(Slot, Value)> {
    let hash = match graph.node(key) {
        Node::Binary(Op::Add, a, b) => [a, b]
            .into_iter()
            .find(|side| matches!(graph.node(*side), Node::Keccak(_, 32)))?,
        _ => key,
    };
    match graph.node(hash) {
        Node::Keccak(list, 32) => match graph.words(list, 1).as_slice() {
            [base] => graph.as_const(*base).map(|base| (Slot(base), hash)),
            _ => None,
        },
        _ => None,
    }
}

/// Keys that are hashed together with a short seed, as [Solady](https://github.com/vectorized/solady)
/// does: an address in the upper 160 bits, the seed below it, then possibly another address.
fn packed_entry(graph: &Graph, list: Value, member: u32) -> Option<Place> {
    let words = graph.words(list, 2);
    let (first, rest) = words.split_first()?;
    let (address, seed) = graph.binary_parts(*first, Op::Or)?;
    let seed = graph.as_const(seed).filter(|seed| seed.bit_len() <= 96)?;
    let mut keys = Keys::default();
    keys.push(upper_address(graph, address)?)?;
    for word in rest {
        keys.push(upper_address(graph, *word)?)?;
    }
    let depth = u8::try_from(keys.len()).ok()?;
    Some(Place::Entry(
        Mapping {
            base: Slot(seed),
            keys: depth,
            member,
        },
        keys,
    ))
}

fn upper_address(graph: &Graph, word: Value) -> Option<Value> {
    let (shift, address) = graph.binary_parts(word, Op::Shl)?;
    (graph.as_offset(shift) == Some(96)).then_some(address)
}

/// A number, a hash, or a member behind one.
fn is_slot(graph: &Graph, value: Value) -> bool {
    match graph.node(value) {
        Node::Const(_) | Node::Keccak(..) => true,
        Node::Binary(Op::Add, inner, distance) => {
            graph.is_const(distance) && matches!(graph.node(inner), Node::Keccak(..))
        }
        _ => false,
    }
}

/// The bits of one storage word that a value is, unchanged.
pub(super) fn part(graph: &Graph, value: Value) -> Option<Part> {
    match graph.node(value) {
        Node::Binary(Op::And, inner, mask) => {
            let (key, shift) = shifted(graph, inner)?;
            let (low, high) = run(graph.as_const(mask)?)?;
            Some(Part {
                key,
                bit: low.saturating_add(shift),
                bits: high.saturating_sub(low),
            })
        }
        _ => {
            let (key, bit) = shifted(graph, value)?;
            Some(Part {
                key,
                bit,
                bits: 256_u16.saturating_sub(bit),
            })
        }
    }
}

/// The key of the stored word that a value is when shifted, and by how much.
fn shifted(graph: &Graph, value: Value) -> Option<(Value, u16)> {
    match graph.node(value) {
        Node::Load(key) => Some((key, 0)),
        Node::Binary(Op::Shr, shift, word) => {
            let Node::Load(key) = graph.node(word) else {
                return None;
            };
            let shift = graph.as_offset(shift)?;
            Some((key, u16::try_from(shift).unwrap_or(256)))
        }
        _ => None,
    }
}

/// The variable at a fixed slot that a value is, unchanged.
pub(super) fn field(graph: &Graph, value: Value) -> Option<Field> {
    let part = part(graph, value)?;
    match place(graph, part.key) {
        Place::Fixed(slot) => Some(Field {
            slot,
            bit: part.bit,
            bits: part.bits,
        }),
        _ => None,
    }
}

/// The mapping entry that a value is, unchanged.
pub(super) fn entry(graph: &Graph, value: Value) -> Option<(Mapping, Keys)> {
    match place(graph, part(graph, value)?.key) {
        Place::Entry(mapping, keys) => Some((mapping, keys)),
        _ => None,
    }
}

/// Takes a store apart into the variables that it changes.
pub(super) fn written(graph: &mut Graph, store: &Store) -> Vec<Written> {
    const MOST_TERMS: usize = 64;
    let mut terms = vec![(store.value, U256::MAX)];
    let mut kept = U256::ZERO;
    let mut put = Vec::new();
    let mut seen = 0_usize;
    while let Some((value, mask)) = terms.pop() {
        seen = seen.saturating_add(1);
        if seen > MOST_TERMS {
            kept = U256::ZERO;
            put = vec![(store.value, U256::MAX)];
            break;
        }
        match graph.node(value) {
            Node::Binary(Op::Or, a, b) => terms.extend([(a, mask), (b, mask)]),
            Node::Binary(Op::And, a, b) if graph.is_const(b) => {
                terms.push((a, mask & graph.as_const(b).unwrap_or_default()));
            }
            Node::Load(key) if key == store.key => kept |= mask,
            _ => put.push((value, mask)),
        }
    }
    fields(graph, kept, &put)
        .into_iter()
        .map(|(low, high)| {
            let bits = high.saturating_sub(low);
            let mut value = Value::ZERO;
            for (term, mask) in &put {
                let shift = graph.number(u64::from(low));
                let mask = graph.constant(mask.wrapping_shr(usize::from(low)) & ones(bits));
                let term = graph.binary(Op::Shr, shift, *term);
                let term = graph.binary(Op::And, term, mask);
                value = graph.binary(Op::Or, value, term);
            }
            Written {
                bit: low,
                bits,
                value,
            }
        })
        .collect()
}

/// The bits that are not kept, cut where one term ends and another begins.
fn fields(graph: &Graph, kept: U256, put: &[(Value, U256)]) -> Vec<(u16, u16)> {
    let spans: SortedSet<(u16, u16)> = put
        .iter()
        .flat_map(|(term, mask)| {
            // The zeros below a number's lowest bit are its own, down to the beginning of a byte.
            let aligned = if graph.is_const(*term) { 7 } else { 0 };
            let spans = runs(graph.window(*term) & *mask & !kept).into_iter();
            spans.map(move |(start, end)| (start & !aligned, end))
        })
        .collect();
    let spans: Vec<(u16, u16)> = spans.into_iter().collect();
    let overlap = spans
        .windows(2)
        .any(|pair| matches!(pair, [(_, end), (start, _)] if start < end));
    let starts: Vec<u16> = if overlap {
        Vec::new()
    } else {
        spans.into_iter().map(|(start, _)| start).collect()
    };
    let mut fields = Vec::new();
    for (low, high) in runs(!kept) {
        let mut from = low;
        for start in starts
            .iter()
            .copied()
            .filter(|start| *start > low && *start < high)
        {
            fields.push((from, start));
            from = start;
        }
        fields.push((from, high));
    }
    fields
}

/// The single run of set bits that a word is, as its lowest bit and the one above it.
fn run(word: U256) -> Option<(u16, u16)> {
    let low = u16::try_from(word.trailing_zeros()).ok()?;
    let high = u16::try_from(word.bit_len()).ok()?;
    (word.count_ones() == usize::from(high.checked_sub(low)?) && high > low).then_some((low, high))
}

/// The runs of set bits in a word, from the lowest.
fn runs(word: U256) -> Vec<(u16, u16)> {
    let mut runs = Vec::new();
    let mut left = word;
    while !left.is_zero() {
        let low = left.trailing_zeros();
        let after = left.wrapping_shr(low);
        let length = (!after).trailing_zeros().min(256_usize.saturating_sub(low));
        let high = low.saturating_add(length);
        runs.push((
            u16::try_from(low).unwrap_or(256),
            u16::try_from(high).unwrap_or(256),
        ));
        left = if high >= 256 {
            U256::ZERO
        } else {
            left & U256::MAX.wrapping_shl(high)
        };
    }
    runs
}

/// The mask that cleans an address.
const ADDRESS: U256 = U256::from_limbs([u64::MAX, u64::MAX, 0xffff_ffff, 0]);

/// A value without the mask that cleans an address.
pub(super) fn without_mask(graph: &Graph, value: Value) -> Value {
    match graph.binary_parts(value, Op::And) {
        Some((inner, mask)) if graph.as_const(mask) == Some(ADDRESS) => inner,
        _ => value,
    }
}

impl Field {
    /// Whether two fields share a bit.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.slot == other.slot
            && self.bit < other.bit.saturating_add(other.bits)
            && other.bit < self.bit.saturating_add(self.bits)
    }
}

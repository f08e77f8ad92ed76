//! Finding a word that was made before: an open table of numbers, kept at most half full.
//!
//! The standard library's map holds every node a second time, and its code is made anew for each
//! kind of key.

use core::hash::{Hash, Hasher};

use crate::primitives::U256;

/// Numbers of words, by what the words are.
#[derive(Debug)]
pub(super) struct Table {
    /// One more than the number; 0 where there is none.
    slots: Vec<u32>,
    used: usize,
}

/// Where something is, or belongs.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found {
    At(u32),
    Free(usize),
    /// Too many things have nearly the same digest: somebody chose them so.
    Crowded,
}

/// How many slots are looked at for one thing. Honest code needs a tenth of that.
const MOST_LOOKS: usize = 256;
/// Slots at first.
const FIRST: usize = 8_192;

impl Table {
    pub(super) fn new() -> Self {
        Self {
            slots: vec![0; FIRST],
            used: 0,
        }
    }

    /// Looks something up by its digest.
    pub(super) fn find(&self, digest: u64, is_it: impl Fn(u32) -> bool) -> Found {
        let last = self.slots.len().wrapping_sub(1);
        let mut slot = place(digest, last);
        for _ in 0..MOST_LOOKS {
            match self
                .slots
                .get(slot)
                .and_then(|number| number.checked_sub(1))
            {
                None => return Found::Free(slot),
                Some(number) if is_it(number) => return Found::At(number),
                Some(_) => slot = slot.wrapping_add(1) & last,
            }
        }
        Found::Crowded
    }

    /// Puts a number where [`Self::find`] found room for it.
    pub(super) fn put(&mut self, slot: usize, number: u32, digest_of: impl Fn(u32) -> u64) {
        if let Some(free) = self.slots.get_mut(slot) {
            *free = number.saturating_add(1);
        }
        self.used = self.used.saturating_add(1);
        if self.used.saturating_mul(2) > self.slots.len() {
            let larger = vec![0; self.slots.len().saturating_mul(2)];
            let last = larger.len().wrapping_sub(1);
            for number in core::mem::replace(&mut self.slots, larger) {
                let Some(known) = number.checked_sub(1) else {
                    continue;
                };
                let mut slot = place(digest_of(known), last);
                while self.slots.get(slot).is_some_and(|number| *number != 0) {
                    slot = slot.wrapping_add(1) & last;
                }
                if let Some(free) = self.slots.get_mut(slot) {
                    *free = number;
                }
            }
        }
    }
}

/// The upper bits say most. A table has a power of two of slots.
fn place(digest: u64, last: usize) -> usize {
    usize::try_from(digest >> 32).unwrap_or_default() & last
}

/// A short digest of a few numbers.
#[derive(Clone, Copy, Default)]
struct Digest(u64);

impl Digest {
    fn mix(&mut self, number: u64) {
        /// The golden ratio's digits: odd, and without a pattern.
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        self.0 = (self.0.rotate_left(29) ^ number).wrapping_mul(FACTOR);
    }
}

impl Hasher for Digest {
    fn finish(&self) -> u64 {
        let mut last = *self;
        last.mix(self.0 >> 32);
        last.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.mix(u64::from(*byte));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.mix(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.mix(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }

    fn write_isize(&mut self, number: isize) {
        self.mix(u64::try_from(number).unwrap_or_default());
    }
}

/// A digest of a number.
pub(super) fn digest_of(word: U256) -> u64 {
    let mut digest = Digest::default();
    for limb in word.as_limbs() {
        digest.mix(*limb);
    }
    digest.finish()
}

/// A digest of anything.
pub(super) fn digest(of: &impl Hash) -> u64 {
    let mut digest = Digest::default();
    of.hash(&mut digest);
    digest.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_is_found_after_the_table_grew() {
        let mut table = Table::new();
        let count = u32::try_from(FIRST).expect("it is small").saturating_mul(3);
        let digest_of = |number: u32| digest(&number);
        for number in 0..count {
            match table.find(digest_of(number), |known| known == number) {
                Found::Free(slot) => table.put(slot, number, digest_of),
                found => panic!("{number}: {found:?}"),
            }
        }
        for number in 0..count {
            let found = table.find(digest_of(number), |known| known == number);
            assert!(matches!(found, Found::At(at) if at == number), "{number}");
        }
    }

    #[test]
    fn what_was_chosen_to_collide_is_crowded_and_not_searched_for_long() {
        let mut table = Table::new();
        let mut put = 0;
        for number in 0..u32::try_from(FIRST).expect("it is small") {
            match table.find(7, |known| known == number) {
                Found::Free(slot) => table.put(slot, number, |_| 7),
                Found::Crowded => break,
                Found::At(at) => panic!("{number} is {at}"),
            }
            put = number.saturating_add(1);
        }
        assert_eq!(put as usize, MOST_LOOKS);
    }
}

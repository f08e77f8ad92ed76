//! Sets of code offsets, one bit each.

/// Offsets of one code.
#[derive(Debug)]
pub(super) struct Offsets(Vec<u64>);

impl Offsets {
    /// None of a code of so many bytes.
    pub(super) fn none_of(length: usize) -> Self {
        Self(vec![0; length.div_ceil(64)])
    }

    #[inline(always)]
    pub(super) fn contains(&self, at: usize) -> bool {
        let word = self.0.get(at >> 6);
        word.is_some_and(|word| word >> (at & 63) & 1 == 1)
    }

    /// Notes an offset; false where it was noted before, or lies far behind the code's end.
    pub(super) fn insert(&mut self, at: usize) -> bool {
        self.0.get_mut(at >> 6).is_some_and(|word| {
            let bit = 1 << (at & 63);
            let is_new = *word & bit == 0;
            *word |= bit;
            is_new
        })
    }
}

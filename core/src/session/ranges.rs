//! Events that are asked in parts, because the node looks through so many blocks at once only.

use super::Question;
use crate::evidence::Event;
use crate::primitives::Address;
use crate::request::LogFilter;
use crate::sorted::SortedMap;

/// The first and the last block.
pub(super) type Range = (u64, u64);

/// More parts than this are not worth their requests.
const MAX_PARTS: usize = 16;
/// The same where the node does not say how many blocks would do.
const MAX_GUESSED: usize = 4;

/// What is asked and what was found, by range of blocks.
#[derive(Debug, Default)]
pub(super) struct Ranges(SortedMap<Range, Option<Vec<Event>>>);

impl Ranges {
    /// Puts smaller parts in the place of one that was refused, if there need not be too many.
    pub(super) fn split(&mut self, range: Range, most: Option<u64>) -> bool {
        let (first, last) = range;
        let width = width(range);
        let half = width.div_ceil(2);
        let part = most
            .filter(|most| (1..width).contains(most))
            .unwrap_or(half);
        let most_parts = most.map_or(MAX_GUESSED, |_| MAX_PARTS);
        self.0.remove(&range);
        let mut from = first;
        while from <= last && width > 1 {
            if self.0.len() >= most_parts {
                return false;
            }
            let to = from.saturating_add(part).saturating_sub(1).min(last);
            self.0.insert((from, to), None);
            from = to.saturating_add(1);
        }
        width > 1
    }

    /// Takes the events of a part; all of them, in order, once none is missing.
    pub(super) fn found(&mut self, range: Range, events: Vec<Event>) -> Option<Vec<Event>> {
        self.0.insert(range, Some(events));
        if self.0.values().any(Option::is_none) {
            return None;
        }
        Some(self.0.values().flatten().flatten().cloned().collect())
    }

    /// What is still missing.
    pub(super) fn questions(&self, address: Address, filter: LogFilter) -> Vec<Question> {
        let missing = self.0.iter().filter(|(_, found)| found.is_none());
        missing
            .map(|(range, _)| Question::Part(address, filter, *range))
            .collect()
    }
}

/// How many blocks it is.
pub(super) const fn width((first, last): Range) -> u64 {
    last.saturating_sub(first).saturating_add(1)
}

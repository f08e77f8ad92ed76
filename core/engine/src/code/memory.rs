//! Memory of one path: byte ranges, each holding a part of a value.
//!
//! An address is a base and a distance from it: the base is 0 for addresses that are known
//! numbers, and otherwise the part of the address that is not known. Ranges with different bases
//! are taken not to overlap, as compilers allocate them.

use super::limits::MAX_MEMORY_SEGMENTS;
use super::loader::Program;
use super::value::{Graph, Node, Op, Taint, Value, ones};
use crate::primitives::U256;

/// A position in memory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Position {
    base: Value,
    distance: u32,
    /// The caller chooses the place: what is written there may be written anywhere.
    chosen: bool,
}

/// What a range of memory was filled from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Content {
    /// The 32 bytes of a word.
    Word(Value),
    /// Calldata from this offset.
    CallData(Value),
    /// The data that a call returned, from this offset.
    Returned(Value, u32),
    /// The contract's own code from this offset.
    Code(u32),
    /// Something that is not followed.
    Unknown(Value),
}

#[derive(Clone, Copy, Debug)]
struct Segment {
    at: Position,
    length: u32,
    content: Content,
    /// Where in the content the range begins.
    skip: u32,
}

/// The memory of one path.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    /// By position; no two overlap.
    segments: Vec<Segment>,
    /// Something was written where it could not be followed, or there was no room.
    pub(super) lost: bool,
}

impl Position {
    /// Takes an address apart.
    pub(super) fn of(graph: &Graph, address: Value) -> Option<Self> {
        if let Some(distance) = graph.as_const(address) {
            return Some(Self {
                base: Value::ZERO,
                distance: u32::try_from(distance).ok()?,
                chosen: false,
            });
        }
        // What lies before the base, or far behind it, is a base of its own.
        if let Some((base, distance)) = graph.binary_parts(address, Op::Add)
            && let Some(distance) = graph.as_offset(distance)
        {
            // Compilers place nothing of theirs in the first words.
            let chosen = distance < 0x40 && graph.taint(base).has(Taint::CALLDATA);
            return Some(Self {
                base,
                distance,
                chosen,
            });
        }
        Some(Self {
            base: address,
            distance: 0,
            chosen: graph.taint(address).has(Taint::CALLDATA),
        })
    }

    fn plus(self, bytes: u32) -> Self {
        Self {
            base: self.base,
            distance: self.distance.saturating_add(bytes),
            chosen: self.chosen,
        }
    }
}

impl Segment {
    fn end(&self) -> u32 {
        self.at.distance.saturating_add(self.length)
    }
}

impl Memory {
    pub(super) fn len(&self) -> usize {
        self.segments.len()
    }

    /// Fills `length` bytes.
    pub(super) fn write(&mut self, at: Position, length: u32, content: Content) {
        if length == 0 {
            return;
        }
        if at.chosen {
            self.segments.clear();
            self.lost = true;
        }
        let end = at.distance.saturating_add(length);
        let first = self.first_after(at);
        // Most of what is written replaces what was written to the same place.
        if let Some(same) = self.segments.get_mut(first)
            && (same.at, same.length) == (at, length)
        {
            (same.content, same.skip) = (content, 0);
            return;
        }
        let last = self
            .segments
            .partition_point(|segment| (segment.at.base, segment.at.distance) < (at.base, end));
        let mut kept = [None, None];
        if first < last {
            let overlapped = self.segments.get(first..last).unwrap_or_default();
            let [before, after] = &mut kept;
            *before = overlapped
                .first()
                .filter(|head| head.at.distance < at.distance)
                .map(|head| Segment {
                    length: at.distance.saturating_sub(head.at.distance),
                    ..*head
                });
            *after = overlapped
                .last()
                .filter(|tail| tail.end() > end)
                .map(|tail| {
                    let cut = end.saturating_sub(tail.at.distance);
                    Segment {
                        at: Position {
                            distance: end,
                            ..at
                        },
                        length: tail.length.saturating_sub(cut),
                        content: tail.content,
                        skip: tail.skip.saturating_add(cut),
                    }
                });
        }
        let [before, after] = kept;
        let new = Segment {
            at,
            length,
            content,
            skip: 0,
        };
        let replacement = before.into_iter().chain(Some(new)).chain(after);
        self.segments.splice(first..last.max(first), replacement);
        self.forget_too_many();
    }

    /// The 32 bytes from a position.
    pub(super) fn read(&self, graph: &mut Graph, program: &Program<'_>, at: Position) -> Value {
        let first = self.first_after(at);
        let end = at.distance.saturating_add(32);
        let mut word = Value::ZERO;
        let mut missing = U256::MAX;
        for segment in self.segments.get(first..).unwrap_or_default() {
            if segment.at.base != at.base || segment.at.distance >= end {
                break;
            }
            let start = segment.at.distance.max(at.distance);
            let stop = segment.end().min(end);
            let bytes = stop.saturating_sub(start);
            let inside = segment
                .skip
                .saturating_add(start.saturating_sub(segment.at.distance));
            let source = content_word(graph, program, segment.content, inside);
            if bytes == 32 {
                return source;
            }
            let unused = 32_u32.saturating_sub(bytes).saturating_mul(8);
            let mask = !ones(u16::try_from(unused).unwrap_or(256));
            let right = start.saturating_sub(at.distance).saturating_mul(8);
            missing &= !mask.wrapping_shr(usize::try_from(right).unwrap_or(256));
            let mask = graph.constant(mask);
            let right = graph.number(u64::from(right));
            let top = graph.binary(Op::And, source, mask);
            let part = graph.binary(Op::Shr, right, top);
            word = graph.binary(Op::Or, word, part);
        }
        // Outside what this path wrote, only absolute memory is known to be zero.
        if missing.is_zero() || (!self.lost && at.base == Value::ZERO) {
            return word;
        }
        let place = graph.number(u64::from(at.distance));
        let place = graph.raw(Node::Cons(at.base, place));
        let unknown = graph.raw(Node::Query(super::opcode::MLOAD, place));
        let missing = graph.constant(missing);
        let unknown = graph.binary(Op::And, unknown, missing);
        graph.binary(Op::Or, word, unknown)
    }

    /// The words of a range, the last one padded with zeros.
    pub(super) fn read_range(
        &self,
        graph: &mut Graph,
        program: &Program<'_>,
        at: Position,
        length: u32,
    ) -> Vec<Value> {
        (0..length.div_ceil(32))
            .map(|index| {
                let offset = index.saturating_mul(32);
                let word = self.read(graph, program, at.plus(offset));
                let left = length.saturating_sub(offset);
                if left >= 32 {
                    return word;
                }
                let mask = !ones(
                    u16::try_from(32_u32.saturating_sub(left).saturating_mul(8)).unwrap_or(256),
                );
                let mask = graph.constant(mask);
                graph.binary(Op::And, word, mask)
            })
            .collect()
    }

    /// Copies a range. What this path did not write there is `unknown`, if it is not zero.
    pub(super) fn copy(&mut self, from: Position, to: Position, length: u32, unknown: Value) {
        let end = from.distance.saturating_add(length);
        let gap = if self.lost || from.base != Value::ZERO {
            Content::Unknown(unknown)
        } else {
            Content::Word(Value::ZERO)
        };
        let first = self.first_after(from);
        let source = self.segments.get(first..).unwrap_or_default().iter();
        let parts: Vec<Segment> = source
            .take_while(|part| part.at.base == from.base && part.at.distance < end)
            .copied()
            .collect();
        // All of it is a gap at first, in one piece that the parts are put into.
        self.write(to, length, gap);
        let place = self.first_after(to);
        let Some(whole) = self.segments.get(place).copied().filter(|_| length > 0) else {
            return;
        };
        let between = |start: u32, stop: u32| Segment {
            at: to.plus(start.saturating_sub(from.distance)),
            length: stop.saturating_sub(start),
            skip: start.saturating_sub(from.distance),
            ..whole
        };
        let mut pieces = Vec::with_capacity(parts.len().saturating_add(1));
        let mut done = from.distance;
        for part in parts {
            let start = part.at.distance.max(from.distance);
            let stop = part.end().min(end);
            if start > done {
                pieces.push(between(done, start));
            }
            let inside = start.saturating_sub(part.at.distance);
            pieces.push(Segment {
                skip: part.skip.saturating_add(inside),
                content: part.content,
                ..between(start, stop)
            });
            done = stop;
        }
        if done < end {
            pieces.push(between(done, end));
        }
        self.segments.splice(place..place.saturating_add(1), pieces);
        self.forget_too_many();
    }

    /// The first segment that does not end before a position.
    fn first_after(&self, at: Position) -> usize {
        self.segments
            .partition_point(|segment| (segment.at.base, segment.end()) <= (at.base, at.distance))
    }

    fn forget_too_many(&mut self) {
        if self.segments.len() > MAX_MEMORY_SEGMENTS {
            self.segments.clear();
            self.lost = true;
        }
    }
}

/// 32 bytes of a content, from a distance inside it, at the top of a word.
fn content_word(graph: &mut Graph, program: &Program<'_>, content: Content, inside: u32) -> Value {
    match content {
        Content::Word(word) if inside == 0 => word,
        Content::Word(word) => {
            let shift = graph.number(u64::from(inside).saturating_mul(8));
            graph.binary(Op::Shl, shift, word)
        }
        Content::CallData(offset) => {
            let inside = graph.number(u64::from(inside));
            let offset = graph.binary(Op::Add, offset, inside);
            graph.call_data(offset)
        }
        Content::Returned(call, offset) => {
            let offset = graph.number(u64::from(offset.saturating_add(inside)));
            graph.raw(Node::Returned(call, offset))
        }
        Content::Code(offset) => {
            let word =
                program.word(usize::try_from(offset.saturating_add(inside)).unwrap_or(usize::MAX));
            graph.constant(word)
        }
        Content::Unknown(value) => {
            let inside = graph.number(u64::from(inside));
            let place = graph.raw(Node::Cons(value, inside));
            graph.raw(Node::Query(super::opcode::MLOAD, place))
        }
    }
}

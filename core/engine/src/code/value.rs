//! The value graph: every word that a path computes, each shape once.
//!
//! Nodes are hash-consed, so that equal values have equal numbers, and simplified when they are
//! made, so that the many ways in which compilers write the same thing become one. No function
//! here recurses over the graph: what looks below a node does so to a fixed depth.

#[cfg(test)]
#[expect(
    clippy::arithmetic_side_effects,
    reason = "what is compared with is plain arithmetic"
)]
mod algebra;
mod fold;
mod interned;
mod simplify;

use alloy_primitives::keccak256;

pub(super) use fold::fold;
use interned::{Found, Table, digest, digest_of};

use super::limits::{MAX_HASHES, MAX_VALUES};
use crate::primitives::U256;

/// A word: the number of a node.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(super) struct Value(u32);

/// Something that the machine takes from outside the code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Env {
    Address,
    Origin,
    Caller,
    CallValue,
    CallDataSize,
    Timestamp,
    /// COINBASE, GASPRICE and the like, by opcode.
    Other(u8),
}

/// An operation on two words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Op {
    Add,
    Sub,
    Mul,
    Div,
    SDiv,
    Mod,
    SMod,
    Exp,
    SignExtend,
    Lt,
    SLt,
    Eq,
    And,
    Or,
    Xor,
    /// Shift left; the amount comes first.
    Shl,
    /// Shift right; the amount comes first.
    Shr,
    /// Arithmetic shift right; the amount comes first.
    Sar,
    /// The n-th byte; n comes first.
    Byte,
}

/// The shape of a word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Node {
    /// A number: [`Graph::as_const`] says which.
    Const(u32),
    Env(Env),
    /// The first four bytes of the calldata, as a number.
    Selector,
    /// 32 bytes of calldata from this offset.
    CallData(Value),
    /// The word in this slot before the call.
    Load(Value),
    /// The transient word in this slot before the call.
    TransientLoad(Value),
    /// keccak256 of so many bytes of a list of words.
    Keccak(Value, u32),
    /// A list of words.
    Cons(Value, Value),
    /// An external call: its offset in the code, its target, its input.
    Call(u32, Value, Value),
    /// Whether a call succeeded.
    CallOk(Value),
    /// A word of what a call returned, at this offset.
    Returned(Value, Value),
    /// BALANCE, EXTCODESIZE and the like of an account, by opcode.
    Query(u8, Value),
    IsZero(Value),
    Not(Value),
    Binary(Op, Value, Value),
    /// Something that is not followed; the number tells different ones apart.
    Opaque(u32),
}

/// What a word depends on, as a set of bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Taint(u16);

impl Taint {
    pub(super) const NONE: Self = Self(0);
    pub(super) const CALLER: Self = Self(1);
    pub(super) const ORIGIN: Self = Self(2);
    pub(super) const CALLDATA: Self = Self(4);
    pub(super) const STORAGE: Self = Self(8);
    pub(super) const RETURNED: Self = Self(16);
    pub(super) const CALL_VALUE: Self = Self(32);
    pub(super) const SELECTOR: Self = Self(64);
    pub(super) const TIME: Self = Self(128);
    pub(super) const OTHER: Self = Self(256);

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What is known of a word besides its shape.
#[derive(Clone, Copy, Debug)]
struct Meta {
    taint: Taint,
    /// Bits below `low` and from `high` on are zero.
    low: u16,
    high: u16,
}

/// All the words of one analysis.
#[derive(Debug)]
pub(super) struct Graph {
    nodes: Vec<Node>,
    meta: Vec<Meta>,
    table: Table,
    /// The numbers, and which node each is.
    numbers: Vec<(U256, Value)>,
    number_table: Table,
    /// The hashes of what is known in full, mapping entries aside, by the hash's node.
    hashes: Vec<(Value, U256)>,
    /// Somebody chose the words so that looking them up takes long, or had too many of them hashed.
    crowded: bool,
    opaque: u32,
}

/// How deep a simplification looks below a node.
const DEPTH: u8 = 6;

impl Value {
    /// The word 0.
    pub(super) const ZERO: Self = Self(0);
    /// The word 1.
    pub(super) const ONE: Self = Self(1);
    /// What stands for everything once the graph is full.
    pub(super) const OVERFLOW: Self = Self(2);

    #[inline(always)]
    fn index(self) -> usize {
        self.0 as usize
    }
}

/// The values that a walk over the graph has seen. Most walks are short, and the graph is large.
#[derive(Debug, Default)]
pub(super) struct Visited {
    first: [Value; 16],
    count: usize,
    /// One bit a value, once there are more.
    all: Vec<u64>,
}

impl Visited {
    /// Whether a value was noted.
    pub(super) fn contains(&self, value: Value) -> bool {
        let noted = self.first.get(..self.count).unwrap_or_default();
        let (word, bit) = place(value);
        noted.contains(&value) || self.all.get(word).is_some_and(|seen| seen & bit != 0)
    }

    /// Notes a value; false where it was seen before.
    pub(super) fn insert(&mut self, value: Value) -> bool {
        if self.all.is_empty() {
            let seen = self.first.get(..self.count).unwrap_or_default();
            if seen.contains(&value) {
                return false;
            }
            if let Some(free) = self.first.get_mut(self.count) {
                *free = value;
                self.count = self.count.saturating_add(1);
                return true;
            }
            for seen in self.first {
                self.mark(seen);
            }
        }
        self.mark(value)
    }

    fn mark(&mut self, value: Value) -> bool {
        let (word, bit) = place(value);
        if self.all.len() <= word {
            self.all.resize(word.saturating_add(1), 0);
        }
        self.all.get_mut(word).is_some_and(|seen| {
            let new = *seen & bit == 0;
            *seen |= bit;
            new
        })
    }
}

/// The word that a value's bit is in, and the bit.
fn place(value: Value) -> (usize, u64) {
    (value.index() >> 6, 1 << (value.index() & 63))
}

/// What was found out of conditions, by their words and whether they hold: each is looked into once.
#[derive(Debug)]
pub(super) struct Memo<T> {
    /// Where in `found`, and one more; 0 where nothing was found out.
    places: Vec<u32>,
    found: Vec<T>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self {
            places: Vec::new(),
            found: Vec::new(),
        }
    }
}

impl<T: Clone> Memo<T> {
    pub(super) fn of(&mut self, word: Value, holds: bool, look: impl FnOnce() -> T) -> T {
        let key = word.index() << 1 | usize::from(holds);
        if self.places.len() <= key {
            self.places.resize(key.saturating_add(1), 0);
        }
        let known = self.places.get(key).and_then(|place| {
            let place = usize::try_from(place.checked_sub(1)?).ok()?;
            self.found.get(place)
        });
        if let Some(known) = known {
            return known.clone();
        }
        let new = look();
        self.found.push(new.clone());
        if let Some(place) = self.places.get_mut(key) {
            *place = u32::try_from(self.found.len()).unwrap_or(0);
        }
        new
    }
}

/// A few words, with no room of their own on the heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Few<const MOST: usize> {
    pub(super) words: [Value; MOST],
    pub(super) count: usize,
}

impl<const MOST: usize> Few<MOST> {
    /// Adds a word; `None` where there is no room.
    pub(super) fn push(&mut self, word: Value) -> Option<()> {
        *self.words.get_mut(self.count)? = word;
        self.count = self.count.saturating_add(1);
        Some(())
    }
}

impl<const MOST: usize> Default for Few<MOST> {
    fn default() -> Self {
        Self {
            words: [Value::ZERO; MOST],
            count: 0,
        }
    }
}

impl<const MOST: usize> core::ops::Deref for Few<MOST> {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        self.words.get(..self.count).unwrap_or_default()
    }
}

impl Graph {
    pub(super) fn new() -> Self {
        let mut graph = Self {
            nodes: Vec::with_capacity(4096),
            meta: Vec::with_capacity(4096),
            table: Table::new(),
            numbers: Vec::with_capacity(256),
            number_table: Table::new(),
            hashes: Vec::new(),
            crowded: false,
            opaque: 0,
        };
        graph.constant(U256::ZERO);
        graph.constant(U256::ONE);
        graph.opaque();
        graph
    }

    /// No more nodes can be made: every further one is the same unknown.
    pub(super) fn is_full(&self) -> bool {
        self.crowded || self.nodes.len() >= MAX_VALUES
    }

    // In the module, which is compiled for size, little is inlined that does not say so: what is asked all the time
    // does.
    #[inline(always)]
    pub(super) fn node(&self, value: Value) -> Node {
        self.nodes
            .get(value.index())
            .copied()
            .unwrap_or(Node::Opaque(0))
    }

    #[inline(always)]
    pub(super) fn taint(&self, value: Value) -> Taint {
        self.meta(value).taint
    }

    /// The number of low bits beyond which the word is zero.
    pub(super) fn bits(&self, value: Value) -> u16 {
        self.meta(value).high
    }

    /// The bits that can be set.
    pub(super) fn window(&self, value: Value) -> U256 {
        let meta = self.meta(value);
        ones(meta.high) & !ones(meta.low)
    }

    pub(super) fn as_const(&self, value: Value) -> Option<U256> {
        self.known(value).copied()
    }

    #[inline(always)]
    fn known(&self, value: Value) -> Option<&U256> {
        match self.node(value) {
            Node::Const(number) => self.number_at(number),
            _ => None,
        }
    }

    #[inline(always)]
    pub(super) fn is_const(&self, value: Value) -> bool {
        matches!(self.node(value), Node::Const(_))
    }

    fn number_at(&self, number: u32) -> Option<&U256> {
        self.numbers.get(number as usize).map(|(word, _)| word)
    }

    pub(super) fn as_offset(&self, value: Value) -> Option<u32> {
        match *self.known(value)?.as_limbs() {
            [offset, 0, 0, 0] => u32::try_from(offset).ok(),
            _ => None,
        }
    }

    #[inline(always)]
    pub(super) fn binary_parts(&self, value: Value, op: Op) -> Option<(Value, Value)> {
        match self.node(value) {
            Node::Binary(found, a, b) if found == op => Some((a, b)),
            _ => None,
        }
    }

    pub(super) fn constant(&mut self, word: U256) -> Value {
        let found = self.number_table.find(digest_of(word), |number| {
            self.number_at(number) == Some(&word)
        });
        let slot = match found {
            Found::At(number) => {
                let known = self.numbers.get(number as usize);
                return known.map_or(Value::OVERFLOW, |(_, value)| *value);
            }
            Found::Free(slot) => slot,
            Found::Crowded => {
                self.crowded = true;
                return Value::OVERFLOW;
            }
        };
        let Ok(number) = u32::try_from(self.numbers.len()) else {
            return Value::OVERFLOW;
        };
        let Some(value) = self.add(
            Node::Const(number),
            Meta {
                taint: Taint::NONE,
                low: u16::try_from(word.trailing_zeros()).unwrap_or(256).min(256),
                high: u16::try_from(word.bit_len()).unwrap_or(256),
            },
        ) else {
            return Value::OVERFLOW;
        };
        self.numbers.push((word, value));
        let numbers = &self.numbers;
        self.number_table.put(slot, number, |number| {
            let known = numbers.get(number as usize);
            known.map_or(0, |(word, _)| digest_of(*word))
        });
        value
    }

    /// The hash of so many bytes of words. What is known in full is worked out, but for 64 bytes:
    /// those are an entry of a mapping.
    pub(super) fn keccak(&mut self, words: &[Value], length: u32) -> Value {
        let list = self.list(words);
        let made = self.nodes.len();
        let value = self.intern(Node::Keccak(list, length));
        if length == 64 || value.index() < made {
            return value;
        }
        let mut bytes = Vec::new();
        for word in words {
            match self.as_const(*word) {
                Some(word) => bytes.extend(word.to_be_bytes::<32>()),
                None => return value,
            }
        }
        bytes.truncate(length as usize);
        self.hashes.push((value, keccak256(bytes).into()));
        self.crowded |= self.hashes.len() > MAX_HASHES;
        value
    }

    /// What a hash of known words is.
    pub(super) fn known_hash(&self, value: Value) -> Option<U256> {
        let at = self.hashes.binary_search_by_key(&value, |(hash, _)| *hash);
        self.hashes.get(at.ok()?).map(|(_, hash)| *hash)
    }

    pub(super) fn number(&mut self, number: u64) -> Value {
        self.constant(U256::from(number))
    }

    pub(super) fn env(&mut self, env: Env) -> Value {
        self.intern(Node::Env(env))
    }

    pub(super) fn opaque(&mut self) -> Value {
        self.opaque = self.opaque.wrapping_add(1);
        self.intern(Node::Opaque(self.opaque))
    }

    pub(super) fn call_data(&mut self, offset: Value) -> Value {
        self.intern(Node::CallData(offset))
    }

    pub(super) fn load(&mut self, key: Value) -> Value {
        self.intern(Node::Load(key))
    }

    pub(super) fn raw(&mut self, node: Node) -> Value {
        self.intern(node)
    }

    /// A list of words, the first at its head.
    pub(super) fn list(&mut self, words: &[Value]) -> Value {
        words.iter().rev().fold(Value::ZERO, |tail, head| {
            self.intern(Node::Cons(*head, tail))
        })
    }

    /// The words of a list, at most `most`.
    pub(super) fn words(&self, list: Value, most: usize) -> Vec<Value> {
        let mut words = Vec::new();
        let mut rest = list;
        while let Node::Cons(head, tail) = self.node(rest)
            && words.len() < most
        {
            words.push(head);
            rest = tail;
        }
        words
    }

    #[inline(always)]
    fn meta(&self, value: Value) -> Meta {
        self.meta.get(value.index()).copied().unwrap_or(Meta {
            taint: Taint::OTHER,
            low: 0,
            high: 256,
        })
    }

    fn intern(&mut self, node: Node) -> Value {
        let same = |number: u32| self.nodes.get(number as usize) == Some(&node);
        let slot = match self.table.find(digest(&node), same) {
            Found::At(number) => return Value(number),
            Found::Free(slot) => slot,
            Found::Crowded => {
                self.crowded = true;
                return Value::OVERFLOW;
            }
        };
        let Some(value) = self.add(node, self.describe(node)) else {
            return Value::OVERFLOW;
        };
        let nodes = &self.nodes;
        self.table.put(slot, value.0, |number| {
            nodes.get(number as usize).map_or(0, digest)
        });
        value
    }

    fn add(&mut self, node: Node, meta: Meta) -> Option<Value> {
        if self.is_full() {
            return None;
        }
        let value = Value(u32::try_from(self.nodes.len()).ok()?);
        self.nodes.push(node);
        self.meta.push(meta);
        Some(value)
    }

    fn describe(&self, node: Node) -> Meta {
        let word = |taint| Meta {
            taint,
            low: 0,
            high: 256,
        };
        let flag = |taint| Meta {
            taint,
            low: 0,
            high: 1,
        };
        let narrow = |taint, high| Meta {
            taint,
            low: 0,
            high,
        };
        match node {
            Node::Const(_) => word(Taint::NONE),
            Node::Env(env) => match env {
                Env::Caller => narrow(Taint::CALLER, 160),
                Env::Origin => narrow(Taint::ORIGIN, 160),
                Env::Address => narrow(Taint::NONE, 160),
                Env::CallValue => narrow(Taint::CALL_VALUE, 128),
                Env::CallDataSize => narrow(Taint::NONE, 64),
                Env::Timestamp => narrow(Taint::TIME, 64),
                Env::Other(_) => word(Taint::OTHER),
            },
            Node::Selector => narrow(Taint::SELECTOR, 32),
            Node::CallData(offset) => word(Taint::CALLDATA.with(self.taint(offset))),
            Node::Load(key) | Node::TransientLoad(key) => {
                word(Taint::STORAGE.with(self.taint(key)))
            }
            Node::Keccak(list, _) => word(self.taint(list)),
            Node::Cons(head, tail) => word(self.taint(head).with(self.taint(tail))),
            Node::Call(_, target, input) => word(self.taint(target).with(self.taint(input))),
            Node::CallOk(_) => flag(Taint::RETURNED),
            Node::Returned(..) => word(Taint::RETURNED),
            Node::Query(_, of) => word(Taint::OTHER.with(self.taint(of))),
            Node::IsZero(a) => flag(self.taint(a)),
            Node::Not(a) => word(self.taint(a)),
            Node::Binary(op, a, b) => self.describe_binary(op, a, b),
            Node::Opaque(_) => word(Taint::OTHER),
        }
    }

    fn describe_binary(&self, op: Op, a: Value, b: Value) -> Meta {
        let (left, right) = (self.meta(a), self.meta(b));
        let taint = left.taint.with(right.taint);
        let shift = self.as_const(a).and_then(|shift| u16::try_from(shift).ok());
        let (low, high) = match op {
            Op::Lt | Op::SLt | Op::Eq => (0, 1),
            Op::And => (left.low.max(right.low), left.high.min(right.high)),
            Op::Or | Op::Xor => (left.low.min(right.low), left.high.max(right.high)),
            Op::Shl => match shift {
                Some(shift) => (
                    right.low.saturating_add(shift).min(256),
                    right.high.saturating_add(shift).min(256),
                ),
                None => (0, 256),
            },
            Op::Shr => match shift {
                Some(shift) => (
                    right.low.saturating_sub(shift),
                    right.high.saturating_sub(shift),
                ),
                None => (0, right.high),
            },
            Op::Add => (
                left.low.min(right.low),
                left.high.max(right.high).saturating_add(1).min(256),
            ),
            Op::Mul => (0, left.high.saturating_add(right.high).min(256)),
            Op::Div => (0, left.high),
            Op::Mod => (0, left.high.min(right.high)),
            Op::Byte => (0, 8),
            Op::Sub | Op::SDiv | Op::SMod | Op::Exp | Op::SignExtend | Op::Sar => (0, 256),
        };
        Meta {
            taint,
            low: low.min(high),
            high,
        }
    }

    /// Whether a word can only be 0 or 1.
    pub(super) fn is_flag(&self, value: Value) -> bool {
        self.bits(value) <= 1
    }

    pub(super) fn not(&mut self, a: Value) -> Value {
        if let Some(word) = self.as_const(a) {
            return self.constant(!word);
        }
        match self.node(a) {
            Node::Not(inner) => inner,
            _ => self.intern(Node::Not(a)),
        }
    }

    pub(super) fn is_zero(&mut self, a: Value) -> Value {
        if let Some(word) = self.as_const(a) {
            return flag(word.is_zero());
        }
        match self.node(a) {
            Node::IsZero(inner) if self.is_flag(inner) => inner,
            Node::Binary(Op::Sub | Op::Xor, x, y) => self.binary(Op::Eq, x, y),
            // x + c is zero where x is -c: a difference from a constant.
            Node::Binary(Op::Add, x, c) if self.is_const(c) => {
                let negative = self.constant(self.as_const(c).unwrap_or_default().wrapping_neg());
                self.binary(Op::Eq, x, negative)
            }
            _ => self.intern(Node::IsZero(a)),
        }
    }

    pub(super) fn binary(&mut self, op: Op, a: Value, b: Value) -> Value {
        self.simplify(op, a, b, DEPTH)
    }
}

fn flag(set: bool) -> Value {
    if set { Value::ONE } else { Value::ZERO }
}

/// A word whose lowest `bits` bits are set.
pub(super) fn ones(bits: u16) -> U256 {
    match bits {
        0 => U256::ZERO,
        1..=255 => U256::MAX.wrapping_shr(256_usize.saturating_sub(usize::from(bits))),
        _ => U256::MAX,
    }
}

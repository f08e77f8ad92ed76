//! The bodies of functions, so that copies of a known code are found again.
//!
//! A body is what can be reached from where the dispatcher jumps to: instructions without their operands, other
//! than the selectors of calls. Copies by the same compiler, with other names, addresses and numbers and at other
//! places in the code, have the same.

use super::limits::{MAX_BODIES, MAX_BODY_BYTES};
use super::loader::Program;
use super::offsets::Offsets;
use super::opcode;
use crate::primitives::Selector;
use crate::sorted::SortedSet;

/// Bytes of a body's hash that are kept.
pub const HASH_BYTES: usize = 3;

/// The body of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body {
    /// The function.
    pub selector: Selector,
    /// Where the dispatcher jumps to.
    pub offset: u32,
    /// How many bytes were hashed.
    pub bytes: usize,
    /// A digest of what is left of it: whoever wants another one writes another code, so a quick one will do.
    pub hash: [u8; HASH_BYTES],
}

/// The body of every function that the dispatcher finds by comparing selectors one by one.
pub(super) fn bodies(program: &Program<'_>) -> Vec<Body> {
    let (mut found, mut looked) = (Vec::new(), SortedSet::new());
    let (mut selector, mut is_compared, mut target) = (None, false, None);
    let mut at = 0_usize;
    while at < program.bytes().len() && looked.len() < MAX_BODIES {
        let op = program.op(at);
        match op {
            opcode::PUSH4 => {
                (selector, is_compared, target) = (Some(program.immediate(at)), false, None);
            }
            opcode::EQ => is_compared = selector.is_some(),
            opcode::JUMPI => {
                if let (Some(selector), Some(target)) = (selector, target) {
                    let selector = Selector::new(selector.saturating_to::<u32>().to_be_bytes());
                    if looked.insert(selector) {
                        found.extend(body(program, selector, target));
                    }
                }
                (selector, is_compared, target) = (None, false, None);
            }
            _ if is_compared => target = landing(program, at).or(target),
            _ => {}
        }
        at = at.saturating_add(1).saturating_add(opcode::immediate(op));
    }
    found
}

/// Where the instruction says that a jump may go.
fn landing(program: &Program<'_>, at: usize) -> Option<usize> {
    /// Old compilers shift by bytes with powers of this.
    const SHIFT: usize = 256;
    if !matches!(opcode::immediate(program.op(at)), 2 | 3) {
        return None;
    }
    let target = usize::try_from(program.immediate(at)).ok()?;
    (target != SHIFT && program.is_landing(target)).then_some(target)
}

fn body(program: &Program<'_>, selector: Selector, start: usize) -> Option<Body> {
    let mut text = Digest::default();
    let mut waiting = vec![start];
    let mut seen = Offsets::none_of(program.bytes().len());
    seen.insert(start);
    while let Some(mut at) = waiting.pop() {
        loop {
            let op = program.op(at);
            text.push(op);
            if text.bytes > MAX_BODY_BYTES {
                return None;
            }
            let next = at.saturating_add(1);
            let width = opcode::immediate(op);
            if op == opcode::PUSH4 {
                let operand = program.bytes().get(next..)?;
                operand.iter().take(width).for_each(|byte| text.push(*byte));
            }
            if let Some(target) = landing(program, at)
                && seen.insert(target)
            {
                waiting.push(target);
            }
            at = next.saturating_add(width);
            // Another block begins: it is read once.
            if opcode::ends(op) || (program.is_landing(at) && !seen.insert(at)) {
                break;
            }
        }
    }
    Some(Body {
        selector,
        offset: u32::try_from(start).ok()?,
        bytes: text.bytes,
        hash: text.finish(),
    })
}

/// [FNV-1a](http://www.isthe.com/chongo/tech/comp/fnv/) of 64 bits, folded.
struct Digest {
    hash: u64,
    bytes: usize,
}

impl Default for Digest {
    fn default() -> Self {
        Self {
            hash: 0xcbf2_9ce4_8422_2325,
            bytes: 0,
        }
    }
}

impl Digest {
    fn push(&mut self, byte: u8) {
        const PRIME: u64 = 0x0100_0000_01b3;
        self.hash = (self.hash ^ u64::from(byte)).wrapping_mul(PRIME);
        self.bytes = self.bytes.saturating_add(1);
    }

    const fn finish(&self) -> [u8; HASH_BYTES] {
        let [a, b, c, .., x, y, z] = self.hash.to_be_bytes();
        [a ^ x, b ^ y, c ^ z]
    }
}

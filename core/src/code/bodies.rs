//! The bodies of functions, so that copies of a known code are found again.
//!
//! A body is what can be reached from where the dispatcher jumps to: instructions without their operands, other
//! than the selectors of calls. Copies by the same compiler, with other names, addresses and numbers and at other
//! places in the code, have the same.

use alloy_primitives::keccak256;

use super::limits::{MAX_BODIES, MAX_BODY_BYTES};
use super::loader::Program;
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
    /// The beginning of keccak256 over what is left of it.
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
    let mut text: Vec<u8> = Vec::new();
    let mut waiting = vec![start];
    let mut seen: SortedSet<usize> = waiting.iter().copied().collect();
    while let Some(mut at) = waiting.pop() {
        loop {
            let op = program.op(at);
            text.push(op);
            if text.len() > MAX_BODY_BYTES {
                return None;
            }
            let next = at.saturating_add(1);
            let width = opcode::immediate(op);
            if op == opcode::PUSH4 {
                let operand = program.bytes().get(next..)?;
                text.extend(operand.iter().take(width));
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
    let [a, b, c, ..] = keccak256(&text).0;
    Some(Body {
        selector,
        offset: u32::try_from(start).ok()?,
        bytes: text.len(),
        hash: [a, b, c],
    })
}

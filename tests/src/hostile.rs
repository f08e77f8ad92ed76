//! Code whose size or shape is the attack: each kind at any size, generated and always the same.

pub mod assembly;

use assembly::{Assembly, Label};

/// A kind of bomb.
#[derive(Clone, Copy, Debug)]
pub struct Bomb {
    /// What it is made of.
    pub name: &'static str,
    make: fn(usize) -> Vec<u8>,
}

impl Bomb {
    /// The bomb in at most so many bytes.
    #[must_use]
    pub fn code(&self, bytes: usize) -> Vec<u8> {
        let mut code = (self.make)(bytes);
        code.truncate(bytes);
        code
    }
}

macro_rules! bombs {
    ($($name:literal = $make:expr),+ $(,)?) => {
        /// Every kind.
        pub const BOMBS: &[Bomb] = &[$(Bomb { name: $name, make: $make }),+];
    };
}

bombs! {
    "diamonds" = |size| diamonds(size, &[]),
    "diamonds that store" = |size| diamonds(size, &[DUP1, DUP1, SSTORE]),
    "diamonds that store transiently" = |size| diamonds(size, &[DUP1, DUP1, TSTORE]),
    "diamonds that log" = |size| diamonds(size, &[DUP1, DUP1, DUP1, DUP1, PUSH0, PUSH0, LOG0 + 4]),
    "diamonds that call" = |size| diamonds(size, &[PUSH0, PUSH0, PUSH0, PUSH0, PUSH0, DUP1 + 5, GAS, CALL, POP]),
    "diamonds that hash" = |size| diamonds(size, &[DUP1, PUSH0, MSTORE, PUSH1, 64, PUSH0, KECCAK256, SLOAD, POP]),
    "diamonds of what was loaded" = |size| diamonds(size, &[DUP1, SLOAD, SLOAD, SLOAD, POP]),
    "functions of diamonds" = |size| functions(size, 64, |code, end| diamonds_until(code, end, &[])),
    "functions of storing diamonds" = |size| functions(size, 64, |code, end| diamonds_until(code, end, &[DUP1, DUP1, SSTORE])),
    "as many functions as fit" = |size| functions(size, size / 16, |code, _| { code.ops(&[STOP]); }),
    "as many storing functions as fit" = |size| functions(size, size / 32, |code, _| { code.ops(&[CALLER, PUSH0, SLOAD, EQ, PUSH1, 1, SSTORE, STOP]); }),
    "one function by many ways" = one_function_by_many_ways,
    "a jump to the selector, and numbers that may be selectors" = selectors_as_data,
    "a tree of exits" = |size| tree(size, &[]),
    "a tree of exits behind requirements" = |size| tree(size, &requirement()),
    "a tree of exits behind calls" = |size| tree(size, &[PUSH0, PUSH0, PUSH0, PUSH0, PUSH0, PC, GAS, CALL, POP]),
    "a tree of exits behind logs" = |size| tree(size, &[PC, PC, PC, PC, PUSH0, PUSH0, LOG0 + 4]),
    "a tree of exits behind stores" = |size| tree(size, &[PC, DUP1, SSTORE]),
    "a tree of exits behind transient stores" = |size| tree(size, &[PC, DUP1, TSTORE]),
    "a tree of exits behind memory" = |size| tree(size, &[PC, PC, PUSH1, 5, SHL, MSTORE]),
    "a tree of exits under a deep stack" = |size| tree(size, &[PC]),
    "a loop" = |size| endless(size, &[]),
    "a loop that stores" = |size| endless(size, &[DUP1, DUP1, SSTORE]),
    "a loop that stores transiently and loads" = |size| endless(size, &[DUP1, DUP1, TSTORE, PUSH0, TLOAD, POP]),
    "a loop that fills memory" = |size| endless(size, &[DUP1, DUP1, MSTORE]),
    "a loop that fills memory byte by byte" = |size| endless(size, &[DUP1, DUP1, MSTORE8]),
    "a loop that hashes" = |size| endless(size, &[DUP1, PUSH0, MSTORE, PUSH2, 1, 0, PUSH0, KECCAK256, PUSH0, MSTORE]),
    "a loop that calls" = |size| endless(size, &[PUSH0, PUSH0, PUSH0, PUSH0, PUSH0, DUP1 + 5, GAS, CALL, POP]),
    "a loop that logs" = |size| endless(size, &[DUP1, DUP1, DUP1, DUP1, PUSH0, PUSH0, LOG0 + 4]),
    "a loop that copies memory" = |size| endless(size, &[PUSH2, 16, 0, PUSH0, PUSH1, 1, MCOPY]),
    "a loop to a number from the calldata" = |size| counted(size, &[DUP1, DUP1, SSTORE]),
    "a loop to a number from the calldata in memory" = |size| counted(size, &[DUP1, DUP1, MSTORE]),
    "loops in loops" = loops_in_loops,
    "x + x" = |size| deep(size, &[DUP1, ADD]),
    "x * x" = |size| deep(size, &[DUP1, MUL]),
    "x ^ (x >> 1)" = |size| deep(size, &[DUP1, PUSH1, 1, SHR, XOR]),
    "x | (x << 8)" = |size| deep(size, &[DUP1, PUSH1, 8, SHL, OR]),
    "(x & mask) | y" = |size| deep(size, &[PUSH1, 0xff, AND, PUSH0, SLOAD, OR]),
    "x - calldata" = |size| deep(size, &[PC, CALLDATALOAD, SWAP1, SUB]),
    "not not zero" = |size| deep(size, &[ISZERO, CALLER, ADD, ISZERO, NOT]),
    "hashes of hashes" = |size| deep(size, &[PUSH0, MSTORE, PUSH1, 32, PUSH0, KECCAK256]),
    "mappings of mappings" = |size| deep(size, &[PUSH1, 32, MSTORE, CALLER, PUSH0, MSTORE, PUSH1, 64, PUSH0, KECCAK256]),
    "storage of storage" = |size| deep(size, &[SLOAD]),
    "calls of calls" = |size| deep(size, &[PUSH0, MSTORE, PUSH1, 32, PUSH0, PUSH1, 32, PUSH0, PUSH0, PUSH0, MLOAD, GAS, CALL, POP, PUSH0, MLOAD]),
    "words in memory" = |size| line(size, &[PC, DUP1, MSTORE]),
    "bytes in memory, read as words" = |size| line(size, &[PC, DUP1, MSTORE8, PC, MLOAD, POP]),
    "bytes in memory, hashed" = |size| line(size, &[PC, DUP1, MSTORE8, PUSH2, 1, 0, PC, KECCAK256, POP]),
    "bytes in memory, copied over themselves" = bytes_copied,
    "words in memory, copied about" = words_copied,
    "memory at a chosen place" = |size| line(size, &[PC, PC, CALLDATALOAD, MSTORE, PC, CALLDATALOAD, MLOAD, POP]),
    "memory at many chosen places" = |size| line(size, &[PC, DUP1, CALLDATALOAD, MSTORE8]),
    "calldata copied to chosen places" = |size| line(size, &[PC, CALLDATALOAD, PUSH0, PC, CALLDATALOAD, CALLDATACOPY]),
    "stores" = |size| line(size, &[PC, DUP1, SSTORE]),
    "stores in packed fields" = |size| line(size, &[PUSH0, SLOAD, PUSH1, 0xff, PC, SHL, NOT, AND, PC, OR, PUSH0, SSTORE]),
    "stores in mappings" = |size| line(size, &[CALLER, PUSH0, MSTORE, PC, PUSH1, 32, MSTORE, PUSH1, 64, PUSH0, KECCAK256, DUP1, SLOAD, PUSH1, 1, ADD, SWAP1, SSTORE]),
    "stores at chosen slots" = |size| line(size, &[PC, CALLDATALOAD, DUP1, SSTORE]),
    "stores for many keys" = stores_for_many_keys,
    "a token of diamonds" = token_of_diamonds,
    "a token of switches" = |size| token(size, |code, slot, denied| {
        code.push(slot).ops(&[SLOAD]).jump_if(denied);
    }),
    "a token of switches and exits" = switches_and_exits,
    "a token of fees" = |size| token(size, |code, slot, _| {
        code.push(slot).ops(&[SLOAD, PUSH1, 36, CALLDATALOAD, MUL, PUSH1, 100, SWAP1, DIV, PUSH1, 36, CALLDATALOAD, SUB, PUSH1, 64, MSTORE]);
    }),
    "functions behind a full memory" = |size| {
        let mut code = [PC, DUP1, MSTORE8].repeat(size / 8);
        let rest = functions_at(size, code.len());
        code.extend(rest);
        code
    },
    "a deep stack" = |size| line(size, &[PC]),
    "landings" = |size| vec![JUMPDEST; size],
    "invalid" = |size| vec![0xfe; size],
    "stops" = |size| vec![STOP; size],
    "pushes" = |size| [PUSH1, 1].repeat(size / 2),
    "an interrupted push at the end of many" = |size| { let mut code = vec![JUMPDEST; size - 1]; code.push(PUSH32); code },
    "pushes of pushes" = |size| vec![PUSH32; size],
    "jumps" = |size| line(size, &[PUSH1, 4, JUMP]),
    "jumps to the calldata" = |size| line(size, &[PUSH0, CALLDATALOAD, JUMP, JUMPDEST]),
    "jumps from landing to landing" = landing_to_landing,
    "random bytes" = |size| random(size, 1),
    "random bytes, other ones" = |size| random(size, 2),
    "random instructions" = |size| random_instructions(size, 3),
    "random instructions, other ones" = |size| random_instructions(size, 4),
    "random instructions in functions" = |size| functions(size, 100, |code, end| {
        let body = random_instructions(end.saturating_sub(code.len()), u64::try_from(end).unwrap_or(0));
        code.ops(&body);
    }),
}

const STOP: u8 = 0x00;
const ADD: u8 = 0x01;
const MUL: u8 = 0x02;
const SUB: u8 = 0x03;
const DIV: u8 = 0x04;
const LT: u8 = 0x10;
const EQ: u8 = 0x14;
const ISZERO: u8 = 0x15;
const AND: u8 = 0x16;
const OR: u8 = 0x17;
const XOR: u8 = 0x18;
const NOT: u8 = 0x19;
const SHL: u8 = 0x1b;
const SHR: u8 = 0x1c;
const KECCAK256: u8 = 0x20;
const CALLER: u8 = 0x33;
const CALLDATALOAD: u8 = 0x35;
const CALLDATACOPY: u8 = 0x37;
const POP: u8 = 0x50;
const MLOAD: u8 = 0x51;
const MSTORE: u8 = 0x52;
const MSTORE8: u8 = 0x53;
const SLOAD: u8 = 0x54;
const SSTORE: u8 = 0x55;
const JUMP: u8 = 0x56;
const JUMPI: u8 = 0x57;
const PC: u8 = 0x58;
const GAS: u8 = 0x5a;
const JUMPDEST: u8 = 0x5b;
const TLOAD: u8 = 0x5c;
const TSTORE: u8 = 0x5d;
const MCOPY: u8 = 0x5e;
const PUSH0: u8 = 0x5f;
const PUSH1: u8 = 0x60;
const PUSH2: u8 = 0x61;
const PUSH32: u8 = 0x7f;
const DUP1: u8 = 0x80;
const SWAP1: u8 = 0x90;
const LOG0: u8 = 0xa0;
const CALL: u8 = 0xf1;
const RETURN: u8 = 0xf3;
const REVERT: u8 = 0xfd;

/// The same again and again, then the end.
fn line(size: usize, body: &[u8]) -> Vec<u8> {
    let mut code = body.repeat(size.saturating_sub(1) / body.len());
    code.push(STOP);
    code
}

/// Branches of which each may be taken or not, with a number on the stack for what stands between.
fn diamonds(size: usize, body: &[u8]) -> Vec<u8> {
    let mut code = Assembly::default();
    diamonds_until(&mut code, size, body);
    code.finish(size)
}

fn diamonds_until(code: &mut Assembly, end: usize, body: &[u8]) {
    while code.len() + 16 + body.len() < end {
        let after = code.label();
        code.ops(&[PC, CALLDATALOAD]).jump_if(after);
        if !body.is_empty() {
            code.ops(&[PC]).ops(body).ops(&[POP]);
        }
        code.here(after);
    }
    code.ops(&[STOP]);
}

/// A dispatcher and its functions, which share the room that is left.
fn functions(size: usize, count: usize, body: fn(&mut Assembly, usize)) -> Vec<u8> {
    let mut code = Assembly::default();
    code.ops(&[PUSH0, CALLDATALOAD, PUSH1, 0xe0, SHR]);
    let labels: Vec<_> = (0..count).map(|_| code.label()).collect();
    for (selector, label) in (0x1000_0000..).zip(&labels) {
        code.ops(&[DUP1]).push(selector).ops(&[EQ]).jump_if(*label);
    }
    code.ops(&[STOP]);
    let room = size.saturating_sub(code.len()) / count.max(1);
    for label in labels {
        let end = code.len() + room;
        code.here(label);
        body(&mut code, end);
    }
    code.finish(size)
}

/// One selector that is compared again and again, each time with another past.
fn one_function_by_many_ways(size: usize) -> Vec<u8> {
    let mut code = Assembly::default();
    let function = code.label();
    code.here(function).ops(&[CALLER, PUSH0, SSTORE]);
    while code.len() + 32 < size {
        let after = code.label();
        code.ops(&[PC, CALLDATALOAD]).jump_if(after);
        code.ops(&[PUSH0, CALLDATALOAD, PUSH1, 0xe0, SHR])
            .push(0x1000_0000)
            .ops(&[EQ])
            .jump_if(function);
        code.here(after);
    }
    code.finish(size)
}

/// The dispatcher jumps to what it computes, so that every number in the code may be a selector.
fn selectors_as_data(size: usize) -> Vec<u8> {
    let mut code = Assembly::default();
    let (start, landing) = (code.label(), code.label());
    code.jump(start);
    for number in 0x2000_0000.. {
        if code.len() + 420 > size {
            break;
        }
        code.push(number).ops(&[POP]);
    }
    code.here(start);
    for _ in 0..64 {
        code.ops(&[PUSH0, CALLDATALOAD, PUSH1, 0xe0, SHR, POP]);
    }
    code.ops(&[PUSH0, CALLDATALOAD, PUSH1, 0xe0, SHR, PUSH1, 1, AND]);
    code.push_place(landing)
        .ops(&[ADD, JUMP])
        .here(landing)
        .ops(&[JUMPDEST, STOP]);
    code.finish(size)
}

/// A requirement: it must not revert. PC jumps nowhere.
fn requirement() -> [u8; 4] {
    [PC, CALLDATALOAD, PC, JUMPI]
}

/// A long way that all paths share, and a tree of branches of which every leaf is an end.
fn tree(size: usize, way: &[u8]) -> Vec<u8> {
    let mut code = Assembly::default();
    // As many times as one path has steps.
    for _ in 0..(18_000 / way.len().max(1)).min(1_000) {
        if way.is_empty() || code.len() + way.len() > size / 2 {
            break;
        }
        code.ops(way);
    }
    tree_into(&mut code, size);
    code.finish(size)
}

fn tree_into(code: &mut Assembly, size: usize) {
    let mut waiting = vec![None];
    while let Some(label) = waiting.pop() {
        if let Some(label) = label {
            code.here(label);
        }
        if code.len() + 8 * (waiting.len() + 2) > size {
            code.ops(&[STOP]);
            continue;
        }
        let (left, right) = (code.label(), code.label());
        code.ops(&[PC, CALLDATALOAD]).jump_if(left).jump(right);
        waiting.insert(0, Some(left));
        waiting.insert(0, Some(right));
    }
}

/// A counter that grows by 33 for ever.
fn endless(size: usize, body: &[u8]) -> Vec<u8> {
    let mut code = Assembly::default();
    let again = code.label();
    code.ops(&[PUSH0]).here(again).ops(&[PUSH1, 33, ADD]);
    let round = body.repeat((size.saturating_sub(16) / body.len().max(1)).min(1));
    code.ops(&round).jump(again);
    code.finish(size)
}

/// A counter that grows to what the caller says, with as much in each round as fits.
fn counted(size: usize, body: &[u8]) -> Vec<u8> {
    let mut code = Assembly::default();
    let (again, done) = (code.label(), code.label());
    code.ops(&[PUSH0]).here(again).ops(&[PUSH1, 1, ADD]);
    code.ops(&body.repeat(size.saturating_sub(32) / body.len()));
    code.ops(&[DUP1, PUSH1, 4, CALLDATALOAD, LT]).jump_if(done);
    code.jump(again).here(done).ops(&[STOP]);
    code.finish(size)
}

/// Loops of which each holds all the later ones.
fn loops_in_loops(size: usize) -> Vec<u8> {
    let mut code = Assembly::default();
    let mut open = Vec::new();
    for _ in 0..size / 16 {
        let again = code.label();
        code.here(again);
        open.push(again);
    }
    while let Some(again) = open.pop() {
        code.ops(&[PC, CALLDATALOAD]).jump_if(again);
    }
    code.ops(&[STOP]);
    code.finish(size)
}

/// A value that is made of the one before, and used for everything in the end.
fn deep(size: usize, body: &[u8]) -> Vec<u8> {
    const END: [u8; 9] = [DUP1, DUP1, SSTORE, PUSH0, MSTORE, PUSH1, 32, PUSH0, RETURN];
    let mut code = vec![PUSH1, 4, CALLDATALOAD];
    code.extend(body.repeat(size.saturating_sub(END.len() + 3) / body.len()));
    code.extend(END);
    code
}

/// As many pieces of memory as a path may have, copied to and fro.
fn bytes_copied(size: usize) -> Vec<u8> {
    let mut code = [PC, DUP1, MSTORE8].repeat((size / 2 / 3).min(4_000));
    let copy = [
        PUSH2, 0x40, 0, PUSH0, PUSH1, 1, MCOPY, PUSH2, 0x40, 0, PUSH1, 1, PUSH0, MCOPY,
    ];
    code.extend(copy.repeat(size.saturating_sub(code.len() + 1) / copy.len()));
    code.push(STOP);
    code
}

fn words_copied(size: usize) -> Vec<u8> {
    let mut code = [PC, DUP1, PUSH1, 5, SHL, MSTORE].repeat((size / 2 / 6).min(4_000));
    let copy = [
        PUSH2, 0xff, 0, PUSH0, PUSH2, 0xff, 0, MCOPY, PUSH2, 0xff, 0, PUSH1, 7, PUSH0, MCOPY,
    ];
    code.extend(copy.repeat(size.saturating_sub(code.len() + 1) / copy.len()));
    code.push(STOP);
    code
}

/// Every key may write everything.
fn stores_for_many_keys(size: usize) -> Vec<u8> {
    let mut code = Assembly::default();
    code.ops(&[PUSH0, CALLDATALOAD, PUSH1, 0xe0, SHR]);
    let (stores, keys) = (code.label(), size / 256);
    let labels: Vec<_> = (0..keys).map(|_| code.label()).collect();
    for (selector, label) in (0x1000_0000..).zip(&labels) {
        code.ops(&[DUP1]).push(selector).ops(&[EQ]).jump_if(*label);
    }
    code.ops(&[STOP]);
    for (key, label) in (0..).zip(labels) {
        code.here(label)
            .push(key)
            .ops(&[SLOAD, CALLER, EQ])
            .jump_if(stores);
        code.ops(&[STOP]);
    }
    code.here(stores);
    let room = size.saturating_sub(code.len() + 1) / 3;
    code.ops(&[PC, DUP1, SSTORE].repeat(room.min(510)))
        .ops(&[STOP]);
    code.finish(size)
}

/// balanceOf and transfer as the standard has them, and diamonds on the way of the transfer.
fn token_of_diamonds(size: usize) -> Vec<u8> {
    const ENTRY: [u8; 10] = [PUSH0, MSTORE, PUSH1, 1, PUSH1, 32, MSTORE, PUSH1, 64, PUSH0];
    let mut code = Assembly::default();
    let (balance, transfer) = (code.label(), code.label());
    code.ops(&[PUSH0, CALLDATALOAD, PUSH1, 0xe0, SHR, DUP1]);
    code.push(0x70a0_8231).ops(&[EQ]).jump_if(balance);
    code.push(0xa905_9cbb).ops(&[EQ]).jump_if(transfer);
    code.ops(&[PUSH0, PUSH0, REVERT]).here(balance);
    code.ops(&[PUSH1, 4, CALLDATALOAD])
        .ops(&ENTRY)
        .ops(&[KECCAK256, SLOAD]);
    code.ops(&[PUSH0, MSTORE, PUSH1, 32, PUSH0, RETURN])
        .here(transfer);
    let begin = code.len();
    let end = size.saturating_sub(64);
    while code.len() + 48 < end.max(begin) {
        let after = code.label();
        code.ops(&[PC, SLOAD]).jump_if(after);
        code.ops(&[CALLER]).ops(&ENTRY).ops(&[
            KECCAK256,
            DUP1,
            SLOAD,
            PUSH1,
            36,
            CALLDATALOAD,
            SWAP1,
            SUB,
            SWAP1,
            SSTORE,
        ]);
        code.here(after);
    }
    code.ops(&[STOP]);
    code.finish(size)
}

/// A dispatcher behind other code, whose functions all stop.
fn functions_at(size: usize, begin: usize) -> Vec<u8> {
    let mut code = Assembly::default();
    code.ops(&vec![JUMPDEST; begin]);
    code.ops(&[PUSH0, CALLDATALOAD, PUSH1, 0xe0, SHR]);
    let end = code.label();
    for selector in 0x1000_0000.. {
        if code.len() + 16 > size {
            break;
        }
        code.ops(&[DUP1]).push(selector).ops(&[EQ]).jump_if(end);
    }
    code.here(end).ops(&[STOP]);
    code.finish(size).split_off(begin)
}

/// A token whose transfer asks many variables, and an owner who sets them all.
fn token(size: usize, ask: fn(&mut Assembly, u32, Label)) -> Vec<u8> {
    const ENTRY: [u8; 11] = [
        PUSH0, MSTORE, PUSH1, 1, PUSH1, 32, MSTORE, PUSH1, 64, PUSH0, KECCAK256,
    ];
    const SLOTS: core::ops::Range<u32> = 256..750;
    let mut code = Assembly::default();
    let [balance, transfer, set, denied] = [0; 4].map(|_| code.label());
    code.ops(&[PUSH0, CALLDATALOAD, PUSH1, 0xe0, SHR]);
    for (selector, label) in [
        (0x70a0_8231, balance),
        (0xa905_9cbb, transfer),
        (0x1234_5678, set),
    ] {
        code.ops(&[DUP1]).push(selector).ops(&[EQ]).jump_if(label);
    }
    code.here(denied).ops(&[PUSH0, PUSH0, REVERT]).here(balance);
    code.ops(&[PUSH1, 4, CALLDATALOAD])
        .ops(&ENTRY)
        .ops(&[SLOAD]);
    code.ops(&[PUSH0, MSTORE, PUSH1, 32, PUSH0, RETURN])
        .here(set);
    code.ops(&[CALLER, PUSH0, SLOAD, XOR]).jump_if(denied);
    for slot in SLOTS {
        code.ops(&[PUSH1, 4, CALLDATALOAD])
            .push(slot)
            .ops(&[SSTORE]);
    }
    code.ops(&[STOP]).here(transfer);
    for slot in SLOTS.cycle() {
        if code.len() + 128 > size {
            break;
        }
        ask(&mut code, slot, denied);
    }
    code.ops(&[CALLER]).ops(&ENTRY).ops(&[
        DUP1,
        SLOAD,
        PUSH1,
        36,
        CALLDATALOAD,
        SWAP1,
        SUB,
        SWAP1,
        SSTORE,
    ]);
    code.ops(&[PUSH1, 4, CALLDATALOAD]).ops(&ENTRY);
    code.ops(&[
        DUP1,
        SLOAD,
        PUSH1,
        36,
        CALLDATALOAD,
        ADD,
        SWAP1,
        SSTORE,
        STOP,
    ]);
    code.finish(size)
}

/// A transfer with as many requirements as one path can have, and then a tree of ends.
fn switches_and_exits(size: usize) -> Vec<u8> {
    let mut code = token(size / 2, |code, slot, denied| {
        code.push(slot).ops(&[SLOAD]).jump_if(denied);
    });
    // What stopped after the transfer goes on to the tree.
    code.pop();
    code.push(JUMPDEST);
    let begin = code.len();
    let mut tree_code = Assembly::default();
    tree_code.ops(&vec![JUMPDEST; begin]);
    tree_into(&mut tree_code, size);
    code.extend(tree_code.finish(size).split_off(begin));
    code
}

/// Jumps that go on from one landing to the next but one, to the end and back.
fn landing_to_landing(size: usize) -> Vec<u8> {
    let mut code = Assembly::default();
    let labels: Vec<_> = (0..size / 5).map(|_| code.label()).collect();
    for (index, label) in labels.iter().enumerate() {
        let next = labels[(index + labels.len() / 2) % labels.len()];
        code.here(*label).jump(next);
    }
    code.finish(size)
}

fn random(size: usize, seed: u64) -> Vec<u8> {
    let mut dice = Dice(seed);
    (0..size).map(|_| dice.byte()).collect()
}

/// What looks like code: mostly instructions that need little, and jumps to landings.
#[must_use]
pub fn random_instructions(size: usize, seed: u64) -> Vec<u8> {
    const COMMON: [u8; 32] = [
        ADD,
        SUB,
        MUL,
        AND,
        OR,
        XOR,
        EQ,
        LT,
        ISZERO,
        NOT,
        SHL,
        SHR,
        CALLER,
        CALLDATALOAD,
        POP,
        MLOAD,
        MSTORE,
        SLOAD,
        SSTORE,
        DUP1,
        DUP1 + 1,
        DUP1 + 2,
        SWAP1,
        SWAP1 + 1,
        KECCAK256,
        PC,
        PUSH0,
        PUSH0,
        PUSH1,
        PUSH1,
        JUMPDEST,
        MCOPY,
    ];
    let mut dice = Dice(seed);
    let mut code = vec![PUSH0; 8];
    let mut landing = 0_u16;
    while code.len() + 4 < size {
        if dice.byte() < 24 {
            let [high, low] = landing.to_be_bytes();
            code.extend([PC, CALLDATALOAD, PUSH2, high, low, JUMPI]);
            continue;
        }
        let op = COMMON[usize::from(dice.byte()) % COMMON.len()];
        if op == JUMPDEST {
            landing = u16::try_from(code.len()).unwrap_or(0);
        }
        code.push(op);
        if op == PUSH1 {
            code.push(dice.byte());
        }
    }
    code.truncate(size.saturating_sub(1));
    code.push(STOP);
    code
}

/// Numbers from a seed.
struct Dice(u64);

impl Dice {
    fn byte(&mut self) -> u8 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0.to_be_bytes()[0]
    }
}

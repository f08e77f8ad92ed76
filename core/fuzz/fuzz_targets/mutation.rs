//! Changes of code that keep it code: whole instructions, and jumps that land.

const JUMPDEST: u8 = 0x5b;
const PUSH1: u8 = 0x60;
const PUSH2: u8 = 0x61;
const PUSH32: u8 = 0x7f;

/// What contracts are made of: guards, loads, stores, hashes, calls, loops, ends.
const PHRASES: &[&[u8]] = &[
    // Reading calldata, the caller and storage.
    &[0x60, 0x04, 0x35],
    &[0x60, 0x24, 0x35],
    &[0x60, 0x00, 0x35, 0x60, 0xe0, 0x1c],
    &[0x33],
    &[0x32],
    &[0x60, 0x00, 0x54],
    &[0x33, 0x60, 0x00, 0x54, 0x14],
    // Mapping entries of the caller and of the first argument.
    &[
        0x33, 0x60, 0x00, 0x52, 0x60, 0x01, 0x60, 0x20, 0x52, 0x60, 0x40, 0x60, 0x00, 0x20,
    ],
    &[
        0x60, 0x04, 0x35, 0x60, 0x00, 0x52, 0x60, 0x01, 0x60, 0x20, 0x52, 0x60, 0x40, 0x60, 0x00,
        0x20,
    ],
    // Arithmetic, masks, comparisons.
    &[0x01],
    &[0x02],
    &[0x03],
    &[0x04],
    &[0x06],
    &[0x10],
    &[0x11],
    &[0x14],
    &[0x15],
    &[0x16],
    &[0x17],
    &[0x18],
    &[0x19],
    &[0x1a],
    &[0x1b],
    &[0x1c],
    &[0x1d],
    &[0x0a],
    &[0x0b],
    &[0x60, 0x01, 0x60, 0xa0, 0x1b, 0x03, 0x16],
    // Memory.
    &[0x51],
    &[0x52],
    &[0x53],
    &[0x5e],
    &[0x60, 0x20, 0x60, 0x00, 0x60, 0x40, 0x5e],
    &[0x36, 0x60, 0x00, 0x60, 0x00, 0x37],
    // Storage and transient storage.
    &[0x54],
    &[0x55],
    &[0x5c],
    &[0x5d],
    &[0x80, 0x54, 0x60, 0x24, 0x35, 0x01, 0x90, 0x55],
    // Calls, creation, the end.
    &[
        0x60, 0x00, 0x60, 0x00, 0x60, 0x44, 0x60, 0x00, 0x60, 0x00, 0x33, 0x5a, 0xf1,
    ],
    &[
        0x60, 0x00, 0x60, 0x00, 0x36, 0x60, 0x00, 0x60, 0x00, 0x54, 0x5a, 0xf4,
    ],
    &[
        0x60, 0x20, 0x60, 0x00, 0x60, 0x24, 0x60, 0x00, 0x60, 0x01, 0x54, 0x5a, 0xfa,
    ],
    &[0x00],
    &[0x60, 0x20, 0x60, 0x00, 0xf3],
    &[0x60, 0x00, 0x80, 0xfd],
    &[0x33, 0xff],
    // The stack.
    &[0x50],
    &[0x80],
    &[0x81],
    &[0x82],
    &[0x90],
    &[0x91],
    &[0x92],
    &[JUMPDEST],
];

/// Selectors that give a function a meaning.
const SELECTORS: &[[u8; 4]] = &[
    [0x70, 0xa0, 0x82, 0x31],
    [0x18, 0x16, 0x0d, 0xdd],
    [0xa9, 0x05, 0x9c, 0xbb],
    [0x23, 0xb8, 0x72, 0xdd],
    [0xdd, 0x62, 0xed, 0x3e],
    [0x8d, 0xa5, 0xcb, 0x5b],
    [0x12, 0x34, 0x56, 0x78],
];

/// Changes code in place and returns its new length.
pub fn mutate(bytes: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut dice = Dice(u64::from(seed) << 1 | 1);
    let mut code = bytes[..size].to_vec();
    for _ in 0..=dice.below(3) {
        step(&mut code, &mut dice);
    }
    code.truncate(max_size.min(bytes.len()));
    bytes[..code.len()].copy_from_slice(&code);
    code.len()
}

fn step(code: &mut Vec<u8>, dice: &mut Dice) {
    let starts = instructions(code);
    let at = starts.get(dice.below(starts.len())).copied().unwrap_or(0);
    match dice.below(8) {
        0..=2 => insert(code, at, PHRASES[dice.below(PHRASES.len())]),
        3 => {
            let end = (at + length(code, at)).min(code.len());
            code.drain(at..end);
        }
        4 => {
            let jump: &[u8] = if dice.below(2) == 0 { &[0x56] } else { &[0x57] };
            let landings: Vec<usize> = starts
                .iter()
                .copied()
                .filter(|at| code[*at] == JUMPDEST)
                .collect();
            let target = landings
                .get(dice.below(landings.len()))
                .copied()
                .unwrap_or(0);
            let [high, low] = u16::try_from(target).unwrap_or(0).to_be_bytes();
            insert(code, at, &[&[PUSH2, high, low][..], jump].concat());
        }
        // The jump goes over the whole function, the landing is behind it.
        5 => {
            let selector = SELECTORS[dice.below(SELECTORS.len())];
            let body: Vec<u8> = (0..=dice.below(6))
                .flat_map(|_| PHRASES[dice.below(PHRASES.len())])
                .copied()
                .collect();
            let landing = u16::try_from(18 + body.len()).unwrap_or(0).to_be_bytes();
            let head = [0x60, 0x00, 0x35, 0x60, 0xe0, 0x1c, 0x63];
            let test = [0x14, 0x15, PUSH2, landing[0], landing[1], 0x57];
            let function = [&head[..], &selector, &test, &body, &[0x00, JUMPDEST]].concat();
            shift(code, function.len());
            insert(code, 0, &function);
        }
        6 => {
            let from = starts.get(dice.below(starts.len())).copied().unwrap_or(0);
            let end = (from + 1 + dice.below(64)).min(code.len());
            let copy = code[from.min(end)..end].to_vec();
            insert(code, at, &copy);
        }
        _ => {
            if let Some(byte) = code.get_mut(at + 1) {
                *byte = [0, 1, 4, 0x20, 0x24, 0x40, 0x44, 0xa0, 0xe0, 0xff][dice.below(10)];
            }
        }
    }
}

/// Moves the targets of jumps when something is put before the code.
fn shift(code: &mut [u8], by: usize) {
    for at in instructions(code) {
        if let [PUSH2, high, low, 0x56 | 0x57, ..] = &mut code[at..] {
            let target =
                u16::from_be_bytes([*high, *low]).wrapping_add(u16::try_from(by).unwrap_or(0));
            [*high, *low] = target.to_be_bytes();
        }
    }
}

fn insert(code: &mut Vec<u8>, at: usize, phrase: &[u8]) {
    code.splice(at..at, phrase.iter().copied());
}

/// Where instructions begin.
fn instructions(code: &[u8]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut at = 0;
    while at < code.len() {
        starts.push(at);
        at += length(code, at);
    }
    starts
}

fn length(code: &[u8], at: usize) -> usize {
    match code.get(at) {
        Some(op @ PUSH1..=PUSH32) => 2 + usize::from(op - PUSH1),
        _ => 1,
    }
}

/// Numbers from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }
}

//! As much of an assembler as large code needs.

/// Code under construction, never longer than it may be.
#[derive(Debug, Default)]
pub struct Assembly {
    bytes: Vec<u8>,
    labels: Vec<Option<usize>>,
    jumps: Vec<(usize, Label)>,
}

/// A place that code jumps to, known or not yet.
#[derive(Clone, Copy, Debug)]
pub struct Label(usize);

const JUMP: u8 = 0x56;
const JUMPI: u8 = 0x57;
const JUMPDEST: u8 = 0x5b;
const PUSH1: u8 = 0x60;

impl Assembly {
    /// How long the code is so far.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Nothing is there yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Appends instructions as they are.
    pub fn ops(&mut self, ops: &[u8]) -> &mut Self {
        self.bytes.extend(ops);
        self
    }

    /// Pushes a number in as few bytes as it takes.
    pub fn push(&mut self, number: u32) -> &mut Self {
        let bytes = number.to_be_bytes();
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count().min(3);
        let width = u8::try_from(bytes.len() - zeros).unwrap_or(1);
        self.bytes.push(PUSH1 + width - 1);
        self.bytes.extend(&bytes[zeros..]);
        self
    }

    /// A place to jump to that comes later.
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() - 1)
    }

    /// Here is the place.
    pub fn here(&mut self, label: Label) -> &mut Self {
        self.labels[label.0] = Some(self.bytes.len());
        self.ops(&[JUMPDEST])
    }

    /// Pushes the offset of a place.
    pub fn push_place(&mut self, label: Label) -> &mut Self {
        self.bytes.push(PUSH1 + 1);
        self.jumps.push((self.bytes.len(), label));
        self.ops(&[0, 0])
    }

    /// Goes to a place.
    pub fn jump(&mut self, label: Label) -> &mut Self {
        self.push_place(label).ops(&[JUMP])
    }

    /// Goes to a place where the word on top of the stack is not zero.
    pub fn jump_if(&mut self, label: Label) -> &mut Self {
        self.push_place(label).ops(&[JUMPI])
    }

    /// The code, cut where it is too long; jumps to places that it never got to go nowhere.
    #[must_use]
    pub fn finish(mut self, most: usize) -> Vec<u8> {
        for (at, label) in &self.jumps {
            let place = self.labels[label.0].and_then(|place| u16::try_from(place).ok());
            self.bytes[*at..at + 2].copy_from_slice(&place.unwrap_or(0).to_be_bytes());
        }
        self.bytes.truncate(most);
        self.bytes
    }
}

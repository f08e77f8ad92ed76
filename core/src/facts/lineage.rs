//! Functions that stand in codes that are known to be bad, and in no honest one.

use std::borrow::Cow;

use super::Facts;
use crate::code::{Body, HASH_BYTES};

/// So many functions have to be known ones.
const FEWEST: usize = 2;
/// And this part of all of them: one in so many.
const PART: usize = 5;

/// What contracts were judged to be in which a function stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Made to trap those who buy it.
    Trap,
    /// Paying out to nobody but its maker, while it looks as if it did.
    Honeypot,
    /// Creating tokens unseen.
    HiddenMint,
    /// Moving tokens that others hold.
    Leak,
    /// Stopping sales.
    LimitSell,
}

impl Kind {
    /// Every kind, in the order of an index.
    pub const ALL: [Self; 5] = [
        Self::Trap,
        Self::Honeypot,
        Self::HiddenMint,
        Self::Leak,
        Self::LimitSell,
    ];

    /// In words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Trap => "were made to trap those who buy them",
            Self::Honeypot => "take what is paid in and give it to their maker alone",
            Self::HiddenMint => "create tokens unseen",
            Self::Leak => "move tokens that others hold",
            Self::LimitSell => "stop sales",
        }
    }
}

/// An index of such functions: for each kind how many, as two bytes, and their hashes in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownBodies(Cow<'static, [u8]>);

/// The index that is shipped. `cargo run --release -p rugrisk-tests --bin lineage` writes it, and says what it is worth.
const SHIPPED: &[u8] = include_bytes!("lineage/known.bin");

impl Default for KnownBodies {
    fn default() -> Self {
        Self(Cow::Borrowed(SHIPPED))
    }
}

impl KnownBodies {
    /// An index of these.
    #[must_use]
    pub fn of(bodies: &[(Kind, [u8; HASH_BYTES])]) -> Self {
        let mut index = Vec::new();
        for kind in Kind::ALL {
            let of_kind = bodies.iter().filter(|(each, _)| *each == kind);
            let mut hashes: Vec<_> = of_kind.map(|(_, hash)| *hash).collect();
            hashes.sort_unstable();
            hashes.dedup();
            hashes.truncate(usize::from(u16::MAX));
            let count = u16::try_from(hashes.len()).unwrap_or(u16::MAX);
            index.extend(count.to_be_bytes());
            index.extend(hashes.as_flattened());
        }
        Self(Cow::Owned(index))
    }

    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The known functions among all of a code, where they make up enough of it.
    #[must_use]
    pub fn kin(&self, bodies: &[Body]) -> Vec<Kin> {
        let mut kin = Vec::new();
        for body in bodies {
            kin.extend(self.find(body).map(|kind| Kin { kind, body: *body }));
        }
        let is_enough = kin.len() >= FEWEST && kin.len().saturating_mul(PART) >= bodies.len();
        if is_enough { kin } else { Vec::new() }
    }

    fn find(&self, body: &Body) -> Option<Kind> {
        let mut rest: &[u8] = &self.0;
        for kind in Kind::ALL {
            let (count, behind) = rest.split_first_chunk::<2>()?;
            let bytes = usize::from(u16::from_be_bytes(*count)).saturating_mul(HASH_BYTES);
            let (hashes, behind) = behind.split_at_checked(bytes)?;
            let (hashes, _) = hashes.as_chunks::<HASH_BYTES>();
            if hashes.binary_search(&body.hash).is_ok() {
                return Some(kind);
            }
            rest = behind;
        }
        None
    }
}

/// A function that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kin {
    /// What was judged of the contracts in which it stands.
    pub kind: Kind,
    /// Its body here.
    pub body: Body,
}

impl Facts {
    /// What most of its known functions stand in, if it has any.
    #[must_use]
    pub fn known_as(&self) -> Option<Kind> {
        let count = |kind: Kind| self.kin.iter().filter(|kin| kin.kind == kind).count();
        let mut worst = None;
        for kind in Kind::ALL {
            let known = count(kind);
            if known > worst.map_or(0, |(_, most)| most) {
                worst = Some((kind, known));
            }
        }
        worst.map(|(kind, _)| kind)
    }
}

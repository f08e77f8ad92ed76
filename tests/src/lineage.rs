//! The index of known functions: how it is made of labelled contracts, and what it is worth.

use std::collections::{BTreeMap, BTreeSet};

use rugrisk::code::{Body, HASH_BYTES, bodies};
use rugrisk::facts::{KnownBodies, LineageKind as Kind};

use crate::pack::Contract;

/// What is shorter says little.
const FEWEST_BYTES: usize = 60;
/// Groups of clusters, of which each is left out once.
const FOLDS: usize = 5;
/// Rows that are only labelled by TM-RugPull, whose licence forbids to ship anything made of them.
const NOT_TO_SHIP: &str = "tm_";

type Hash = [u8; HASH_BYTES];

/// A row of the pack, with what counts of it.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it was judged to be, where it may be in an index.
    pub bad: Option<Kind>,
    /// Somebody judged it to be honest.
    pub honest: bool,
    /// Rows with nearly the same code have the same.
    pub cluster: u32,
    /// The bodies of its functions.
    pub bodies: Vec<Body>,
}

/// How many of which were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Found.
    pub found: usize,
    /// All.
    pub all: usize,
}

/// What an index is worth.
#[derive(Clone, Debug, Default)]
pub struct Worth {
    /// By kind: rows of which the index knows nothing but what other rows brought.
    pub copies: BTreeMap<Kind, Share>,
    /// By kind: rows of whose cluster the index knows nothing.
    pub strangers: BTreeMap<Kind, Share>,
    /// Honest rows of whose cluster the index knows nothing: false matches.
    pub honest: Share,
    /// The same for rows that nobody judged.
    pub unjudged: Share,
}

impl Row {
    /// What counts of a row; `None` where it has no code.
    #[must_use]
    pub fn of(contract: &Contract) -> Option<Self> {
        let code = contract.code.as_ref()?;
        Some(Self {
            bad: kind(contract),
            honest: contract.has_code_risk() == Some(false)
                || contract.label("benign") == Some(true)
                || ["benign", "hard_negative", "not_trapdoor"].contains(&contract.target.as_str()),
            cluster: contract.cluster,
            bodies: bodies(code.as_bytes()),
        })
    }

    fn hashes(&self) -> impl Iterator<Item = Hash> {
        let long = self.bodies.iter().filter(|body| body.bytes >= FEWEST_BYTES);
        long.map(|body| body.hash)
    }
}

/// What the sources judged a contract's code to be, the worst first.
fn kind(contract: &Contract) -> Option<Kind> {
    let has = |label| contract.label(label) == Some(true);
    let mut sources = contract.label_source.iter();
    let may_be_shipped = sources.any(|source| !source.starts_with(NOT_TO_SHIP));
    if has("honeypot_legacy") && may_be_shipped {
        return Some(Kind::Honeypot);
    }
    if !may_be_shipped || contract.has_code_risk() != Some(true) || contract.target != "malicious" {
        return None;
    }
    let kinds = [
        ("trapdoor", Kind::Trap),
        ("hidden_mint", Kind::HiddenMint),
        ("leak", Kind::Leak),
        ("limit_sell", Kind::LimitSell),
    ];
    kinds
        .into_iter()
        .find_map(|(label, kind)| has(label).then_some(kind))
}

/// The functions that stand in bad rows, and in no other of them.
#[must_use]
pub fn index(rows: &[&Row]) -> KnownBodies {
    let others: BTreeSet<Hash> = rows
        .iter()
        .filter(|row| row.bad.is_none())
        .flat_map(|row| row.hashes())
        .collect();
    let mut known: BTreeMap<Hash, Kind> = BTreeMap::new();
    for row in rows {
        let Some(kind) = row.bad else { continue };
        for hash in row.hashes().filter(|hash| !others.contains(hash)) {
            let worst = known.entry(hash).or_insert(kind);
            *worst = kind.min(*worst);
        }
    }
    let known: Vec<(Kind, Hash)> = known.into_iter().map(|(hash, kind)| (kind, hash)).collect();
    KnownBodies::of(&known)
}

/// Measures on rows that the index in question was not made of.
#[must_use]
pub fn worth(rows: &[Row]) -> Worth {
    let mut worth = Worth::default();
    let clusters: BTreeSet<u32> = rows.iter().map(|row| row.cluster).collect();
    let fold: BTreeMap<u32, usize> = clusters
        .into_iter()
        .enumerate()
        .map(|(index, cluster)| (cluster, index % FOLDS))
        .collect();
    for left_out in 0..FOLDS {
        let is_out = |row: &&Row| fold.get(&row.cluster) == Some(&left_out);
        let rest: Vec<&Row> = rows.iter().filter(|row| !is_out(row)).collect();
        let known = index(&rest);
        for row in rows.iter().filter(is_out) {
            let share = match row.bad {
                Some(kind) => worth.strangers.entry(kind).or_default(),
                None if row.honest => &mut worth.honest,
                None => &mut worth.unjudged,
            };
            share.count(&known, row);
        }
    }
    // A row's own functions are those that no other bad row brings.
    let others: Vec<&Row> = rows.iter().filter(|row| row.bad.is_none()).collect();
    let bad: Vec<&Row> = rows.iter().filter(|row| row.bad.is_some()).collect();
    let common: BTreeSet<Hash> = others.iter().flat_map(|row| row.hashes()).collect();
    for (position, row) in bad.iter().enumerate() {
        let Some(kind) = row.bad else { continue };
        let rest = bad
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != position);
        let brought = rest.flat_map(|(_, row)| row.hashes());
        let brought: Vec<(Kind, Hash)> = brought
            .filter(|hash| !common.contains(hash))
            .map(|hash| (kind, hash))
            .collect();
        let share = worth.copies.entry(kind).or_default();
        share.count(&KnownBodies::of(&brought), row);
    }
    worth
}

impl Share {
    fn count(&mut self, known: &KnownBodies, row: &Row) {
        self.all += 1;
        self.found += usize::from(!known.kin(&row.bodies).is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(bad: Option<Kind>, cluster: u32, hashes: &[u8]) -> Row {
        let body = |hash: &u8| Body {
            selector: [*hash; 4].into(),
            offset: 0,
            bytes: FEWEST_BYTES,
            hash: [*hash; HASH_BYTES],
        };
        Row {
            bad,
            honest: bad.is_none(),
            cluster,
            bodies: hashes.iter().map(body).collect(),
        }
    }

    #[test]
    fn what_an_honest_row_has_is_in_no_index() {
        let (bad, honest) = (row(Some(Kind::Trap), 1, &[1, 2, 3]), row(None, 2, &[3, 4]));
        let known = index(&[&bad, &honest]);
        assert_eq!(known.as_bytes().len(), 2 * Kind::ALL.len() + 2 * HASH_BYTES);
        assert_eq!(known.kin(&bad.bodies).len(), 2);
        assert!(known.kin(&honest.bodies).is_empty());
    }

    #[test]
    fn one_function_or_a_small_part_is_not_enough() {
        let bad = row(Some(Kind::Leak), 1, &[1, 2]);
        let known = index(&[&bad]);
        assert!(known.kin(&row(None, 2, &[1, 9]).bodies).is_empty());
        let many: Vec<u8> = (1..=11).collect();
        assert!(known.kin(&row(None, 2, &many).bodies).is_empty());
        assert!(!known.kin(&row(None, 2, &many[..10]).bodies).is_empty());
    }

    #[test]
    fn nothing_is_shipped_of_what_a_licence_forbids() {
        let contract = |source: &str| -> Contract {
            let row = format!(
                r#"{{"bytecode": "33ff", "target": "malicious", "code_risk": 1, "labels": {{"trapdoor": 1}},
                    "label_source": [{source}]}}"#
            );
            serde_json::from_str(&row).expect("a row")
        };
        assert_eq!(kind(&contract(r#""tm_scam""#)), None);
        let both = contract(r#""tm_scam", "trapdoor_manual""#);
        assert_eq!(kind(&both), Some(Kind::Trap));
    }
}

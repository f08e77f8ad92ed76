//! Cases as data: what must be found in which contract, what must not, and why.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use rugrisk::{Address, FindingId, U256};
use serde::Deserialize;

/// The cases of one finding.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corpus {
    /// Contracts in which it must be found.
    pub fires: Vec<Case>,
    /// Honest look-alikes in which it must not.
    pub silent: Vec<Case>,
}

/// One contract, and what is true of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// A contract of `tests/contracts`.
    pub contract: Option<String>,
    /// Or literal code as hex.
    pub code: Option<String>,
    /// Or frozen evidence, as `<area>/<name>` of `tests/evidence`.
    pub evidence: Option<String>,
    /// Beginnings of the names of the builds that are meant; all where there are none.
    #[serde(default)]
    pub builds: Vec<String>,
    /// The function that a citation must name, by its signature.
    pub function: Option<String>,
    /// A contract whose functions are known as those of a trap, beside the honest ones of plain tokens.
    pub known: Option<String>,
    /// State variables, or slots, with their words: the contract is then scored on a chain.
    pub state: Option<BTreeMap<String, String>>,
    /// Who uses the power where that cannot be found out: a hash of the address is in the code.
    pub caller: Option<Address>,
    /// State variables with the words that they have when the power is used in an EVM: numbers, or
    /// the accounts of the scene by name. What is said of the contract does not know of them.
    #[serde(default)]
    pub scene: BTreeMap<String, String>,
    /// Numbers that an argument may have to be.
    #[serde(default)]
    pub numbers: Vec<U256>,
    /// What the deployer calls before the power is used.
    pub first: Option<First>,
    /// Why the power cannot be shown in an EVM that has this contract alone.
    pub not_executed: Option<String>,
    /// Why the case exists.
    pub why: String,
}

/// A call that has to come first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct First {
    /// The function, by its signature.
    pub function: String,
    /// Numbers, or the accounts of the scene by name.
    pub arguments: Vec<String>,
}

/// Why cases cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// There is no file of cases for an id.
    #[error("{id} has no cases: {path}: {source}")]
    Unreadable {
        /// The finding.
        id: &'static str,
        /// The file that should be there.
        path: PathBuf,
        /// Why it cannot be read.
        source: io::Error,
    },
    /// A file is not of the shape of [`Corpus`].
    #[error("{path}: {source}")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<toml::de::Error>,
    },
}

impl Corpus {
    /// Reads the cases of a finding.
    ///
    /// # Errors
    /// [`CorpusError`] names the file.
    pub fn load(id: FindingId) -> Result<Self, CorpusError> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("corpus")
            .join(format!("{}.toml", id.as_str()));
        match fs::read_to_string(&path) {
            Err(source) => Err(CorpusError::Unreadable {
                id: id.as_str(),
                path,
                source,
            }),
            Ok(text) => toml::from_str(&text).map_err(|source| CorpusError::Malformed {
                path,
                source: Box::new(source),
            }),
        }
    }
}

impl Case {
    /// Whether a build is meant.
    #[must_use]
    pub fn selects(&self, build: &str) -> bool {
        self.builds.is_empty()
            || self
                .builds
                .iter()
                .any(|start| build.starts_with(start.as_str()))
    }
}

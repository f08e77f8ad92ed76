//! Compiled contracts, as `tests/compile.mjs` leaves them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use rugrisk::{Selector, Slot, U256};
use serde::Deserialize;

/// The command that makes the artifacts.
pub const COMPILE: &str = "npm --prefix tests ci && npm --prefix tests run compile";

/// Every contract under every build that fits its source.
#[derive(Debug)]
pub struct Artifacts(BTreeMap<String, BTreeMap<String, Artifact>>);

/// One contract as one build compiled it.
#[derive(Clone, Debug, Deserialize)]
pub struct Artifact {
    /// Runtime code as hex; immutables hold `0x0a11ce`.
    pub runtime: String,
    /// Creation code as hex, without the constructor's arguments.
    pub creation: String,
    /// The types of the constructor's arguments.
    pub constructor: Vec<String>,
    /// The file that it was compiled from, without its extension.
    #[serde(skip)]
    pub source: String,
    /// Selectors by signature.
    pub methods: BTreeMap<String, Selector>,
    /// Where the state variables stand; compilers before 0.5.13 do not say.
    pub layout: Option<BTreeMap<String, Variable>>,
}

/// Where a state variable stands.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Variable {
    /// Its slot.
    pub slot: Slot,
    /// Its lowest bit in the slot.
    pub bit: usize,
    /// Its number of bits.
    pub bits: usize,
}

/// Why there is nothing to test.
#[derive(Debug, thiserror::Error)]
pub enum ArtifactsError {
    /// The contracts were not compiled.
    #[error("no compiled contracts in {folder}; make them with: {COMPILE}")]
    Missing {
        /// Where they should be.
        folder: PathBuf,
    },
    /// A file cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is not an artifact of this format.
    #[error("{path}: {source}; make it again with: {COMPILE}")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
}

impl Artifacts {
    /// Reads all artifacts.
    ///
    /// # Errors
    /// [`ArtifactsError`] says which command makes them.
    pub fn load() -> Result<Self, ArtifactsError> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts");
        let mut contracts: BTreeMap<String, BTreeMap<String, Artifact>> = BTreeMap::new();
        for build in entries(&folder)? {
            let name = build.file_name().unwrap_or_default().to_string_lossy();
            for file in entries(&build)?.iter().filter(|file| is_json(file)) {
                let source = file.file_stem().unwrap_or_default().to_string_lossy();
                for (contract, mut artifact) in read(file)?.contracts {
                    artifact.source = source.clone().into_owned();
                    let builds = contracts.entry(contract).or_default();
                    builds.insert(name.clone().into_owned(), artifact);
                }
            }
        }
        if contracts.is_empty() {
            return Err(ArtifactsError::Missing { folder });
        }
        Ok(Self(contracts))
    }

    /// Every build of every contract: the contract's name, the build's, and what it is.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str, &Artifact)> {
        self.0.iter().flat_map(|(contract, builds)| {
            let builds = builds.iter();
            builds.map(move |(build, artifact)| (contract.as_str(), build.as_str(), artifact))
        })
    }

    /// The builds of a contract, by name; none where the contract is not known.
    pub fn builds(&self, contract: &str) -> impl Iterator<Item = (&str, &Artifact)> {
        let builds = self.0.get(contract).into_iter().flatten();
        builds.map(|(name, artifact)| (name.as_str(), artifact))
    }

    /// The contracts that one build made of one source, by name.
    pub fn siblings(&self, build: &str, source: &str) -> impl Iterator<Item = (&str, &Artifact)> {
        self.0.iter().filter_map(move |(contract, builds)| {
            let artifact = builds.get(build)?;
            (artifact.source == source).then_some((contract.as_str(), artifact))
        })
    }

    /// A state variable. Where a build does not say, another one of the same source does: the
    /// layout follows from the order of declaration under every compiler.
    #[must_use]
    pub fn variable(&self, contract: &str, name: &str) -> Option<Variable> {
        self.builds(contract)
            .find_map(|(_, artifact)| artifact.layout.as_ref())?
            .get(name)
            .copied()
    }
}

impl Variable {
    /// Puts the variable's value into its slot's word.
    #[must_use]
    pub fn insert(self, word: U256, value: U256) -> U256 {
        let mask = U256::MAX >> (256 - self.bits);
        (word & !(mask << self.bit)) | ((value & mask) << self.bit)
    }
}

#[derive(Deserialize)]
struct Unit {
    contracts: BTreeMap<String, Artifact>,
}

fn read(path: &Path) -> Result<Unit, ArtifactsError> {
    let text = fs::read_to_string(path).map_err(|source| ArtifactsError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    serde_json::from_str(&text).map_err(|source| ArtifactsError::Malformed {
        path: path.to_owned(),
        source,
    })
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, ArtifactsError> {
    let unreadable = |source| ArtifactsError::Unreadable {
        path: folder.to_owned(),
        source,
    };
    let listing = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(ArtifactsError::Missing {
                folder: folder.to_owned(),
            });
        }
        other => other.map_err(unreadable)?,
    };
    let mut paths = listing
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(unreadable)?;
    paths.sort();
    Ok(paths)
}

fn is_json(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "json")
}

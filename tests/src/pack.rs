//! The data pack: labelled contracts of public research, which a newcomer's clone does not have.
//!
//! A pack is a folder with `contracts.ndjson.zst` or `contracts.ndjson`, one JSON object a line.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use rugrisk::{CodeError, RuntimeCode};
use ruzstd::decoding::StreamingDecoder;
use serde::Deserialize;
use serde::de::Error as _;

/// The names under which the rows are looked for, in this order.
const ROWS: [&str; 2] = ["contracts.ndjson.zst", "contracts.ndjson"];

/// A target on which the sources disagree. Nothing is trained or judged on it.
const CONFLICT: &str = "conflict";

/// A folder of the pack's format.
#[derive(Clone, Debug)]
pub struct Pack {
    rows: PathBuf,
}

/// One distinct runtime code, and what the sources say about it.
#[derive(Clone, Debug, Deserialize)]
pub struct Contract {
    /// The chain, by name.
    #[serde(default)]
    pub chain: String,
    /// One of the addresses that have the code.
    #[serde(default)]
    pub address: String,
    /// What its makers call it; often nothing.
    #[serde(default)]
    pub name: String,
    /// The code, where there is any.
    #[serde(rename = "bytecode", deserialize_with = "code")]
    pub code: Option<RuntimeCode>,
    /// What kind of contract the sources call it; nothing where none says.
    #[serde(default)]
    pub target: String,
    /// Whether its code, and not only its makers, is a risk.
    #[serde(default)]
    pub code_risk: Option<u8>,
    /// What is known of it. A label that is not there is unknown, never 0.
    #[serde(default)]
    pub labels: BTreeMap<String, u8>,
    /// Who says so.
    #[serde(default)]
    pub label_source: Vec<String>,
    /// What the tool CRPWarner put out: mint, leak, limit.
    #[serde(default)]
    pub crpwarner: Option<[Option<u8>; 3]>,
    /// What kind of proxy it is; nothing where it is none.
    #[serde(default)]
    pub proxy: String,
    /// The compiler's version, or the range that its metadata leaves open.
    #[serde(default)]
    pub solc: Option<String>,
    /// Which contracts have nearly the same code.
    #[serde(default)]
    pub cluster: u32,
}

/// Compilers whose code looks alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Generation {
    /// Up to 0.4, and up to 0.5.8, whose metadata looks the same.
    Oldest,
    /// 0.5.9 to 0.7.
    Middle,
    /// 0.8 and later, which check their arithmetic.
    Checked,
    /// The code does not say.
    Unknown,
}

/// Why a pack cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The file cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line is not a row of the pack's format.
    #[error("{path}, line {line}: not a contract of the pack's format: {source}")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

impl Pack {
    /// The folder where the pack lies if nobody names another: beside the repository.
    #[must_use]
    pub fn default_folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data")
    }

    /// The pack in a folder; none where there is no file of rows in it.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Option<Self> {
        let rows = ROWS.map(|name| folder.join(name));
        rows.into_iter()
            .find(|path| path.is_file())
            .map(|rows| Self { rows })
    }

    /// What to say where there is none.
    #[must_use]
    pub fn missing(folder: &Path) -> String {
        format!(
            "No data pack in {}: nothing done. Name its folder with --data or RUGRISK_DATA.",
            folder.display()
        )
    }

    /// Every row, in the order of the file.
    ///
    /// # Errors
    /// A file that cannot be opened; then, row by row, what cannot be read.
    pub fn contracts(
        &self,
    ) -> Result<impl Iterator<Item = Result<Contract, PackError>>, PackError> {
        let lines = BufReader::new(self.open().map_err(|source| self.unreadable(source))?).lines();
        let rows = lines.zip(1..).map(|(text, line)| {
            let text = text.map_err(|source| self.unreadable(source))?;
            serde_json::from_str(&text).map_err(|source| PackError::Malformed {
                path: self.rows.clone(),
                line,
                source,
            })
        });
        Ok(rows)
    }

    fn open(&self) -> io::Result<Box<dyn Read>> {
        let file = File::open(&self.rows)?;
        if self
            .rows
            .extension()
            .is_some_and(|extension| extension == "zst")
        {
            Ok(Box::new(
                StreamingDecoder::new(file).map_err(io::Error::other)?,
            ))
        } else {
            Ok(Box::new(file))
        }
    }

    fn unreadable(&self, source: io::Error) -> PackError {
        PackError::Unreadable {
            path: self.rows.clone(),
            source,
        }
    }
}

impl Contract {
    /// What a label says; none where it says nothing, or where the sources disagree about the row.
    #[must_use]
    pub fn label(&self, label: &str) -> Option<bool> {
        let value = self.labels.get(label).filter(|_| !self.is_conflict());
        value.map(|value| *value == 1)
    }

    /// Whether the code is a risk; none where nobody says, or where the sources disagree.
    #[must_use]
    pub fn has_code_risk(&self) -> Option<bool> {
        let value = self.code_risk.filter(|_| !self.is_conflict());
        value.map(|value| value == 1)
    }

    /// The sources agree on something about it.
    #[must_use]
    pub fn is_labelled(&self) -> bool {
        !self.labels.is_empty() && !self.is_conflict()
    }

    /// The sources disagree about it.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.target == CONFLICT
    }

    /// Which compilers it can come from.
    #[must_use]
    pub fn generation(&self) -> Generation {
        let version = self.solc.as_deref().unwrap_or_default();
        let minor = version
            .strip_prefix("0.")
            .and_then(|rest| rest.split('.').next());
        match minor.and_then(|minor| minor.parse::<u32>().ok()) {
            Some(..=4) => Generation::Oldest,
            Some(5..=7) => Generation::Middle,
            Some(_) => Generation::Checked,
            None => Generation::Unknown,
        }
    }

    /// How a person finds it again.
    #[must_use]
    pub fn called(&self) -> String {
        let name: String = self
            .name
            .chars()
            .map(|c| if c.is_control() { '\u{fffd}' } else { c })
            .collect();
        format!("{} {} {}", self.chain, self.address, name.trim())
            .trim()
            .to_owned()
    }
}

impl Generation {
    /// Every one, the oldest first.
    pub const ALL: [Self; 4] = [Self::Oldest, Self::Middle, Self::Checked, Self::Unknown];

    /// Its versions.
    #[must_use]
    pub const fn versions(self) -> &'static str {
        match self {
            Self::Oldest => "0.4 (to 0.5.8)",
            Self::Middle => "0.5.9 to 0.7",
            Self::Checked => "0.8",
            Self::Unknown => "unknown",
        }
    }
}

/// An account without code has no code; what is there and is not hex is a broken row.
fn code<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<RuntimeCode>, D::Error> {
    match String::deserialize(deserializer)?.parse() {
        Ok(code) => Ok(Some(code)),
        Err(CodeError::Empty) => Ok(None),
        Err(error) => Err(D::Error::custom(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contract(row: &str) -> Contract {
        serde_json::from_str(row).expect("a row")
    }

    #[test]
    fn a_label_that_is_not_there_is_unknown() {
        let row = contract(r#"{"bytecode": "33ff", "labels": {"leak": 0}, "code_risk": null}"#);
        assert_eq!(row.label("leak"), Some(false));
        assert_eq!(row.label("hidden_mint"), None);
        assert_eq!(row.has_code_risk(), None);
        assert!(row.is_labelled());
    }

    #[test]
    fn nothing_is_judged_on_a_conflict() {
        let row = contract(
            r#"{"bytecode": "33ff", "labels": {"leak": 1}, "code_risk": 1, "target": "conflict"}"#,
        );
        assert_eq!(row.label("leak"), None);
        assert_eq!(row.has_code_risk(), None);
        assert!(!row.is_labelled());
    }

    #[test]
    fn a_row_without_code_is_read_and_one_with_broken_code_is_not() {
        assert!(contract(r#"{"bytecode": ""}"#).code.is_none());
        assert!(serde_json::from_str::<Contract>(r#"{"bytecode": "0xzz"}"#).is_err());
    }

    #[test]
    fn generations_by_version() {
        let of =
            |solc: &str| contract(&format!(r#"{{"bytecode": "", "solc": {solc}}}"#)).generation();
        assert_eq!(of(r#""0.4.7-0.5.8""#), Generation::Oldest);
        assert_eq!(of(r#""0.5.16""#), Generation::Middle);
        assert_eq!(of(r#""0.7.6""#), Generation::Middle);
        assert_eq!(of(r#""0.8.26""#), Generation::Checked);
        assert_eq!(of(r#""unk""#), Generation::Unknown);
        assert_eq!(of("null"), Generation::Unknown);
    }
}

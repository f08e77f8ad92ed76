//! How the process ends, and why.

use std::io;
use std::process::ExitCode;

use rugrisk::evidence::EvidenceError;
use rugrisk::score::{Level, ModelsError};
use rugrisk::transaction::{RequestError, TransactionRisk};
use rugrisk::{CodeError, FindingId, Report, SessionError};

use crate::args::Threshold;
use crate::node::UrlError;

/// What the exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Fine,
    AtOrAboveThreshold,
    BadInput,
    NoEvidence,
}

/// Why a verb could not do its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    #[error("cannot read {name}: {source}")]
    Read { name: String, source: io::Error },
    #[error("cannot write {name}: {source}")]
    Write { name: String, source: io::Error },
    #[error(
        "{argument:?} is neither a file that is there nor hex; give one of them, or - for standard input"
    )]
    NeitherFileNorHex { argument: String },
    #[error("{name} has more than {limit} bytes, which is more than such a document can have")]
    TooLong { name: String, limit: u64 },
    #[error("{name} is not text: runtime code is given as hex, documents as JSON")]
    NotText { name: String },
    #[error("{name}: {source}")]
    Code { name: String, source: CodeError },
    #[error("{name}: {source}; `rugrisk record` writes such documents")]
    Evidence { name: String, source: EvidenceError },
    #[error("{name}: not a report: {source}; `--format json` prints such documents")]
    Report {
        name: String,
        source: serde_json::Error,
    },
    #[error("{name}: not typed data: {source}; it is what eth_signTypedData_v4 takes")]
    TypedData { name: String, source: RequestError },
    #[error("{name} is both --in and --out: it would be overwritten before it is read")]
    SameFile { name: String },
    #[error("{0}; `train` in models/ writes such files")]
    Models(#[from] ModelsError),
    #[error(transparent)]
    Rpc(#[from] UrlError),
    #[error("{error}{}; {}", cause.as_ref().map(|cause| format!(" ({cause})")).unwrap_or_default(), remedy(error))]
    Session {
        error: SessionError,
        cause: Option<String>,
    },
}

impl Trouble {
    pub(crate) const fn ending(&self) -> Ending {
        match self {
            Self::Session { .. } => Ending::NoEvidence,
            _ => Ending::BadInput,
        }
    }
}

impl Ending {
    /// A report at or above the threshold is a sure answer, so it comes before what is missing.
    pub(crate) fn of_report(report: &Report, fail_on: Option<Threshold>) -> Self {
        match fail_on {
            Some(threshold) if report.level >= threshold.level() => Self::AtOrAboveThreshold,
            _ if code_missing(report).is_some() => Self::NoEvidence,
            Some(_) if report.level == Level::Unknown => Self::NoEvidence,
            _ => Self::Fine,
        }
    }
}

impl Ending {
    /// The same for a transaction: what is not known of it is not fine.
    pub(crate) fn of_transaction(risk: &TransactionRisk, fail_on: Option<Threshold>) -> Self {
        match fail_on {
            Some(threshold) if risk.level >= threshold.level() => Self::AtOrAboveThreshold,
            Some(_) if risk.level == Level::Unknown => Self::NoEvidence,
            _ => Self::Fine,
        }
    }
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(match ending {
            Ending::Fine => 0,
            Ending::AtOrAboveThreshold => 1,
            Ending::BadInput => 2,
            Ending::NoEvidence => 3,
        })
    }
}

/// Why there was no code to judge, if there was none.
pub(crate) fn code_missing(report: &Report) -> Option<&'static str> {
    if report.target.code_hash.is_some() && report.finding(FindingId::CodeMissing).is_none() {
        return None;
    }
    let reason = report
        .unknowns
        .iter()
        .find(|unknown| unknown.what == "runtime code")
        .map(|unknown| unknown.reason.sentence());
    Some(reason.unwrap_or("it could not be read"))
}

const fn remedy(error: &SessionError) -> &'static str {
    match error {
        SessionError::ChainMismatch { .. } => "give the node of that chain, or another --chain-id",
        SessionError::NoChainId { .. } => "check --rpc, or raise --timeout and --deadline",
        SessionError::NoSuchBlock => "check --block, or ask a node that keeps old blocks",
        SessionError::Reorg => "ask again, or for an older --block",
        SessionError::NoBlock { .. } => "check --rpc, or raise --timeout and --deadline",
    }
}

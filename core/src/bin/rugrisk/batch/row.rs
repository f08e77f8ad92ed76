//! One row: what it asks, and the line that answers it.

use std::borrow::Cow;
use std::panic::{self, AssertUnwindSafe};
use std::time::{Duration, Instant};

use rugrisk::facts::Analyses;
use rugrisk::report::score_with;
use rugrisk::score::{Level, Models};
use rugrisk::{CodeError, Evidence, FindingId, Report, RuntimeCode};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::lines::{Line, MAX_LINE_BYTES};

/// The line that answers a row, and what is counted of it.
pub(super) struct Row {
    pub(super) text: String,
    pub(super) took: Duration,
    pub(super) result: Counted,
}

/// What the summary wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    Report { level: Level, partial: bool },
    Error,
}

/// The fields of a row that are read.
#[derive(Deserialize)]
struct Fields<'a> {
    #[serde(borrow)]
    chain: Option<&'a RawValue>,
    #[serde(borrow)]
    address: Option<&'a RawValue>,
    #[serde(borrow)]
    code: Option<&'a RawValue>,
    #[serde(borrow)]
    bytecode: Option<&'a RawValue>,
}

/// Whose row it is, exactly as it stood there.
#[derive(Clone, Copy, Default, Serialize)]
struct Subject<'a> {
    chain: Option<&'a RawValue>,
    address: Option<&'a RawValue>,
}

/// Why a row has no report.
#[derive(Debug, thiserror::Error)]
enum RowError {
    #[error("the line has more than {max} bytes")]
    LineTooLong { max: u64 },
    #[error("not a JSON object: {0}")]
    NotJson(String),
    #[error("{field} is not {expected}")]
    BadField {
        field: &'static str,
        expected: &'static str,
    },
    #[error("neither code nor bytecode is there")]
    MissingCode,
    #[error(transparent)]
    Code(#[from] CodeError),
    #[error("the analysis failed on this row; please report it with the row")]
    Internal,
}

#[derive(Serialize)]
struct ErrorLine<'a> {
    #[serde(flatten)]
    subject: Subject<'a>,
    line: u64,
    error: ErrorText,
}

#[derive(Serialize)]
struct ErrorText {
    code: &'static str,
    message: String,
}

impl Row {
    pub(super) fn of_line(line: &Line, models: &Models) -> Self {
        let began = Instant::now();
        let (subject, result) = answer(line, models);
        let (text, result) = match result {
            Ok(report) => (report_line(subject, &report), counted(&report)),
            Err(error) => (error_line(subject, line.number, &error), Counted::Error),
        };
        Self {
            text,
            took: began.elapsed(),
            result,
        }
    }

    /// The answer to a row whose worker is gone.
    pub(super) fn lost(line: u64) -> Self {
        Self {
            text: error_line(Subject::default(), line, &RowError::Internal),
            took: Duration::ZERO,
            result: Counted::Error,
        }
    }
}

impl RowError {
    const fn code(&self) -> &'static str {
        match self {
            Self::LineTooLong { .. } => "LINE_TOO_LONG",
            Self::NotJson(_) => "NOT_JSON",
            Self::BadField { .. } => "BAD_FIELD",
            Self::MissingCode => "MISSING_CODE",
            Self::Code(error) => error.code(),
            Self::Internal => "INTERNAL",
        }
    }
}

fn answer<'a>(line: &'a Line, models: &Models) -> (Subject<'a>, Result<Report, RowError>) {
    let Some(content) = &line.content else {
        let error = RowError::LineTooLong {
            max: MAX_LINE_BYTES,
        };
        return (Subject::default(), Err(error));
    };
    let fields = match fields(content) {
        Ok(fields) => fields,
        Err(error) => return (Subject::default(), Err(error)),
    };
    let address = scalar("address", "a string", fields.address, |first| first == '"');
    let chain = scalar("chain", "a number or a string", fields.chain, |first| {
        first == '"' || first == '-' || first.is_ascii_digit()
    });
    let subject = Subject {
        chain: chain.as_ref().ok().copied().flatten(),
        address: address.as_ref().ok().copied().flatten(),
    };
    let report = chain
        .and(address)
        .and_then(|_| code(fields.code.or(fields.bytecode)))
        .and_then(|code| analyze(code, models));
    (subject, report)
}

fn fields(content: &[u8]) -> Result<Fields<'_>, RowError> {
    // A list would be taken for the fields in their order.
    if !content.trim_ascii_start().starts_with(b"{") {
        return Err(RowError::NotJson("it does not begin with {".to_owned()));
    }
    serde_json::from_slice(content).map_err(|error| RowError::NotJson(error.to_string()))
}

/// A value as it stands there, if it begins as its kind does.
fn scalar<'a>(
    field: &'static str,
    expected: &'static str,
    value: Option<&'a RawValue>,
    begins: impl Fn(char) -> bool,
) -> Result<Option<&'a RawValue>, RowError> {
    match value {
        Some(raw) if !raw.get().starts_with(begins) => Err(RowError::BadField { field, expected }),
        value => Ok(value),
    }
}

fn code(value: Option<&RawValue>) -> Result<RuntimeCode, RowError> {
    let raw = value.ok_or(RowError::MissingCode)?;
    let text: Text<'_> = serde_json::from_str(raw.get()).map_err(|_| RowError::BadField {
        field: "code",
        expected: "a string",
    })?;
    Ok(text.0.parse()?)
}

/// A string that is copied only where it has escapes.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// The library never panics; should it do so all the same, the other rows must not pay for it.
fn analyze(code: RuntimeCode, models: &Models) -> Result<Report, RowError> {
    let evidence = Evidence::of_code(code);
    let analyze = || score_with(&evidence, &mut Analyses::default(), models);
    panic::catch_unwind(AssertUnwindSafe(analyze)).map_err(|_| RowError::Internal)
}

fn counted(report: &Report) -> Counted {
    Counted::Report {
        level: report.level,
        partial: report.finding(FindingId::PartialCoverage).is_some(),
    }
}

/// `{"chain":…,"address":…` and then the report's own bytes.
fn report_line(subject: Subject<'_>, report: &Report) -> String {
    let subject = json(&subject);
    let report = report.to_json();
    format!(
        "{},{}",
        subject.trim_end_matches('}'),
        report.strip_prefix('{').unwrap_or(&report)
    )
}

fn error_line(subject: Subject<'_>, line: u64, error: &RowError) -> String {
    json(&ErrorLine {
        subject,
        line,
        error: ErrorText {
            code: error.code(),
            message: error.to_string(),
        },
    })
}

fn json(value: &impl Serialize) -> String {
    // Strings and numbers always serialise.
    serde_json::to_string(value).unwrap_or_default()
}

//! Reading what the command line names: files, standard input, hex.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use rugrisk::score::Models;
use rugrisk::transaction::TypedData;
use rugrisk::{Evidence, Report, RuntimeCode};

use crate::args::WeightsArgs;
use crate::ending::Trouble;
use crate::output;

/// Ten times the hex of the largest code that is analysed: room for white space, no more.
const MAX_CODE_TEXT: u64 = 1024 * 1024;
/// Evidence holds a few dozen codes at most.
const MAX_DOCUMENT: u64 = 64 * 1024 * 1024;
/// An account's address, as opposed to its code.
const ADDRESS_BYTES: usize = 20;

/// `FILE|HEX|-`: what is a file is read, anything else must be hex.
pub(crate) fn runtime_code(argument: &str) -> Result<RuntimeCode, Trouble> {
    let is_file = argument == "-" || Path::new(argument).exists();
    let (name, text) = if is_file {
        (display_name(argument), text(argument, MAX_CODE_TEXT)?)
    } else if looks_like_hex(argument) {
        ("the given code".to_owned(), argument.to_owned())
    } else {
        return Err(Trouble::NeitherFileNorHex {
            argument: output::shortened(argument),
        });
    };
    let code: RuntimeCode = text
        .parse()
        .map_err(|source| Trouble::Code { name, source })?;
    if code.as_bytes().len() == ADDRESS_BYTES {
        output::note("20 bytes are most likely an address; `rugrisk score` reads its code");
    }
    Ok(code)
}

pub(crate) fn evidence(argument: &str) -> Result<Evidence, Trouble> {
    Evidence::from_json(&text(argument, MAX_DOCUMENT)?).map_err(|source| Trouble::Evidence {
        name: display_name(argument),
        source,
    })
}

pub(crate) fn report(argument: &str) -> Result<Report, Trouble> {
    serde_json::from_str(&text(argument, MAX_DOCUMENT)?).map_err(|source| Trouble::Report {
        name: display_name(argument),
        source,
    })
}

/// A message to sign; the library reads it below `typedData`.
pub(crate) fn typed_data(argument: &str) -> Result<TypedData, Trouble> {
    let text = text(argument, MAX_CODE_TEXT)?;
    TypedData::from_json(&text).map_err(|source| Trouble::TypedData {
        name: display_name(argument),
        source,
    })
}

/// The models that the command line names, and the shipped ones for the others.
pub(crate) fn models(args: &WeightsArgs) -> Result<Models, Trouble> {
    let read = |name: &Option<String>| {
        let name = name.as_deref();
        name.map(|name| text(name, MAX_CODE_TEXT)).transpose()
    };
    let [code, exit] = [read(&args.code_weights)?, read(&args.exit_weights)?];
    let [code, exit] = [&code, &exit].map(|text| text.as_deref().map(str::as_bytes));
    Ok(Models::load(code, exit)?)
}

/// A source of bytes with its size, where that is known.
pub(crate) fn open(argument: &str) -> Result<(Box<dyn Read + Send>, Option<u64>), Trouble> {
    if argument == "-" {
        return Ok((Box::new(io::stdin()), None));
    }
    let unreadable = |source| Trouble::Read {
        name: argument.to_owned(),
        source,
    };
    let file = File::open(argument).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    if metadata.is_dir() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    let size = metadata.is_file().then_some(metadata.len());
    Ok((Box::new(file), size))
}

/// Both name the same existing file.
pub(crate) fn same_file(one: &str, other: &str) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other && one.is_file(),
        _ => false,
    }
}

pub(crate) fn display_name(argument: &str) -> String {
    match argument {
        "-" => "standard input".to_owned(),
        path => path.to_owned(),
    }
}

fn text(argument: &str, limit: u64) -> Result<String, Trouble> {
    let (source, _) = open(argument)?;
    let mut bytes = Vec::new();
    source
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| Trouble::Read {
            name: display_name(argument),
            source,
        })?;
    if bytes.len() as u64 > limit {
        return Err(Trouble::TooLong {
            name: display_name(argument),
            limit,
        });
    }
    String::from_utf8(bytes).map_err(|_| Trouble::NotText {
        name: display_name(argument),
    })
}

/// `0x` announces hex, whatever follows; without it only digits do. No text at all is empty code.
fn looks_like_hex(argument: &str) -> bool {
    let argument = argument.trim();
    argument.starts_with("0x")
        || argument.starts_with("0X")
        || argument.chars().all(|c| c.is_ascii_hexdigit())
}

//! What can go wrong in a build, and what to do then.

use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub(crate) enum BuildError {
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("`{command}` cannot be started ({source}); {hint}")]
    NotStarted {
        command: String,
        source: io::Error,
        hint: &'static str,
    },
    #[error("`{command}` failed; its own message is above")]
    Failed { command: String },
    #[error("cargo named no .wasm file; is crate-type still cdylib in wasm/Cargo.toml?")]
    NoModule,
    #[error("wasm-bindgen: {0}; both halves must be the same version in Cargo.toml")]
    Bindings(String),
    #[error("the functions of the module cannot be put in order: {0}")]
    Order(#[from] wasm_encoder::reencode::Error),
    #[error("an output that is not what was expected: {0}")]
    Output(#[from] serde_json::Error),
    #[error(
        "{file} has {gzip} bytes gzip, more than the {limit} allowed: for the module see `twiggy top`"
    )]
    TooLarge {
        file: &'static str,
        gzip: u64,
        limit: u64,
    },
}

impl BuildError {
    /// For `map_err` on operations on `path`.
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        |source| Self::File { path, source }
    }
}

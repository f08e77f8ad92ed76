//! What a wallet's user downloads.

use core::fmt;
use std::collections::BTreeMap;
use std::path::Path;

use crate::failure::BuildError;
use crate::run;

/// The largest that a file of `dist` may be, in bytes after gzip: what it takes now, so that growth is a
/// decision. A script counts with what it imports, minified.
const LIMITS: [(&str, u64); 3] = [
    // A wallet should not have to load more than 180,000.
    ("rugrisk_bg.wasm", 403_000),
    // The module again, as text, and the JavaScript around it; 250,000 once the module is what it should be.
    ("inline.js", 425_000),
    // With Lit, the pictures and English.
    ("element.js", 25_000),
];

/// Measures with Node's own zlib, which is on every machine that can build the package.
const MEASURE: &str = "pack/sizes.mjs";

/// Sizes in bytes.
#[derive(Debug)]
pub(crate) struct Size {
    file: &'static str,
    limit: u64,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

pub(crate) fn measure(package: &Path) -> Result<Vec<Size>, BuildError> {
    let script = package.join(MEASURE).into_os_string();
    let files = LIMITS.map(|(file, _)| file.into());
    let measured = run::node([script].into_iter().chain(files))?;
    let measured: BTreeMap<String, [u64; 3]> = serde_json::from_str(&measured)?;
    let sizes = LIMITS.iter().filter_map(|&(file, limit)| {
        let &[raw, gzip, brotli] = measured.get(file)?;
        Some(Size {
            file,
            limit,
            raw,
            gzip,
            brotli,
        })
    });
    Ok(sizes.collect())
}

impl Size {
    /// # Errors
    /// [`BuildError::TooLarge`] above the file's limit.
    pub(crate) fn check(&self) -> Result<(), BuildError> {
        if self.gzip > self.limit {
            return Err(BuildError::TooLarge {
                file: self.file,
                gzip: self.gzip,
                limit: self.limit,
            });
        }
        Ok(())
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: raw {} · gzip {} · brotli {} bytes (gzip limit {})",
            self.file, self.raw, self.gzip, self.brotli, self.limit
        )
    }
}

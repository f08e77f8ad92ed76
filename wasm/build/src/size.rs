//! What a wallet's user downloads.

use core::fmt;
use std::path::Path;

use crate::failure::BuildError;
use crate::run;

/// The largest module, in bytes after gzip: what it takes now, so that growth is a decision. A wallet
/// should not have to load more than 180,000.
const MAX_GZIP_BYTES: u64 = 305_000;

/// Node's own zlib is on every machine that can build the package.
const MEASURE: &str = "
    const { brotliCompressSync, gzipSync } = require('node:zlib');
    const bytes = require('node:fs').readFileSync(process.argv[1]);
    const sizes = [bytes, gzipSync(bytes, { level: 9 }), brotliCompressSync(bytes)];
    console.log(JSON.stringify(sizes.map((each) => each.length)));
";

/// Sizes in bytes.
#[derive(Debug)]
pub(crate) struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

pub(crate) fn measure(module: &Path) -> Result<Size, BuildError> {
    let sizes = run::node(["-e".as_ref(), MEASURE.as_ref(), module.as_os_str()])?;
    let [raw, gzip, brotli] = serde_json::from_str(&sizes)?;
    Ok(Size { raw, gzip, brotli })
}

impl Size {
    /// # Errors
    /// [`BuildError::TooLarge`] above [`MAX_GZIP_BYTES`].
    pub(crate) fn check(&self) -> Result<(), BuildError> {
        if self.gzip > MAX_GZIP_BYTES {
            return Err(BuildError::TooLarge {
                gzip: self.gzip,
                limit: MAX_GZIP_BYTES,
            });
        }
        Ok(())
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "rugrisk_bg.wasm: raw {} · gzip {} · brotli {} bytes (gzip limit {MAX_GZIP_BYTES})",
            self.raw, self.gzip, self.brotli
        )
    }
}

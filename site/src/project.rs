//! Where the parts of the project lie.

use crate::arguments::Arguments;
use crate::failure::Failure;
use std::path::PathBuf;

/// The checkout, and what is made from it.
pub(crate) struct Project {
    /// The folder with `index.html`.
    pub root: PathBuf,
    /// The folder with the compiled `.wasm` files, before wasm-bindgen saw them.
    pub wasm: PathBuf,
    /// The folder that becomes the site.
    pub out: PathBuf,
}

impl Project {
    /// From `--root`, `--wasm` and `--out`.
    pub(crate) fn from_arguments(arguments: &Arguments) -> Result<Self, Failure> {
        Ok(Self {
            root: arguments.path("--root")?,
            wasm: arguments.path("--wasm")?,
            out: arguments.path("--out")?,
        })
    }

    pub(crate) fn shell(&self) -> PathBuf {
        self.root.join("index.html")
    }

    pub(crate) fn lessons(&self) -> PathBuf {
        self.root.join("lessons")
    }

    /// Next to the wasm, so that every profile has its own.
    pub(crate) fn bindgen_cache(&self) -> PathBuf {
        self.wasm.join("bindgen")
    }
}

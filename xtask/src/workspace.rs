//! Where the checkout is and where cargo puts what it builds.

use crate::cargo;
use crate::failure::Failure;
use std::path::PathBuf;

/// The target of everything that runs in a browser.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Wasm outside of any browser: where the pure crates are tested, and the simulator timed.
pub(crate) const WASI: &str = "wasm32-wasip1";

/// How the wasm is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Small, for visitors.
    Release,
    /// Soon ready, for the development loop.
    Development,
}

pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
}

impl Workspace {
    pub(crate) fn find() -> Result<Self, Failure> {
        // Cargo says which checkout it runs for; two checkouts may share one folder of compiled programs.
        let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let package = package.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        let root = package.parent().unwrap_or(&package).to_owned();
        let target = cargo::target_directory(&root)?;
        Ok(Self { root, target })
    }

    /// The folder with the compiled wasm of a profile.
    pub(crate) fn wasm(&self, profile: Profile) -> PathBuf {
        self.target.join(WASM).join(profile.name())
    }

    /// The program that builds and serves the site.
    pub(crate) fn site_program(&self) -> PathBuf {
        self.target.join("debug").join(format!("site{}", std::env::consts::EXE_SUFFIX))
    }

    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }
}

impl Profile {
    /// The name in `Cargo.toml`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Release => "wasm-release",
            Self::Development => "wasm-dev",
        }
    }
}

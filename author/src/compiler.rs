//! The lesson compiler with a memory of runs on disk.

use lessonc::{Compiled, Memo, Source, compile_with};
use std::fs;
use std::path::{Path, PathBuf};

/// The file in cargo's folder of compiled programs: what is in it can be made again.
const MEMORY: &str = "lessons-memory.bin";

/// Compiles lessons, again and again if need be. Runs that are known are not run again.
pub struct Compiler {
    path: Option<PathBuf>,
    memo: Memo,
}

impl Compiler {
    /// With the memory beside the running program's folder, which is `target/lessons-memory.bin` after `cargo`.
    pub fn new() -> Self {
        let program = std::env::current_exe().ok();
        let target = program.as_deref().and_then(Path::parent).and_then(Path::parent);
        let path = target.map(|target| target.join(MEMORY));
        let bytes = path.as_ref().and_then(|path| fs::read(path).ok()).unwrap_or_default();
        Self { path, memo: Memo::from_bytes(&bytes) }
    }

    pub fn compile(&mut self, source: &dyn Source) -> Compiled {
        let known = self.memo.runs();
        let compiled = compile_with(source, &mut self.memo);
        if self.memo.runs() > known {
            self.store();
        }
        compiled
    }

    /// Whole or not at all; without it the next check takes longer and nothing else.
    fn store(&self) {
        let Some(path) = &self.path else { return };
        let beside = path.with_extension(format!("{}.new", std::process::id()));
        if fs::write(&beside, self.memo.to_bytes()).and_then(|()| fs::rename(&beside, path)).is_err() {
            let _ = fs::remove_file(&beside);
        }
    }
}

impl Default for Compiler {
    fn default() -> Self {
        Self::new()
    }
}

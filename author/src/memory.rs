//! What the compiler remembers of runs, between one check and the next.

use crate::Disk;
use lessonc::{Compiled, Memo};
use std::fs;
use std::path::Path;
use std::process;

/// Beside `lessons/`, where everything stands that can be made again.
const FILE: &str = "target/lessons-memory.bin";

/// Compiles the lessons. Scenarios that have not changed are not run again.
pub fn compile(disk: &Disk) -> Compiled {
    let path = disk.root().parent().unwrap_or(Path::new(".")).join(FILE);
    let before = fs::read(&path).unwrap_or_default();
    let mut memo = Memo::from_bytes(&before);
    let compiled = lessonc::compile_with(disk, &mut memo);
    let after = memo.to_bytes();
    if after != before {
        keep(&path, &after);
    }
    compiled
}

/// Whoever reads the file at the same moment gets the old one or the new one, whole. Without it everything is run again, so
/// a file that cannot be written is no mistake.
fn keep(path: &Path, bytes: &[u8]) {
    let Some(folder) = path.parent() else { return };
    let beside = path.with_extension(format!("{}.new", process::id()));
    let written = fs::create_dir_all(folder).is_ok() && fs::write(&beside, bytes).is_ok();
    if !written || fs::rename(&beside, path).is_err() {
        let _ = fs::remove_file(&beside);
    }
}

//! Puts a finished site in its place, whole or not at all.

use crate::bundle::File;
use crate::failure::{At, Failure};
use std::fs;
use std::path::{Path, PathBuf};

/// Writes the files beside `out` first and swaps the folders then: whoever reads `out` sees the old site or
/// the new one, and a build that fails half-way leaves the old one.
pub(crate) fn publish(files: &[File], out: &Path) -> Result<(), Failure> {
    let next = beside(out, "next");
    let old = beside(out, "old");
    remove(&next)?;
    for file in files {
        write(&next.join(&file.path), &file.bytes)?;
    }
    remove(&old)?;
    if out.exists() {
        fs::rename(out, &old).at("move away", out)?;
    }
    fs::rename(&next, out).at("put in place", out)?;
    remove(&old)
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).at("make", folder)?;
    }
    fs::write(path, bytes).at("write", path)
}

/// `dist` with `next` becomes `dist.next`.
pub(crate) fn beside(out: &Path, end: &str) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(".");
    name.push(end);
    PathBuf::from(name)
}

fn remove(folder: &Path) -> Result<(), Failure> {
    if folder.exists() { fs::remove_dir_all(folder).at("remove", folder) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn the_new_site_replaces_the_old_one_whole() {
        let folder = std::env::temp_dir().join(format!("roundtrip-publish-{}", std::process::id()));
        let out = folder.join("dist");
        publish(&[file("a.html", "1"), file("old/b.html", "1")], &out).unwrap();
        publish(&[file("a.html", "2"), file("new/c.html", "2")], &out).unwrap();
        assert_eq!(fs::read_to_string(out.join("a.html")).unwrap(), "2");
        assert!(out.join("new/c.html").exists());
        assert!(!out.join("old").exists());
        assert!(!beside(&out, "next").exists() && !beside(&out, "old").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}

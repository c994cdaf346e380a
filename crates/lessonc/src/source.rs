//! Where the texts come from.

/// The files under `lessons/`. All paths are relative to that folder, with `/` between their parts.
pub trait Source {
    /// The text of a file, or none when there is no readable text there.
    fn read(&self, path: &str) -> Option<String>;

    /// The names of the files directly in `folder`, in any order; none when there is no such folder.
    /// The empty path is `lessons/` itself.
    fn list(&self, folder: &str) -> Vec<String>;
}

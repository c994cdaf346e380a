//! `new lesson` and `new card`: files to begin with, complete enough to pass the check as drafts.

mod card;
mod course_file;
mod lesson;

pub(crate) use card::card;
pub(crate) use lesson::lesson;

use crate::failure::Failure;
use lessonc::{is_id, proposal};
use std::fs;
use std::path::Path;
use toml_edit::DocumentMut;

/// Refuses a slug that could be no address, with one that could.
fn check_slug(slug: &str) -> Result<(), Failure> {
    if is_id(slug) {
        return Ok(());
    }
    Err(Failure::Usage(format!(
        "`{slug}` cannot be part of an address: small letters, digits and hyphens, starting with a letter, for example `{}`",
        proposal(slug)
    )))
}

/// `client-server` as words: `Client server`.
fn words_of(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

/// A text between the quotes of a TOML string.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// One that there is, so that the question holds together until it has its own.
fn belief(lessons: &Path) -> Result<String, Failure> {
    let text = fs::read_to_string(lessons.join("beliefs.toml")).unwrap_or_default();
    let file: Option<DocumentMut> = text.parse().ok();
    let first =
        file.as_ref().and_then(|file| file.get("belief")?.as_array_of_tables()?.get(0)?.get("id")?.as_str());
    first.map(str::to_owned).ok_or_else(|| {
        Failure::Usage(
            "lessons/beliefs.toml has no [[belief]]: write one first, a question needs it".to_owned(),
        )
    })
}

/// Writes a file that must not be there yet, and the folder around it.
fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let failed =
        |error: std::io::Error| Failure::Work(format!("could not write {}: {error}", path.display()));
    if path.exists() {
        return Err(Failure::Usage(format!("{} is there already", path.display())));
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_has_words() {
        assert_eq!(words_of("client-server"), "Client server");
        assert_eq!(words_of("tls"), "Tls");
    }

    #[test]
    fn a_bad_slug_comes_with_a_good_one() {
        let Err(Failure::Usage(message)) = check_slug("Round Trip") else { panic!("it is refused") };
        assert!(message.ends_with("`round-trip`"), "{message}");
    }
}

//! What is known of one mistake.

use core::ops::Range;

/// How much a mistake matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published while it stands.
    Error,
    /// The page can be read; the author should look at it before it is published.
    Warning,
}

/// One mistake of an author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file, as whoever reads the diagnostic should find it.
    pub path: String,
    /// The bytes of the file that it is about: never past its end, never inside a character.
    pub span: Range<usize>,
    pub severity: Severity,
    /// Stable and searchable, for example `unknown-key`.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// What would be right at the marked place, in a few words; stands beside the underline.
    pub label: Option<String>,
    /// The way out in words.
    pub hint: Option<String>,
    /// The way out as a change, where it is known.
    pub fix: Option<Fix>,
}

/// A change of the text that mends the mistake, or shows what would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The bytes of the file that go; empty where something only has to be put in.
    pub span: Range<usize>,
    /// What comes in their place.
    pub text: String,
}

impl Fix {
    /// Replaces a name at its last place in `span`: links and values have the name behind its surroundings.
    pub fn renaming(text: &str, span: Range<usize>, written: &str, meant: &str) -> Option<Self> {
        let start = span.start;
        let at = start + text.get(span)?.rfind(written).filter(|_| !written.is_empty())?;
        Some(Self { span: at..at + written.len(), text: meant.to_owned() })
    }
}

//! The words that the compiler itself puts on a page: all in one place, so that they can be translated.

/// Over the short version of a lesson, and in its outline.
pub(crate) const SHORT_VERSION: &str = "The short version";

/// Over a sentence that a section exists for.
pub(crate) const KEY_IDEA: &str = "Key idea";

/// Over the footnotes of a page.
pub(crate) const FOOTNOTES: &str = "Notes and sources";

/// What the arrow behind a footnote does.
pub(crate) const BACK_TO_TEXT: &str = "Back to the text";

//! The words that the compiler itself puts on a page: all in one place, so that they can be translated.

/// Over the short version of a lesson, and in its outline.
pub(crate) const SHORT_VERSION: &str = "The short version";

/// Over a sentence that a section exists for.
pub(crate) const KEY_IDEA: &str = "Key idea";

/// Over what an interviewer wants to hear.
pub(crate) const INTERVIEW: &str = "In an interview";

/// Over a listing of what was typed at a terminal.
pub(crate) const TERMINAL: &str = "Terminal";

/// What the button of a listing does.
pub(crate) const COPY: &str = "Copy";

/// The name of the sign that leads from a line of code to its note, before a number.
pub(crate) const LINE_NOTE: &str = "Note";

/// What the arrow behind such a note does, before the number of a line.
pub(crate) const BACK_TO_LINE: &str = "Back to line";

/// Over the footnotes of a page.
pub(crate) const FOOTNOTES: &str = "Notes and sources";

/// What the arrow behind a footnote does.
pub(crate) const BACK_TO_TEXT: &str = "Back to the text";

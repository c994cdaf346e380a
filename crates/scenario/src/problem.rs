//! A mistake in a scenario's text.

use core::ops::Range;

/// One mistake, with the place and the way out. Parsing reports all of them at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Stable and searchable, for example `scenario-unknown-key`.
    pub code: &'static str,
    /// The bytes of the text that it is about; never past its end.
    pub span: Range<usize>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to write instead, if that is known.
    pub hint: Option<String>,
    /// The names that there are where one stands that there is not; empty when the problem is another.
    pub names: Vec<String>,
}

//! A mistake in a text: where it stands, what is wrong, what to write instead, and how a person or a program reads that.
//!
//! Whoever reads texts makes [`Diagnostic`]s; [`render`] turns one into lines for a terminal, a log or a code review.

#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

mod ci;
mod full;
mod mistake;
mod nearest;
mod place;
mod short;

pub use mistake::{Diagnostic, Fix, Severity};
pub use nearest::nearest;
pub use place::{floor_to_character, position};

/// How a diagnostic is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people: the place in its lines, what was expected there, and the way out, as a change of the text where it is known.
    Full,
    /// The same with the colours of a terminal.
    Coloured,
    /// One line, for editors and `grep`: `path:line:column: code message`.
    Short,
    /// A workflow command, which a code review shows beside the line.
    Ci,
}

impl Form {
    /// For people at a terminal, with colours where it has any.
    pub fn full(coloured: bool) -> Self {
        if coloured { Self::Coloured } else { Self::Full }
    }
}

/// The diagnostic in a form, with a line end. `text` is the file that it is about; any text and any span will do.
pub fn render(diagnostic: &Diagnostic, text: &str, form: Form) -> String {
    match form {
        Form::Full => full::render(diagnostic, text, false),
        Form::Coloured => full::render(diagnostic, text, true),
        Form::Short => short::render(diagnostic, text),
        Form::Ci => ci::render(diagnostic, text),
    }
}

//! Collects the mistakes of one file.

use core::cell::RefCell;
use core::ops::Range;

use crate::diagnostic::floor_to_character;
use crate::{Diagnostic, Severity};

/// After so many mistakes in one file the rest says nothing new.
const MAX_MISTAKES: usize = 200;

/// The mistakes of one file so far. Shared by all that read it.
pub(crate) struct Report<'a> {
    path: &'a str,
    text: &'a str,
    found: RefCell<Vec<Diagnostic>>,
}

/// A mistake on its way into a report.
pub(crate) struct Mistake {
    code: &'static str,
    severity: Severity,
    span: Range<usize>,
    message: String,
    label: Option<String>,
    hint: Option<String>,
}

impl Mistake {
    pub(crate) fn new(code: &'static str, span: Range<usize>, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Error, span, message: message.into(), label: None, hint: None }
    }

    /// Something to look at, which does not keep the page from being published.
    pub(crate) fn warning(code: &'static str, span: Range<usize>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::new(code, span, message) }
    }

    pub(crate) fn label(self, label: impl Into<String>) -> Self {
        Self { label: Some(label.into()), ..self }
    }

    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// A hint when there is something to say.
    pub(crate) fn maybe_hint(self, hint: Option<String>) -> Self {
        Self { hint: hint.or(self.hint), ..self }
    }
}

impl<'a> Report<'a> {
    pub(crate) fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, text, found: RefCell::default() }
    }

    pub(crate) fn path(&self) -> &'a str {
        self.path
    }

    /// The whole file.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// Takes a mistake in. The span is cut to the file, so that whoever renders it can slice the text.
    pub(crate) fn add(&self, mistake: Mistake) {
        let mut found = self.found.borrow_mut();
        if found.len() >= MAX_MISTAKES {
            return;
        }
        let start = floor_to_character(self.text, mistake.span.start);
        let end = floor_to_character(self.text, mistake.span.end).max(start);
        found.push(Diagnostic {
            path: self.path.to_owned(),
            span: start..end,
            severity: mistake.severity,
            code: mistake.code,
            message: mistake.message,
            label: mistake.label,
            hint: mistake.hint,
        });
        if found.len() == MAX_MISTAKES {
            let message = format!("{MAX_MISTAKES} mistakes found; the rest of this file is not reported");
            found.push(Diagnostic {
                path: self.path.to_owned(),
                span: start..end,
                severity: Severity::Error,
                code: "too-many-mistakes",
                message,
                label: None,
                hint: None,
            });
        }
    }

    /// Whether what was read can be published.
    pub(crate) fn is_clean(&self) -> bool {
        self.found.borrow().iter().all(|found| found.severity != Severity::Error)
    }

    /// The mistakes in the order of the text, each once.
    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
        found.dedup();
        found
    }
}

//! Collects the mistakes of one file.

use core::cell::RefCell;
use core::ops::Range;

use diagnostic::{floor_to_character, nearest};

use crate::nearest::suggestion;
use crate::{Diagnostic, Fix, Severity};

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
    fix: Option<Fix>,
    /// What is written somewhere in the span, and what was meant.
    rename: Option<(String, String)>,
}

impl Mistake {
    pub(crate) fn new(code: &'static str, span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            span,
            message: message.into(),
            label: None,
            hint: None,
            fix: None,
            rename: None,
        }
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

    /// The text at `span` of the file should be `text`. An empty span is a place where something is missing.
    pub(crate) fn fix(self, span: Range<usize>, text: impl Into<String>) -> Self {
        Self { fix: Some(Fix { span, text: text.into() }), ..self }
    }

    /// The name `written` does not exist: proposes the one that was meant, or tells what there is.
    pub(crate) fn meant<'c>(
        self,
        written: &str,
        candidates: impl IntoIterator<Item = &'c str> + Clone,
    ) -> Self {
        let near = nearest(written, candidates.clone());
        self.maybe_hint(suggestion(written, candidates)).meant_one(written, near)
    }

    /// The name `written` does not exist: proposes the one that was meant, if that is known.
    pub(crate) fn meant_one(self, written: &str, meant: Option<&str>) -> Self {
        let Some(meant) = meant else { return self };
        self.hint(format!("did you mean `{meant}`?")).renamed(written, meant)
    }

    /// What is written somewhere in the span should be called otherwise.
    pub(crate) fn renamed(self, written: &str, name: &str) -> Self {
        Self { rename: Some((written.to_owned(), name.to_owned())), ..self }
    }
}

impl<'a> Report<'a> {
    pub(crate) fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, text, found: RefCell::default() }
    }

    pub(crate) fn path(&self) -> &'a str {
        self.path
    }

    /// Takes a mistake in. The span is cut to the file, so that whoever renders it can slice the text.
    pub(crate) fn add(&self, mistake: Mistake) {
        let mut found = self.found.borrow_mut();
        if found.len() >= MAX_MISTAKES {
            return;
        }
        let span = self.within(&mistake.span);
        let renamed = mistake
            .rename
            .and_then(|(written, meant)| Fix::renaming(self.text, span.clone(), &written, &meant));
        let fix = mistake.fix.map(|fix| Fix { span: self.within(&fix.span), ..fix }).or(renamed);
        found.push(Diagnostic {
            path: self.path.to_owned(),
            span: span.clone(),
            severity: mistake.severity,
            code: mistake.code,
            message: one_line(mistake.message),
            label: mistake.label,
            hint: mistake.hint,
            fix,
        });
        if found.len() == MAX_MISTAKES {
            let message = format!("{MAX_MISTAKES} mistakes found; the rest of this file is not reported");
            found.push(Diagnostic {
                path: self.path.to_owned(),
                span,
                severity: Severity::Error,
                code: "too-many-mistakes",
                message,
                label: None,
                hint: Some("mend these first; one mistake can bring many others".to_owned()),
                fix: None,
            });
        }
    }

    fn within(&self, span: &Range<usize>) -> Range<usize> {
        let start = floor_to_character(self.text, span.start);
        start..floor_to_character(self.text, span.end).max(start)
    }

    /// The text of the file at a span.
    pub(crate) fn text(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or_default()
    }

    /// The file from a byte on.
    pub(crate) fn rest(&self, from: usize) -> &'a str {
        self.text(from..self.text.len())
    }

    /// Nothing more is taken in.
    pub(crate) fn is_full(&self) -> bool {
        self.found.borrow().len() >= MAX_MISTAKES
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

/// A message stays in its line, whatever names from the text are in it.
fn one_line(message: String) -> String {
    if message.contains(char::is_control) { message.replace(char::is_control, " ") } else { message }
}

//! What is wrong with the lessons, written down.

use lessonc::{Compiled, Diagnostic, Form, Severity, Source};
use std::fmt;
use std::io::{IsTerminal, stderr};

/// The diagnostics of one compilation as text, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    pub text: String,
    pub errors: usize,
    pub warnings: usize,
}

impl Findings {
    /// All of them at once, in the order of files and places.
    pub fn new(compiled: &Compiled, source: &dyn Source, form: Form) -> Self {
        let mut findings = Self::default();
        for diagnostic in &compiled.diagnostics {
            match diagnostic.severity {
                Severity::Error => findings.errors += 1,
                Severity::Warning => findings.warnings += 1,
            }
            let text = source.read(&diagnostic.path).unwrap_or_default();
            // From the checkout's root, so that a terminal can open the place with a click.
            let from_root = Diagnostic { path: format!("lessons/{}", diagnostic.path), ..diagnostic.clone() };
            findings.text += &lessonc::render(&from_root, &text, form);
            if matches!(form, Form::Full | Form::Coloured) {
                findings.text.push('\n');
            }
        }
        findings
    }
}

/// `2 errors, 1 warning`
impl fmt::Display for Findings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, {}", counted(self.errors, "error"), counted(self.warnings, "warning"))
    }
}

/// The form for people, in colours where somebody sees them and wants them.
pub fn form_for_stderr() -> Form {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    Form::full(stderr().is_terminal() && !unwanted)
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

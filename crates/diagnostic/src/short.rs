//! One line for each diagnostic.

use crate::{Diagnostic, Severity, position};

/// `path:line:column: code message`; a warning says so before its code.
pub(crate) fn render(diagnostic: &Diagnostic, text: &str) -> String {
    let Diagnostic { path, code, message, .. } = diagnostic;
    let (line, column) = position(text, diagnostic.span.start);
    let severity = match diagnostic.severity {
        Severity::Error => "",
        Severity::Warning => "warning ",
    };
    format!("{path}:{line}:{column}: {severity}{code} {}\n", one_line(message))
}

/// What breaks lines for any reader becomes a space.
pub(crate) fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect()
}

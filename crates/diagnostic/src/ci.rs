//! Workflow commands, as GitHub's runners read them from the output of a step.

use crate::place::within;
use crate::{Diagnostic, Severity, position};

/// `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=code::message`
pub(crate) fn render(diagnostic: &Diagnostic, text: &str) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let span = within(text, &diagnostic.span);
    let (line, column) = position(text, span.start);
    let (end_line, end_column) = position(text, span.end);
    let file = property(&diagnostic.path);
    let title = property(diagnostic.code);
    let mut message = diagnostic.message.clone();
    for (mark, words) in [("", &diagnostic.label), ("hint: ", &diagnostic.hint)] {
        if let Some(words) = words {
            message += &format!("\n{mark}{words}");
        }
    }
    if let Some(fix) = &diagnostic.fix {
        message += &format!("\nwrite: {}", fix.text.trim_end());
    }
    format!(
        "::{command} file={file},line={line},col={column},endLine={end_line},endColumn={end_column},title={title}::{}\n",
        data(&message)
    )
}

/// A message: it ends with the line, and `%` starts an escape.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property also ends at a comma or colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

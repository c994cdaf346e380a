//! A mistake in a scenario as text: the same form as the lesson compiler's.

use diagnostic::{Diagnostic, Fix, Form, Severity, nearest};
use scenario::Problem;

pub(crate) fn render(problem: &Problem, path: &str, text: &str, form: Form) -> String {
    let Problem { code, message, span, hint, names } = problem;
    let written = text.get(span.clone()).unwrap_or_default().trim_matches(['"', '\'']);
    let meant = nearest(written, names.iter().map(String::as_str));
    let diagnostic = Diagnostic {
        path: path.to_owned(),
        span: span.clone(),
        severity: Severity::Error,
        code,
        message: message.clone(),
        label: None,
        hint: meant.map(|meant| format!("did you mean `{meant}`?")).or_else(|| hint.clone()),
        fix: meant.and_then(|meant| Fix::renaming(text, span.clone(), written, meant)),
    };
    diagnostic::render(&diagnostic, text, form)
}

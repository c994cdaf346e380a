//! A mistake in a scenario as text: the same form as the lesson compiler's.

use diagnostic::{Diagnostic, Form, Severity};
use scenario::Problem;

pub(crate) fn render(problem: &Problem, path: &str, text: &str, form: Form) -> String {
    let Problem { code, message, span, hint } = problem;
    let diagnostic = Diagnostic {
        path: path.to_owned(),
        span: span.clone(),
        severity: Severity::Error,
        code,
        message: message.clone(),
        label: None,
        hint: hint.clone(),
        fix: None,
    };
    diagnostic::render(&diagnostic, text, form)
}

//! Bytes as the text of a lesson, or of any other file of a course.

use lessonc::{Diagnostic, Form, Severity, Source, compile, position, render};

use crate::course::Course;

/// More than this is not reported of one file, but for the line that says so.
const MOST_OF_A_FILE: usize = 201;

/// Any text gives diagnostics that point into it and can be shown, or a course.
pub fn lesson_text(data: &[u8]) {
    let course = Course::with(&String::from_utf8_lossy(data));
    let compiled = compile(&course);
    let errors = compiled.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    assert_eq!(compiled.course.is_some(), errors == 0, "a course without errors is published");
    for diagnostic in &compiled.diagnostics {
        can_be_shown(diagnostic, &course.read(&diagnostic.path).unwrap_or_default());
        let same_file = compiled.diagnostics.iter().filter(|other| other.path == diagnostic.path);
        assert!(same_file.count() <= MOST_OF_A_FILE, "too much about {}", diagnostic.path);
    }
    let again = compile(&course);
    assert_eq!(again.diagnostics, compiled.diagnostics, "the same files say the same");
    assert!(again.lessons == compiled.lessons, "the same files make the same lessons");
}

fn can_be_shown(diagnostic: &Diagnostic, text: &str) {
    let span = diagnostic.span.clone();
    assert!(span.start <= span.end && text.get(span.clone()).is_some(), "{diagnostic:?}");
    assert!(!diagnostic.message.trim().is_empty() && !diagnostic.message.contains('\n'), "{diagnostic:?}");
    let (line, column) = position(text, span.start);
    assert!(line >= 1 && column >= 1, "{diagnostic:?}");
    for form in [Form::Full, Form::Short, Form::Ci] {
        assert!(!render(diagnostic, text, form).is_empty(), "{diagnostic:?}");
    }
    if let Some(fix) = &diagnostic.fix {
        assert!(text.get(fix.span.clone()).is_some_and(|old| old != fix.text), "{diagnostic:?}");
    }
}

//! The form for people, as the Rust compiler writes it.

use core::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Level, Message, Origin, Patch, Renderer, Snippet};

use crate::place::{lines_around, within};
use crate::short::one_line;
use crate::{Diagnostic, Fix, Severity, position};

/// Lines that are longer together are not shown: the place is named, and the change told in words.
const MAX_SHOWN_BYTES: usize = 8000;

/// A change is shown with its whole lines, so they must fit on a screen.
const MAX_CHANGED_BYTES: usize = 1000;

pub(crate) fn render(diagnostic: &Diagnostic, text: &str, colours: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(one_line(&diagnostic.message)).id(diagnostic.code);
    let span = within(text, &diagnostic.span);
    let mut primary = match snippet(diagnostic, &span, text) {
        Some(snippet) => title.element(snippet),
        None => {
            let (line, column) = position(text, span.start);
            title.element(Origin::path(&diagnostic.path).line(line).char_column(column))
        }
    };
    let mut groups = Vec::new();
    match diagnostic.fix.as_ref().map(|fix| (fix, change(fix, text))) {
        Some((fix, Some(change))) => {
            let words = diagnostic.hint.as_deref().unwrap_or_else(|| doing(fix));
            groups.push(hint_level().secondary_title(words).element(change));
        }
        Some((fix, None)) => {
            let written = hint_level().message(format!("write {}", fix.text.trim_end()));
            primary = primary.elements(diagnostic.hint.as_deref().map(hint)).element(written);
        }
        None => primary = primary.elements(diagnostic.hint.as_deref().map(hint)),
    }
    groups.insert(0, primary);
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    let rendered = renderer.render(&groups);
    // The renderer pads empty lines.
    rendered.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The lines of the mistake with a mark under it; none where there is nothing to see, as in a file that is missing.
fn snippet<'a>(
    diagnostic: &'a Diagnostic,
    span: &Range<usize>,
    text: &'a str,
) -> Option<Snippet<'a, Annotation<'a>>> {
    let lines = lines_around(text, span);
    if text.is_empty() || lines.len() > MAX_SHOWN_BYTES {
        return None;
    }
    let mark =
        AnnotationKind::Primary.span(inside(span, &lines)).label(diagnostic.label.as_deref().map(one_line));
    let (first, _) = position(text, lines.start);
    Some(Snippet::source(&text[lines]).line_start(first).path(&diagnostic.path).annotation(mark))
}

/// The lines before and after the change; none where they are too long to be read.
fn change<'a>(fix: &'a Fix, text: &'a str) -> Option<Snippet<'a, Patch<'a>>> {
    let span = within(text, &fix.span);
    let lines = lines_around(text, &span);
    if lines.len() + fix.text.len() > MAX_CHANGED_BYTES || text.get(span.clone()) == Some(&fix.text) {
        return None;
    }
    let (first, _) = position(text, lines.start);
    let patch = Patch::new(inside(&span, &lines), &fix.text);
    Some(Snippet::source(&text[lines]).line_start(first).patch(patch))
}

/// The part of `span` that is shown, counted from the start of `lines`.
fn inside(span: &Range<usize>, lines: &Range<usize>) -> Range<usize> {
    let [start, end] = [span.start, span.end].map(|at| at.clamp(lines.start, lines.end) - lines.start);
    start..end
}

/// What stands over a change that needs no words of its own.
fn doing(fix: &Fix) -> &'static str {
    match (fix.span.is_empty(), fix.text.is_empty()) {
        (true, _) => "add this",
        (_, true) => "take this out",
        _ => "write this instead",
    }
}

fn hint_level() -> Level<'static> {
    Level::HELP.with_name("hint")
}

fn hint(words: &str) -> Message<'_> {
    hint_level().message(words)
}

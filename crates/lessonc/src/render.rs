//! A diagnostic as text for a terminal or a log.

use crate::{Diagnostic, position};

/// Lines of prose can be long: so much of the line is shown on each side of the mistake.
const AROUND: usize = 60;
/// So many characters are underlined at most.
const MAX_UNDERLINE: usize = 80;

/// Four kinds of line: `path:line:column: code message`, the line of the text, its underline, the hint.
/// `text` is the file that the diagnostic is about.
pub fn render(diagnostic: &Diagnostic, text: &str) -> String {
    let (line, column) = position(text, diagnostic.span.start);
    let Diagnostic { path, code, message, .. } = diagnostic;
    let mut out = format!("{path}:{line}:{column}: {code} {message}\n");
    if let Some(source) = text.lines().nth(line - 1) {
        let underlined = text
            .get(diagnostic.span.clone())
            .map_or(0, |marked| marked.lines().next().unwrap_or_default().chars().count());
        push_source(&mut out, source, line, column - 1, underlined, diagnostic.label.as_deref());
    }
    if let Some(hint) = &diagnostic.hint {
        let mut lines = hint.lines();
        out.push_str(&format!("hint: {}\n", lines.next().unwrap_or_default()));
        for line in lines {
            out.push_str(&format!("      {line}\n"));
        }
    }
    out
}

/// The source line with a frame at its left, and the underline below it.
fn push_source(
    out: &mut String,
    source: &str,
    line: usize,
    skip: usize,
    underlined: usize,
    label: Option<&str>,
) {
    // One character for one column, so that the underline stands where it should.
    let characters: Vec<char> = source.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let skip = skip.min(characters.len());
    let underlined = underlined.clamp(1, MAX_UNDERLINE);
    let from = skip.saturating_sub(AROUND);
    let to = (skip + underlined + AROUND).min(characters.len());
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < characters.len() { "…" } else { "" });
    let shown: String = characters[from..to].iter().collect();

    let number = line.to_string();
    let gutter = " ".repeat(number.len());
    let offset = " ".repeat(skip - from + before.chars().count());
    let marks = "^".repeat(underlined.min(to.saturating_sub(skip)).max(1));
    out.push_str(&format!("{gutter} |\n"));
    out.push_str(format!("{number} | {before}{shown}{after}").trim_end());
    out.push_str(&format!("\n{gutter} | {offset}{marks}"));
    if let Some(label) = label {
        out.push_str(&format!(" {label}"));
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagnostic(span: core::ops::Range<usize>) -> Diagnostic {
        Diagnostic {
            severity: crate::Severity::Error,
            path: "a/b.md".to_owned(),
            span,
            code: "unknown-key",
            message: "no such key".to_owned(),
            label: None,
            hint: Some("did you mean `id`?".to_owned()),
        }
    }

    #[test]
    fn the_line_is_shown_with_its_mistake_underlined() {
        let text = "one\nünd tow = 1\n";
        let expected = "a/b.md:2:5: unknown-key no such key\n  |\n2 | ünd tow = 1\n  |     ^^^\nhint: did you mean `id`?\n";
        assert_eq!(render(&diagnostic(9..12), text), expected);
    }

    #[test]
    fn a_long_line_is_cut_around_the_mistake() {
        let text = format!("{}MARK{}", "a".repeat(500), "b".repeat(500));
        let shown = render(&diagnostic(500..504), &text);
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines[2].chars().count() < 140, "{shown}");
        let column = lines[3].chars().position(|c| c == '^').expect("an underline");
        assert_eq!(lines[2].chars().skip(column).take(4).collect::<String>(), "MARK");
    }

    #[test]
    fn a_span_over_several_lines_underlines_the_first() {
        let shown = render(&diagnostic(0..7), "ab\ncdef\n");
        assert!(shown.contains("\n  | ^^\n"), "{shown}");
    }

    #[test]
    fn a_mistake_about_a_missing_file_has_no_line_to_show() {
        assert_eq!(
            render(&diagnostic(0..0), ""),
            "a/b.md:1:1: unknown-key no such key\nhint: did you mean `id`?\n"
        );
    }
}

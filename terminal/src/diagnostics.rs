//! A mistake in a scenario as text: the same four kinds of line as the lesson compiler's.

use scenario::Problem;

/// So many characters are underlined at most.
const MAX_UNDERLINE: usize = 80;

/// `path:line:column: code message`, the line of the text, its underline, the hint.
pub(crate) fn render(problem: &Problem, path: &str, text: &str) -> String {
    let Problem { code, message, span, hint } = problem;
    let start = text.floor_char_boundary(span.start);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[..start].matches('\n').count() + 1;
    let before = text[line_start..start].chars().count();
    let mut out = format!("{path}:{line}:{}: {code} {message}\n", before + 1);
    if let Some(source) = text.get(line_start..).and_then(|rest| rest.lines().next()) {
        // One character for one column, so that the underline stands where it should.
        let source: String = source.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let marked = text.get(start..span.end).and_then(|marked| marked.lines().next()).unwrap_or_default();
        let marks = "^".repeat(marked.chars().count().clamp(1, MAX_UNDERLINE));
        let gutter = " ".repeat(line.to_string().len());
        out += &format!(
            "{gutter} |\n{}\n{gutter} | {}{marks}\n",
            format!("{line} | {source}").trim_end(),
            " ".repeat(before)
        );
    }
    if let Some(hint) = hint {
        out += &format!("hint: {}\n", hint.replace('\n', "\n      "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(span: core::ops::Range<usize>) -> Problem {
        Problem {
            code: "scenario-unknown-key",
            span,
            message: "no such key".to_owned(),
            hint: Some("one\ntwo".to_owned()),
        }
    }

    #[test]
    fn the_mistake_is_underlined() {
        let expected = "a.toml:2:5: scenario-unknown-key no such key\n  |\n2 | ünd tow = 1\n  |     ^^^\nhint: one\n      two\n";
        assert_eq!(render(&problem(9..12), "a.toml", "one\nünd tow = 1\n"), expected);
    }

    #[test]
    fn every_span_has_a_place() {
        let text = "ab\nçd";
        for start in 0..=text.len() + 1 {
            for end in start..=text.len() + 1 {
                let shown = render(&problem(start..end), "a.toml", text);
                assert!(shown.starts_with("a.toml:") && shown.contains('^'), "{start}..{end}: {shown}");
            }
        }
        assert!(render(&problem(0..0), "a.toml", "").starts_with("a.toml:1:1: "));
    }
}

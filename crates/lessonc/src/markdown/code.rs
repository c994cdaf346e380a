//! Code listings.

use core::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event};

use super::Prose;
use super::html::push_escaped;
use super::tree::Item;
use crate::directive;
use crate::report::Mistake;
use diagnostic::nearest;

/// Languages that a listing may name.
const LANGUAGES: [&str; 12] = [
    "console",
    "css",
    "html",
    "http",
    "javascript",
    "json",
    "markdown",
    "python",
    "rust",
    "sql",
    "text",
    "toml",
];

impl Prose<'_> {
    pub(super) fn code(self, kind: &CodeBlockKind, inside: &[Item], range: Range<usize>, out: &mut String) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.trim(),
            CodeBlockKind::Indented => "",
        };
        let span = self.excerpt.span(first_line(self.excerpt.text, &range));
        if directive::NAMES.contains(&language) {
            let a = if language.starts_with(['a', 'e']) { "an" } else { "a" };
            self.file.report.add(
                Mistake::new(
                    "widget-misplaced",
                    span,
                    format!("{a} {language} cannot stand inside something else"),
                )
                .hint("move it out of the list, quote or box around it"),
            );
            return;
        }
        let known = language.is_empty() || LANGUAGES.contains(&language);
        if !known {
            let near = nearest(language, LANGUAGES.into_iter().chain(directive::NAMES));
            self.file.report.add(
                Mistake::new("unknown-block", span, format!("there is no kind of block `{language}`"))
                    .hint(
                        "use `text` for a listing in no language of this list: ".to_owned()
                            + &LANGUAGES.join(", "),
                    )
                    .meant_one(language, near),
            );
        }
        // A listing wider than the page scrolls, so it must be reachable with the keyboard.
        out.push_str("<pre tabindex=\"0\"><code");
        if known && !language.is_empty() {
            out.push_str(&format!(" class=\"language-{language}\""));
        }
        out.push('>');
        for (event, _) in inside {
            if let Event::Text(text) = event {
                push_escaped(out, text);
            }
        }
        out.push_str("</code></pre>\n");
    }
}

/// The part of `range` up to the end of its first line.
pub(super) fn first_line(text: &str, range: &Range<usize>) -> Range<usize> {
    let line = text.get(range.clone()).and_then(|block| block.lines().next()).map_or(0, str::len);
    range.start..range.start + line
}

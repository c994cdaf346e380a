//! Code listings: their first line, and how they stand on the page.

use core::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event};

use super::html::push_escaped;
use super::line_notes::{NotedListing, split_marker};
use super::tree::Item;
use super::{Prose, Setting, highlight, inline_scenario};
use crate::directive;
use crate::nearest::nearest;
use crate::record::Kind;
use crate::report::Mistake;
use crate::words;

/// Languages that a listing may name, and what readers call them. Plain text needs no name.
const LANGUAGES: [(&str, &str); 12] = [
    ("console", words::TERMINAL),
    ("css", "CSS"),
    ("html", "HTML"),
    ("http", "HTTP"),
    ("javascript", "JavaScript"),
    ("json", "JSON"),
    ("markdown", "Markdown"),
    ("python", "Python"),
    ("rust", "Rust"),
    ("sql", "SQL"),
    ("text", ""),
    ("toml", "TOML"),
];

/// What stands behind the fence: `python title="server.py" notes`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Info<'t> {
    language: &'t str,
    title: &'t str,
    /// A list of notes on its lines comes after the listing.
    pub(super) notes: bool,
    /// What is none of these.
    rest: &'t str,
}

impl<'t> Info<'t> {
    pub(super) fn of(kind: &'t CodeBlockKind) -> Self {
        match kind {
            CodeBlockKind::Fenced(info) => Self::read(info),
            CodeBlockKind::Indented => Self::default(),
        }
    }

    fn read(info: &'t str) -> Self {
        let info = info.trim();
        let (language, mut rest) = info.split_once(char::is_whitespace).unwrap_or((info, ""));
        let mut read = Self { language, ..Self::default() };
        loop {
            rest = rest.trim_start();
            if let Some((title, after)) =
                rest.strip_prefix("title=\"").and_then(|title| title.split_once('"'))
            {
                read.title = title.trim();
                rest = after;
            } else if rest == "notes" {
                read.notes = true;
                rest = "";
            } else {
                read.rest = rest;
                return read;
            }
        }
    }
}

impl Prose<'_> {
    /// A listing. With `notes`, those are the items of the list that comes after it.
    pub(super) fn code(
        self,
        kind: &CodeBlockKind,
        inside: &[Item],
        range: Range<usize>,
        notes: Option<&[Item]>,
        out: &mut String,
    ) {
        let info = Info::of(kind);
        let span = self.excerpt.span(first_line(self.excerpt.text, &range));
        if !self.check_info(&info, span.clone()) {
            return;
        }
        let mut text = String::new();
        for (event, _) in inside {
            if let Event::Text(part) = event {
                text.push_str(part);
            }
        }
        self.file.recorder.plain(Kind::Listing, &text, self.excerpt.span(range));
        let Some(notes) = notes.filter(|_| info.notes) else {
            if info.notes {
                self.notes_missing(span);
            }
            listing(&info, &highlight::lines(info.language, &text), out);
            return;
        };
        let noted = NotedListing { number: self.file.next_noted_listing() };
        let split: Vec<(&str, Option<usize>)> = text.lines().map(split_marker).collect();
        let marked: Vec<(usize, usize)> =
            split.iter().zip(1..).filter_map(|((_, marker), line)| Some(((*marker)?, line))).collect();
        let code: String = split.iter().flat_map(|(line, _)| [*line, "\n"]).collect();
        let mut lines = highlight::lines(info.language, &code);
        for (line, (_, marker)) in lines.iter_mut().zip(&split) {
            line.push_str(&marker.map(|number| noted.mark(number)).unwrap_or_default());
        }
        out.push_str("<div class=\"noted wide\">\n");
        listing(&info, &lines, out);
        self.line_notes(notes, noted, &marked, span, out);
        out.push_str("</div>\n");
    }

    /// Reports what the first line says wrong; false when there is nothing to show.
    fn check_info(self, info: &Info, span: Range<usize>) -> bool {
        let Info { language, rest, .. } = *info;
        let report = self.file.report;
        if language == inline_scenario::NAME || directive::NAMES.contains(&language) {
            let mistake = if self.setting == Setting::Page {
                Mistake::new("listing-option", span, format!("nothing stands behind the word {language}"))
                    .hint(format!("```{language}"))
            } else {
                let a = if language.starts_with(['a', 'e']) { "an" } else { "a" };
                let message = format!("{a} {language} cannot stand inside something else");
                Mistake::new("widget-misplaced", span, message)
                    .hint("move it out of the list, quote or box around it")
            };
            report.add(mistake);
            return false;
        }
        let names = LANGUAGES.map(|(name, _)| name);
        if !language.is_empty() && !names.contains(&language) {
            let near = nearest(language, names.into_iter().chain(directive::NAMES));
            let hint =
                "use `text` for a listing in no language of this list: ".to_owned() + &names.join(", ");
            report.add(
                Mistake::new("unknown-block", span, format!("there is no kind of block `{language}`"))
                    .hint(hint)
                    .meant_one(language, near),
            );
        } else if !rest.is_empty() {
            let message = format!("a listing has no `{rest}`");
            report.add(
                Mistake::new("listing-option", span, message)
                    .hint(format!("```{language} title=\"server.py\" notes")),
            );
        } else if info.notes && self.setting == Setting::Widget {
            let message = "a listing in a text of a widget has no notes";
            report
                .add(Mistake::new("listing-option", span, message).hint("move it to the text of the lesson"));
        }
        true
    }
}

fn listing(info: &Info, lines: &[String], out: &mut String) {
    let name = LANGUAGES.into_iter().find(|(name, _)| *name == info.language);
    let caption = if info.title.is_empty() { name.map_or("", |(_, shown)| shown) } else { info.title };
    out.push_str("<figure class=\"listing\">");
    if !caption.is_empty() {
        out.push_str("<figcaption class=\"label\">");
        push_escaped(out, caption);
        out.push_str("</figcaption>");
    }
    // Hidden until script runs. Its word is drawn from its name, so that the text of the page stays the same.
    out.push_str(&format!(
        "<button class=\"copy\" type=\"button\" aria-label=\"{}\"></button><span class=\"vh\" role=\"status\"></span>",
        words::COPY
    ));
    // A listing wider than the page scrolls, so it must be reachable with the keyboard.
    out.push_str("<pre tabindex=\"0\"><code");
    if let Some((language, _)) = name {
        out.push_str(&format!(" class=\"language-{language}\""));
    }
    out.push('>');
    for line in lines {
        out.push_str(line);
        out.push('\n');
    }
    out.push_str("</code></pre></figure>\n");
}

/// The part of `range` up to the end of its first line.
pub(super) fn first_line(text: &str, range: &Range<usize>) -> Range<usize> {
    let line = text.get(range.clone()).and_then(|block| block.lines().next()).map_or(0, str::len);
    range.start..range.start + line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_names_language_title_and_notes() {
        let info = |language, title, notes, rest| Info { language, title, notes, rest };
        for (text, expected) in [
            ("python", info("python", "", false, "")),
            (" http title=\"a b\" notes ", info("http", "a b", true, "")),
            ("rust notes", info("rust", "", true, "")),
            ("rust notes title=\"a\"", info("rust", "", false, "notes title=\"a\"")),
            ("rust title=a", info("rust", "", false, "title=a")),
            ("", Info::default()),
        ] {
            assert_eq!(Info::read(text), expected, "{text}");
        }
    }
}

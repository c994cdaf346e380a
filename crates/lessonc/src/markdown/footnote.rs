//! Footnotes: `[^label]` in the text, and `[^label]: …` anywhere on the page for what stands at its end.

use core::ops::Range;
use std::collections::BTreeMap;

use pulldown_cmark::Tag;

use super::bare_number::names_source;
use super::code::first_line;
use super::tree::{Item, Node, nodes};
use super::{Prose, Setting};
use crate::ident::{is_id, proposal};
use crate::record::Kind;
use crate::report::Mistake;
use crate::words;

/// The id of the heading over the notes.
const SECTION: &str = "footnotes";

/// Longer than any label, so that a text of many brackets is read in time.
const MAX_LABEL_BYTES: usize = 80;

/// What stands at `[^label]: …`.
struct Note<'i, 't> {
    label: &'i str,
    range: Range<usize>,
    inside: &'i [Item<'t>],
}

impl Prose<'_> {
    /// Takes in the notes among `items`, so that texts before and after them can refer to them.
    pub(super) fn define_footnotes(self, items: &[Item]) {
        for note in notes(items) {
            let span = self.excerpt.span(first_line(self.excerpt.text, &note.range));
            if !is_id(note.label) {
                self.file.report.add(
                    Mistake::new("bad-id", span.clone(), format!("`{}` cannot name a footnote", note.label))
                        .label("small letters, digits and hyphens, starting with a letter")
                        .hint(format!("[^{}]: …", proposal(note.label))),
                );
            }
            if names_source(note.inside) {
                self.file.sources.borrow_mut().insert(note.label.to_owned());
            }
            if !self.file.footnotes.borrow_mut().define(note.label) {
                let message = format!("there is another footnote `{}`", note.label);
                self.file.report.add(Mistake::new("duplicate-id", span, message).hint(
                    "one note serves several places: take this one out, or give it a label of its own",
                ));
            }
        }
    }

    /// Writes the number that leads to the note `label`, which `[^label]` at `range` refers to.
    pub(super) fn footnote_reference(self, label: &str, range: Range<usize>, out: &mut String) {
        let span = self.excerpt.span(range);
        if !self.may_cite {
            self.file.footnotes.borrow_mut().cite_in_vain(label);
            self.file.report.add(
                Mistake::new("footnote-misplaced", span, "no footnote can be referred to here")
                    .hint("refer to it from a paragraph, a list or the cell of a table"),
            );
            return;
        }
        let in_widget = self.setting == Setting::Widget;
        let reference = self.file.footnotes.borrow_mut().cite(label, in_widget);
        let Some(reference) = reference else {
            let notes = self.file.footnotes.borrow();
            self.file.report.add(
                Mistake::new(
                    "footnote-missing",
                    span,
                    format!("there is no footnote `{label}` on this page"),
                )
                .hint(format!("[^{label}]: what it says, on a line of its own; or `[^{label}]` as code"))
                .meant(label, notes.labels()),
            );
            return;
        };
        let id = reference.id.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
        let label = if is_id(label) { label } else { "unnamed" };
        let number = reference.number;
        out.push_str(&format!("<sup><a href=\"#fn-{label}\"{id} role=\"doc-noteref\">{number}</a></sup>"));
    }

    /// Writes the section with all notes that the page refers to, in the order of their numbers.
    pub(super) fn footnotes(self, items: &[Item], out: &mut String) {
        let prose = Prose { setting: Setting::Inside, may_cite: false, ..self };
        let cited = self.file.footnotes.borrow_mut().cited();
        let mut waiting: BTreeMap<&str, Note> = BTreeMap::new();
        for note in notes(items) {
            waiting.entry(note.label).or_insert(note);
        }
        let first = waiting.values().map(|note| note.range.clone()).min_by_key(|range| range.start);
        let mut list = String::new();
        for cited in &cited {
            let Some(note) = waiting.remove(cited.label.as_str()) else { continue };
            let words = prose.footnote(&note);
            list.push_str(&format!("<li id=\"fn-{}\"><p>{words}", cited.label));
            for (place, number) in cited.places.iter().zip(1..) {
                let name = match number {
                    1 => words::BACK_TO_TEXT.to_owned(),
                    _ => format!("{}, {number}", words::BACK_TO_TEXT),
                };
                list.push_str(&format!(
                    " <a class=\"back\" href=\"#{place}\" role=\"doc-backlink\" aria-label=\"{name}\">↩\u{fe0e}</a>"
                ));
            }
            list.push_str("</p></li>\n");
        }
        for note in waiting.into_values() {
            let span = self.excerpt.span(first_line(self.excerpt.text, &note.range));
            prose.footnote(&note);
            if self.file.footnotes.borrow().is_cited_in_vain(note.label) {
                continue;
            }
            let message = format!("nothing refers to the footnote `{}`", note.label);
            self.file.report.add(
                Mistake::warning("footnote-unused", span, message)
                    .hint(format!("write [^{}] in the text, or take the note out", note.label)),
            );
        }
        if let Some(first) = first.filter(|_| !list.is_empty()) {
            self.file.take_id(SECTION, self.excerpt.span(first_line(self.excerpt.text, &first)));
            out.push_str(&format!(
                "<section class=\"footnotes\" aria-labelledby=\"{SECTION}\">\n<h2 class=\"label\" id=\"{SECTION}\">"
            ));
            out.push_str(words::FOOTNOTES);
            out.push_str("</h2>\n<ol>\n");
            out.push_str(&list);
            out.push_str("</ol>\n</section>\n");
        }
    }

    /// A note in a place where none can stand.
    pub(super) fn footnote_misplaced(self, range: Range<usize>) {
        let span = self.excerpt.span(first_line(self.excerpt.text, &range));
        self.file.report.add(
            Mistake::new("footnote-misplaced", span, "a footnote cannot stand inside something else")
                .hint("put it at the left margin of the lesson, outside of lists, quotes and widgets"),
        );
    }

    /// What a note says: one paragraph.
    fn footnote(self, note: &Note) -> String {
        let mut words = String::new();
        let mut parts = nodes(note.inside);
        match (parts.next(), parts.next()) {
            (Some((_, Node::Element { tag: Tag::Paragraph, inside, .. })), None) => {
                self.cited_by(note.inside).recorded(Kind::Footnote, inside, &mut words);
            }
            _ => {
                let span = self.excerpt.span(first_line(self.excerpt.text, &note.range));
                self.file.report.add(
                    Mistake::new("footnote-shape", span, "a footnote is one paragraph").hint(format!(
                        "[^{}]: RFC 9110, [HTTP Semantics](https://…), section 9.2",
                        note.label
                    )),
                );
            }
        }
        words
    }
}

/// Where the first `[^label]` in `text` is that the parser left alone, because no note has that label here.
pub(super) fn unread_reference(text: &str) -> Option<(Range<usize>, &str)> {
    let mut from = 0;
    while let Some(open) = text[from..].find("[^").map(|found| from + found) {
        let label = &text[open + 2..];
        let end = label
            .bytes()
            .take(MAX_LABEL_BYTES)
            .position(|b| b.is_ascii_whitespace() || matches!(b, b'[' | b']'));
        if let Some(end) = end.filter(|&end| end > 0 && label.as_bytes().get(end) == Some(&b']')) {
            return Some((open..open + 3 + end, &label[..end]));
        }
        from = open + 2;
    }
    None
}

fn notes<'i, 't>(items: &'i [Item<'t>]) -> impl Iterator<Item = Note<'i, 't>> {
    nodes(items).filter_map(|(_, node)| match node {
        Node::Element { tag: Tag::FootnoteDefinition(label), range, inside } => {
            Some(Note { label, range, inside })
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_a_label_in_brackets() {
        for (text, expected) in [
            ("so it is[^rfc9110].", Some((8..18, "rfc9110"))),
            ("[^ a] [^] [^b][^c]", Some((10..14, "b"))),
            ("[^never", None),
            ("é[^é]", Some((2..7, "é"))),
        ] {
            assert_eq!(unread_reference(text), expected, "{text}");
        }
    }
}

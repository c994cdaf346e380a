//! Notes on the lines of a listing: `# (1)` at the end of a line, and a numbered list after the listing.

use core::ops::Range;

use pulldown_cmark::Tag;

use super::Prose;
use super::tree::{Item, Node, nodes};
use crate::record::Kind;
use crate::report::Mistake;
use crate::words;

/// How comments start and end that can hold a marker.
const COMMENTS: [(&str, &str); 5] = [("<!--", "-->"), ("/*", "*/"), ("//", ""), ("#", ""), ("--", "")];

/// Where notes come from and where they go back to: one listing of the page.
#[derive(Clone, Copy)]
pub(super) struct NotedListing {
    /// Counted from 1 on the page.
    pub(super) number: usize,
}

impl NotedListing {
    /// What leads from the line to its note.
    pub(super) fn mark(self, note: usize) -> String {
        let listing = self.number;
        format!(
            " <a class=\"mark\" id=\"cl-{listing}-{note}\" href=\"#cn-{listing}-{note}\" aria-label=\"{} {note}\"><span>(</span>{note}<span>)</span></a>",
            words::LINE_NOTE
        )
    }
}

impl Prose<'_> {
    /// Writes the notes in `items`, one for each of `marked`: the number and the line of each marker.
    pub(super) fn line_notes(
        self,
        items: &[Item],
        listing: NotedListing,
        marked: &[(usize, usize)],
        span: Range<usize>,
        out: &mut String,
    ) {
        let notes: Vec<&[Item]> = nodes(items)
            .filter_map(|(_, node)| match node {
                Node::Element { tag: Tag::Item, inside, .. } => Some(inside),
                _ => None,
            })
            .collect();
        self.check_markers(marked, notes.len(), span);
        out.push_str("<ol class=\"line-notes\">\n");
        for (note, number) in notes.into_iter().zip(1..) {
            out.push_str(&format!("<li id=\"cn-{}-{number}\">", listing.number));
            self.file.recorder.within(Kind::Item, || self.inside().blocks(note, out));
            if let Some((_, line)) = marked.iter().find(|(marker, _)| *marker == number) {
                out.push_str(&format!(
                    " <a class=\"back\" href=\"#cl-{}-{number}\" aria-label=\"{} {line}\">↩\u{fe0e}</a>",
                    listing.number,
                    words::BACK_TO_LINE
                ));
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n");
    }

    /// Markers count up from 1, and each has its note.
    fn check_markers(self, marked: &[(usize, usize)], notes: usize, span: Range<usize>) {
        let in_order = marked.iter().map(|(number, _)| *number).eq(1..=marked.len());
        if in_order && marked.len() == notes {
            return;
        }
        let list: Vec<String> = marked.iter().map(|(number, _)| format!("({number})")).collect();
        let markers =
            if list.is_empty() { "no markers".to_owned() } else { format!("the markers {}", list.join(" ")) };
        let message = format!("the lines have {markers}, and the list counts to {notes}");
        self.file.report.add(Mistake::new("note-mismatch", span, message).hint(
            "write # (1), // (1), -- (1), /* (1) */ or <!-- (1) --> at the ends of lines, counting up",
        ));
    }

    /// A listing that says it has notes, and no list comes after it.
    pub(super) fn notes_missing(self, span: Range<usize>) {
        self.file.report.add(
            Mistake::new(
                "note-mismatch",
                span,
                "the notes of a listing are a numbered list directly after it",
            )
            .hint("1. what is to be said about the line that ends in # (1)"),
        );
    }
}

/// A line without its marker, and the number that the marker has.
pub(super) fn split_marker(line: &str) -> (&str, Option<usize>) {
    for (start, end) in COMMENTS {
        let marker = line.trim_end().strip_suffix(end).and_then(|rest| rest.trim_end().strip_suffix(')'));
        let Some((before, digits)) = marker.and_then(|rest| rest.rsplit_once('(')) else { continue };
        let Some(code) = before.trim_end().strip_suffix(start) else { continue };
        let is_number = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        if let Some(number) = digits.parse().ok().filter(|_| is_number) {
            return (code.trim_end(), Some(number));
        }
    }
    (line, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_a_number_in_a_comment_at_the_end() {
        for (line, expected) in [
            ("run()  # (1)", ("run()", Some(1))),
            ("run(); // (12) ", ("run();", Some(12))),
            ("select 1 -- (2)", ("select 1", Some(2))),
            ("<p> <!-- (3) -->", ("<p>", Some(3))),
            ("a {} /*(4)*/", ("a {}", Some(4))),
            ("# (5)", ("", Some(5))),
            ("run(1)", ("run(1)", None)),
            ("run() # (a)", ("run() # (a)", None)),
            ("run() # (1) and", ("run() # (1) and", None)),
            ("run() # (123)", ("run() # (123)", None)),
            ("é # (é)", ("é # (é)", None)),
        ] {
            assert_eq!(split_marker(line), expected, "{line}");
        }
    }
}

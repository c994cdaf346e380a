//! Comparison tables: with a caption, with headings both ways, and as cards on a narrow screen.

use core::ops::Range;

use pulldown_cmark::{Alignment, Tag};

use super::Prose;
use super::code::first_line;
use super::html::without_tags;
use super::tree::{Item, Node, nodes};
use crate::record::Kind;
use crate::report::Mistake;

/// How a caption starts.
pub(super) const MARK: &str = "Table: ";

impl Prose<'_> {
    pub(super) fn table(
        self,
        alignments: &[Alignment],
        inside: &[Item],
        range: Range<usize>,
        caption: Option<Vec<Item>>,
        out: &mut String,
    ) {
        out.push_str("<div class=\"wide\"><table class=\"stack\">");
        let prose = caption.as_deref().map_or(self, |words| self.cited_by(words));
        match caption {
            Some(words) => {
                out.push_str("<caption>");
                self.recorded(Kind::Caption, &words, out);
                out.push_str("</caption>");
            }
            None => self.file.report.add(
                Mistake::new("table-without-caption", self.excerpt.span(range), "a table needs a caption")
                    .hint("put a paragraph before it: Table: what is compared here"),
            ),
        }
        let mut headings = Vec::new();
        for (_, node) in nodes(inside) {
            let Node::Element { tag, range, inside } = node else { continue };
            if *tag == Tag::TableHead {
                headings = prose.column_headings(alignments, inside, out);
            } else {
                self.check_row(headings.len(), inside, range);
                prose.cited_by(inside).row(alignments, &headings, inside, out);
            }
        }
        out.push_str("</tbody></table></div>\n");
    }

    /// Writes the head, and gives the columns' names as text for attributes.
    fn column_headings(self, alignments: &[Alignment], cells: &[Item], out: &mut String) -> Vec<String> {
        let mut headings = Vec::new();
        out.push_str("<thead><tr>");
        for (column, (_, node)) in nodes(cells).enumerate() {
            let Node::Element { range, inside, .. } = node else { continue };
            let mut name = String::new();
            Self { may_cite: false, ..self }.recorded(Kind::Cell, inside, &mut name);
            if name.trim().is_empty() {
                let span = self.excerpt.span(range);
                self.file.report.add(
                    Mistake::new("column-without-heading", span, "every column needs a heading")
                        .hint("name what the rows are, for example: Question"),
                );
            }
            out.push_str(&format!("<th scope=\"col\"{}>{name}</th>", class(alignments, column)));
            headings.push(without_tags(&name));
        }
        out.push_str("</tr></thead><tbody>\n");
        headings
    }

    /// The parser fills up short rows and cuts long ones, without a word; a row without a name is a card without one.
    fn check_row(self, columns: usize, cells: &[Item], range: Range<usize>) {
        let source = first_line(self.excerpt.text, &range);
        let count = cells_in(self.excerpt.text.get(source.clone()).unwrap_or_default());
        let span = self.excerpt.span(source);
        if count != columns {
            let message = format!("the head of the table has {columns} cells, and this row {count}");
            let hint = "write \\| for a bar that is part of a cell";
            self.file.report.add(Mistake::new("row-width", span, message).hint(hint));
        } else if let Some((_, Node::Element { inside: [], .. })) = nodes(cells).next() {
            self.file.report.add(
                Mistake::new("row-without-name", span, "the first cell says what the row is about")
                    .hint("name the row, also where it is like the one above"),
            );
        }
    }

    fn row(self, alignments: &[Alignment], headings: &[String], cells: &[Item], out: &mut String) {
        out.push_str("<tr>");
        for (column, (_, node)) in nodes(cells).enumerate() {
            let Node::Element { inside, .. } = node else { continue };
            let mut cell = String::new();
            self.recorded(Kind::Cell, inside, &mut cell);
            let class = class(alignments, column);
            if column == 0 {
                out.push_str(&format!("<th scope=\"row\"{class}>{cell}</th>"));
            } else {
                let heading = headings.get(column).map_or("", String::as_str);
                out.push_str(&format!("<td data-h=\"{heading}\"{class}>{cell}</td>"));
            }
        }
        out.push_str("</tr>\n");
    }
}

/// How many cells a row has as it is written.
fn cells_in(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut bars = 0;
    let mut last_is_bar = false;
    let mut escaped = false;
    for c in row.chars() {
        last_is_bar = c == '|' && !escaped;
        bars += usize::from(last_is_bar);
        escaped = c == '\\' && !escaped;
    }
    bars + usize::from(!last_is_bar)
}

fn class(alignments: &[Alignment], column: usize) -> &'static str {
    if alignments.get(column) == Some(&Alignment::Right) { " class=\"r\"" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_as_they_are_written() {
        for (row, count) in [
            ("| a | b |", 2),
            ("a | b", 2),
            ("| a |", 1),
            ("| a \\| b | c |", 2),
            ("|||", 2),
            ("| a | b\\|", 2),
            ("", 1),
        ] {
            assert_eq!(cells_in(row), count, "{row}");
        }
    }
}

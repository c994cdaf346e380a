//! Comparison tables: with a caption, with headings both ways, and as cards on a narrow screen.

use core::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag};

use super::Prose;
use super::html::without_tags;
use super::tree::{Item, Node, nodes};
use crate::report::Mistake;

/// How a caption starts.
const MARK: &str = "Table: ";

/// What a paragraph says as a caption, if it is one.
pub(super) fn caption<'t>(paragraph: &[Item<'t>]) -> Option<Vec<Item<'t>>> {
    let (Event::Text(first), range) = paragraph.first()? else { return None };
    let words = first.strip_prefix(MARK)?;
    let mut items = paragraph.to_vec();
    items[0] = (Event::Text(words.to_owned().into()), range.end.saturating_sub(words.len())..range.end);
    Some(items)
}

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
                self.inline(&words, out);
                out.push_str("</caption>");
            }
            None => self.file.report.add(
                Mistake::new("table-without-caption", self.excerpt.span(range), "a table needs a caption")
                    .hint("put a paragraph before it: Table: what is compared here"),
            ),
        }
        let mut headings = Vec::new();
        for (_, node) in nodes(inside) {
            let Node::Element { tag, inside, .. } = node else { continue };
            if *tag == Tag::TableHead {
                headings = prose.column_headings(alignments, inside, out);
            } else {
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
            Self { may_cite: false, ..self }.inline(inside, &mut name);
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

    fn row(self, alignments: &[Alignment], headings: &[String], cells: &[Item], out: &mut String) {
        out.push_str("<tr>");
        for (column, (_, node)) in nodes(cells).enumerate() {
            let Node::Element { inside, .. } = node else { continue };
            let mut cell = String::new();
            self.inline(inside, &mut cell);
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

fn class(alignments: &[Alignment], column: usize) -> &'static str {
    if alignments.get(column) == Some(&Alignment::Right) { " class=\"r\"" } else { "" }
}

//! Headings as an outline: in order, each with something under it, no two alike.

use std::collections::BTreeSet;

use super::Page;
use crate::record::{Kind, Piece, normal};
use crate::report::Mistake;

pub(super) fn check(page: &Page) {
    let pieces = &page.record.pieces;
    let widgets: BTreeSet<usize> = page.record.widgets.iter().map(|shown| shown.pieces.start).collect();
    let mut seen = BTreeSet::new();
    let mut has_section = false;
    for (at, piece) in pieces.iter().enumerate() {
        let Kind::Heading(level) = piece.kind else { continue };
        if level > 2 && !has_section {
            page.report.add(
                Mistake::new("heading-order", piece.whole(), "a ### before the first ##")
                    .hint("write ##; a ### divides what stands under a ##"),
            );
        }
        has_section |= level == 2;
        if !widgets.contains(&(at + 1)) && is_empty(pieces.get(at + 1), level) {
            page.report.add(
                Mistake::new("empty-section", piece.whole(), "nothing stands under this heading")
                    .hint("write the section, or take its heading out"),
            );
        }
        if !seen.insert(normal(&piece.text)) {
            page.report.add(
                Mistake::warning("same-heading", piece.whole(), "another heading has the same words")
                    .hint("in the outline the two look alike: say what is different here"),
            );
        }
    }
}

/// Whether a heading is followed by its like, or by nothing. Its own subsections are something.
fn is_empty(next: Option<&Piece>, level: u8) -> bool {
    match next.map(|piece| piece.kind) {
        None => true,
        Some(Kind::Heading(other)) => other <= level,
        Some(_) => false,
    }
}

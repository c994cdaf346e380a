//! Long stretches of a lesson in which its reader only reads.

use super::Page;
use crate::record::{Kind, Place, words};
use crate::report::Mistake;

/// About a screenful, and a little room.
const MAX_WORDS: usize = 300;

pub(super) fn check(page: &Page) {
    if !page.is_lesson() {
        return;
    }
    let mut widgets = page.record.widgets.iter().peekable();
    let mut count = 0_usize;
    for (at, piece) in page.record.pieces.iter().enumerate() {
        while widgets.next_if(|shown| shown.pieces.start <= at).is_some() {
            count = 0;
        }
        let is_open = piece.place == Place::Open;
        match piece.kind {
            Kind::Paragraph | Kind::Item if is_open => {
                let before = count;
                count += words(&piece.text).len();
                if before <= MAX_WORDS && count > MAX_WORDS {
                    let message = format!("{count} words of text with nothing to do or to look at");
                    page.report.add(
                        Mistake::warning("nothing-to-do", piece.whole(), message)
                            .label("the reader has been reading for over a minute")
                            .hint("a figure, a question, a table, a callout or a box within 300 words"),
                    );
                }
            }
            Kind::Heading(_) | Kind::Head => {}
            _ => count = 0,
        }
    }
}

//! Sentences that nobody gets to the end of.

use super::Page;
use crate::record::{sentences, words};
use crate::report::Mistake;

/// A sentence of more words is for two breaths.
const MAX_WORDS: usize = 40;

pub(super) fn check(page: &Page) {
    for piece in page.record.pieces.iter().filter(|piece| piece.kind.is_prose()) {
        for sentence in sentences(piece) {
            let count = words(&piece.text[sentence.clone()]).len();
            if count > MAX_WORDS {
                let message = format!("this sentence has {count} words");
                page.report.add(
                    Mistake::warning("long-sentence", piece.span(sentence), message)
                        .hint(format!("make two of it; {MAX_WORDS} words are the most that reads easily")),
                );
            }
        }
    }
}

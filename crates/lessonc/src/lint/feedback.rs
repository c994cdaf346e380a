//! What is said to an answer says why.

use std::collections::BTreeSet;

use super::Page;
use crate::record::{Kind, Piece, normal, words};
use crate::report::Mistake;

/// Fewer words are a verdict.
const MIN_WORDS: usize = 6;
/// An explanation of fewer words explains nothing.
const MIN_EXPLANATION: usize = 8;

pub(super) fn check(page: &Page) {
    for shown in page.record.widgets.iter().filter(|shown| shown.asked.is_some()) {
        let pieces = page.record.of(shown);
        let mut seen = BTreeSet::new();
        for answer in answers(pieces) {
            let Some(first) = answer.first() else { continue };
            let count: usize = answer.iter().map(|piece| words(&piece.text).len()).sum();
            let span = first.whole().start..answer.last().map_or(0, |last| last.whole().end);
            let (least, hint) = match first.kind {
                Kind::Explanation => (MIN_EXPLANATION, "say why the right answer is right"),
                _ => (MIN_WORDS, "say why it is right, or why it is tempting and what is wrong with it"),
            };
            if count < least {
                let words = if count == 1 { "one word is".to_owned() } else { format!("{count} words are") };
                let message = format!("{words} a verdict and no reason");
                page.report.add(Mistake::new("feedback-bare", span.clone(), message).hint(hint));
            }
            let text: Vec<String> = answer.iter().map(|piece| normal(&piece.text)).collect();
            if first.kind != Kind::Explanation && !seen.insert(text.join(" ")) {
                page.report.add(
                    Mistake::new("feedback-same", span, "another answer of this question is told the same")
                        .hint("each answer has its own reason; say that of this one"),
                );
            }
        }
    }
}

/// The texts that answers are told, each with its paragraphs.
fn answers(pieces: &[Piece]) -> impl Iterator<Item = &[Piece]> {
    let is_answer = |kind: Kind| matches!(kind, Kind::Feedback | Kind::Reply | Kind::Explanation);
    pieces
        .chunk_by(|a, b| a.kind == b.kind && a.part_of == b.part_of)
        .filter(move |chunk| chunk.first().is_some_and(|first| is_answer(first.kind)))
}

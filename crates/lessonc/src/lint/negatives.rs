//! Questions that turn on a small word: who reads past the “not” knows the answer and gets it wrong.

use core::ops::Range;

use super::Page;
use crate::record::{Kind, Piece, sentences, words};
use crate::report::Mistake;

const NEGATIVES: [&str; 5] = ["not", "never", "except", "cannot", "false"];

pub(super) fn check(page: &Page) {
    for piece in &page.record.pieces {
        let found = match piece.kind {
            Kind::Prompt => negatives(piece),
            Kind::Statement => negatives_in(piece, 0..piece.text.len()),
            _ => continue,
        };
        for range in found {
            if piece.is_emphasised(&range) {
                continue;
            }
            let word = &piece.text[range.clone()];
            let span = piece.span(range.clone());
            let what = if piece.kind == Kind::Statement { "statement" } else { "question" };
            let message = format!("the {what} turns on “{word}”");
            let mistake = Mistake::new("negative-unmarked", span.clone(), message)
                .label("easily read past")
                .hint("emphasise the word, or say it the other way round");
            page.report.add(if page.report.text(span.clone()) == word {
                mistake.fix(span, format!("**{word}**"))
            } else {
                mistake
            });
        }
    }
}

/// The negative words of the sentence that asks.
fn negatives(piece: &Piece) -> Vec<Range<usize>> {
    let all = sentences(piece);
    let asks = |range: &&Range<usize>| {
        piece.text[(*range).clone()].trim_end_matches(['”', '’', '"', ')']).ends_with('?')
    };
    all.iter().rfind(asks).map(|question| negatives_in(piece, question.clone())).unwrap_or_default()
}

/// The negative words of a part of the text.
fn negatives_in(piece: &Piece, part: Range<usize>) -> Vec<Range<usize>> {
    let words = words(&piece.text[part.clone()]);
    let mut found = Vec::new();
    let mut before = "";
    for word in &words {
        let small = word.text.to_lowercase();
        let counts = match small.as_str() {
            // “At least two” is an amount. “No” is left alone: “no answer” is what half of the course talks about.
            "least" => before != "at",
            small => NEGATIVES.contains(&small) || small.ends_with("n’t") || small.ends_with("n't"),
        };
        if counts {
            found.push(part.start + word.range.start..part.start + word.range.end);
        }
        before = word.text;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let piece = Piece::plain(text);
        negatives(&piece).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn only_the_sentence_that_asks_counts() {
        assert_eq!(found("The page does not answer. Which of them is not a client?"), ["not"]);
        assert_eq!(found("It is never asked. Who starts?"), [""; 0]);
        assert_eq!(found("Which one doesn’t wait?"), ["doesn’t"]);
        assert_eq!(found("Which of them waits least? Say a number, not a guess."), ["least"]);
        assert_eq!(found("Do at least two wait with no answer?"), [""; 0]);
        assert_eq!(found("No question here, not one."), [""; 0]);
    }
}

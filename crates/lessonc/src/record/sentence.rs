//! Where sentences end.

use core::ops::Range;

use super::Piece;

/// Points after these end no sentence.
const ABBREVIATIONS: [&str; 15] =
    ["e.g", "i.e", "cf", "vs", "approx", "ca", "mr", "mrs", "ms", "dr", "prof", "fig", "no", "sec", "vol"];

/// What may stand between the sign at the end of a sentence and the space after it.
const CLOSING: [char; 6] = ['”', '’', '"', '\'', ')', ']'];

/// What may stand before the first letter of a sentence.
const OPENING: [char; 7] = ['“', '‘', '"', '\'', '(', '[', '#'];

/// The sentences of a piece, without the spaces around them.
pub(crate) fn sentences(piece: &Piece) -> Vec<Range<usize>> {
    let text = piece.text.as_str();
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let after = &text[at + c.len_utf8()..];
        let rest = after.trim_start_matches(CLOSING);
        let end = text.len() - rest.len();
        if end > start
            && rest.starts_with(char::is_whitespace)
            && begins_sentence(rest)
            && !(c == '.' && is_abbreviation(&text[start..at], rest))
            && !piece.is_code(&(at..at + c.len_utf8()))
        {
            push(text, start..end, &mut found);
            start = end;
        }
    }
    push(text, start..text.len(), &mut found);
    found
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    let end = range.start + part.trim_end().len();
    if start < end && part.contains(char::is_alphanumeric) {
        found.push(start..end);
    }
}

/// Whether what follows the sign starts like a sentence: not with a small letter.
fn begins_sentence(rest: &str) -> bool {
    let rest = rest.trim_start().trim_start_matches(OPENING);
    !rest.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ':' | '–'))
}

/// Whether the point after `before` belongs to a short form. One that also ends sentences, such as “etc.”, does so
/// before a capital letter, which has been seen to already.
fn is_abbreviation(before: &str, rest: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || OPENING.contains(&c)).next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    let number_follows = rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    match word.to_lowercase().as_str() {
        // Words of their own unless a number or a name follows.
        "no" | "sec" | "fig" | "vol" => number_follows,
        "ms" => word == "Ms",
        short => is_initial || ABBREVIATIONS.contains(&short),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_people_end_them() {
        for (text, count) in [
            ("One. Two! Three? Four", 4),
            ("With HTTP/1.1, it takes 0.5 s. Then it ends.", 2),
            ("Some, e.g. Apache, i.e. Most of them, wait.", 1),
            ("It took 30 ms. Then 40 ms.", 2),
            ("“What is the weather in Lagos?”, it asks.", 1),
            ("“Was it?” he asked. “No.” She left.", 3),
            ("Well … and then … Nothing.", 2),
            ("Ask Dr. Lamport and J. Gray. No. 7 is out.", 2),
            ("Letters, digits, etc. and more, etc. Then the rest.", 2),
            ("(It is.) It was.", 2),
            ("...", 0),
            ("", 0),
        ] {
            let found = sentences(&Piece::plain(text));
            let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found.len(), count, "{found:?}");
        }
    }

    #[test]
    fn points_in_code_end_nothing() {
        let mut code = Piece::plain("Write a. B and go on.");
        assert_eq!(sentences(&code).len(), 2);
        code.code.push(6..10);
        assert_eq!(sentences(&code).len(), 1);
    }
}

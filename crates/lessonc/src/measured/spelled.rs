//! Numbers with a unit that are written as words: “two seconds”, “half an hour”, “a hundred milliseconds”.

use core::ops::Range;

use super::{Measured, name_at};

const ONES: [&str; 19] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// With “a” before them they are a number as well.
const LARGE: [&str; 5] = ["dozen", "hundred", "thousand", "million", "billion"];

/// “One day” is a date that nobody knows, and “one bit more” is a little more.
const IDIOMS: [&str; 2] = ["day", "bit"];

/// All of them in `text`, in order.
pub(super) fn spelled(text: &str) -> Vec<Measured> {
    let words = words(text);
    let word = |at: usize| words.get(at).map(|range: &Range<usize>| &text[range.clone()]);
    let mut found = Vec::new();
    for (at, unit) in words.iter().enumerate().skip(1) {
        // A unit is in small letters, and nothing but a space or a hyphen stands before it.
        let is_unit = name_at(&text[unit.start..]) == Some(unit.len());
        if !is_unit || !is_joint(&text[words[at - 1].end..unit.start]) {
            continue;
        }
        let joined = |at: usize| at > 0 && is_joint(&text[words[at - 1].end..words[at].start]);
        let mut first = at;
        while joined(first) && word(first - 1).is_some_and(is_number) {
            first -= 1;
        }
        let is_article = |at: usize| word(at).is_some_and(|word| matches!(word, "a" | "an" | "A" | "An"));
        if first == at {
            // “Half a second”
            let is_half = at >= 2 && joined(at - 1) && is_article(at - 1) && is_word(word(at - 2), "half");
            if !is_half {
                continue;
            }
            first = at - 2;
        } else if joined(first) && is_article(first - 1) && word(first).is_some_and(is_large) {
            first -= 1;
        }
        let is_idiom =
            at - first == 1 && is_word(word(first), "one") && IDIOMS.contains(&&text[unit.clone()]);
        if !is_idiom {
            let from = words[first].start;
            found.push(Measured { number: from..words[at - 1].end, whole: from..unit.end });
        }
    }
    found
}

/// Runs of letters.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn is_joint(between: &str) -> bool {
    matches!(between, " " | "\u{a0}" | "\n" | "-" | "\u{2011}")
}

fn is_number(word: &str) -> bool {
    let is_it = |known: &&str| word.eq_ignore_ascii_case(known);
    ONES.iter().chain(&TENS).chain(&LARGE).any(is_it)
}

fn is_large(word: &str) -> bool {
    LARGE.contains(&word)
}

fn is_word(word: Option<&str>, wanted: &str) -> bool {
    word.is_some_and(|word| word.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        spelled(text).into_iter().map(|found| &text[found.whole]).collect()
    }

    #[test]
    fn numbers_in_words_are_found_whole() {
        assert_eq!(found("Two seconds, or one millisecond more"), ["Two seconds", "one millisecond"]);
        assert_eq!(
            found("twenty-five kilometres; a hundred\nmiles"),
            ["twenty-five kilometres", "a hundred\nmiles"]
        );
        assert_eq!(
            found("half an hour, Half a second, a ten-minute talk"),
            ["half an hour", "Half a second", "ten-minute"]
        );
        assert_eq!(found("a two hundred thousand kilometres way"), ["two hundred thousand kilometres"]);
    }

    #[test]
    fn other_words_are_left_alone() {
        for text in [
            "a second time, in a minute, many hours",
            "one day, one bit more, two secondary ones",
            "the one. Seconds later",
            "one, second, third",
            "someone minutes",
            "two Seconds",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}

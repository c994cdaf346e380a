//! How hard a page is to read: Flesch and Kincaid's grade, to be known and not to be judged by.

use std::collections::BTreeMap;

use super::syllables::syllables;
use crate::record::{Kind, Record, sentences, words};

/// How long and how hard a page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The file, relative to `lessons/`.
    pub path: String,
    /// Words in sentences, without code, tables and names of things.
    pub words: usize,
    pub sentences: usize,
    /// The school year in which such a text can be read, in tenths: 85 is the middle of the ninth.
    pub grade_tenths: i32,
    /// As the page says; 0 for a page that is no lesson.
    pub minutes: u16,
}

pub(super) fn reading(path: &str, record: &Record, minutes: u16) -> Reading {
    // A text says most of its words many times.
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut all_words, mut all_sentences, mut all_syllables) = (0, 0, 0);
    for piece in record.pieces.iter().filter(|piece| piece.kind.is_prose() && piece.kind != Kind::Caption) {
        for sentence in sentences(piece) {
            let mut count = 0;
            for word in words(&piece.text[sentence.clone()]) {
                let range = sentence.start + word.range.start..sentence.start + word.range.end;
                // Terms that the reader is taught on the spot are links, and no measure of the style.
                if !piece.is_code(&range) && !piece.is_link(&range) {
                    count += 1;
                    all_syllables += *counted.entry(word.text).or_insert_with(|| syllables(word.text));
                }
            }
            if count > 0 {
                all_words += count;
                all_sentences += 1;
            }
        }
    }
    Reading {
        path: path.to_owned(),
        words: all_words,
        sentences: all_sentences,
        grade_tenths: grade_tenths(all_words, all_sentences, all_syllables),
        minutes,
    }
}

/// 0.39 · words per sentence + 11.8 · syllables per word − 15.59, in tenths.
fn grade_tenths(words: usize, sentences: usize, syllables: usize) -> i32 {
    if words == 0 || sentences == 0 {
        return 0;
    }
    let thousandths =
        |factor: usize, of: usize, per: usize| i64::try_from(factor * of / per).unwrap_or(i64::MAX / 4);
    let grade = thousandths(390, words, sentences) + thousandths(11_800, syllables, words) - 15_590;
    i32::try_from((grade + 50).div_euclid(100)).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grade_is_the_formula() {
        // 100 words, 5 sentences, 150 syllables: 7.8 + 17.7 − 15.59 = 9.91.
        assert_eq!(grade_tenths(100, 5, 150), 99);
        assert_eq!(grade_tenths(0, 0, 0), 0);
        // Six one-syllable words: 2.34 + 11.8 − 15.59 = −1.45.
        assert_eq!(grade_tenths(6, 1, 6), -14);
    }
}

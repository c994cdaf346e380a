//! Words of a text, and phrases found among them.

use core::ops::Range;
use std::collections::BTreeMap;

/// A word and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word<'t> {
    pub(crate) text: &'t str,
    pub(crate) range: Range<usize>,
}

/// The words of `text`. Dashes, slashes, points and apostrophes within a word belong to it: `client–server`, `HTTP/1.1`,
/// `doesn’t`, `40.5`.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let joins = start.is_some() && is_joint(c) && next.is_some_and(char::is_alphanumeric);
        if c.is_alphanumeric() || joins {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            words.push(Word { text: &text[from..at], range: from..at });
        }
    }
    words.extend(start.map(|from| Word { text: &text[from..], range: from..text.len() }));
    words
}

/// The words of `text` in small letters with single spaces: equal for texts that say the same.
pub(crate) fn normal(text: &str) -> String {
    let words: Vec<String> = words(text).iter().map(|word| word.text.to_lowercase()).collect();
    words.join(" ")
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '‑' | '–' | '/' | '.' | ',' | '\'' | '’' | '_')
}

/// Phrases to look for, each with what it stands for.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    /// By the first word, in small letters; the longest phrase first.
    by_first: BTreeMap<String, Vec<Phrase<T>>>,
}

#[derive(Debug)]
struct Phrase<T> {
    words: Vec<String>,
    /// Capital letters count: an abbreviation such as `RTT` is not found in small letters.
    exact: bool,
    meaning: T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: BTreeMap::new() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase. Nothing is added for a text without words.
    pub(crate) fn add(&mut self, phrase: &str, meaning: T) {
        let found = words(phrase);
        let Some(first) = found.first() else { return };
        let exact = found.iter().any(|word| word.text.chars().filter(|c| c.is_uppercase()).count() > 1);
        let of_first = self.by_first.entry(first.text.to_lowercase()).or_default();
        let text = |word: &Word| if exact { word.text.to_owned() } else { word.text.to_lowercase() };
        let phrase = Phrase { words: found.iter().map(text).collect(), exact, meaning };
        let place = of_first.partition_point(|other| other.words.len() >= phrase.words.len());
        of_first.insert(place, phrase);
    }

    /// Where the phrases stand in `text`, none within another.
    pub(crate) fn find<'p>(&'p self, text: &str) -> Vec<(Range<usize>, &'p T)> {
        let words = words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = words.get(at) {
            let candidates = self.by_first.get(&first.text.to_lowercase());
            let hit = candidates.into_iter().flatten().find(|phrase| phrase.stands_at(&words[at..], text));
            match hit {
                Some(phrase) => {
                    let last = &words[at + phrase.words.len() - 1];
                    found.push((first.range.start..last.range.end, &phrase.meaning));
                    at += phrase.words.len();
                }
                None => at += 1,
            }
        }
        found
    }
}

impl<T> Phrase<T> {
    fn stands_at(&self, words: &[Word], text: &str) -> bool {
        let Some(words) = words.get(..self.words.len()) else { return false };
        let same = |(word, wanted): (&Word, &String)| {
            if self.exact { word.text == wanted } else { word.text.to_lowercase() == *wanted }
        };
        // A phrase does not reach over a comma or the end of a sentence.
        let touch = words
            .windows(2)
            .all(|pair| text[pair[0].range.end..pair[1].range.start].chars().all(char::is_whitespace));
        touch && words.iter().zip(&self.words).all(same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        words(text).iter().map(|word| word.text).collect()
    }

    #[test]
    fn what_stands_within_a_word_belongs_to_it() {
        assert_eq!(texts("A client–server pair, HTTP/1.1."), ["A", "client–server", "pair", "HTTP/1.1"]);
        assert_eq!(texts("“doesn’t” – 1,000 ms…"), ["doesn’t", "1,000", "ms"]);
        assert_eq!(texts(" . – "), [""; 0]);
    }

    #[test]
    fn the_longest_phrase_is_found_and_only_whole_words() {
        let mut phrases = Phrases::default();
        for phrase in ["server", "web server", "RTT"] {
            phrases.add(phrase, phrase);
        }
        let found = |text| -> Vec<&str> { phrases.find(text).into_iter().map(|(_, &found)| found).collect() };
        assert_eq!(found("The Web Server is a server."), ["web server", "server"]);
        assert_eq!(found("On the web, server after server; servers rtt RTT"), ["server", "server", "RTT"]);
    }

    #[test]
    fn the_same_words_are_the_same_text() {
        assert_eq!(normal(" The  client, then."), normal("the client – then"));
    }
}

//! `words.toml`: one word for one thing.

use core::ops::Range;

use super::Page;
use crate::record::{Kind, Phrases};
use crate::report::{Mistake, Report};
use crate::toml_fields::{Fields, TomlText, parse};
use crate::{Diagnostic, Source};

const PATH: &str = "words.toml";

/// The words that the course uses, and those that it does not.
#[derive(Debug, Default)]
pub(crate) struct HouseWords {
    others: Phrases<Choice>,
}

/// A choice between words.
#[derive(Clone, Debug)]
struct Choice {
    instead: String,
    why: String,
}

impl HouseWords {
    /// Reads the list. A course may have none.
    pub(crate) fn read(source: &dyn Source, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let Some(text) = source.read(PATH) else { return Self::default() };
        let report = Report::new(PATH, &text);
        let words = Self::parse(&text, &report);
        diagnostics.extend(report.into_diagnostics());
        words
    }

    fn parse(text: &str, report: &Report) -> Self {
        let mut words = Self::default();
        let toml = TomlText { text, offset: 0 };
        let Some(table) = parse(toml, report) else { return words };
        let file = Fields::new(table.get_ref(), toml, 0..0, "words.toml", report);
        for word in file.tables("word", "a word") {
            let (instead, why) = (word.need_text("use"), word.need_text("why"));
            let others = word.texts("not");
            if others.is_empty() {
                report.add(
                    Mistake::new("missing-key", word.span(), "a word needs `not`")
                        .hint("not = [\"another word for the same thing\"]"),
                );
            }
            word.finish();
            let (Some(instead), Some(why)) = (instead, why) else { continue };
            for other in others {
                let choice = Choice { instead: instead.as_str().to_owned(), why: why.as_str().to_owned() };
                words.others.add(other.as_str(), choice);
            }
        }
        file.finish();
        words
    }

    /// Reports words that are not the course's own.
    pub(super) fn check(&self, page: &Page) {
        for piece in page.record.pieces.iter().filter(|piece| piece.kind != Kind::Listing) {
            for (range, choice) in self.others.find(&piece.text) {
                if piece.is_code(&range) || is_quoted(&piece.text, &range) {
                    continue;
                }
                let other = &piece.text[range.clone()];
                let span = piece.span(range.clone());
                let message = format!("this course says “{}”, not “{other}”", choice.instead);
                let mistake = Mistake::warning("two-words", span.clone(), message).hint(choice.why.clone());
                let is_plain = page.report.text(span.clone()) == other;
                page.report.add(if is_plain {
                    mistake.fix(span, like(other, &choice.instead))
                } else {
                    mistake
                });
            }
        }
    }
}

/// Whether the words stand in quotes by themselves: then they are spoken of, not used.
fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    text[..range.start].ends_with('“') && text[range.end..].starts_with('”')
}

/// `word`, with a capital letter where `other` has one.
fn like(other: &str, word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if other.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}

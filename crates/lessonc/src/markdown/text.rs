//! A run of text: prose with computed values in it.

use core::ops::Range;

use super::footnote::unread_reference;
use super::html::push_prose;
use super::{Prose, Setting, value};
use crate::report::Mistake;

impl Prose<'_> {
    /// Writes a piece of prose that stands at `range` of the excerpt.
    pub(super) fn text(self, text: &str, range: Range<usize>, out: &mut String) {
        if self.setting != Setting::Widget {
            let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
            self.file.words.set(self.file.words.get().saturating_add(words));
        }
        // With entities or escapes in it, the text is not what stands in the file, and places inside are unknown.
        let verbatim = self.excerpt.text.get(range.clone()) == Some(text);
        let place = |part: Range<usize>| {
            if verbatim { range.start + part.start..range.start + part.end } else { range.clone() }
        };
        let span = |part: Range<usize>| self.excerpt.span(place(part));
        if verbatim && let Some(open) = text.find("[[") {
            self.open_card_link(span(open..open + 2));
        }
        let mut at = 0;
        while let Some(open) = text[at..].find("{{").map(|found| at + found) {
            self.words(&text[at..open], |part| place(at + part.start..at + part.end), out);
            let Some(close) = text[open..].find("}}").map(|found| open + found + 2) else {
                let mistake = Mistake::new("value-open", span(open..text.len()), "this value does not end")
                    .hint("write {{scenario.measure}}, or `{{` as code if you mean the signs themselves");
                self.file.report.add(mistake);
                at = text.len();
                break;
            };
            // What is said of the value as a whole is marked with its braces.
            let inside = open + 2..close - 2;
            let length = inside.len();
            let place = |part: Range<usize>| match part {
                Range { start: 0, end } if end == length => span(open..close),
                part => span(inside.start + part.start..inside.start + part.end),
            };
            if let Some(html) = value::html(&text[inside.clone()], self.file, &place) {
                out.push_str(&html);
            }
            at = close;
        }
        self.words(&text[at..], |part| place(at + part.start..at + part.end), out);
    }

    /// Writes text without computed values. The parser takes `[^label]` for text where no note of that label
    /// stands: the note is missing, or this is a text of a widget and the note stands on its page.
    fn words(self, text: &str, place: impl Fn(Range<usize>) -> Range<usize>, out: &mut String) {
        let mut at = 0;
        while let Some((found, label)) = unread_reference(&text[at..]) {
            let part = at + found.start..at + found.end;
            self.prose(&text[at..part.start], place(at..part.start), out);
            let reference = place(part.clone());
            if self.excerpt.text.get(reference.clone()).is_some_and(|source| source.contains("\\[^")) {
                self.prose(&text[part.clone()], reference, out);
            } else {
                self.footnote_reference(label, reference, out);
            }
            at = part.end;
        }
        self.prose(&text[at..], place(at..text.len()), out);
    }

    /// Writes and records text that is nothing but text.
    fn prose(self, text: &str, place: Range<usize>, out: &mut String) {
        push_prose(out, text);
        let verbatim = self.excerpt.is_verbatim() && self.excerpt.text.get(place.clone()) == Some(text);
        self.file.recorder.text(text, self.excerpt.span(place), verbatim);
    }
}

//! Finds typed numbers with a unit: each is to be computed, cited with its source, or marked as the author's own assumption.

use core::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Prose;
use super::footnote::unread_reference;
use super::tree::Item;
use crate::measured::measured;
use crate::page_file::PageFile;
use crate::report::Mistake;

/// Stands for what is no prose: code, computed values, marks of footnotes.
const NO_PROSE: char = '\u{1}';

/// The prose of a paragraph as one text, and where its parts come from.
#[derive(Default)]
struct Flat {
    text: String,
    pieces: Vec<Piece>,
    /// Where a source is named.
    sources: Vec<usize>,
}

struct Piece {
    at: usize,
    /// In the excerpt.
    range: Range<usize>,
    /// It stands there letter for letter.
    verbatim: bool,
}

impl Prose<'_> {
    /// Reports the bare numbers of a paragraph, cell or heading.
    pub(super) fn bare_numbers(self, items: &[Item]) {
        if self.cited {
            return;
        }
        let flat = self.flat(items);
        let sentences = sentences(&flat.text);
        for found in measured(&flat.text) {
            let place = sentences.partition_point(|sentence| sentence.end <= found.whole.start);
            if sentences.get(place).is_some_and(|sentence| flat.names_source_in(sentence)) {
                continue;
            }
            if self.file.report.is_full() {
                return;
            }
            let span = self.excerpt.span(flat.place(&found.whole));
            let words = flat.text[found.whole.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            let number: String = flat.text[found.number.clone()].chars().filter(|c| *c != ',').collect();
            let unit = flat.text[found.number.end..found.whole.end].trim();
            let is_range = found.whole.start < found.number.start;
            let bound =
                number.parse().ok().filter(|_| !is_range).and_then(|number| {
                    self.file.library.scenarios.like(number, unit, self.file.report.rest(0))
                });
            let mistake = Mistake::new(
                "bare-number",
                span.clone(),
                format!("`{words}` is typed, so nothing holds it to the truth"),
            )
            .label("computed from a run, cited in its sentence, or given");
            // Only what stands in the file letter for letter can be changed there.
            let is_there = self.file.report.text(span.clone()).split_whitespace().eq(words.split(' '));
            self.file.report.add(match bound {
                Some(expression) if is_there => mistake
                    .hint("if it is this number of the scenario, name it")
                    .fix(span, format!("{{{{{expression}}}}}")),
                Some(expression) => mistake.hint(format!("{{{{{expression}}}}} is {words}")),
                None => mistake.hint(format!(
                    "{{{{given: {words}}}}} if it is your own assumption; the source of a fact is named by a link or footnote"
                )),
            });
        }
    }

    /// The same prose, where numbers are cited already if `items` name a source.
    pub(super) fn cited_by(self, items: &[Item]) -> Self {
        Self { cited: self.cited || items.iter().any(|(event, _)| is_source(event, self.file)), ..self }
    }

    fn flat(self, items: &[Item]) -> Flat {
        let mut flat = Flat::default();
        for (event, range) in items {
            match event {
                Event::Text(text) => {
                    let verbatim = self.excerpt.text.get(range.clone()) == Some(text);
                    flat.pieces.push(Piece { at: flat.text.len(), range: range.clone(), verbatim });
                    let at = flat.text.len();
                    flat.push_without_values(text);
                    for (part, label) in references(text) {
                        if self.file.sources.borrow().contains(label) {
                            flat.sources.push(at + part.start);
                        }
                        let blank = NO_PROSE.to_string().repeat(part.len());
                        flat.text.replace_range(at + part.start..at + part.end, &blank);
                    }
                }
                Event::SoftBreak | Event::HardBreak => flat.text.push('\n'),
                event => {
                    if is_source(event, self.file) {
                        flat.sources.push(flat.text.len());
                    }
                    if !matches!(event, Event::Start(_) | Event::End(_)) {
                        flat.text.push(NO_PROSE);
                    }
                }
            }
        }
        flat
    }
}

impl Flat {
    /// Computed values become as many letters of no meaning, so that places stay the same.
    fn push_without_values(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, value)) = rest.split_once("{{") {
            let length = value.find("}}").map_or(value.len(), |end| end + 2);
            self.text.push_str(before);
            self.text.extend(core::iter::repeat_n(NO_PROSE, length + 2));
            rest = &value[length..];
        }
        self.text.push_str(rest);
    }

    fn names_source_in(&self, sentence: &Range<usize>) -> bool {
        let first = self.sources.partition_point(|&source| source < sentence.start);
        self.sources.get(first).is_some_and(|&source| source < sentence.end)
    }

    /// Where in the excerpt a part of the text is.
    fn place(&self, part: &Range<usize>) -> Range<usize> {
        let piece = |at: usize| {
            let after = self.pieces.partition_point(|piece| piece.at <= at);
            self.pieces.get(after.checked_sub(1)?)
        };
        let last = part.end.saturating_sub(1).max(part.start);
        let (Some(first), Some(end)) = (piece(part.start), piece(last)) else { return 0..0 };
        let from = if first.verbatim { first.range.start + part.start - first.at } else { first.range.start };
        let to = if end.verbatim { end.range.start + part.end - end.at } else { end.range.end };
        from..to.min(end.range.end)
    }
}

/// Whether `items` lead to another site.
pub(super) fn names_source(items: &[Item]) -> bool {
    items.iter().any(|(event, _)| leads_out(event))
}

fn leads_out(event: &Event) -> bool {
    matches!(event, Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("https://"))
}

/// Whether something leads to where a fact comes from: to another site, or to a footnote that does.
fn is_source(event: &Event, file: &PageFile) -> bool {
    match event {
        Event::Text(text) => references(text).iter().any(|(_, label)| file.sources.borrow().contains(*label)),
        Event::FootnoteReference(label) => file.sources.borrow().contains(label.as_ref()),
        event => leads_out(event),
    }
}

/// Where `text` refers to footnotes. In texts of widgets the parser leaves references alone.
fn references(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((range, label)) = unread_reference(&text[at..]) {
        found.push((at + range.start..at + range.end, label));
        at += range.end;
    }
    found
}

/// The sentences of `text`. A mark of a footnote behind the full stop belongs to the sentence before it.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut ends = false;
    for (at, c) in text.char_indices() {
        match c {
            '.' | '?' | '!' | '…' => ends = true,
            c if c.is_whitespace() && ends => {
                found.push(start..at);
                (start, ends) = (at, false);
            }
            // Quotation marks, brackets and marks of footnotes may stand behind the full stop.
            c if c.is_alphanumeric() => ends = false,
            _ => {}
        }
    }
    found.push(start..text.len());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_takes_what_follows_its_full_stop() {
        let text = "It is 1.5 s.\u{1} “Why?” (Because.) So\nit is";
        let parts: Vec<&str> = sentences(text).into_iter().map(|range| text[range].trim()).collect();
        assert_eq!(parts, ["It is 1.5 s.\u{1}", "“Why?”", "(Because.)", "So\nit is"]);
    }

    #[test]
    fn values_leave_places_as_they_are() {
        let mut flat = Flat::default();
        flat.push_without_values("a {{é.ms}} 40 ms {{open");
        assert_eq!(flat.text.find("40 ms"), "a {{é.ms}} 40 ms".find("40 ms"));
        assert_eq!(flat.text.len(), "a {{é.ms}} 40 ms {{open".len());
    }
}

//! A piece of text that still knows where in its file it stands.

use core::ops::Range;

/// Markdown from the body of a lesson or from a TOML string in it.
#[derive(Clone, Debug)]
pub(crate) struct Excerpt<'t> {
    pub(crate) text: &'t str,
    origin: Origin,
}

#[derive(Clone, Debug)]
enum Origin {
    /// The text stands in the file letter for letter, from this byte on.
    Verbatim(usize),
    /// The text was decoded from this span, so places within it are not known.
    Decoded(Range<usize>),
}

impl<'t> Excerpt<'t> {
    pub(crate) fn verbatim(text: &'t str, offset: usize) -> Self {
        Self { text, origin: Origin::Verbatim(offset) }
    }

    /// `text` was read from the TOML value `raw`, which starts at `offset` in the file.
    pub(crate) fn decoded(text: &'t str, raw: &str, offset: usize) -> Self {
        let origin = match raw.find(text) {
            Some(at) => Origin::Verbatim(offset + at),
            None => Origin::Decoded(offset..offset + raw.len()),
        };
        Self { text, origin }
    }

    /// Where in the file `range` of this text is.
    pub(crate) fn span(&self, range: Range<usize>) -> Range<usize> {
        match &self.origin {
            Origin::Verbatim(offset) => offset + range.start..offset + range.end,
            Origin::Decoded(span) => span.clone(),
        }
    }

    /// Whether places within this text are known.
    pub(crate) fn is_verbatim(&self) -> bool {
        matches!(self.origin, Origin::Verbatim(_))
    }

    /// A part of this text.
    pub(crate) fn part(&self, range: Range<usize>) -> Self {
        let origin = match &self.origin {
            Origin::Verbatim(offset) => Origin::Verbatim(offset + range.start),
            Origin::Decoded(span) => Origin::Decoded(span.clone()),
        };
        Self { text: self.text.get(range).unwrap_or_default(), origin }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_string_maps_letter_for_letter() {
        let excerpt = Excerpt::decoded("two words", "\"two words\"", 100);
        assert_eq!(excerpt.span(4..9), 105..110);
        assert_eq!(excerpt.part(4..9).span(0..1), 105..106);
    }

    #[test]
    fn a_string_with_escapes_maps_to_the_whole_value() {
        let excerpt = Excerpt::decoded("a\"b", "\"a\\\"b\"", 10);
        assert_eq!(excerpt.span(1..2), 10..16);
    }
}

//! A mistake in a text, and where a person finds it.

use core::ops::Range;

/// How much a mistake matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published while it stands.
    Error,
    /// The page can be read; the author should look at it before it is published.
    Warning,
}

/// One mistake of an author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file, relative to `lessons/`.
    pub path: String,
    /// The bytes of the file that it is about: never past its end, never inside a character.
    pub span: Range<usize>,
    pub severity: Severity,
    /// Stable and searchable, for example `unknown-key`.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// What would be right at the marked place, in a few words; stands beside the underline.
    pub label: Option<String>,
    /// The way out; a ready-made text where there is one.
    pub hint: Option<String>,
}

/// The line and column of a byte, both counted from 1; columns count characters. Offsets past the end mean the end.
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let offset = floor_to_character(text, offset);
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

/// The greatest offset that is not past `offset` and not inside a character.
pub(crate) fn floor_to_character(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_counts_lines_and_characters_from_one() {
        let text = "ab\nçd\n";
        let cases = [(0, (1, 1)), (2, (1, 3)), (3, (2, 1)), (5, (2, 2)), (7, (3, 1)), (99, (3, 1))];
        for (offset, expected) in cases {
            assert_eq!(position(text, offset), expected, "offset {offset}");
        }
    }

    #[test]
    fn an_offset_inside_a_character_means_its_start() {
        assert_eq!(position("a–b", 2), (1, 2));
    }
}

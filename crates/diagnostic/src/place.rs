//! From bytes to lines and columns.

use core::ops::Range;

/// The line and column of a byte, both counted from 1; columns count characters. Offsets past the end mean the end.
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let offset = floor_to_character(text, offset);
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

/// The greatest offset that is not past `offset` and not inside a character.
pub fn floor_to_character(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}

/// The same span within the text and between characters.
pub(crate) fn within(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = floor_to_character(text, span.start);
    start..floor_to_character(text, span.end).max(start)
}

/// The whole lines that a span within the text touches, without the line end of the last.
pub(crate) fn lines_around(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    // A span that ends with a line end does not touch the line after it.
    let last =
        if text[..span.end].ends_with('\n') { span.end.saturating_sub(1).max(span.start) } else { span.end };
    let end = text[last..].find('\n').map_or(text.len(), |at| last + at);
    let is_line_end = end < text.len() && end > span.start && text[start..end].ends_with('\r');
    start..if is_line_end { end - 1 } else { end }
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
        assert_eq!(within("a–b", &(2..3)), 1..1);
        assert_eq!(within("ab", &(5..9)), 2..2);
    }

    #[test]
    fn lines_are_whole() {
        let text = "ab\ncd\nef";
        for (span, expected) in
            [(0..0, "ab"), (1..2, "ab"), (1..3, "ab"), (3..3, "cd"), (1..4, "ab\ncd"), (8..8, "ef")]
        {
            assert_eq!(&text[lines_around(text, &span)], expected, "{span:?}");
        }
        assert_eq!(lines_around("ab\r\ncd\r\n", &(1..3)), 0..2);
        assert_eq!(lines_around("ab\n", &(3..3)), 3..3);
        assert_eq!(lines_around("", &(0..0)), 0..0);
    }
}

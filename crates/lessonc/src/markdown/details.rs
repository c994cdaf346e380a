//! Boxes that open: `<details>` with its `<summary>`, the only HTML that authors write.

use core::ops::Range;

/// What a block of HTML lines does to boxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A box starts; where its summary stands.
    Open { summary: Range<usize> },
    /// The box ends.
    Close,
    /// Something that is neither.
    Unknown,
}

const OPEN: &str = "<details>";
const CLOSE: &str = "</details>";

/// The marks in the HTML at `range` of `text`, in order, each with its place.
pub(super) fn marks(text: &str, range: Range<usize>) -> Vec<(Mark, Range<usize>)> {
    let mut marks = Vec::new();
    let mut at = range.start;
    while let Some(rest) = text.get(at..range.end) {
        let html = rest.trim_start();
        let start = at + rest.len() - html.len();
        if html.is_empty() {
            break;
        }
        let (mark, length) = first_mark(html, start);
        at = start + length;
        if let Some(mark) = mark {
            marks.push((mark, start..at));
        }
    }
    marks
}

/// The mark that `html` starts with and how long it is; none for a comment.
fn first_mark(html: &str, start: usize) -> (Option<Mark>, usize) {
    if html.starts_with("<!--")
        && let Some(end) = html.find("-->")
    {
        return (None, end + 3);
    }
    if html.starts_with(CLOSE) {
        return (Some(Mark::Close), CLOSE.len());
    }
    if html.starts_with(OPEN)
        && let Some(summary) = summary(html)
    {
        let end = summary.end + "</summary>".len();
        return (Some(Mark::Open { summary: start + summary.start..start + summary.end }), end);
    }
    let length = if html.starts_with('<') { html.len() } else { html.find(CLOSE).unwrap_or(html.len()) };
    (Some(Mark::Unknown), html[..length].trim_end().len())
}

/// Where the summary of the box stands that `html` starts with.
fn summary(html: &str) -> Option<Range<usize>> {
    let inner = html.strip_prefix(OPEN)?;
    let words = inner.trim_start().strip_prefix("<summary>")?;
    let length = words.find("</summary>")?;
    let start = html.len() - words.len();
    Some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(html: &str) -> Vec<&'static str> {
        marks(html, 0..html.len())
            .iter()
            .map(|(mark, _)| match mark {
                Mark::Open { .. } => "open",
                Mark::Close => "close",
                Mark::Unknown => "unknown",
            })
            .collect()
    }

    #[test]
    fn boxes_in_a_row_may_touch() {
        assert_eq!(kinds("</details>\n<details>\n<summary>Why?</summary>\n"), ["close", "open"]);
    }

    #[test]
    fn the_summary_is_found_in_its_place() {
        let html = "<details><summary>Why *so*?</summary>";
        let found = marks(html, 0..html.len());
        let Some((Mark::Open { summary }, _)) = found.first() else { panic!("{found:?}") };
        assert_eq!(&html[summary.clone()], "Why *so*?");
    }

    #[test]
    fn anything_else_is_unknown_once() {
        assert_eq!(kinds("<div>\n</div>\n"), ["unknown"]);
        assert_eq!(kinds("<details><summary>a</summary>\ntext\n</details>\n"), ["open", "unknown", "close"]);
        assert_eq!(kinds("<details open>\n"), ["unknown"]);
        assert_eq!(kinds("<details>\n"), ["unknown"]);
        assert_eq!(kinds("<!-- note -->\n"), [""; 0]);
    }
}

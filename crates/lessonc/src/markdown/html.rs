//! Text as HTML.

use crate::measured::starts_with_unit;

/// Adds `text`, escaped for any place in HTML: content or attribute.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            // Control characters have no place in HTML and no look on a page.
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

/// Adds prose: as [`push_escaped`], and a number never parts from its unit.
pub(super) fn push_prose(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(space) = rest.find(' ') {
        push_escaped(out, &rest[..space]);
        rest = &rest[space + 1..];
        push_space(out, rest, " ");
    }
    push_escaped(out, rest);
}

/// Adds the space before `next`: one that does not break between a number and its unit.
pub(super) fn push_space(out: &mut String, next: &str, space: &str) {
    let after_number = out.ends_with(|c: char| c.is_ascii_digit());
    out.push_str(if after_number && starts_with_unit(next) { "&nbsp;" } else { space });
}

/// The text of `html` without its tags, still escaped: for an attribute.
pub(super) fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if !in_tag => out.push(c),
            _ => {}
        }
    }
    out
}

/// The text that `escaped` stands for.
pub(super) fn unescaped(escaped: &str) -> String {
    // The ampersand comes last, or what it makes would be read once more.
    [("&nbsp;", "\u{a0}"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
        .into_iter()
        .fold(escaped.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(text: &str) -> String {
        let mut out = String::new();
        push_prose(&mut out, text);
        out
    }

    #[test]
    fn a_number_keeps_its_unit() {
        assert_eq!(prose("in 100 ms, 5 trips"), "in 100&nbsp;ms, 5 trips");
        assert_eq!(prose("39.5 % of 14 kB"), "39.5&nbsp;% of 14&nbsp;kB");
        assert_eq!(prose("5 small"), "5 small");
    }

    #[test]
    fn nothing_in_a_text_becomes_a_tag() {
        assert_eq!(prose("<b> & \"c\"\u{1}"), "&lt;b&gt; &amp; &quot;c&quot;");
    }

    #[test]
    fn an_attribute_gets_text_only() {
        assert_eq!(without_tags("a <em>b</em> &lt;c"), "a b &lt;c");
        assert_eq!(unescaped("a &amp;lt; b &lt; 5&nbsp;ms"), "a &lt; b < 5\u{a0}ms");
    }
}

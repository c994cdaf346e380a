//! Stylesheets, made smaller without changing what they say.

/// Drops comments and the whitespace that CSS does not need. What could matter stays: strings, the space
/// between selectors, the spaces around `+` and `-` in `calc()`.
pub(crate) fn compact(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut space = false;
    while let Some(character) = rest.chars().next() {
        let taken = match character {
            '/' if rest.starts_with("/*") => {
                space = true;
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            }
            ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                space = true;
                1
            }
            _ => {
                let length = token_length(rest, character);
                push(&mut out, &rest[..length], space);
                space = false;
                length
            }
        };
        rest = &rest[taken..];
    }
    out
}

/// A whole string or escape counts as one token, so that nothing inside it is touched.
fn token_length(rest: &str, first: char) -> usize {
    match first {
        '"' | '\'' => string_length(rest, first),
        '\\' => rest.chars().take(2).map(char::len_utf8).sum(),
        other => other.len_utf8(),
    }
}

fn string_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (place, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            end if end == quote => return place + end.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

fn push(out: &mut String, token: &str, space: bool) {
    if token == "}" && out.ends_with(';') {
        out.pop();
    }
    let after = out.is_empty() || (out.ends_with(['{', '}', ';', ',', ':']) && !out.ends_with("\\:"));
    if space && !after && !token.starts_with(['{', '}', ';', ',']) {
        out.push(' ');
    }
    out.push_str(token);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_needless_space_go() {
        assert_eq!(compact("/* a */ p { color : red ; }\n\n q,\n r { top: 0 }"), "p{color :red}q,r{top:0}");
    }

    #[test]
    fn what_matters_stays() {
        assert_eq!(compact("a :hover{width:calc(1px + 2px)}"), "a :hover{width:calc(1px + 2px)}");
        assert_eq!(
            compact("a::before{content:\" ;  } /* no */ \"}"),
            "a::before{content:\" ;  } /* no */ \"}"
        );
        assert_eq!(compact("a::before{content:'\\'  x'}"), "a::before{content:'\\'  x'}");
        assert_eq!(compact("@media (min-width: 1px) and (x){}"), "@media (min-width:1px) and (x){}");
    }

    #[test]
    fn a_comment_between_words_leaves_a_space() {
        assert_eq!(compact("margin:1px/**/2px"), "margin:1px 2px");
    }

    #[test]
    fn compacting_twice_changes_nothing_and_broken_text_ends() {
        for css in ["p{a:'unclosed", "/* unclosed", "p { } \\", "é { é : \"ü\" }"] {
            let once = compact(css);
            assert_eq!(compact(&once), once, "{css}");
        }
    }
}

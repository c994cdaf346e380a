//! How wide words may become. Fonts are the reader's own, so this is an estimate on the safe side, from the
//! widest of the usual interface fonts.

use crate::units::{Tenths, units};

/// The size of type of a drawing, as its stylesheet sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// 14 px, muted words 13 px.
    Large,
    /// 13 px, muted words 12 px.
    Small,
}

/// The most room that `words` can take.
pub(crate) fn width(type_: Type, class: &str, words: &str) -> Tenths {
    let hundredths: i64 = words.chars().map(hundredths_of_em).sum();
    hundredths * size_px(type_, class) * weight_percent(class) / 1000
}

/// `words`, or as much of them as fits into `room` with a `…` behind.
pub(crate) fn fit(type_: Type, class: &str, words: &str, room: Tenths) -> String {
    // No drawing has room for more; longer names need not be measured to their end.
    const MOST_CHARS: usize = 160;
    let short: String = words.chars().take(MOST_CHARS).filter(|c| !c.is_control()).collect();
    if width(type_, class, &short) <= room && words.chars().nth(MOST_CHARS).is_none() {
        return short;
    }
    let mut kept = String::new();
    let room = room - width(type_, class, "…");
    for c in short.chars() {
        kept.push(c);
        if width(type_, class, &kept) > room {
            kept.pop();
            break;
        }
    }
    let kept = kept.trim_end();
    if kept.is_empty() { String::new() } else { format!("{kept}…") }
}

/// The height to keep free for one line in this role.
pub(crate) fn line(type_: Type, class: &str) -> Tenths {
    units(size_px(type_, class))
}

fn size_px(type_: Type, class: &str) -> i64 {
    match type_ {
        _ if has(class, "onreq") => 12,
        Type::Large if has(class, "m") => 13,
        Type::Large => 14,
        Type::Small if has(class, "m") => 12,
        Type::Small => 13,
    }
}

fn weight_percent(class: &str) -> i64 {
    if has(class, "m") { 100 } else { 108 }
}

fn has(class: &str, role: &str) -> bool {
    // Byte by byte: this is asked for every word of every drawing.
    class.as_bytes().split(|&byte| byte == b' ').any(|own| own == role.as_bytes())
}

/// Hundredths of the size of type.
fn hundredths_of_em(c: char) -> i64 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | ' ' | '\u{a0}' | '!' => 34,
        'f' | 't' | 'r' | '(' | ')' | '-' | 'I' | '"' => 42,
        'c' | 's' | 'z' | 'k' | 'v' | 'x' | 'y' | 'J' | '–' => 59,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' => 100,
        'A'..='Z' | '#' | '+' => 79,
        'a'..='z' | '0'..='9' | 'µ' => 65,
        _ if c.is_ascii() => 80,
        _ => 110,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_stay_and_long_ones_are_cut() {
        assert_eq!(fit(Type::Large, "b", "Client", units(100)), "Client");
        let cut = fit(Type::Large, "b", "A client with a very long name", units(100));
        assert!(cut.ends_with('…') && width(Type::Large, "b", &cut) <= units(100), "{cut}");
        assert_eq!(fit(Type::Small, "m", "word", units(5)), "");
        assert_eq!(fit(Type::Small, "m", "", units(5)), "");
        assert_eq!(fit(Type::Small, "m", "a\nb\u{7}", units(50)), "ab");
    }
}

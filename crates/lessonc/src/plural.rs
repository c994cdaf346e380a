//! The plural of an English noun, for words that an author gives in the singular.

/// Right for regular nouns; authors write the others themselves.
pub(crate) fn plural(one: &str) -> String {
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| one.ends_with(end));
    match one.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) && !stem.is_empty() => format!("{stem}ies"),
        _ if hisses => format!("{one}es"),
        _ => format!("{one}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_nouns_come_out_right() {
        for (one, many) in [
            ("order", "orders"),
            ("dish", "dishes"),
            ("reply", "replies"),
            ("tray", "trays"),
            ("box", "boxes"),
            ("y", "ys"),
        ] {
            assert_eq!(plural(one), many);
        }
    }
}

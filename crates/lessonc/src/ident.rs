//! What an id looks like.

/// The longest id.
const MAX_ID_BYTES: usize = 64;

/// What the ids start with that the compiler gives: notes, references to them, lines of code and notes on them.
const RESERVED: [&str; 4] = ["fn-", "fnref-", "cl-", "cn-"];

/// Small letters, digits and single hyphens, starting with a letter: stays readable in an address.
pub fn is_id(text: &str) -> bool {
    text.len() <= MAX_ID_BYTES
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// Whether `id` could be one that the compiler gives, which no author may.
pub(crate) fn is_reserved(id: &str) -> bool {
    RESERVED.into_iter().any(|prefix| id.starts_with(prefix))
}

/// An id made from words, for a hint.
pub fn proposal(words: &str) -> String {
    let mut id = String::new();
    for c in words.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            '\'' | '’' => {}
            _ if id.is_empty() || id.ends_with('-') => {}
            _ => id.push('-'),
        }
        if id.len() >= 40 {
            break;
        }
    }
    let id = id.trim_matches('-');
    match id.chars().next() {
        None => "section".to_owned(),
        Some('0'..='9') => format!("s-{id}"),
        Some(_) => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_words_in_small_letters() {
        for good in ["a", "peer", "five-parallel", "q2"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "2q", "a_b", "ä", "a b"] {
            assert!(!is_id(bad), "{bad}");
        }
    }

    #[test]
    fn a_proposal_is_always_an_id() {
        for (words, id) in [
            ("Does it have to be this way?", "does-it-have-to-be-this-way"),
            ("It’s 5 × more", "its-5-more"),
            ("5 trips", "s-5-trips"),
            ("日本", "section"),
        ] {
            assert_eq!(proposal(words), id);
            assert!(is_id(id));
        }
    }
}

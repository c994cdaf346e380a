//! What to say about a name that nothing has.

pub(crate) use diagnostic::nearest;

/// The names in a list of all that there is; more are not read.
const MAX_LISTED: usize = 12;

/// “did you mean `x`?”, when something is near, else a list of what there is.
pub(crate) fn suggestion<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str> + Clone,
) -> Option<String> {
    if let Some(name) = nearest(written, candidates.clone()) {
        return Some(format!("did you mean `{name}`?"));
    }
    let mut names: Vec<String> =
        candidates.into_iter().take(MAX_LISTED + 1).map(|name| format!("`{name}`")).collect();
    if names.len() > MAX_LISTED {
        names[MAX_LISTED] = "…".to_owned();
    }
    (!names.is_empty()).then(|| format!("there is {}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_near_lists_what_there_is() {
        assert_eq!(suggestion("zzzzz", ["ms", "s"]).as_deref(), Some("there is `ms`, `s`"));
    }
}

//! Guesses what an author meant by a misspelt name.

/// The candidate that differs least from `written`, if one is near enough to be meant.
pub fn nearest<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let written = short(written)?;
    let limit = (written.len() / 3).max(1);
    candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(&written, &short(candidate)?), candidate)))
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

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

/// Names are short; anything longer is not a slip of a name, and would make the comparison slow.
fn short(name: &str) -> Option<Vec<char>> {
    let characters: Vec<char> = name.chars().take(65).collect();
    (characters.len() <= 64).then_some(characters)
}

/// Optimal string alignment: insertions, deletions, replacements and swapped neighbours.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, &a) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &b) in right.iter().enumerate() {
            let replaced = last[column] + usize::from(a != b);
            let mut best = replaced.min(last[column + 1] + 1).min(current[column] + 1);
            let swapped = row > 0 && column > 0 && a == right[column - 1] && left[row - 1] == b;
            if swapped {
                best = best.min(before_last[column - 1] + 1);
            }
            current.push(best);
        }
        before_last = core::mem::replace(&mut last, current);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name() {
        let names = ["version", "ask", "hints", "explain"];
        for (written, meant) in
            [("vresion", Some("version")), ("hint", Some("hints")), ("colour", None), ("", None)]
        {
            assert_eq!(nearest(written, names), meant, "{written}");
        }
    }

    #[test]
    fn nothing_near_lists_what_there_is() {
        assert_eq!(suggestion("zzzzz", ["ms", "s"]).as_deref(), Some("there is `ms`, `s`"));
    }

    #[test]
    fn a_very_long_name_is_not_compared() {
        assert_eq!(nearest(&"a".repeat(10_000), ["a"]), None);
    }
}

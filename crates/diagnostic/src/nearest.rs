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
    fn a_very_long_name_is_not_compared() {
        assert_eq!(nearest(&"a".repeat(10_000), ["a"]), None);
    }
}

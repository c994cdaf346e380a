//! How long a lesson takes.

/// What most people read.
const WORDS_PER_MINUTE: usize = 200;

/// Reading at an even pace, and a minute for everything there is to do; rounded up.
pub(crate) fn minutes(words: usize, widgets: usize) -> u16 {
    let minutes = words.div_ceil(WORDS_PER_MINUTE).saturating_add(widgets).max(1);
    u16::try_from(minutes).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn begun_minutes_count_and_widgets_add_one_each() {
        for (words, widgets, expected) in [(0, 0, 1), (1, 0, 1), (200, 0, 1), (201, 0, 2), (401, 3, 6)] {
            assert_eq!(minutes(words, widgets), expected, "{words} words, {widgets} widgets");
        }
    }
}

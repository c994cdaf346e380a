//! Which line a request joins when every worker has its own.

use scenario::{Choice, Lines};

use crate::random::below;

/// The rule, and what it remembers.
#[derive(Clone, Debug)]
pub(crate) struct LineChoice {
    /// None = there is only one line.
    choice: Option<Choice>,
    workers: u16,
    /// Whose turn it is in rotation.
    next: u16,
}

impl LineChoice {
    pub(crate) fn new(lines: Lines, workers: u16) -> Self {
        let choice = match lines {
            Lines::Shared => None,
            Lines::PerWorker { choice } => Some(choice),
        };
        Self { choice, workers, next: 0 }
    }

    /// The line, by its worker's number; 0 when there is one line or none.
    ///
    /// `word` gives the random word of a number, counted from 0 in this choice; only words that are needed are asked for.
    /// `load` says how many requests a worker has, in service included.
    pub(crate) fn choose(&mut self, mut word: impl FnMut(u64) -> u64, load: impl Fn(u16) -> u32) -> u16 {
        if self.workers < 2 {
            return 0;
        }
        match self.choice {
            None => 0,
            Some(Choice::RoundRobin) => {
                let line = self.next;
                self.next = (line + 1) % self.workers;
                line
            }
            Some(Choice::Random) => drawn_line(word(0), self.workers),
            Some(Choice::Shortest) => shortest(0..self.workers, load),
            Some(Choice::ShortestOf { drawn }) => {
                let workers = self.workers;
                shortest((0..u64::from(drawn.max(1))).map(|i| drawn_line(word(i), workers)), load)
            }
        }
    }
}

/// The line with the least load; `min_by_key` keeps the first of equals.
fn shortest(lines: impl Iterator<Item = u16>, load: impl Fn(u16) -> u32) -> u16 {
    lines.min_by_key(|&line| load(line)).unwrap_or(0)
}

/// A line, any equally likely.
fn drawn_line(word: u64, workers: u16) -> u16 {
    below(word, u64::from(workers)) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(choice: Choice, workers: u16) -> LineChoice {
        LineChoice::new(Lines::PerWorker { choice }, workers)
    }

    fn no_word(_: u64) -> u64 {
        panic!("this choice leaves nothing to chance")
    }

    #[test]
    fn one_line_is_the_first() {
        assert_eq!(LineChoice::new(Lines::Shared, 9).choose(no_word, |_| 0), 0);
        for workers in [0, 1] {
            for rule in
                [Choice::RoundRobin, Choice::Random, Choice::Shortest, Choice::ShortestOf { drawn: 2 }]
            {
                assert_eq!(choice(rule, workers).choose(no_word, |_| 0), 0);
            }
        }
    }

    #[test]
    fn round_robin_goes_round() {
        let mut rule = choice(Choice::RoundRobin, 3);
        let lines: Vec<u16> = (0..7).map(|_| rule.choose(no_word, |_| 0)).collect();
        assert_eq!(lines, [0, 1, 2, 0, 1, 2, 0]);
        let mut rule = choice(Choice::RoundRobin, u16::MAX);
        let last = (0..=u16::MAX).map(|_| rule.choose(no_word, |_| 0)).last();
        assert_eq!(last, Some(0), "after 65,535 others");
    }

    #[test]
    fn random_covers_all_lines_evenly() {
        let mut rule = choice(Choice::Random, 4);
        assert_eq!(rule.choose(|_| 0, |_| 0), 0);
        assert_eq!(rule.choose(|_| u64::MAX / 2, |_| 0), 1);
        assert_eq!(rule.choose(|_| u64::MAX / 2 + 1, |_| 0), 2);
        assert_eq!(rule.choose(|_| u64::MAX, |_| 0), 3);
        assert_eq!(choice(Choice::Random, u16::MAX).choose(|_| u64::MAX, |_| 0), 65_534);
    }

    #[test]
    fn the_shortest_line_and_the_first_of_equals() {
        let loads = [3, 1, 2, 1];
        assert_eq!(choice(Choice::Shortest, 4).choose(no_word, |line| loads[usize::from(line)]), 1);
        assert_eq!(
            choice(Choice::Shortest, u16::MAX).choose(no_word, |line| u32::from(line != 65_534)),
            65_534
        );
    }

    #[test]
    fn the_shortest_of_those_drawn() {
        let quarter = 1_u64 << 62;
        let loads = [3, 1, 2, 1];
        let load = |line: u16| loads[usize::from(line)];
        let mut two = choice(Choice::ShortestOf { drawn: 2 }, 4);
        assert_eq!(two.choose(|i| [0, 2 * quarter][i as usize], load), 2);
        assert_eq!(two.choose(|i| [3 * quarter, quarter][i as usize], load), 3, "the first drawn of equals");
        assert_eq!(two.choose(|_| 0, load), 0, "the same one may be drawn twice");
        assert_eq!(choice(Choice::ShortestOf { drawn: 0 }, 4).choose(|i| i + 2 * quarter, load), 2);
    }
}

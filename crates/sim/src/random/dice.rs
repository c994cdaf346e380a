//! Who deals the words of a run, and the log that finds the first draw in which two runs differ.

use std::fmt;

use super::{Purpose, keyed, spread};

/// A log ends after so many draws: some 40 MB.
const MOST_DRAWS: usize = 1_000_000;

/// One draw of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw {
    pub at_ns: u64,
    /// Who drew; what the number means depends on the purpose.
    pub entity: u64,
    pub purpose: Purpose,
    pub ordinal: u64,
    pub word: u64,
}

impl fmt::Display for Draw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at_ns, entity, purpose, ordinal, word } = self;
        write!(f, "{at_ns} ns {purpose:?} of {entity:#x} number {ordinal}: {word:016x}")
    }
}

/// The place of the first draw that is not the same in both, or that only one of them has.
pub fn first_divergent_draw(a: &[Draw], b: &[Draw]) -> Option<usize> {
    let differs = a.iter().zip(b).position(|(a, b)| a != b);
    differs.or_else(|| (a.len() != b.len()).then_some(a.len().min(b.len())))
}

/// Deals words and, if asked to, keeps a log of every draw.
#[derive(Debug)]
pub(crate) struct Dice {
    spread_seed: u64,
    log: Option<Vec<Draw>>,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self { spread_seed: spread(seed), log: None }
    }

    pub(crate) fn with_log(seed: u64) -> Self {
        Self { log: Some(Vec::new()), ..Self::new(seed) }
    }

    /// [`super::word`] for the seed of this run. `now_ns` matters for the log alone.
    #[inline]
    pub(crate) fn word(&mut self, now_ns: u64, entity: u64, purpose: Purpose, ordinal: u64) -> u64 {
        self.word_fast(now_ns, entity, purpose, ordinal)
    }

    /// [`Self::word`], put straight into its caller: for what every request draws.
    #[inline(always)]
    pub(crate) fn word_fast(&mut self, now_ns: u64, entity: u64, purpose: Purpose, ordinal: u64) -> u64 {
        let word = keyed(self.spread_seed, entity, purpose, ordinal);
        if let Some(log) = &mut self.log {
            note(log, Draw { at_ns: now_ns, entity, purpose, ordinal, word });
        }
        word
    }

    /// The draws in their order, as many as the log holds; none if no log was asked for.
    pub(crate) fn into_log(self) -> Vec<Draw> {
        self.log.unwrap_or_default()
    }
}

#[cold]
fn note(log: &mut Vec<Draw>, draw: Draw) {
    if log.len() < MOST_DRAWS {
        log.push(draw);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::word;

    #[test]
    fn dice_deal_the_words_of_their_seed_with_and_without_a_log() {
        let (mut quiet, mut noted) = (Dice::new(7), Dice::with_log(7));
        for ordinal in 0..100 {
            let expected = word(7, 3, Purpose::Service, ordinal);
            assert_eq!(quiet.word(ordinal, 3, Purpose::Service, ordinal), expected);
            assert_eq!(noted.word(ordinal, 3, Purpose::Service, ordinal), expected);
        }
        assert!(quiet.into_log().is_empty());
        assert_eq!(noted.into_log().len(), 100);
    }

    #[test]
    fn a_draw_says_all_that_it_depends_on_in_a_line() {
        let mut dice = Dice::with_log(7);
        let word = dice.word(1_500, 0x1f, Purpose::LossState, 12);
        let line = dice.into_log()[0].to_string();
        assert_eq!(line, format!("1500 ns LossState of 0x1f number 12: {word:016x}"));
    }

    #[test]
    fn the_first_difference_is_found_in_a_draw_or_at_an_end() {
        let log = |seed, draws| {
            let mut dice = Dice::with_log(seed);
            (0..draws).for_each(|n| _ = dice.word(n, 1, Purpose::Service, n));
            dice.into_log()
        };
        let whole = log(1, 5);
        assert_eq!(first_divergent_draw(&whole, &log(1, 5)), None);
        assert_eq!(first_divergent_draw(&whole, &log(2, 5)), Some(0));
        assert_eq!(first_divergent_draw(&whole, &log(1, 3)), Some(3));
        assert_eq!(first_divergent_draw(&log(1, 3), &whole), Some(3));
        let mut changed = whole.clone();
        changed[2].at_ns += 1;
        assert_eq!(first_divergent_draw(&whole, &changed), Some(2));
    }

    #[test]
    fn a_full_log_stays_as_it_is() {
        let mut dice = Dice::with_log(1);
        (0..MOST_DRAWS as u64 + 3).for_each(|n| _ = dice.word(n, 1, Purpose::Service, n));
        let log = dice.into_log();
        assert_eq!((log.len(), log[MOST_DRAWS - 1].ordinal), (MOST_DRAWS, MOST_DRAWS as u64 - 1));
    }
}

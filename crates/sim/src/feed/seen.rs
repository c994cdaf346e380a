//! Which updates a node knows already.

/// A set of update numbers, from 1. Takes one bit for each number up to the greatest.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    words: Vec<u64>,
    upto: u32,
}

impl Seen {
    /// True if it was not in the set. There is no update 0.
    pub(super) fn insert(&mut self, update: u32) -> bool {
        let Some(place) = update.checked_sub(1) else { return false };
        let (word, bit) = ((place / 64) as usize, 1 << (place % 64));
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        let Some(word) = self.words.get_mut(word) else { return false };
        let new = *word & bit == 0;
        *word |= bit;
        while self.has(self.upto) {
            self.upto += 1;
        }
        new
    }

    /// The last update before which none is missing; 0 = not even the first is there. What a subscriber that has missed
    /// something names as the last it has.
    pub(super) fn upto(&self) -> u32 {
        self.upto
    }

    fn has(&self, place: u32) -> bool {
        self.words.get((place / 64) as usize).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_hold_the_end_back_until_they_close() {
        let mut seen = Seen::default();
        assert_eq!(seen.upto(), 0);
        assert!(!seen.insert(0));
        for (update, upto) in [(1, 1), (2, 2), (4, 2), (130, 2), (3, 4), (65, 4)] {
            assert!(seen.insert(update), "{update}");
            assert_eq!(seen.upto(), upto, "after {update}");
            assert!(!seen.insert(update), "{update} again");
        }
        (5..=129).for_each(|update| {
            seen.insert(update);
        });
        assert_eq!(seen.upto(), 130);
    }
}

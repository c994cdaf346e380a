//! What is under way at a moment, found without looking at all that ever was.

use trace::Time;

/// So many stand together, and so many of those together, and so on up to all.
const TOGETHER: usize = 8;

/// Stretches of time by their places in a list. They may begin in any order; the less that order differs from the order of
/// time, the faster they are found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Alive {
    /// First each stretch by itself, then what each `TOGETHER` of the level before cover, up to a level of one.
    levels: Vec<Vec<Stretch>>,
}

/// From one moment to another, both included.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    from: Time,
    to: Time,
}

impl Stretch {
    /// Covers nothing, whatever it is joined with.
    const NEVER: Self = Self { from: Time(u64::MAX), to: Time::ZERO };

    fn join(self, other: Self) -> Self {
        Self { from: self.from.min(other.from), to: self.to.max(other.to) }
    }
}

impl Alive {
    /// The first and the last moment of each, in the order of their places.
    pub(crate) fn new(stretches: impl Iterator<Item = (Time, Time)>) -> Self {
        let stretch =
            |(from, to): (Time, Time)| if from <= to { Stretch { from, to } } else { Stretch::NEVER };
        let mut levels: Vec<Vec<Stretch>> = vec![stretches.map(stretch).collect()];
        while let Some(level) = levels.last().filter(|level| level.len() > 1) {
            let cover = |own: &[Stretch]| own.iter().copied().fold(Stretch::NEVER, Stretch::join);
            let next = level.chunks(TOGETHER).map(cover).collect();
            levels.push(next);
        }
        Self { levels }
    }

    /// The places of those alive at a moment, in order.
    pub(crate) fn at(&self, at: Time) -> Places<'_> {
        self.between(at, at)
    }

    /// The places of those alive at any moment from the first to the last of these, in order.
    pub(crate) fn between(&self, first: Time, last: Time) -> Places<'_> {
        Places { levels: &self.levels, first, last, next: 0 }
    }
}

/// Places of stretches, found one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Places<'a> {
    levels: &'a [Vec<Stretch>],
    first: Time,
    last: Time,
    next: usize,
}

impl Iterator for Places<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        loop {
            let place = self.next;
            if place >= self.levels.first()?.len() {
                return None;
            }
            // The largest group that begins here and has nothing to offer is left out as a whole.
            let mut size = 1;
            let mut skipped = None;
            for level in self.levels {
                if !place.is_multiple_of(size) {
                    break;
                }
                let own = level.get(place / size)?;
                if own.from <= self.last && self.first <= own.to {
                    break;
                }
                skipped = Some(size);
                size = size.saturating_mul(TOGETHER);
            }
            match skipped {
                Some(skipped) => self.next = place.saturating_add(skipped),
                None => {
                    self.next = place + 1;
                    return Some(place);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn those_alive_are_found_in_order(
            stretches in prop::collection::vec((0_u64..60, 0_u64..60), 0..300),
            first in 0_u64..60,
            lasting in 0_u64..5,
        ) {
            let alive = Alive::new(stretches.iter().map(|&(from, to)| (Time(from), Time(to))));
            let expected = |first: u64, last: u64| -> Vec<usize> {
                let there = |&(from, to): &(u64, u64)| (first..=last).any(|at| from <= at && at <= to);
                (0..stretches.len()).filter(|&place| stretches.get(place).is_some_and(there)).collect()
            };
            prop_assert_eq!(alive.at(Time(first)).collect::<Vec<_>>(), expected(first, first));
            let found: Vec<usize> = alive.between(Time(first), Time(first + lasting)).collect();
            prop_assert_eq!(found, expected(first, first + lasting));
        }
    }

    #[test]
    fn what_never_ends_is_always_there() {
        let alive = Alive::new([(Time(3), Time(u64::MAX))].into_iter());
        assert_eq!(alive.at(Time(2)).next(), None);
        assert_eq!(alive.at(Time(u64::MAX)).next(), Some(0));
        assert_eq!(Alive::default().at(Time(0)).next(), None);
    }
}

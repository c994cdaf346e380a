//! Lengths on the drawing: whole tenths of a unit, so that no two machines ever round differently.

use trace::{Duration, Time};

/// A length or place in tenths of a drawing unit.
pub(crate) type Tenths = i64;

/// Whole units as tenths.
pub(crate) const fn units(whole: i64) -> Tenths {
    whole * 10
}

/// A length as an SVG attribute reads it: `123.4`, `-0.5`, `7`.
pub(crate) fn text(length: Tenths) -> String {
    let sign = if length < 0 { "-" } else { "" };
    let (whole, rest) = (length.unsigned_abs() / 10, length.unsigned_abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// `part` of `whole` as a share of `length`, at most all of it.
pub(crate) fn share(part: u64, whole: u64, length: Tenths) -> Tenths {
    if part >= whole {
        return length;
    }
    // Whatever lasts less than a quarter of an hour needs no long numbers, which browsers divide slowly.
    if part >> 40 == 0 && length.unsigned_abs() >> 22 == 0 {
        let (part, whole) = (i64::try_from(part).unwrap_or(0), i64::try_from(whole).unwrap_or(i64::MAX));
        return length * part / whole;
    }
    let share = i128::from(length) * i128::from(part) / i128::from(whole);
    i64::try_from(share).unwrap_or(length)
}

/// `part` of `whole` in whole percent, at most 100.
pub(crate) fn percent(part: Duration, whole: Duration) -> i64 {
    share(part.0, whole.0, 100)
}

/// The largest of 1, 2, 5, 10, 20, 50, … that is not above `limit`; 1 when none is.
pub(crate) fn nice_below(limit: u64) -> u64 {
    let mut power = 1_u64;
    while power.checked_mul(10).is_some_and(|next| next <= limit) {
        power *= 10;
    }
    [5, 2]
        .into_iter()
        .filter_map(|times| power.checked_mul(times))
        .find(|&nice| nice <= limit)
        .unwrap_or(power)
}

/// The smallest of 1, 2, 5, 10, 20, 50, … that is not below `limit`.
pub(crate) fn nice_above(limit: u64) -> u64 {
    let below = nice_below(limit);
    if below >= limit { below } else { nice_next(below) }
}

/// The next larger one after `nice`, which must be one of 1, 2, 5, 10, ….
pub(crate) fn nice_next(nice: u64) -> u64 {
    let mut leading = nice;
    while leading >= 10 {
        leading /= 10;
    }
    if leading == 2 { (nice / 2).saturating_mul(5) } else { nice.saturating_mul(2) }
}

/// Steps of an axis from 0 to `end` with at most `most` of them, and the unit to count them in.
pub(crate) struct Axis {
    /// From one number to the next.
    pub(crate) step_ns: u64,
    unit_ns: u64,
    unit: &'static str,
}

impl Axis {
    /// An axis of 1, 2 or 5 times a power of ten.
    pub(crate) fn new(end: Duration, most: u64) -> Self {
        let step_ns = nice_above(end.0.div_ceil(most.max(1)));
        let (unit_ns, unit) = match step_ns {
            1_000_000_000.. => (1_000_000_000, "s"),
            1_000_000.. => (1_000_000, "ms"),
            1_000.. => (1_000, "µs"),
            _ => (1, "ns"),
        };
        Self { step_ns, unit_ns, unit }
    }

    /// The places of the numbers between two moments, with these.
    pub(crate) fn between(&self, from: Time, to: Time) -> impl Iterator<Item = Time> {
        let step = self.step_ns;
        (from.0.div_ceil(step)..=to.0 / step).map(move |count| Time(count * step))
    }

    /// The places of the numbers from 0 to `end`.
    pub(crate) fn marks(&self, end: Duration) -> impl Iterator<Item = Time> {
        let step = self.step_ns;
        (0..=end.0 / step).map(move |count| Time(count * step))
    }

    /// The numbers between two moments, the first of them with the unit, wherever the axis begins.
    pub(crate) fn numbers(&self, from: Time, to: Time) -> impl Iterator<Item = (Time, String)> {
        let (first, last) = (from.0.div_ceil(self.step_ns), to.0 / self.step_ns);
        (first..=last).map(move |count| {
            let at = Time(count * self.step_ns);
            let number = at.0 / self.unit_ns;
            let words =
                if count == first { format!("{number}\u{a0}{}", self.unit) } else { number.to_string() };
            (at, words)
        })
    }

    /// Whether a moment is a whole number on this axis.
    pub(crate) fn counts(&self, at: Time) -> bool {
        at.0.is_multiple_of(self.unit_ns)
    }

    /// The number at a place. The first one carries the unit.
    pub(crate) fn number(&self, at: Time) -> String {
        if at == Time::ZERO { format!("0\u{a0}{}", self.unit) } else { (at.0 / self.unit_ns).to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_as_decimals() {
        let cases = [(0, "0"), (5, "0.5"), (-5, "-0.5"), (1234, "123.4"), (-20, "-2"), (70, "7")];
        for (tenths, expected) in cases {
            assert_eq!(text(tenths), expected);
        }
    }

    #[test]
    fn shares_never_leave_their_length() {
        assert_eq!(share(26, 40, 2160), 1404);
        assert_eq!(share((1 << 40) - 1, u64::MAX, 4_000_000), 0);
        assert_eq!([share(1 << 39, 1 << 40, -30), share(1 << 40, 1 << 41, -30)], [-15, -15]);
        assert_eq!(share(u64::MAX, 1, 100), 100);
        assert_eq!(share(0, 0, 100), 100, "of nothing everything is done");
        assert_eq!(share(u64::MAX - 1, u64::MAX, i64::MAX / 2), i64::MAX / 2 - 1);
    }

    #[test]
    fn nice_numbers_enclose_their_limit() {
        for limit in [0, 1, 2, 3, 4, 5, 9, 10, 11, 19, 20, 49, 50, 99, 100, 12_345, u64::MAX] {
            let (below, above) = (nice_below(limit), nice_above(limit));
            assert!(
                below <= limit.max(1) && above >= limit.min(10_000_000_000_000_000_000),
                "{below} {limit} {above}"
            );
        }
        assert_eq!([nice_next(1), nice_next(2), nice_next(5), nice_next(20)], [2, 5, 10, 50]);
    }

    #[test]
    fn an_axis_has_no_more_numbers_than_fit() {
        for end in [0, 1, 7, 122_000_000, 40_000_000_000, u64::MAX] {
            let end = Duration(end);
            assert!(Axis::new(end, 8).marks(end).count() <= 9, "{end:?}");
        }
        let axis = Axis::new(Duration::from_ms(40), 4);
        let numbers: Vec<_> = axis.marks(Duration::from_ms(40)).map(|at| axis.number(at)).collect();
        assert_eq!(numbers, ["0\u{a0}ms", "10", "20", "30", "40"]);
    }
}

//! Numbers that a run gives, as people write them.

use learner::Number;
use trace::Duration;

/// A number in millionths: what is in milliseconds is whole nanoseconds.
pub(crate) fn millionths(value: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "`as` saturates")]
    value.is_finite().then_some((value * 1e6) as i64)
}

/// A number in millionths with its unit; a dash for what the run does not give.
pub(crate) fn of_millionths(value: Option<i64>, unit: &str) -> String {
    match (value, unit) {
        (None, _) => "–".to_owned(),
        (Some(ns @ 0..), "ms") => Duration(ns.unsigned_abs()).to_string(),
        (Some(number), "") => Number(number / 1000).to_string(),
        (Some(number), _) => format!("{}\u{a0}{unit}", Number(number / 1000)),
    }
}

/// A number with its unit.
pub(crate) fn amount(value: f64, unit: &str) -> String {
    of_millionths(millionths(value), unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_in_figures() {
        for (value, unit, expected) in [
            (122.0, "ms", "122\u{a0}ms"),
            (26.25, "ms", "26.3\u{a0}ms"),
            (0.5, "ms", "500\u{a0}µs"),
            (0.75, "", "0.75"),
            (3.0, "requests", "3\u{a0}requests"),
            (f64::NAN, "ms", "–"),
        ] {
            assert_eq!(amount(value, unit), expected, "{value} {unit}");
        }
    }
}

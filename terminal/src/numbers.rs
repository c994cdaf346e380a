//! Numbers as text: plain decimals, whatever their size.

use trace::Time;

/// A moment in milliseconds, exact to the nanosecond and without trailing zeros: `26`, `0.000001`.
pub(crate) fn milliseconds(at: Time) -> String {
    let (whole, rest) = (at.0 / 1_000_000, at.0 % 1_000_000);
    let digits = format!("{whole}.{rest:06}");
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Such a number in JSON; none for what JSON has no number for. Never with an exponent, and read back it is the same
/// number.
pub(crate) fn json(value: f64) -> Option<String> {
    value.is_finite().then(|| format!("{value}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_exact() {
        let cases = [(0, "0"), (26_000_000, "26"), (1, "0.000001"), (1_500_000, "1.5"), (100_000_000, "100")];
        for (ns, expected) in cases {
            assert_eq!(milliseconds(Time(ns)), expected);
        }
    }

    #[test]
    fn json_numbers_have_no_exponent() {
        for (value, expected) in
            [(0.0, "0"), (1e21, "1000000000000000000000"), (1e-9, "0.000000001"), (0.1, "0.1")]
        {
            assert_eq!(json(value).as_deref(), Some(expected));
        }
        assert_eq!(json(f64::NAN), None);
        assert_eq!(json(f64::INFINITY), None);
    }
}

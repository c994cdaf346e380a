//! Numbers as learners write them, held exactly: in thousandths of the question's unit.

use core::fmt;

use serde::{Deserialize, Serialize};

/// A number in thousandths, so that `0.3` is stored as it was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Number(pub i64);

/// Reads `250`, `0.25 s`, `1,5 s`, `250ms`, `1 200`. `unit` is the question's; `ms`, `s`, `µs` and `us` convert
/// into each other. None when it is no number, or in a unit that cannot be converted.
pub fn parse_number(text: &str, unit: &str) -> Option<Number> {
    let text = text.trim();
    let digits_end = text.find(|c| !is_of_a_number(c)).unwrap_or(text.len());
    let (digits, written) = text.split_at(digits_end);
    let thousandths = thousandths(digits)?;
    // Only ASCII letters have two cases in any unit; the table of all others would be a twentieth of the first module.
    let written = written.trim().to_ascii_lowercase();
    let scaled = if written.is_empty() || written == unit {
        thousandths
    } else {
        let (from, to) = (in_microseconds(&written)?, in_microseconds(unit)?);
        if from >= to { thousandths.checked_mul(from / to)? } else { thousandths / (to / from) }
    };
    Some(Number(scaled))
}

/// Whether `given` is within `percent` of `truth` (in the same unit), counting half a thousandth for rounding.
pub fn within(given: Number, truth: f64, percent: u16) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "an answer beyond 2^53 thousandths is no answer")]
    let given = given.0 as f64 / 1000.0;
    let off = if given > truth { given - truth } else { truth - given };
    let size = if truth < 0.0 { -truth } else { truth };
    off <= size * f64::from(percent) / 100.0 + 0.0005
}

/// Digits, signs, points, and what separates groups of digits: any space, or a line below.
fn is_of_a_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '_')
}

/// Each is a thousand or a million of the next, so conversions stay whole.
fn in_microseconds(unit: &str) -> Option<i64> {
    match unit {
        "s" | "sec" | "second" | "seconds" => Some(1_000_000),
        "ms" | "msec" | "millisecond" | "milliseconds" => Some(1_000),
        "µs" | "μs" | "us" => Some(1),
        _ => None,
    }
}

/// `12.5` as 12500. A comma is a decimal point; a group of three after it is too long to be thousands
/// (`1,200` would be ambiguous and reads as 1.2), so groups are separated by spaces only.
fn thousandths(digits: &str) -> Option<i64> {
    let compact: String = digits.chars().filter(|c| !c.is_whitespace() && *c != '_').collect();
    let (negative, compact) = match compact.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, compact.strip_prefix('+').unwrap_or(&compact)),
    };
    let (whole, part) = compact.split_once(['.', ',']).unwrap_or((compact, ""));
    if (whole.is_empty() && part.is_empty()) || whole.len() > 12 || part.len() > 9 {
        return None;
    }
    let only_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !only_digits(whole) || !only_digits(part) {
        return None;
    }
    let mut value = if whole.is_empty() { 0 } else { whole.parse::<i64>().ok()? } * 1000;
    for (place, digit) in part.bytes().take(3).enumerate() {
        value += i64::from(digit - b'0') * [100, 10, 1][place];
    }
    Some(if negative { -value } else { value })
}

/// `300`, `0.3`, `-12.125`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.unsigned_abs();
        if self.0 < 0 {
            f.write_str("-")?;
        }
        write!(f, "{}", size / 1000)?;
        let mut rest = size % 1000;
        if rest > 0 {
            let mut width = 3;
            while rest.is_multiple_of(10) {
                rest /= 10;
                width -= 1;
            }
            write!(f, ".{rest:0width$}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let cases = [
            ("250", "ms", Some(250_000)),
            (" 250 ms ", "ms", Some(250_000)),
            ("0.25 s", "ms", Some(250_000)),
            ("0,25s", "ms", Some(250_000)),
            (".5s", "ms", Some(500_000)),
            ("1 200", "ms", Some(1_200_000)),
            ("500 µs", "ms", Some(500)),
            ("500 µS", "ms", Some(500)),
            ("0.25 Seconds", "ms", Some(250_000)),
            ("1\u{a0}200 ms", "s", Some(1_200)),
            ("1_000", "ms", Some(1_000_000)),
            ("999999999999 s", "µs", None),
            ("2", "", Some(2_000)),
            ("-3.5", "", Some(-3_500)),
            ("", "ms", None),
            ("abc", "ms", None),
            ("1.2.3", "ms", None),
            ("12 apples", "ms", None),
            ("99999999999999999999", "ms", None),
            ("5 ms", "requests", None),
        ];
        for (text, unit, expected) in cases {
            assert_eq!(parse_number(text, unit), expected.map(Number), "{text:?} in {unit:?}");
        }
    }

    #[test]
    fn a_number_prints_without_idle_zeros() {
        for (thousandths, text) in
            [(300_000, "300"), (300, "0.3"), (-12_125, "-12.125"), (0, "0"), (1_050, "1.05")]
        {
            assert_eq!(Number(thousandths).to_string(), text);
        }
    }

    #[test]
    fn tolerance_is_a_share_of_the_truth() {
        assert!(within(Number(110_000), 100.0, 10));
        assert!(!within(Number(111_000), 100.0, 10));
        assert!(within(Number(0), 0.0, 0));
        assert!(!within(Number(500_000), 100.0, 10));
    }
}

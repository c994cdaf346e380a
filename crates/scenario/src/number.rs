//! A number of a scenario: what it is called, its unit, and how large it may be.

/// The one declaration of a number. The reader, the check, the schema and the key tables all go by it.
///
/// Values are held as whole multiples of the smallest part that the text can express: milliseconds in nanoseconds,
/// per cent in millionths, factors in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// The key in the text.
    pub(crate) name: &'static str,
    /// How many parts one whole of the text has; a power of ten. 1 = whole numbers only.
    pub(crate) scale: u64,
    pub(crate) least: u64,
    pub(crate) most: u64,
    /// The value when the key is left out; none = there is none, or the key is required.
    pub(crate) default: Option<u64>,
}

/// Nanoseconds in a millisecond, bits in a megabit.
const MILLION: u64 = 1_000_000;

impl Number {
    pub(crate) const fn count(name: &'static str, least: u64, most: u64) -> Self {
        Self { name, scale: 1, least, most, default: None }
    }

    /// A time in milliseconds; the bounds are in nanoseconds.
    pub(crate) const fn ms(name: &'static str, least: u64, most: u64) -> Self {
        Self { name, scale: MILLION, least, most, default: None }
    }

    /// A rate in Mbit/s; the bounds are in bit/s.
    pub(crate) const fn mbit(name: &'static str, least: u64, most: u64) -> Self {
        Self { name, scale: MILLION, least, most, default: None }
    }

    /// A share in per cent, from none to all.
    pub(crate) const fn percent(name: &'static str) -> Self {
        Self { name, scale: 10_000, least: 0, most: MILLION, default: None }
    }

    /// A decimal in thousandths; the bounds too.
    pub(crate) const fn thousandths(name: &'static str, least: u64, most: u64) -> Self {
        Self { name, scale: 1_000, least, most, default: None }
    }

    /// What it is when it is left out, as it is held.
    pub(crate) const fn or(self, default: u64) -> Self {
        Self { default: Some(default), ..self }
    }

    pub(crate) fn holds(&self, value: u64) -> bool {
        (self.least..=self.most).contains(&value)
    }

    /// A held value as the text would have it, without rounding.
    pub(crate) fn shown(&self, value: u64) -> String {
        let (whole, rest) = (value / self.scale, value % self.scale);
        if rest == 0 {
            return whole.to_string();
        }
        let places = self.scale.ilog10() as usize;
        let digits = format!("{rest:0places$}");
        format!("{whole}.{}", digits.trim_end_matches('0'))
    }
}

/// `text`, a decimal as TOML writes it, in parts of which a whole has `scale`: the nearest, and the greatest there is for
/// what is beyond. None = no number, or below zero.
pub(crate) fn parts(text: &str, scale: u64) -> Option<u64> {
    let text = text.strip_prefix('+').unwrap_or(text);
    if text == "inf" {
        return Some(u64::MAX);
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let negative = exponent.starts_with('-');
    let size: i32 = exponent.trim_start_matches(['+', '-']).parse().unwrap_or(i32::MAX);
    let exponent = if negative { size.saturating_neg() } else { size };
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut digits: u128 = 0;
    // A point behind the digits that were taken up, so that what follows can only matter for rounding.
    let mut places = exponent.saturating_add(i32::try_from(scale.ilog10()).unwrap_or(0));
    for (at, byte) in whole.bytes().chain(fraction.bytes()).enumerate() {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        let behind = at >= whole.len();
        if digits < u128::MAX / 100 {
            digits = digits * 10 + u128::from(digit);
            places = places.saturating_sub(i32::from(behind));
        } else {
            places = places.saturating_add(i32::from(!behind));
        }
    }
    Some(shifted(digits, places))
}

/// `digits` × 10^`places`, rounded to the nearest.
fn shifted(digits: u128, places: i32) -> u64 {
    let power = 10_u128.checked_pow(places.unsigned_abs());
    let value = match power {
        _ if digits == 0 => 0,
        Some(power) if places >= 0 => digits.saturating_mul(power),
        Some(power) => digits / power + u128::from(digits % power >= power.div_ceil(2)),
        None if places >= 0 => u128::MAX,
        None => 0,
    };
    u64::try_from(value).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_in_the_unit_of_the_text() {
        let ms = Number::ms("ms", 0, 0);
        let cases = [(3_600_000_000_000, "3600000"), (1, "0.000001"), (1_500_000, "1.5"), (0, "0")];
        for (value, text) in cases {
            assert_eq!(ms.shown(value), text);
        }
        assert_eq!(Number::count("count", 0, 0).shown(64), "64");
        assert_eq!(Number::percent("share").shown(12_500), "1.25");
    }

    #[test]
    fn decimals_are_exact_and_never_overflow() {
        let cases = [
            ("40.5", Some(40_500_000)),
            ("0.1", Some(100_000)),
            ("1e-6", Some(1)),
            ("+1.0E0", Some(1_000_000)),
            ("0.0000005", Some(1)),
            ("0.0000004999", Some(0)),
            ("315359999999.999999", Some(315_359_999_999_999_999)),
            ("1e300", Some(u64::MAX)),
            ("0e999999999999", Some(0)),
            ("1e-999999999999", Some(0)),
            ("0.00000000000000000000000000000000000000000000000001e50", Some(1_000_000)),
            ("100000000000000000000000000000000000000000000000000e-50", Some(1_000_000)),
            ("inf", Some(u64::MAX)),
            ("-inf", None),
            ("nan", None),
            ("-1.0", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parts(text, 1_000_000), expected, "{text}");
        }
    }
}

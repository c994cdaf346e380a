//! Numbers as people write them, and where they stand in a text.

use core::ops::Range;

/// Units after a number in prose: the space between the two must not break.
const UNITS: [&str; 21] = [
    "%", "B", "GB", "Gbit/s", "MB", "Mbit/s", "bits", "bytes", "h", "kB", "kbit/s", "km", "kB/s", "m", "min",
    "ms", "ns", "s", "seconds", "µs", "MB/s",
];

/// More places than any text needs.
const MOST_PLACES: u32 = 9;

/// At most three significant places after which nothing matters, and no idle zeros: `26.3`, `1.5`, `1500`.
pub(crate) fn plain(value: f64) -> String {
    let size = value.abs();
    let places = if size >= 100.0 {
        0
    } else if size >= 10.0 {
        1
    } else {
        2
    };
    // A half rounds up, as in the figures, although binary fractions may fall a hair short of it.
    let nudged = value * (1.0 + 1e-12);
    without_idle_zeros(format!("{nudged:.places$}"))
}

/// The multiple of `step` that is nearest to `value`, with as many places as the step has, and no idle zeros.
pub(crate) fn nearest_multiple(value: f64, step: f64) -> String {
    let nudged = value * (1.0 + 1e-12);
    let multiple = libm::round(nudged / step) * step;
    let places = (0..MOST_PLACES).find(|&places| {
        let scaled = step * libm::pow(10.0, f64::from(places));
        (scaled - libm::round(scaled)).abs() < 1e-9 * scaled
    });
    without_idle_zeros(format!("{multiple:.*}", places.unwrap_or(MOST_PLACES) as usize))
}

/// `number`, as [`plain`] writes it, for readers: thousands apart from the rest.
pub(crate) fn prose(number: &str) -> String {
    let (sign, size) = match number.strip_prefix('-') {
        Some(size) => ("−", size),
        None => ("", number),
    };
    let (whole, fraction) = size.split_once('.').map_or((size, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Where a number stands in a text and how long it is with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Measured {
    pub(crate) number: Range<usize>,
    /// From the number to the end of the unit.
    pub(crate) whole: Range<usize>,
}

/// All numbers with a unit in `text`, in order.
pub(crate) fn measured(text: &str) -> Vec<Measured> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|next| at + next) {
        let length = text[start..]
            .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '_'))
            .unwrap_or(text.len() - start);
        let digits = text[start..start + length].trim_end_matches(['.', ',', '_']);
        let end = start + digits.len();
        at = start + length;
        let rest = &text[end..];
        let spaced = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\n']);
        let apart = spaced.len() < rest.len();
        let before = text[..start].chars().next_back();
        let part_of_a_name =
            before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/' | '#' | ':' | '.'));
        // “The 1990s” are no time.
        let decade = !apart && digits.len() == 4 && rest.starts_with('s');
        if part_of_a_name || decade {
            continue;
        }
        if let Some(unit) = unit_at(spaced) {
            let unit_start = text.len() - spaced.len();
            found.push(Measured { number: start..end, whole: start..unit_start + unit.len() });
            at = at.max(unit_start + unit.len());
        }
    }
    found
}

/// Whether `text` starts with a unit that belongs to the number before it.
pub(crate) fn starts_with_unit(text: &str) -> bool {
    unit_at(text).is_some()
}

fn unit_at(text: &str) -> Option<&'static str> {
    UNITS.into_iter().find(|unit| {
        text.strip_prefix(unit)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '/'))
    })
}

fn without_idle_zeros(text: String) -> String {
    let text = match text.split_once('.') {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        None => text,
    };
    if text == "-0" { "0".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_three_places_and_no_idle_zeros() {
        for (value, text) in [
            (122.0, "122"),
            (26.25, "26.3"),
            (26.35, "26.4"),
            (1.5, "1.5"),
            (0.126, "0.13"),
            (1500.4, "1500"),
            (100.0, "100"),
            (0.0, "0"),
            (-0.001, "0"),
        ] {
            assert_eq!(plain(value), text, "{value}");
        }
    }

    #[test]
    fn a_step_says_how_many_places_there_are() {
        for (value, step, text) in [
            (26.25, 0.1, "26.3"),
            (26.0, 0.1, "26"),
            (1234.0, 10.0, "1230"),
            (2.4, 0.25, "2.5"),
            (0.0001, 0.1, "0"),
            (-0.01, 0.1, "0"),
        ] {
            assert_eq!(nearest_multiple(value, step), text, "{value} to {step}");
        }
    }

    #[test]
    fn thousands_stand_apart() {
        for (number, text) in
            [("999", "999"), ("1000", "1,000"), ("1234567.25", "1,234,567.25"), ("-1500", "−1,500")]
        {
            assert_eq!(prose(number), text);
        }
    }

    #[test]
    fn a_number_with_a_unit_is_found_whole() {
        let found = |text: &'static str| {
            measured(text).into_iter().map(|found| &text[found.whole]).collect::<Vec<_>>()
        };
        assert_eq!(found("in 100 ms, 2.5 Mbit/s and 8,000 km."), ["100 ms", "2.5 Mbit/s", "8,000 km"]);
        assert_eq!(found("50%, 30–40\u{a0}ms and 5s"), ["50%", "40\u{a0}ms", "5s"]);
        assert_eq!(found("100\nms"), ["100\nms"]);
        assert!(found("the 1990s, HTTP/1.1 bytes, port 443 of 5 men, x86 s, 3.").is_empty());
    }

    #[test]
    fn a_unit_is_a_whole_word() {
        for unit in ["ms", "ms.", "s, and", "%", "Mbit/s", "km)"] {
            assert!(starts_with_unit(unit), "{unit}");
        }
        for word in ["milk", "sheep", "more", "MBit", "", "seconds2", "times"] {
            assert!(!starts_with_unit(word), "{word}");
        }
    }
}

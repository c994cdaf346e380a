//! Numbers with a unit where authors type them: `100 ms`, `30–40 km`, `a 5-second wait`, `two minutes`.

mod spelled;

use core::ops::Range;

use spelled::spelled;

/// Units behind digits. The space between the two must not break.
const SIGNS: [&str; 38] = [
    "%", "B", "GB", "GB/s", "GHz", "Gbit/s", "GiB", "Hz", "KB", "KiB", "MB", "MB/s", "MHz", "Mbit/s", "MiB",
    "TB", "Tbit/s", "bit/s", "bits", "bytes", "cm", "h", "kB", "kB/s", "kHz", "kbit/s", "km", "m", "min",
    "mm", "ms", "ns", "s", "sec", "seconds", "µs", "μs", "/s",
];

/// Units of more than one word, and rates of things that are counted.
const PHRASES: [&str; 5] = ["per cent", "percent", "requests/s", "requests per second", "requests a second"];

/// Units that are written out, in the singular.
const NAMES: [&str; 21] = [
    "nanosecond",
    "microsecond",
    "millisecond",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "metre",
    "meter",
    "kilometre",
    "kilometer",
    "mile",
    "bit",
    "byte",
    "kilobyte",
    "megabyte",
    "gigabyte",
    "terabyte",
];

/// Where a number stands in a text and how long it is with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Measured {
    /// Of a range, its end.
    pub(crate) number: Range<usize>,
    /// From the number, or from the start of a range, to the end of the unit.
    pub(crate) whole: Range<usize>,
}

/// All numbers with a unit in `text`, in order.
pub(crate) fn measured(text: &str) -> Vec<Measured> {
    let mut found = in_digits(text);
    found.extend(spelled(text));
    found.sort_by_key(|found| found.whole.start);
    found
}

fn in_digits(text: &str) -> Vec<Measured> {
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
        // “The 1990s” are no time.
        let decade = !apart && digits.len() == 4 && rest.starts_with('s');
        if part_of_a_name(&text[..start]) || decade {
            continue;
        }
        let unit =
            unit_at(spaced).map(|unit| (text.len() - spaced.len(), unit)).or_else(|| joined(text, end));
        if let Some((unit_start, unit)) = unit {
            found.push(Measured { number: start..end, whole: range_start(text, start)..unit_start + unit });
            at = at.max(unit_start + unit);
        }
    }
    found
}

/// Whether `text` starts with the sign of a unit that belongs to the number before it.
pub(crate) fn starts_with_unit(text: &str) -> bool {
    sign_at(text).is_some()
}

/// Whether digits behind `before` belong to a name or a larger number.
fn part_of_a_name(before: &str) -> bool {
    before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '#' | ':' | '.'))
}

/// Where the range begins of which the number at `start` is the end; `start` if it is none.
fn range_start(text: &str, start: usize) -> usize {
    let before = &text[..start];
    let Some(first) = before.strip_suffix(['–', '-']) else { return start };
    let length =
        first.bytes().rev().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')).count();
    let from = first.len() - length;
    let is_number = first[from..].starts_with(|c: char| c.is_ascii_digit());
    if is_number && !part_of_a_name(&first[..from]) { from } else { start }
}

/// The unit that a hyphen joins to the number that ends at `end`: where it starts, and how long it is.
fn joined(text: &str, end: usize) -> Option<(usize, usize)> {
    let rest = text[end..].strip_prefix(['-', '\u{2011}'])?;
    // “5-m” may be a name, and “16-bit” is a kind of number.
    let length = unit_at(rest).filter(|&length| length > 1 && !rest.starts_with("bit"))?;
    Some((text.len() - rest.len(), length))
}

/// How long the unit is that `text` starts with.
fn unit_at(text: &str) -> Option<usize> {
    let phrase = PHRASES.into_iter().find(|phrase| ends_word(text, phrase)).map(str::len);
    phrase.or_else(|| sign_at(text)).or_else(|| name_at(text))
}

fn sign_at(text: &str) -> Option<usize> {
    SIGNS.into_iter().find(|sign| ends_word(text, sign)).map(str::len)
}

/// How long the written-out unit is that `text` starts with.
fn name_at(text: &str) -> Option<usize> {
    NAMES.into_iter().find_map(|name| {
        let rest = text.strip_prefix(name)?;
        let length = if rest.starts_with('s') { name.len() + 1 } else { name.len() };
        ends_word(text, &text[..length]).then_some(length)
    })
}

/// Whether `text` starts with `unit`, and the unit is not the start of a longer word.
fn ends_word(text: &str, unit: &str) -> bool {
    text.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        measured(text).into_iter().map(|found| &text[found.whole]).collect()
    }

    #[test]
    fn a_number_with_a_unit_is_found_whole() {
        assert_eq!(found("in 100 ms, 2.5 Mbit/s and 8,000 km."), ["100 ms", "2.5 Mbit/s", "8,000 km"]);
        assert_eq!(found("50%, ±40\u{a0}ms and 5s"), ["50%", "40\u{a0}ms", "5s"]);
        assert_eq!(found("100\nms, 3 GB/s, 8/s"), ["100\nms", "3 GB/s", "8/s"]);
        assert!(found("the 1990s, HTTP/1.1 bytes, port 443 of 5 men, x86 s, 3.").is_empty());
    }

    #[test]
    fn units_may_be_written_out() {
        assert_eq!(
            found("1 second, 200 milliseconds, 5 minutes"),
            ["1 second", "200 milliseconds", "5 minutes"]
        );
        assert_eq!(found("50 requests per second, 12 per cent"), ["50 requests per second", "12 per cent"]);
        assert!(found("3 secondary servers, 2 monthly bills, 4 bitter pills").is_empty());
    }

    #[test]
    fn a_hyphen_joins_as_well() {
        assert_eq!(found("a 100-ms wire, a 5-second wait, 99-percent"), ["100-ms", "5-second", "99-percent"]);
        assert!(found("a 16-bit number, the A5-m road, a 3-way handshake").is_empty());
    }

    #[test]
    fn a_range_is_one_thing() {
        assert_eq!(found("100–300 ms, or 1.5-2 s"), ["100–300 ms", "1.5-2 s"]);
        assert_eq!(found("x1–3 ms, –3 ms"), ["3 ms", "3 ms"]);
        let number = measured("100–300 ms").remove(0).number;
        assert_eq!(&"100–300 ms"[number], "300");
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

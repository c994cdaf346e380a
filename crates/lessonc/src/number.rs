//! Numbers that came out of a run, as people write them.

/// Units of time that a lesson may ask for, with how many nanoseconds each has.
const TIMES: [(&str, f64); 4] = [("ns", 1.0), ("µs", 1e3), ("ms", 1e6), ("s", 1e9)];

/// Units after a number in prose: the space between the two must not break.
const UNITS: [&str; 20] = [
    "%", "B", "GB", "Gbit/s", "MB", "Mbit/s", "bytes", "h", "kB", "kbit/s", "km", "kB/s", "m", "min", "ms",
    "ns", "s", "seconds", "µs", "MB/s",
];

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
    let text = format!("{nudged:.places$}");
    let text = match text.split_once('.') {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        None => text,
    };
    if text == "-0" { "0".to_owned() } else { text }
}

/// `value` of unit `from` in unit `to`; none when one is not a time.
pub(crate) fn converted(value: f64, from: &str, to: &str) -> Option<f64> {
    if from == to {
        return Some(value);
    }
    Some(value * ns_per(from)? / ns_per(to)?)
}

/// Whether `text` starts with a unit that belongs to the number before it.
pub(crate) fn starts_with_unit(text: &str) -> bool {
    UNITS.iter().any(|unit| {
        text.strip_prefix(unit)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '/'))
    })
}

fn ns_per(unit: &str) -> Option<f64> {
    TIMES.iter().find(|(name, _)| *name == unit).map(|&(_, ns)| ns)
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
    fn times_convert_and_counts_do_not() {
        assert_eq!(converted(1500.0, "ms", "s"), Some(1.5));
        assert_eq!(converted(3.0, "", ""), Some(3.0));
        assert_eq!(converted(3.0, "", "ms"), None);
        assert_eq!(converted(3.0, "ms", "requests"), None);
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

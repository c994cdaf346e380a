//! Numbers as people write them.

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
}

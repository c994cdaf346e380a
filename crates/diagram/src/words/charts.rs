//! The words of charts.

use trace::{Duration, Time};

pub(crate) const RESPONSES: &str = "Response times";
pub(crate) const OPEN: &str = "Requests under way";
pub(crate) const IN_FLIGHT: &str = "Messages on the network";
pub(crate) const NOT_COUNTED: &str = "not counted";
pub(crate) const NO_OUTCOME: &str = "No request has an outcome in this run.";
pub(crate) const ONE_OUTCOME: &str = "One request: no spread to draw.";
pub(crate) const ALWAYS_NONE: &str = "0 all the time.";

/// A number on an axis.
pub(crate) fn short(level: u64) -> String {
    match level {
        0..10_000 => level.to_string(),
        10_000..10_000_000 => format!("{}k", level / 1000),
        _ => format!("{}M", level / 1_000_000),
    }
}

pub(crate) fn queue_at(server: &str) -> String {
    format!("Queue at {server}")
}

pub(crate) fn work_at(server: &str) -> String {
    format!("Workers busy at {server}")
}

/// `Answers in each 50 ms`.
pub(crate) fn answers_in(window: Duration) -> String {
    format!("Answers in each {window}")
}

/// `Now 3, at most 7 (at 120 ms), 1.4 on average; theory: 1.6 on average.`
pub(crate) fn level(now: u32, (most, at): (u32, Time), mean: Option<u64>, theory: Option<u64>) -> String {
    let most = if most == 0 { "never more".to_owned() } else { format!("at most {most} (at {at})") };
    let mean = mean.map_or(String::new(), |mean| format!(", {} on average", decimal(mean)));
    let theory = theory.map_or(String::new(), |theory| format!("; theory: {} on average", decimal(theory)));
    format!("Now {now}, {most}{mean}{theory}.")
}

/// The share of the workers' time.
pub(crate) fn utilisation(share: f64, theory: Option<f64>) -> String {
    let theory = theory.map_or(String::new(), |share| format!("; theory: {}\u{a0}%", percent(share)));
    format!("Busy {}\u{a0}% of the time{theory}.", percent(share))
}

pub(crate) fn answers(all: u64, most: u64, window: Duration, expected: Option<u64>) -> String {
    let expected =
        expected.map_or(String::new(), |expected| format!("; theory: {} on average", decimal(expected)));
    match all {
        0 => format!("No answer yet{expected}."),
        1 => format!("1 answer so far{expected}."),
        _ => format!("{all} answers so far, at most {most} in {window}{expected}."),
    }
}

/// What is known of response times at a moment.
pub(crate) struct Responses {
    pub(crate) count: usize,
    pub(crate) mean: Option<Duration>,
    /// The median, the 90th and the 99th percentile.
    pub(crate) percentiles: [Option<Duration>; 3],
    /// Requests without an outcome.
    pub(crate) open: u32,
    /// Requests that do not count.
    pub(crate) before: usize,
    /// The mean and the percentiles that theory gives.
    pub(crate) theory: Option<[Duration; 4]>,
    /// How many had an outcome by now in the run before, and their mean and median.
    pub(crate) ghost: Option<(usize, Duration, Duration)>,
}

/// `the slowest, 122 ms`.
pub(crate) fn slowest(lasting: Duration) -> String {
    format!("the slowest, {lasting}")
}

/// `the most, at 44 ms`.
pub(crate) fn most(at: Time) -> String {
    format!("the most, at {at}")
}

pub(crate) fn responses(known: &Responses) -> String {
    let mut words = match (known.count, known.mean, known.percentiles) {
        (1, Some(mean), _) => format!("One request so far: {mean} from intent to outcome."),
        (count @ 2..10, Some(mean), [Some(p50), ..]) => {
            format!("n = {count} requests, from intent to outcome: mean {mean}, half within {p50}.")
        }
        (count, Some(mean), [Some(p50), Some(p90), Some(p99)]) => format!(
            "n = {count} requests, from intent to outcome: mean {mean}, half within {p50} (p50), \
             90\u{a0}% within {p90} (p90), 99\u{a0}% within {p99} (p99)."
        ),
        _ => "No request has an outcome yet.".to_owned(),
    };
    match known.open {
        0 => {}
        1 => words.push_str(" One more is under way and not in these numbers."),
        open => words.push_str(&format!(" {open} more are under way and not in these numbers.")),
    }
    if known.before > 0 {
        words.push_str(&format!(" Not counted: {} from before measuring began.", known.before));
    }
    if let Some([mean, p50, p90, p99]) = known.theory {
        words.push_str(&format!(" Theory: mean {mean}, p50 {p50}, p90 {p90}, p99 {p99}."));
    }
    if let Some((count, mean, p50)) = known.ghost {
        words.push_str(&format!(" Before: n = {count}, mean {mean}, half within {p50}."));
    }
    words
}

/// `Response times of Browser`.
pub(crate) fn of(title: &str, client: Option<&str>) -> String {
    client.map_or_else(|| title.to_owned(), |client| format!("{title} of {client}"))
}

pub(crate) fn more_servers(count: usize) -> String {
    if count == 1 {
        "One more server has no charts.".to_owned()
    } else {
        format!("{count} more servers have no charts.")
    }
}

/// Thousandths with three digits at most.
fn decimal(thousandths: u64) -> String {
    let (whole, rest) = (thousandths / 1000, thousandths % 1000);
    let rest = match whole {
        0..10 => format!("{:02}", rest / 10),
        10..100 => format!("{}", rest / 100),
        _ => String::new(),
    };
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { whole.to_string() } else { format!("{whole}.{rest}") }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
fn percent(share: f64) -> u64 {
    (share * 100.0 + 0.5) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_have_three_digits() {
        let cases =
            [(0, "0"), (1600, "1.6"), (1234, "1.23"), (12_345, "12.3"), (123_456, "123"), (20_000, "20")];
        for (thousandths, words) in cases {
            assert_eq!(decimal(thousandths), words);
        }
    }
}

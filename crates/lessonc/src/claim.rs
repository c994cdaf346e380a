//! Holds what an author states against what the simulator finds.

use core::ops::Range;

use crate::number::plain;
use crate::report::{Mistake, Report};

/// How far a stated answer may be from the run, as a share of the run's: room for rounding and no more.
const ROOM: f64 = 0.005;

/// Reports a stated answer that the run contradicts.
pub(crate) fn check(claim: f64, truth: f64, unit: &str, span: Range<usize>, report: &Report) {
    if holds(claim, truth) {
        return;
    }
    let message = format!(
        "the answer is stated as {}, but the simulator finds {}",
        with_unit(claim, unit),
        with_unit(truth, unit)
    );
    report.add(
        Mistake::new("claim-contradicted", span.clone(), message)
            .hint("if the scenario is right, state what it finds; else change the scenario")
            .fix(span, plain(truth)),
    );
}

/// Whether two numbers differ by no more than `percent` of the second.
pub(crate) fn within(value: f64, truth: f64, percent: f64) -> bool {
    (value - truth).abs() <= truth.abs() * percent / 100.0
}

fn holds(claim: f64, truth: f64) -> bool {
    within(claim, truth, ROOM * 100.0)
}

fn with_unit(value: f64, unit: &str) -> String {
    format!("{} {unit}", plain(value)).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_percent_is_rounding_and_more_is_a_contradiction() {
        for (claim, truth, expected) in [
            (100.0, 100.0, true),
            (100.5, 100.0, true),
            (100.6, 100.0, false),
            (99.4, 100.0, false),
            (0.0, 0.0, true),
            (0.1, 0.0, false),
        ] {
            assert_eq!(holds(claim, truth), expected, "{claim} against {truth}");
        }
    }
}

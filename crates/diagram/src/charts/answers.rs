//! Answers in each stretch of time.

use trace::{Duration, Outcome, Time};

use super::Asked;
use super::data::Response;
use super::frame::Frame;
use crate::scene::{Area, Scene};
use crate::units::{nice_above, units};
use crate::{Run, Sight};

/// Stretches that a run is cut into, at most.
const MOST: u64 = 20;

/// A stretch of a length that is easy to read.
pub(super) fn window(run: &Run) -> Duration {
    Duration(nice_above((run.end().0 / MOST).max(1)))
}

/// Answers in each stretch.
pub(super) fn counts(run: &Run, responses: &[Response], asked: Asked<'_>, at: Time) -> Vec<u64> {
    let window = window(run).0.max(1);
    let stretches = usize::try_from(run.end().0 / window + 1).unwrap_or(1);
    let mut counts = vec![0; stretches];
    let answers = responses.iter().filter(|own| own.outcome == Outcome::Answered && own.at <= at);
    for answer in answers.filter(|own| asked.takes(own.client)) {
        // An answer at the very end belongs to the last stretch.
        let place = usize::try_from(answer.at.0 / window).unwrap_or(0).min(stretches - 1);
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
    counts
}

/// `expected` is what theory gives for a whole stretch, in thousandths.
pub(super) fn draw(
    sight: &Sight<'_>,
    responses: &[Response],
    asked: Asked<'_>,
    expected: Option<u64>,
) -> Scene {
    let (run, at) = (sight.run, sight.at);
    let (window, end) = (window(run).0, run.end().since(Time::ZERO));
    let highest = counts(run, responses, asked, run.end()).into_iter().max().unwrap_or(0);
    let expected_up = expected.map_or(0, |thousandths| thousandths.div_ceil(1000));
    let mut frame = Frame::new(highest.max(expected_up), 0);
    frame.time(sight);
    for (count, stretch) in
        counts(run, responses, asked, at).into_iter().zip(0_u64..).filter(|(count, _)| *count > 0)
    {
        let from = stretch.saturating_mul(window);
        let (x, to) = (Frame::x(from, end.0), Frame::x(from.saturating_add(window), end.0));
        let y = frame.y(count, 1);
        let area = Area::new(x + 5, y, (to - x - units(1)).max(8), frame.bottom() - y);
        frame.canvas.rect(format!("bin{stretch}"), "bin", area, 0);
    }
    if let Some(thousandths) = expected {
        frame.theory(thousandths, 1000);
    }
    frame.finish()
}

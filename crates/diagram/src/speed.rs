//! How fast a run plays: simulated time for one second on screen.

use trace::Duration;

use crate::Run;
use crate::timeline::{LONGEST_RUN_MS, TRIP_MS};
use crate::units::{nice_above, nice_below, nice_next};

/// A thousandth of real time, and ten times real time.
const SLOWEST: Duration = Duration::from_ms(1);
const FASTEST: Duration = Duration::from_ms(10_000);

/// A run that fits into this many seconds at a comfortable pace gets the comfortable pace.
const COMFORTABLE_RUN_S: u64 = 20;

impl Run {
    /// The speed at which the shortest trip can be followed with the eyes and the whole run stays short.
    pub fn auto_speed(&self) -> Duration {
        let shown = self.timeline().total().max(1);
        let shortest = self.timeline().trip().0;
        // A trip in at least 1.5 s where the run allows it, else in 0.7 s.
        let comfortable = nice_below(shortest / 3 * 2);
        let quick = nice_below(shortest.saturating_mul(1000) / TRIP_MS);
        // Whatever the trips: the whole run in time.
        let needed = nice_above(shown.div_ceil(LONGEST_RUN_MS / 1000));
        let comfort = comfortable >= shown.div_ceil(COMFORTABLE_RUN_S);
        Duration(if comfort { comfortable } else { quick.max(needed) })
    }
}

/// The speeds to choose from, slowest first: steps of 1, 2 and 5 from a thousandth of real time to ten times as fast,
/// and farther where `auto`, the speed that suits the run, is not well within.
pub fn speeds(auto: Duration) -> Vec<Duration> {
    let slowest = nice_below(SLOWEST.0.min(auto.0 / 10).max(1));
    let fastest = nice_above(FASTEST.0.max(auto.0.saturating_mul(10)));
    let mut speeds = vec![slowest];
    while let Some(&last) = speeds.last().filter(|&&last| last < fastest && nice_next(last) > last) {
        speeds.push(nice_next(last));
    }
    speeds.into_iter().map(Duration).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_reach_from_slow_motion_to_quick_motion() {
        let ends = |auto| {
            let speeds = speeds(auto);
            assert!(speeds.is_sorted() && speeds.contains(&auto), "{auto}");
            [speeds.first().copied(), speeds.last().copied()].map(Option::unwrap_or_default)
        };
        let us = |us: u64| Duration(us * 1000);
        assert_eq!(ends(Duration::from_ms(20)), [Duration::from_ms(1), Duration::from_ms(10_000)]);
        assert_eq!(ends(us(50)), [us(5), Duration::from_ms(10_000)]);
        assert_eq!(ends(Duration(1)), [Duration(1), Duration::from_ms(10_000)]);
        assert_eq!(ends(Duration::from_ms(5000)), [Duration::from_ms(1), Duration::from_ms(50_000)]);
        assert_eq!(speeds(Duration::from_ms(20)).len(), 13);
        assert!(speeds(Duration(u64::MAX)).is_sorted() && speeds(Duration(0)).is_sorted());
    }
}

//! How fast a run plays: simulated time for one second on screen.

use trace::Duration;

use crate::Run;
use crate::timeline::{LONGEST_RUN_MS, TRIP_MS};
use crate::units::{nice_above, nice_below, nice_next};

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

/// The speeds to choose from round `speed`, slowest first.
pub fn speeds(speed: Duration) -> Vec<Duration> {
    let nice = nice_below(speed.0);
    let mut speeds = vec![nice];
    for _ in 0..3 {
        let slowest = speeds.first().copied().unwrap_or(1);
        if slowest > 1 {
            speeds.insert(0, nice_below(slowest - 1));
        }
        let fastest = speeds.last().copied().unwrap_or(1);
        if nice_next(fastest) > fastest {
            speeds.push(nice_next(fastest));
        }
    }
    speeds.into_iter().map(|ns| if ns == nice { speed } else { Duration(ns) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_stand_on_both_sides_of_the_chosen_one() {
        let ms = |list: &[u64]| list.iter().map(|&ms| Duration::from_ms(ms)).collect::<Vec<_>>();
        assert_eq!(speeds(Duration::from_ms(20)), ms(&[2, 5, 10, 20, 50, 100, 200]));
        assert_eq!(speeds(Duration(1)).first(), Some(&Duration(1)));
        assert!(speeds(Duration(u64::MAX)).is_sorted());
        assert!(speeds(Duration(0)).contains(&Duration(0)));
    }
}

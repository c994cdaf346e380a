//! How fast a run plays: simulated time for one second on screen.

use trace::{Duration, Fate};

use crate::Run;
use crate::units::{nice_above, nice_below, nice_next};

/// A whole run takes at most so long on screen, even if trips become too quick to follow.
const LONGEST_RUN_S: u64 = 40;

/// A run that fits into this many seconds at a comfortable pace gets the comfortable pace.
const COMFORTABLE_RUN_S: u64 = 20;

impl Run {
    /// The speed at which the shortest trip can be followed with the eyes and the whole run stays short.
    pub fn auto_speed(&self) -> Duration {
        let end = self.end().0.max(1);
        let trips = self.messages.iter().filter_map(|message| match message.fate {
            Fate::Arrived { at } => Some(at.since(message.entered_at).0),
            Fate::Lost { .. } | Fate::InFlight => None,
        });
        let shortest = trips.filter(|&trip| trip > 0).min().unwrap_or(end);
        // A trip in at least 1.5 s where the run allows it, else in 0.7 s.
        let comfortable = nice_below(shortest / 3 * 2);
        let quick = nice_below(shortest.saturating_mul(10) / 7);
        let needed = nice_above(end.div_ceil(LONGEST_RUN_S));
        let speed =
            if comfortable >= end.div_ceil(COMFORTABLE_RUN_S) { comfortable } else { quick.max(needed) };
        Duration(speed)
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

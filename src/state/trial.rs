//! What a task and its figure tell each other: where the knobs are to stand, and what the run gave that is shown.
//!
//! The task is alive before its figure is, and may stay so without it.

use diagram::Run;
use leptos::prelude::*;
use trace::{Condition, Metrics, Relation};

use crate::state::experiment::Experiment;
use crate::ui::amount::amount;

/// Where knobs stand, by their paths.
pub(crate) type Turns = Vec<(String, u64)>;

/// The two ends of the line between a task and its figure.
#[derive(Clone, Copy)]
pub(crate) struct Trial {
    /// What is asked of every run, as [`written`] has it.
    conditions: StoredValue<Vec<String>>,
    /// Where the knobs are to stand, until the figure has taken that over.
    pub(crate) wanted: RwSignal<Option<Turns>>,
    /// What the run gave that is shown. None before the figure is alive.
    pub(crate) found: RwSignal<Option<Found>>,
    /// Counts how often the learner has turned a knob.
    pub(crate) turns: RwSignal<u32>,
}

/// What a run gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where the knobs stood.
    pub(crate) turns: Turns,
    /// For each condition.
    pub(crate) results: Vec<Finding>,
}

/// What a run gave where something was asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The number with its unit.
    pub(crate) given: String,
    /// The number that was asked for, likewise.
    pub(crate) limit: String,
    pub(crate) relation: Relation,
    /// Whether it is as it was asked for.
    pub(crate) holds: bool,
}

impl Trial {
    pub(crate) fn new(conditions: Vec<String>) -> Self {
        Self {
            conditions: StoredValue::new(conditions),
            wanted: RwSignal::new(None),
            found: RwSignal::new(None),
            turns: RwSignal::new(0),
        }
    }

    /// Has the figure do what the task wants, and tells the task what comes of it. The task may have gone.
    pub(crate) fn follow(self, experiment: Experiment) {
        Effect::new(move || {
            if let Some(Some(wanted)) = self.wanted.try_get() {
                self.wanted.set(None);
                untrack(|| experiment.turn_to(&wanted));
            }
        });
        Effect::new(move || {
            let run = experiment.viewing.playhead.run.get();
            if let Some(conditions) = self.conditions.try_get_value() {
                let found = Found { turns: experiment.shown_turns(), results: findings(&run, &conditions) };
                let _ = self.found.try_set(Some(found));
            }
        });
        Effect::new(move || {
            let turns = experiment.turns.get();
            let _ = self.turns.try_set(turns);
        });
    }
}

/// What a run gives for each condition.
pub(crate) fn findings(run: &Run, conditions: &[String]) -> Vec<Finding> {
    let metrics = Metrics::of(&run.trace);
    let finding = |condition: Condition| {
        let found = metrics.measure(&condition.measure);
        let unit = found.as_ref().map_or("", |found| found.unit);
        Finding {
            given: amount(found.as_ref().map_or(f64::NAN, |found| found.value), unit),
            limit: amount(condition.limit, unit),
            relation: condition.relation,
            holds: found.is_some_and(|found| condition.holds_for(found.value)),
        }
    };
    conditions.iter().filter_map(|condition| read(condition)).map(finding).collect()
}

/// The relations with the signs that stand for them.
const SIGNS: [(&str, Relation); 5] = [
    ("<", Relation::Below),
    ("<=", Relation::AtMost),
    ("=", Relation::Equal),
    (">=", Relation::AtLeast),
    (">", Relation::Above),
];

/// A condition as the page carries it: `effects = 1000000`, in millionths, so that the program need not read decimals.
#[cfg(feature = "ssr")]
pub(crate) fn written(condition: &Condition) -> String {
    let sign =
        SIGNS.iter().find(|(_, relation)| *relation == condition.relation).map_or("=", |(sign, _)| sign);
    let limit = crate::ui::amount::millionths(condition.limit).unwrap_or(i64::MAX);
    format!("{} {sign} {limit}", condition.measure)
}

fn read(written: &str) -> Option<Condition> {
    let mut words = written.split(' ');
    let (measure, sign, limit) = (words.next()?, words.next()?, words.next()?);
    let (_, relation) = SIGNS.iter().find(|(known, _)| *known == sign)?;
    let limit: i64 = limit.parse().ok()?;
    #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^53 millionths")]
    let limit = limit as f64 / 1e6;
    Some(Condition { measure: measure.to_owned(), relation: *relation, limit })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn conditions_come_back_from_the_page() {
        for text in
            ["effects = 1", "response_p99_ms < 200", "shop.effects >= 2", "lost <= 0.5", "retries > 0"]
        {
            let condition: Condition = text.parse().expect("a condition");
            assert_eq!(read(&written(&condition)), Some(condition), "{text}");
        }
        assert_eq!(read("effects ~ 1"), None);
    }
}

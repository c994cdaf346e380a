//! Runs of one scenario, and what is remembered of them.

use core::cell::RefCell;
use std::rc::Rc;

use scenario::Scenario;
use sim::{Budget, Simulation};
use trace::{MessageId, Metrics, Scope, Time};

use crate::memo::{Key, Known, Memo, What, fingerprint, fingerprint_with};
use crate::sample::Sample;
use crate::whereabouts::Whereabouts;

/// The least number of runs that a mean is taken over.
pub(crate) const LEAST_RUNS: u32 = 32;

/// After so many runs a mean is as certain as it gets here.
pub(crate) const MOST_RUNS: u32 = 256;

/// What all runs of one scenario may cost together, in events: a few seconds.
const MOST_EVENTS: u64 = 30_000_000;

/// With more requests in [`LEAST_RUNS`] runs, these are not even begun.
const MOST_REQUESTS: u64 = MOST_EVENTS / 3;

/// More measures than this are not remembered.
const MOST_NAMES: usize = 20_000;

/// A scenario that can be run, and asked again without running.
pub(crate) struct Runs<'s> {
    scenario: &'s Scenario,
    fingerprint: u64,
    memo: Rc<RefCell<Memo>>,
}

impl<'s> Runs<'s> {
    pub(crate) fn of(scenario: &'s Scenario, memo: Rc<RefCell<Memo>>) -> Self {
        Self { scenario, fingerprint: fingerprint(scenario), memo }
    }

    /// Whether runs may differ from seed to seed.
    pub(crate) fn is_random(&self) -> bool {
        self.scenario.leaves_to_chance()
    }

    /// When the run ends that a figure shows.
    pub(crate) fn end_ns(&self, seed: u64) -> u64 {
        let what = What::End { seed };
        if let Some(Known::End(ns)) = self.memo.borrow_mut().recall(self.key(what)) {
            return *ns;
        }
        let end_ns = sim::run(self.scenario, seed).end.0;
        self.remember(what, Known::End(end_ns), 1);
        end_ns
    }

    /// A number of the run with `seed`, by the place of its name among [`names`].
    pub(crate) fn number(&self, seed: u64, name: &str) -> Option<f64> {
        let names = names(self.scenario);
        let place = names.iter().position(|known| known == name)?;
        let what = What::Run { seed };
        if let Some(Known::Run(values)) = self.memo.borrow_mut().recall(self.key(what))
            && values.len() == names.len()
        {
            return values[place];
        }
        let values = values(&sim::measure(self.scenario, seed), &names);
        let value = values.get(place).copied().flatten();
        self.remember(what, Known::Run(values), 1);
        value
    }

    /// Where a message is at a moment of the run with `seed`.
    pub(crate) fn whereabouts(&self, seed: u64, moment_ns: u64, message: MessageId) -> Whereabouts {
        let question = format!("{} at {moment_ns}", message.full());
        let scenario = fingerprint_with(self.fingerprint, &question);
        let key = Key { scenario, what: What::Place { seed } };
        if let Some(Known::Place(place)) = self.memo.borrow_mut().recall(key) {
            return Whereabouts::decode(*place);
        }
        let found = Whereabouts::find(&sim::run(self.scenario, seed), message, Time(moment_ns));
        let mut memo = self.memo.borrow_mut();
        memo.count_runs(1);
        memo.remember(key, Known::Place(found.encode()));
        found
    }

    /// A number over runs with the seeds from 1 on: [`LEAST_RUNS`] of them, and more until `enough`. None when one of
    /// the runs gives nothing. Fewer when they take too long, and an empty sample when that is plain before.
    pub(crate) fn sample(&self, name: &str, enough: &dyn Fn(&Sample) -> bool) -> Option<Sample> {
        let names = names(self.scenario);
        let place = names.iter().position(|known| known == name)?;
        let requests = Simulation::measuring(self.scenario, 1, Budget::for_metrics()).total();
        if requests.saturating_mul(LEAST_RUNS.into()) > MOST_REQUESTS {
            return Some(Sample::default());
        }
        let mut count = LEAST_RUNS;
        let mut known: Vec<Sample> = vec![Sample::default(); names.len()];
        let mut runs = 0;
        let mut events = 0;
        loop {
            let what = What::Runs { count };
            let remembered = match self.memo.borrow_mut().recall(self.key(what)) {
                Some(Known::Runs(samples)) if samples.len() == names.len() => Some(samples.clone()),
                _ => None,
            };
            match remembered {
                Some(samples) => known = samples,
                None => {
                    while runs < count && events < MOST_EVENTS {
                        runs += 1;
                        events += self.add_run(u64::from(runs), &names, &mut known, events);
                    }
                    self.remember(what, Known::Runs(known.clone()), 0);
                }
            }
            let all = known.iter().map(|sample| sample.count).max().unwrap_or(0);
            let sample = *known.get(place)?;
            if sample.count < all || sample.count == 0 {
                return None;
            }
            if all < count || count >= MOST_RUNS || enough(&sample) {
                return Some(sample);
            }
            runs = all;
            count *= 2;
        }
    }

    /// Adds the numbers of one more run; the answer is how many events it had.
    fn add_run(&self, seed: u64, names: &[String], known: &mut [Sample], so_far: u64) -> u64 {
        let budget = Budget { events: MOST_EVENTS - so_far, ..Budget::for_metrics() };
        let mut simulation = Simulation::measuring(self.scenario, seed, budget);
        simulation.advance(u64::MAX);
        let events = simulation.events();
        self.memo.borrow_mut().count_runs(1);
        let is_whole = events < budget.events;
        if is_whole || seed == 1 {
            let metrics = simulation.into_metrics();
            for (sample, value) in known.iter_mut().zip(values(&metrics, names)) {
                if let Some(value) = value {
                    sample.add(value);
                }
            }
        }
        events.max(1)
    }

    fn key(&self, what: What) -> Key {
        Key { scenario: self.fingerprint, what }
    }

    fn remember(&self, what: What, known: Known, runs: u64) {
        let mut memo = self.memo.borrow_mut();
        memo.count_runs(runs);
        let size = match &known {
            Known::Run(values) => values.len(),
            Known::Runs(samples) => samples.len(),
            Known::End(_) | Known::Place(_) => 1,
        };
        if size <= MOST_NAMES {
            memo.remember(self.key(what), known);
        }
    }
}

/// Every measure that a run of `scenario` may have, in a fixed order: of the run, then of each node.
pub(crate) fn names(scenario: &Scenario) -> Vec<String> {
    let of_nodes = scenario.nodes.iter().flat_map(|node| {
        let names = trace::MEASURES.into_iter().filter(|name| trace::scope(name) != Some(Scope::Run));
        names.map(|name| format!("{}.{name}", node.id))
    });
    trace::MEASURES.into_iter().map(str::to_owned).chain(of_nodes).collect()
}

fn values(metrics: &Metrics, names: &[String]) -> Vec<Option<f64>> {
    let value = |name: &String| Some(metrics.measure(name)?.value).filter(|value| value.is_finite());
    names.iter().map(value).collect()
}

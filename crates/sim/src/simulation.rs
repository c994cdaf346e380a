//! The ways to run a scenario: to its end or in slices, for its trace or for its numbers.

use scenario::Scenario;
use trace::{Metrics, Time, Trace};

use crate::budget::Budget;
use crate::engine::Engine;
use crate::plan;
use crate::random::{Dice, Draw};

/// Runs `scenario` to its end. Equal input gives an equal trace, natively and in WebAssembly.
pub fn run(scenario: &Scenario, seed: u64) -> Trace {
    run_within(scenario, seed, Budget::default())
}

/// Runs `scenario` until its end or the end of `budget`, whichever comes first.
pub fn run_within(scenario: &Scenario, seed: u64, budget: Budget) -> Trace {
    let mut simulation = Simulation::tracing(scenario, seed, budget);
    simulation.advance(u64::MAX);
    simulation.into_trace()
}

/// Runs `scenario` for its numbers alone, in memory that does not grow with the number of requests. They equal those of
/// the trace, where that is long enough.
pub fn measure(scenario: &Scenario, seed: u64) -> Metrics {
    measure_within(scenario, seed, Budget::for_metrics())
}

/// The same, until the end of `budget` at the latest.
pub fn measure_within(scenario: &Scenario, seed: u64, budget: Budget) -> Metrics {
    let mut simulation = Simulation::measuring(scenario, seed, budget);
    simulation.advance(u64::MAX);
    simulation.into_metrics()
}

/// Every random draw of a run, in order: where two runs that should be equal part, this names the first difference
/// ([`crate::first_divergent_draw`]).
pub fn draws(scenario: &Scenario, seed: u64) -> Vec<Draw> {
    let mut engine = Engine::new(scenario, Dice::with_log(seed), Budget::default(), true);
    engine.advance(u64::MAX);
    engine.desk.dice.into_log()
}

/// A run in slices, so that whoever waits can see how far it is, and call it off.
#[derive(Debug)]
pub struct Simulation {
    engine: Engine,
    total: u64,
}

impl Simulation {
    /// A run for its trace.
    pub fn tracing(scenario: &Scenario, seed: u64, budget: Budget) -> Self {
        Self::new(scenario, seed, budget, true)
    }

    /// A run for its numbers.
    pub fn measuring(scenario: &Scenario, seed: u64, budget: Budget) -> Self {
        Self::new(scenario, seed, budget, false)
    }

    fn new(scenario: &Scenario, seed: u64, budget: Budget, keeps_facts: bool) -> Self {
        let engine = Engine::new(scenario, Dice::new(seed), budget, keeps_facts);
        Self { engine, total: plan::total(scenario) }
    }

    /// Works off so many events at most. True when the run is over.
    pub fn advance(&mut self, events: u64) -> bool {
        self.engine.advance(events)
    }

    /// Where the run is, in simulated time.
    pub fn now(&self) -> Time {
        Time(self.engine.desk.now_ns)
    }

    /// Events so far.
    pub fn events(&self) -> u64 {
        self.engine.events
    }

    /// Requests of loads that are settled.
    pub fn settled(&self) -> u64 {
        self.engine.settled
    }

    /// Requests that all loads want, if the run does not end before.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Ends the run here.
    pub fn cancel(&mut self) {
        self.engine.cancel();
    }

    /// What happened so far.
    pub fn into_trace(mut self) -> Trace {
        self.engine.cancel();
        self.engine.into_trace()
    }

    /// The numbers so far.
    pub fn into_metrics(mut self) -> Metrics {
        self.engine.cancel();
        self.engine.into_metrics()
    }
}

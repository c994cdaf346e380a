//! Bytes as operations: what is built, how it is driven, and what is done to it then.

use scenario::Scenario;
use sim::{Budget, Simulation, run_within};
use trace::{Ended, Fact, Outcome, Trace, What};

use crate::bytes::Bytes;
use crate::{SMALL, compose, text, verdict};

/// Builds a sound scenario and runs it: at once, again, in slices, called off, and with one thing more done to it.
pub fn operations(data: &[u8]) {
    let mut bytes = Bytes::new(data);
    let driving = Driving::read(&mut bytes);
    let scenario = compose::scenario(&mut bytes);
    text::survives_storage(&scenario);
    let trace = verdict::run(&scenario, driving.seed, driving.budget);
    assert_eq!(run_within(&scenario, driving.seed, driving.budget), trace, "equal input, equal run");
    driving.in_slices(&scenario, &trace);
    driving.called_off(&scenario, &trace);
    driving.disturbed(scenario, &trace);
}

/// What [`operations`] makes of the bytes, for people.
pub fn meaning(data: &[u8]) -> String {
    let mut bytes = Bytes::new(data);
    let driving = Driving::read(&mut bytes);
    let scenario = compose::scenario(&mut bytes);
    let more = compose::intervention(&mut Bytes::new(driving.more), &scenario);
    format!("{driving:#?}\n{scenario:#?}\nthen {more:#?}")
}

/// How a run is driven.
#[derive(Debug)]
struct Driving<'a> {
    seed: u64,
    budget: Budget,
    /// How many events each slice has, over and over.
    slices: [u8; 3],
    /// After how many of them nobody waits any more.
    patience: u8,
    /// From which one thing more to do is read.
    more: &'a [u8],
}

impl<'a> Driving<'a> {
    fn read(bytes: &mut Bytes<'a>) -> Self {
        let seed = match bytes.byte() {
            255 => u64::MAX,
            seed => seed.into(),
        };
        let budget = match bytes.byte() {
            0 => Budget { events: 0, ..SMALL },
            1 => Budget { facts: 0, ..SMALL },
            2 => Budget { alive: 0, ..SMALL },
            3..24 => Budget { events: u64::from(bytes.byte()) * 4, ..SMALL },
            24..48 => Budget { facts: u32::from(bytes.byte()) * 4, ..SMALL },
            48..72 => Budget { alive: bytes.byte().into(), ..SMALL },
            _ => SMALL,
        };
        let slices = [bytes.byte(), bytes.byte(), bytes.byte()];
        let patience = bytes.byte();
        Self { seed, budget, slices, patience, more: bytes.taken(16) }
    }

    fn simulation(&self, scenario: &Scenario) -> Simulation {
        Simulation::tracing(scenario, self.seed, self.budget)
    }

    /// Advances slice by slice; true when the run is over before patience is.
    fn advance(&self, simulation: &mut Simulation, patience: usize) -> bool {
        let (mut now, mut events) = (simulation.now(), simulation.events());
        for slice in self.slices.iter().cycle().take(patience) {
            let most = u64::from(*slice).max(1);
            let over = simulation.advance(most);
            assert!(simulation.events() <= events + most, "more events than asked for");
            // With its last event a run goes back to its last fact.
            assert!(over || simulation.now() >= now, "time went back");
            assert!(simulation.settled() <= simulation.total(), "more settled than wanted");
            if over {
                return true;
            }
            (now, events) = (simulation.now(), simulation.events());
        }
        false
    }

    fn in_slices(&self, scenario: &Scenario, whole: &Trace) {
        let mut simulation = self.simulation(scenario);
        assert!(self.advance(&mut simulation, usize::MAX), "a run comes to its end");
        simulation.cancel();
        assert!(simulation.advance(1), "what is over stays over");
        let trace = simulation.into_trace();
        assert_eq!(trace.ended, whole.ended, "in slices or at once");
        assert_eq!(trace::first_divergence(&trace, whole), None, "in slices or at once");
        assert_eq!(&trace, whole, "in slices or at once");
    }

    fn called_off(&self, scenario: &Scenario, whole: &Trace) {
        let mut simulation = self.simulation(scenario);
        let over = self.advance(&mut simulation, self.patience.into());
        simulation.cancel();
        let trace = simulation.into_trace();
        if over {
            assert_eq!(&trace, whole);
        } else {
            assert_eq!(trace.ended, Ended::Cancelled);
            verdict::trace(scenario, &trace);
            let (seen, all) = (happened(&trace), happened(whole));
            assert!(all.starts_with(&seen), "what was seen is how the whole run begins");
        }
    }

    /// One thing more is done: nothing before it changes.
    fn disturbed(&self, mut scenario: Scenario, base: &Trace) {
        let mut bytes = Bytes::new(self.more);
        let intervention = compose::intervention(&mut bytes, &scenario);
        let at_ns = intervention.at_ns;
        scenario.interventions.push(intervention);
        if scenario.check().is_err() {
            return;
        }
        let fork = verdict::run(&scenario, self.seed, self.budget);
        let until = at_ns.min(base.end.0).min(fork.end.0);
        assert_eq!(before(base, until), before(&fork, until), "something changed before it was disturbed");
    }
}

/// Without what the end itself adds.
fn happened(trace: &Trace) -> Vec<&Fact> {
    let by_the_end = |fact: &&Fact| matches!(fact.what, What::Settled { outcome: Outcome::Unfinished, .. });
    trace.facts.iter().filter(|fact| !by_the_end(fact)).collect()
}

fn before(trace: &Trace, at_ns: u64) -> &[Fact] {
    &trace.facts[..trace.facts.partition_point(|fact| fact.at.0 < at_ns)]
}

//! The simulator as a WebAssembly module of its own: a scenario in its stored form in, a trace in its stored form or
//! numbers out.
//!
//! `worker.js` beside this crate makes a Web Worker of it.

#[cfg(target_arch = "wasm32")]
use lol_alloc::{FreeListAllocator, LockedAllocator};
use scenario::Scenario;
use sim::{Budget, Simulation};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// A run asks for memory in a few long lists that seldom grow: an allocator that looks through its free places one by one is
/// as fast for that as the usual one, and a tenth of its code.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: LockedAllocator<FreeListAllocator> = LockedAllocator::new(FreeListAllocator::new());

/// Nothing to start: the page calls.
fn main() {}

/// A run in slices, so that the worker hears in between when nobody wants it any more.
#[wasm_bindgen]
pub struct Job {
    simulation: Simulation,
    end_ns: Option<u64>,
}

#[wasm_bindgen]
impl Job {
    /// `turns` are knobs and their values, `wire.one_way_ms=80&server.workers=2`; `acts` is what is done besides the
    /// scenario's own interventions, `95ms drop 7.1 reply&120ms crash server`; `seed` is a whole number in decimal digits (a
    /// JavaScript number could not hold all of them). A run `for_numbers` keeps no trace, so it may be long.
    #[wasm_bindgen(constructor)]
    pub fn new(
        scenario: &[u8],
        turns: &str,
        acts: &str,
        seed: &str,
        for_numbers: bool,
    ) -> Result<Self, JsError> {
        Self::prepared(scenario, turns, acts, seed, for_numbers).map_err(|reason| JsError::new(&reason))
    }

    /// Works off so many events at most. True when the run is over.
    pub fn advance(&mut self, events: u32) -> bool {
        self.simulation.advance(events.into())
    }

    /// The share of the run that is done, from 0 to 1: of its requests, or of its time where that ends first.
    pub fn progress(&self) -> f64 {
        let requests = share(self.simulation.settled(), self.simulation.total());
        let time = self.end_ns.map_or(0.0, |end_ns| share(self.simulation.now().0, end_ns));
        requests.max(time)
    }

    /// Ends the run where it is.
    pub fn stop(&mut self) {
        self.simulation.cancel();
    }

    /// The stored trace of what happened so far.
    pub fn trace(self) -> Vec<u8> {
        trace::encode(&self.simulation.into_trace())
    }

    /// The measures of these names, which stand between spaces; NaN for one that this run has no value for.
    pub fn numbers(self, names: &str) -> Vec<f64> {
        let metrics = self.simulation.into_metrics();
        let number = |name: &str| metrics.measure(name).map_or(f64::NAN, |measure| measure.value);
        names.split_ascii_whitespace().map(number).collect()
    }
}

impl Job {
    fn prepared(
        scenario: &[u8],
        turns: &str,
        acts: &str,
        seed: &str,
        for_numbers: bool,
    ) -> Result<Self, String> {
        let (scenario, seed) = order(scenario, turns, acts, seed)?;
        let simulation = if for_numbers {
            Simulation::measuring(&scenario, seed, Budget::for_metrics())
        } else {
            Simulation::tracing(&scenario, seed, Budget::default())
        };
        Ok(Self { simulation, end_ns: scenario.end_ns })
    }
}

/// The fingerprint of a run, to compare with the one of a run elsewhere.
#[wasm_bindgen]
pub fn hash(scenario: &[u8], turns: &str, seed: &str) -> Result<u64, JsError> {
    let (scenario, seed) = order(scenario, turns, "", seed).map_err(|reason| JsError::new(&reason))?;
    Ok(sim::run(&scenario, seed).hash())
}

/// Every random draw of the same run: five numbers each, moment, entity, purpose, ordinal and word. Where fingerprints differ,
/// the first draw that does says why.
#[wasm_bindgen]
pub fn draws(scenario: &[u8], turns: &str, seed: &str) -> Result<Vec<u64>, JsError> {
    let (scenario, seed) = order(scenario, turns, "", seed).map_err(|reason| JsError::new(&reason))?;
    let draws = sim::draws(&scenario, seed);
    let numbers = |draw: &sim::Draw| [draw.at_ns, draw.entity, draw.purpose as u64, draw.ordinal, draw.word];
    Ok(draws.iter().flat_map(numbers).collect())
}

/// What the page asks for, or in words why it cannot be run.
///
/// A page's scenarios were checked when it was built, and knobs keep their bounds, so nothing is checked again: the rules
/// would be a fifth of this module. Whatever else may come in, the run's budgets hold.
fn order(scenario: &[u8], turns: &str, acts: &str, seed: &str) -> Result<(Scenario, u64), String> {
    let mut scenario = Scenario::decode(scenario).map_err(|_| "the scenario cannot be read".to_owned())?;
    let seed: u64 = seed.parse().map_err(|_| "the seed is not a whole number".to_owned())?;
    for turn in turns.split('&').filter(|turn| !turn.is_empty()) {
        let (path, value) = turn.split_once('=').unwrap_or((turn, ""));
        value
            .parse()
            .ok()
            .and_then(|value| scenario.turn(path, value).ok())
            .ok_or_else(|| ["`", path, "` cannot be turned to ", value].concat())?;
    }
    for act in acts.split('&').filter(|act| !act.is_empty()) {
        scenario.intervene(act).map_err(|why| ["`", act, "` cannot be done: ", &why.to_string()].concat())?;
    }
    Ok((scenario, seed))
}

#[expect(clippy::cast_precision_loss, reason = "to be shown in whole per cent")]
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { (part as f64 / whole as f64).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_request() -> Vec<u8> {
        let text = include_str!("../../../lessons/scenarios/one-request.toml");
        scenario::parse(text).expect("the course's own scenario is sound").encode()
    }

    fn finished(turns: &str, acts: &str) -> Job {
        let mut job = Job::prepared(&one_request(), turns, acts, "1", false).expect("it can be run");
        assert!(job.advance(u32::MAX));
        job
    }

    #[test]
    fn a_turned_knob_changes_the_run() {
        let end_ns = |turns| trace::decode(&finished(turns, "").trace()).expect("a stored trace").end.0;
        assert_eq!(end_ns(""), 122_000_000);
        assert_eq!(
            end_ns("wire.one_way_ms=80&server.workers=2"),
            202_000_000,
            "the reply still arrives, though the client waits 200 ms only"
        );
    }

    #[test]
    fn what_is_done_changes_the_run_from_its_moment_on() {
        let trace = |acts| trace::decode(&finished("", acts).trace()).expect("a stored trace");
        let (before, after) = (trace(""), trace("95ms drop 1.1 reply&300ms crash server"));
        let untouched = before.facts.partition_point(|fact| fact.at.0 < 95_000_000);
        assert!(untouched > 0);
        assert_eq!(before.facts[..untouched], after.facts[..untouched]);
        assert!(after.facts.iter().any(|fact| matches!(fact.what, trace::What::Lost { .. })));
        assert_eq!(after.end.0, 300_000_000, "the server goes down after the client has given up");
    }

    #[test]
    fn slices_add_up_to_the_run() {
        let mut job = Job::prepared(&one_request(), "", "", "1", false).expect("it can be run");
        let mut before = 0.0;
        while !job.advance(1) {
            assert!(job.progress() >= before && job.progress() <= 1.0);
            before = job.progress();
        }
        assert!((job.progress() - 1.0).abs() < f64::EPSILON);
        assert_eq!(job.trace(), finished("", "").trace());
    }

    #[test]
    fn a_stopped_run_is_over_and_says_so() {
        let mut job = Job::prepared(&one_request(), "", "", "1", false).expect("it can be run");
        assert!(!job.advance(1));
        job.stop();
        assert!(job.advance(1));
        assert_eq!(trace::decode(&job.trace()).expect("a stored trace").ended, trace::Ended::Cancelled);
    }

    #[test]
    fn numbers_come_in_the_order_of_their_names() {
        let mut job = Job::prepared(&one_request(), "", "", "1", true).expect("it can be run");
        assert!(job.advance(u32::MAX));
        let numbers = job.numbers("makespan_ms nonsense requests");
        assert!(matches!(numbers[..], [122.0, nonsense, 1.0] if nonsense.is_nan()), "{numbers:?}");
    }

    #[test]
    fn what_cannot_be_run_is_refused_in_words() {
        let good = one_request();
        let cases: [(&[u8], &str, &str, &str, &str); 9] = [
            (b"", "", "", "1", "the scenario cannot be read"),
            (b"[]", "", "", "1", "the scenario cannot be read"),
            (&good, "wire", "", "1", "`wire` cannot be turned to "),
            (&good, "wire.colour=3", "", "1", "`wire.colour` cannot be turned to 3"),
            (&good, "server.workers=0", "", "1", "`server.workers` cannot be turned to 0"),
            (&good, "server.workers=-1", "", "1", "`server.workers` cannot be turned to -1"),
            (&good, "", "", "-1", "the seed"),
            (
                &good,
                "",
                "5ms crash client",
                "1",
                "`5ms crash client` cannot be done: only a server can do that",
            ),
            (&good, "", "5ms crash server&6ms", "1", "`6ms` cannot be done: it reads like none"),
        ];
        for (scenario, turns, acts, seed, part) in cases {
            let reason = order(scenario, turns, acts, seed).expect_err("it cannot be run");
            assert!(reason.contains(part), "{reason:?} should mention {part:?}");
        }
    }
}

//! `simulate bench`: how fast the simulator is, and a bare loop in the same words.

use crate::failure::Failure;
use crate::options::Bench;
use scenario::Scenario;
use std::io::Write;
use std::time::Instant;
use trace::Ended;

const MM1: &str = include_str!("../../lessons/scenarios/mm1.toml");
const SEED: u64 = 1;

/// One line: events, seconds, and the mean and the 99th percentile of the stay in seconds. Only the run is timed. Each
/// customer counts as two events, an arrival and a departure, however many the simulator needs.
pub(crate) fn run(out: &mut impl Write, what: Bench, customers: u32) -> Result<(), Failure> {
    let (seconds, mean_s, p99_s) = match what {
        Bench::Mm1 => mm1(customers)?,
        Bench::Floor => floor(customers)?,
    };
    let events = u64::from(customers) * 2;
    Ok(writeln!(out, "{events} {seconds:.6} {mean_s:.6} {p99_s:.6}")?)
}

/// Through the entry point that lessons use.
fn mm1(customers: u32) -> Result<(f64, f64, f64), Failure> {
    let scenario = mm1_scenario(customers)?;
    let begin = Instant::now();
    let metrics = sim::measure(&scenario, SEED);
    let seconds = begin.elapsed().as_secs_f64();
    if metrics.ended() != Ended::Idle {
        return Err(Failure::Run(format!("the run did not come to its end: {:?}", metrics.ended())));
    }
    let in_seconds =
        |name: &str| metrics.measure(name).map(|measure| measure.value / 1000.0).ok_or_else(nobody);
    Ok((seconds, in_seconds("response_ms")?, in_seconds("response_p99_ms")?))
}

fn mm1_scenario(customers: u32) -> Result<Scenario, Failure> {
    let mut scenario = scenario::parse(MM1).map_err(|problems| {
        Failure::Run(format!("lessons/scenarios/mm1.toml has {} mistakes", problems.len()))
    })?;
    scenario
        .turn("client.requests", customers.into())
        .map_err(|_| Failure::Usage(format!("the scenario cannot have {customers} customers")))?;
    Ok(scenario)
}

fn floor(customers: u32) -> Result<(f64, f64, f64), Failure> {
    let begin = Instant::now();
    let outcome = floor::serve(customers, SEED);
    let seconds = begin.elapsed().as_secs_f64();
    Ok((seconds, outcome.mean_s().ok_or_else(nobody)?, outcome.p99_s().ok_or_else(nobody)?))
}

fn nobody() -> Failure {
    Failure::Run("nobody was served".to_owned())
}

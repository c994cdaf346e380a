//! The numbers of a run as one JSON object.

use crate::failure::Failure;
use crate::numbers::{json, milliseconds};
use scenario::Scenario;
use std::io::Write;
use trace::{Ended, MEASURES};

/// Every measure that has a value: first those of the whole run, then those of each node as `node.measure`.
pub(crate) fn write(out: &mut impl Write, scenario: &Scenario, seed: u64) -> Result<(), Failure> {
    let metrics = sim::measure(scenario, seed);
    writeln!(out, "{{\n  \"seed\": {seed},")?;
    writeln!(out, "  \"ended\": \"{}\",", word(metrics.ended()))?;
    write!(out, "  \"end_ms\": {}", milliseconds(metrics.end_at()))?;
    let of_nodes = scenario
        .nodes
        .iter()
        .flat_map(|node| MEASURES.iter().map(move |measure| format!("{}.{measure}", node.id)));
    for name in MEASURES.iter().map(|&measure| measure.to_owned()).chain(of_nodes) {
        let value = metrics.measure(&name).and_then(|measure| json(measure.value));
        if let Some(value) = value {
            write!(out, ",\n  {}: {value}", serde_json::Value::from(name))?;
        }
    }
    Ok(writeln!(out, "\n}}")?)
}

fn word(ended: Ended) -> &'static str {
    match ended {
        Ended::Idle => "idle",
        Ended::Deadline => "deadline",
        Ended::Cancelled => "cancelled",
        Ended::EventBudget => "event-budget",
        Ended::TraceBudget => "trace-budget",
        Ended::MemoryBudget => "memory-budget",
    }
}

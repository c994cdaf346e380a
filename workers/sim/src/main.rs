//! The simulator as a WebAssembly module of its own: a scenario as JSON in, a trace in its stored form out.
//!
//! `worker.js` beside this crate makes a Web Worker of it.

use scenario::Scenario;
use trace::Trace;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// Nothing to start: the page calls.
fn main() {}

/// Runs a scenario: `turns` is a list of knobs and their values, `[["wire.one_way_ms", 80]]`, and `seed` a whole
/// number in decimal digits (a JavaScript number could not hold all of them). The answer is the stored trace.
#[wasm_bindgen]
pub fn run(scenario: &str, turns: &str, seed: &str) -> Result<Vec<u8>, JsError> {
    let trace = played(scenario, turns, seed).map_err(|reason| JsError::new(&reason))?;
    Ok(trace::encode(&trace))
}

/// The fingerprint of the same run, in 16 hexadecimal digits, to compare with the one of a run elsewhere.
#[wasm_bindgen]
pub fn hash(scenario: &str, turns: &str, seed: &str) -> Result<String, JsError> {
    let trace = played(scenario, turns, seed).map_err(|reason| JsError::new(&reason))?;
    Ok(format!("{:016x}", trace.hash()))
}

/// Runs what the page asks for, or says in words why not.
fn played(scenario: &str, turns: &str, seed: &str) -> Result<Trace, String> {
    let mut scenario: Scenario =
        serde_json::from_str(scenario).map_err(|error| format!("the scenario cannot be read: {error}"))?;
    let turns: Vec<(String, u64)> =
        serde_json::from_str(turns).map_err(|error| format!("the turned knobs cannot be read: {error}"))?;
    let seed: u64 = seed.parse().map_err(|_| "the seed is not a whole number".to_owned())?;
    for (path, value) in turns {
        scenario.turn(&path, value).map_err(|_| format!("`{path}` cannot be turned to {value}"))?;
    }
    scenario.check().map_err(|reasons| reasons.join("; "))?;
    Ok(sim::run(&scenario, seed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_request() -> String {
        let text = include_str!("../../../lessons/scenarios/one-request.toml");
        let scenario = scenario::parse(text).expect("the course's own scenario is sound");
        serde_json::to_string(&scenario).expect("a scenario is plain data")
    }

    #[test]
    fn a_turned_knob_changes_the_run() {
        let as_written = played(&one_request(), "[]", "1").expect("it runs as written");
        let farther =
            played(&one_request(), r#"[["wire.one_way_ms", 80]]"#, "1").expect("it runs from farther off");
        assert_eq!(as_written.end.0, 122_000_000);
        assert_eq!(
            farther.end.0, 202_000_000,
            "the reply still arrives, though the client waits 200 ms only"
        );
    }

    #[test]
    fn what_cannot_be_run_is_refused_in_words() {
        let good = one_request();
        let cases = [
            ("", "[]", "1", "the scenario cannot be read"),
            (r#"{"title": "", "nodes": [], "links": [], "loads": []}"#, "[]", "1", "title"),
            (&good, "{}", "1", "the turned knobs cannot be read"),
            (&good, r#"[["wire.colour", 3]]"#, "1", "`wire.colour` cannot be turned to 3"),
            (&good, r#"[["server.workers", 0]]"#, "1", "`server.workers` cannot be turned to 0"),
            (&good, "[]", "-1", "the seed"),
        ];
        for (scenario, turns, seed, part) in cases {
            let reason = played(scenario, turns, seed).expect_err("it cannot be run");
            assert!(reason.contains(part), "{reason:?} should mention {part:?}");
        }
    }
}

//! The measures of a run: numbers all of them, and the same by both ways of counting.

use scenario::Scenario;
use trace::{MEASURES, Metrics, Trace};

/// Every measure there is: of the run, and of each node.
fn names(scenario: &Scenario) -> impl Iterator<Item = String> {
    let of_nodes = scenario
        .nodes
        .iter()
        .flat_map(|node| MEASURES.iter().map(move |name| [node.id.as_str(), ".", name].concat()));
    MEASURES.iter().map(|name| (*name).to_owned()).chain(of_nodes)
}

pub(super) fn are_numbers(scenario: &Scenario, metrics: &Metrics) {
    for name in names(scenario) {
        let Some(measure) = metrics.measure(&name) else { continue };
        assert!(measure.value.is_finite() && measure.value >= 0.0, "{name} is {}", measure.value);
        if name.ends_with("utilisation") {
            assert!(measure.value <= 1.0 + 1e-9, "{name} is {}", measure.value);
        }
    }
}

/// What was counted during the run is what its trace comes to.
pub(super) fn are_equal(scenario: &Scenario, trace: &Trace, counted: &Metrics) {
    let folded = Metrics::of(trace);
    for name in names(scenario) {
        let (folded, counted) = (folded.measure(&name), counted.measure(&name));
        assert_eq!(folded.is_some(), counted.is_some(), "{name}: {folded:?} {counted:?}");
        if let (Some(folded), Some(counted)) = (folded, counted) {
            assert_eq!(folded.unit, counted.unit, "{name}");
            let error = (folded.value - counted.value).abs();
            assert!(error <= 1e-9 * folded.value.abs(), "{name}: {} {}", folded.value, counted.value);
        }
    }
}

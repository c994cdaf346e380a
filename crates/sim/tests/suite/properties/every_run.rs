//! Order and cause, conservation, one life for each request, the same numbers by every way of counting.

use std::collections::{BTreeMap, BTreeSet};

use super::{config, sound};
use proptest::prelude::*;
use scenario::Scenario;
use trace::{Ended, FactId, MessageId, NodeId, Outcome, Part, RequestId, Time, TimerKind, Trace, What};

/// Every measure of a run: of the whole, and of each node.
fn names(scenario: &Scenario) -> Vec<String> {
    let of_node = |node: &scenario::Node| {
        let id = node.id.clone();
        trace::MEASURES.iter().map(move |name| format!("{id}.{name}"))
    };
    let whole = trace::MEASURES.iter().map(|name| (*name).to_owned());
    whole.chain(scenario.nodes.iter().flat_map(of_node)).collect()
}

/// What was sent and copied, and what had become of it by the end of each moment.
#[derive(Default)]
struct Network {
    travelling: BTreeSet<MessageId>,
    sent: u32,
    ended: u32,
}

impl Network {
    fn take(&mut self, what: &What) -> Result<(), TestCaseError> {
        match *what {
            What::Sent { message, .. } | What::Copied { message, .. } => {
                prop_assert!(self.travelling.insert(message), "{:?} is already on its way", message);
                self.sent += 1;
            }
            What::Arrived { message, .. } | What::Lost { message, .. } => {
                prop_assert!(self.travelling.remove(&message), "{:?} was not on its way", message);
                self.ended += 1;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Facts that a client writes down about its own request, and that must not come after its outcome.
fn concerns_the_client(what: &What) -> bool {
    match what {
        What::Sent { message, .. } => message.part == Part::Request,
        What::Blocked { .. }
        | What::LookedUp { .. }
        | What::TimerSet { .. }
        | What::TimerFired { .. }
        | What::BackedOff { .. }
        | What::BudgetSpent { .. } => true,
        _ => false,
    }
}

/// The clock for a reply's next bit.
fn listens(what: &What) -> bool {
    match *what {
        What::TimerSet { kind, .. } | What::TimerFired { kind, .. } => kind == TimerKind::Idle,
        _ => false,
    }
}

fn values(trace: &Trace, names: &[String]) -> Vec<Option<f64>> {
    names.iter().map(|name| trace::measure(trace, name).map(|measure| measure.value)).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn time_never_goes_back_and_causes_come_first(scenario in sound()) {
        let trace = sim::run(&scenario, 1);
        prop_assert!(matches!(trace.ended, Ended::Idle | Ended::Deadline));
        prop_assert!(trace.facts.is_sorted_by_key(|fact| fact.at));
        prop_assert!(trace.facts.last().is_none_or(|fact| fact.at <= trace.end));
        prop_assert!(scenario.end_ns.is_none_or(|end| trace.end.0 <= end));
        for (fact, place) in trace.facts.iter().zip(0_u32..) {
            prop_assert!(fact.cause.is_none_or(|cause| cause < FactId(place)), "{:?}", fact);
            prop_assert!(usize::from(fact.node.0) < trace.nodes.len());
        }
    }

    #[test]
    fn what_is_sent_has_arrived_or_is_lost_or_on_its_way(scenario in sound()) {
        let trace = sim::run(&scenario, 1);
        let gauge = trace::in_flight(&trace);
        let mut network = Network::default();
        let mut facts = trace.facts.iter().peekable();
        while let Some(fact) = facts.next() {
            network.take(&fact.what)?;
            prop_assert_eq!(network.sent, network.ended + network.travelling.len() as u32);
            if facts.peek().is_none_or(|next| next.at > fact.at) {
                prop_assert_eq!(gauge.level_at(fact.at), network.sent - network.ended, "at {:?}", fact.at);
            }
        }
        let held = scenario.interventions.iter().any(|it| matches!(it.action, scenario::Action::Hold { .. }));
        if trace.ended == Ended::Idle && !held {
            prop_assert!(network.travelling.is_empty(), "nothing is left to happen, so nothing is on its way");
        }
    }

    #[test]
    fn each_request_is_wanted_once_and_settled_once(scenario in sound()) {
        let trace = sim::run(&scenario, 1);
        let mut open: BTreeMap<RequestId, NodeId> = BTreeMap::new();
        let (mut settled, mut updates) = (BTreeSet::new(), BTreeSet::new());
        let mut next = 1;
        for fact in &trace.facts {
            match fact.what {
                What::Wanted { request } => {
                    prop_assert_eq!(request, RequestId(next), "numbered in the order of intent");
                    next += 1;
                    open.insert(request, fact.node);
                }
                What::Settled { request, .. } => {
                    prop_assert_eq!(open.remove(&request), Some(fact.node), "settled where it was wanted");
                    settled.insert(request);
                }
                _ => {
                    let Some(request) = fact.what.request() else { continue };
                    if request == RequestId(next) {
                        let sent = matches!(fact.what, What::Sent { message, .. } if message.part == Part::Update);
                        prop_assert!(sent, "neither wanted nor an update: {:?}", fact);
                        next += 1;
                        updates.insert(request);
                    }
                    let known = open.contains_key(&request) || settled.contains(&request);
                    prop_assert!(known || updates.contains(&request), "{:?}", fact);
                    let late = settled.contains(&request) && concerns_the_client(&fact.what);
                    // An answer that never ends is listened to.
                    let late = late && (scenario.feeds.is_empty() || !listens(&fact.what));
                    prop_assert!(!late, "a client goes on with what it has settled: {:?}", fact);
                }
            }
        }
        prop_assert!(open.is_empty(), "never settled: {:?}", open);
    }

    #[test]
    fn runs_to_the_end_want_all_that_the_loads_ask_for(scenario in sound()) {
        let trace = sim::run(&scenario, 1);
        // Who waits for ever for one answer may never want the next.
        let unfinished = |what: &What| matches!(what, What::Settled { outcome: Outcome::Unfinished, .. });
        if trace.ended != Ended::Idle || trace.facts.iter().any(|fact| unfinished(&fact.what)) {
            return Ok(());
        }
        for (node, id) in scenario.nodes.iter().zip(0_u16..).filter(|(node, _)| node.server.is_none()) {
            let asked: u32 =
                scenario.loads.iter().filter(|load| load.client == id).map(|load| load.requests).sum();
            let wanted = trace.facts.iter().filter(|fact| {
                fact.node == NodeId(id) && matches!(fact.what, What::Wanted { .. })
            });
            prop_assert_eq!(wanted.count(), asked as usize, "{}", node.id);
        }
    }

    #[test]
    fn timers_fire_when_they_said(scenario in sound()) {
        let trace = sim::run(&scenario, 1);
        let mut set: BTreeMap<(NodeId, MessageId, TimerKind), Time> = BTreeMap::new();
        for fact in &trace.facts {
            match fact.what {
                What::TimerSet { message, kind, until } => {
                    prop_assert!(until >= fact.at);
                    set.insert((fact.node, message, kind), until);
                }
                What::TimerFired { message, kind } => {
                    prop_assert_eq!(set.remove(&(fact.node, message, kind)), Some(fact.at), "{:?}", fact);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn measures_do_not_depend_on_the_way_of_counting(scenario in sound(), seed in 1_u64..9) {
        let trace = sim::run(&scenario, seed);
        let metrics = sim::measure(&scenario, seed);
        prop_assert_eq!((metrics.ended(), metrics.end_at()), (trace.ended, trace.end));
        for name in names(&scenario) {
            let (folded, streamed) = (trace::measure(&trace, &name), metrics.measure(&name));
            prop_assert_eq!(folded.is_some(), streamed.is_some(), "{}: {:?} {:?}", name, folded, streamed);
            if let (Some(folded), Some(streamed)) = (folded, streamed) {
                prop_assert_eq!(folded.unit, streamed.unit);
                let error = (folded.value - streamed.value).abs();
                prop_assert!(error <= 1e-9 * folded.value.abs(), "{}: {} {}", name, folded.value, streamed.value);
            }
        }
    }

    /// L = λW over a finished run: the time that requests were inside, counted by moments and by requests.
    #[test]
    fn littles_law(scenario in sound()) {
        let scenario = Scenario { measure_from_ns: 0, ..scenario };
        let metrics = sim::measure(&scenario, 1);
        let value = |name: &str| metrics.measure(name).map_or(0.0, |measure| measure.value);
        if metrics.ended() != Ended::Idle || value("unfinished") > 0.0 {
            return Ok(());
        }
        let by_moments = value("in_system_mean") * metrics.end_at().0 as f64 / 1e6;
        let by_requests = value("response_ms") * value("requests");
        prop_assert!((by_moments - by_requests).abs() <= 1e-6 * by_requests + 1e-6, "{} {}", by_moments, by_requests);
    }

    #[test]
    fn equal_input_gives_an_equal_run_that_survives_storage(scenario in sound(), seed in any::<u64>()) {
        let trace = sim::run(&scenario, seed);
        prop_assert_eq!(&trace, &sim::run(&scenario, seed));
        let stored = trace::encode(&trace);
        prop_assert_eq!(trace::decode(&stored), Ok(trace));
    }

    /// WebAssembly without threads runs the others.
    #[test]
    #[cfg(not(target_family = "wasm"))]
    fn threads_make_no_difference(scenario in sound(), seed in any::<u64>()) {
        let here = sim::run(&scenario, seed).hash();
        let there = std::thread::spawn(move || sim::run(&scenario, seed).hash()).join();
        prop_assert_eq!(there.ok(), Some(here));
    }

    #[test]
    fn damaged_storage_never_panics(scenario in sound(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut stored = trace::encode(&sim::run(&scenario, 1));
        let at = at.index(stored.len());
        stored[at] = byte;
        if let Ok(trace) = trace::decode(&stored) {
            let _ = (trace::messages(&trace), trace::in_flight(&trace), trace::queue_length(&trace, NodeId(0)));
            let _ = values(&trace, &names(&scenario));
        }
        stored.truncate(at);
        prop_assert!(trace::decode(&stored).is_err());
    }
}

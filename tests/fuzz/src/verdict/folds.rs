//! The folds over a trace: none of them fails, and they agree with each other.

use scenario::{Discipline, Lines, Scenario};
use trace::{
    FactId, Fate, Index, NodeId, State, Time, Trace, What, busy_workers, consequences, in_flight, messages,
    open_requests, queue_length, spans, why,
};

pub(super) fn agree(scenario: &Scenario, trace: &Trace) {
    agree_on_messages(trace);
    agree_on_spans(trace);
    agree_on_servers(scenario, trace);
    agree_on_moments(trace);
    agree_on_reasons(trace);
}

fn agree_on_messages(trace: &Trace) {
    let messages = messages(trace);
    let begun = |what: &What| matches!(what, What::Sent { .. } | What::Copied { .. });
    assert_eq!(messages.len(), count(trace, begun), "one for each sending");
    for message in &messages {
        assert!(message.entered_at <= message.left_at, "{message:?}");
        let over = match message.fate {
            Fate::Arrived { at } | Fate::Lost { at, .. } => at,
            Fate::InFlight => trace.end,
        };
        assert!(message.sent_at <= over && over <= trace.end, "{message:?}");
    }
    let left = messages.iter().filter(|message| message.fate == Fate::InFlight).count();
    assert_eq!(in_flight(trace).level_at(trace.end) as usize, left, "on the network at the end");
}

fn agree_on_spans(trace: &Trace) {
    let spans = spans(trace);
    assert_eq!(spans.len(), count(trace, |what| matches!(what, What::Wanted { .. })), "one for each request");
    for span in &spans {
        assert!(span.from <= span.to && span.to <= trace.end, "{span:?}");
        for one in &span.tries {
            assert!(span.from <= one.from && one.to <= span.to, "{one:?} in {span:?}");
            let mut at = one.from;
            for phase in &one.phases {
                assert!(phase.from == at && phase.to > at, "{phase:?} in {one:?}");
                at = phase.to;
            }
            assert_eq!(at, one.to, "phases tile {one:?}");
        }
    }
    assert_eq!(open_requests(trace).level_at(trace.end), 0, "every request is settled at the end");
}

fn agree_on_servers(scenario: &Scenario, trace: &Trace) {
    for (node, id) in scenario.nodes.iter().zip(0_u16..) {
        let (busy, waiting) = (busy_workers(trace, NodeId(id)), queue_length(trace, NodeId(id)));
        let Some(server) = &node.server else {
            assert_eq!((busy.highest(), waiting.highest()), (0, 0), "{} is no server", node.id);
            continue;
        };
        if server.discipline != Discipline::Sharing {
            assert!(busy.highest() <= server.workers.into(), "{} has more at work than workers", node.id);
        }
        let lines = if server.lines == Lines::Shared { 1 } else { u64::from(server.workers) };
        if let Some(places) = server.queue {
            let most = u64::from(places) * lines;
            assert!(u64::from(waiting.highest()) <= most, "{} has more waiting than places", node.id);
        }
    }
}

/// Seeking comes to the same as playing.
fn agree_on_moments(trace: &Trace) {
    let index = Index::new(trace);
    let many = trace.facts.len();
    let mut played = State::before(trace);
    for (fact, place) in trace.facts.iter().zip(0_u32..) {
        if place as usize == many / 3 {
            assert_eq!(index.state(trace, many / 3), played);
        }
        played.take(fact, FactId(place), trace);
    }
    assert_eq!(index.state_at(trace, trace.end), played);
    assert_eq!(index.state_at(trace, Time(u64::MAX)), played);
}

fn agree_on_reasons(trace: &Trace) {
    let Some(last) = trace.facts.len().checked_sub(1).and_then(|last| u32::try_from(last).ok()) else {
        return;
    };
    for fact in [0, last / 2, last].map(FactId) {
        let chain = why(trace, fact);
        assert_eq!(chain.first(), Some(&fact));
        let beginning = chain.last().copied().unwrap_or(fact);
        assert_eq!(trace.facts[beginning.0 as usize].cause, None, "a chain goes back to a beginning");
        assert!(beginning == fact || consequences(trace, beginning).contains(&fact));
    }
}

fn count(trace: &Trace, kind: impl Fn(&What) -> bool) -> usize {
    trace.facts.iter().filter(|fact| kind(&fact.what)).count()
}

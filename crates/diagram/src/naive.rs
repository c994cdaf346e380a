//! What is looked up equals what is found by looking at everything.

use proptest::prelude::*;
use trace::{Fate, LinkId, MessageId, NodeId, Outcome, Time};

use crate::lanes::gone_at;
use crate::state::{Client, Server, flies_at, stands_in_line_at};
use crate::visits::{Request, Visit};
use crate::{Run, RunBuilder, Subject};

/// Everything that a scenario can say.
const WIDE: &str = include_str!("../../scenario/tests/data/wide.toml");

/// Two tiers with losses, copies, a slow wire, retries, a full queue and a crash.
fn tiers(per_s: u32, queue: u32, timeout_ms: u32, loss_percent: u32) -> String {
    format!(
        "version = 1
        title = \"Two tiers\"
        end_ms = 2000
        [[node]]
        id = \"client\"
        name = \"Client\"
        [[node]]
        id = \"web\"
        name = \"Web\"
        [node.server]
        workers = 3
        queue = {queue}
        service = {{ kind = \"exponential\", mean_ms = 10 }}
        reply_bytes = 2000
        [[node.server.call]]
        server = \"database\"
        request_bytes = 300
        timeout_ms = 50
        [[node]]
        id = \"database\"
        name = \"Database\"
        [node.server]
        workers = 1
        service_ms = 8
        reply_bytes = 500
        [[link]]
        id = \"wire\"
        between = [\"client\", \"web\"]
        one_way_ms = 20
        rate_mbit_per_s = 1
        loss_percent = {loss_percent}
        duplicate_percent = 5
        jitter = {{ kind = \"exponential\", mean_ms = 5 }}
        [[link]]
        id = \"rack\"
        between = [\"web\", \"database\"]
        one_way_ms = 0
        [[load]]
        client = \"client\"
        server = \"web\"
        requests = 60
        pattern = {{ kind = \"open\", arrivals = \"poisson\", per_s = {per_s} }}
        request_bytes = 500
        timeout_ms = {timeout_ms}
        [load.retry]
        attempts = 3
        backoff = {{ kind = \"full-jitter\", base_ms = 10, cap_ms = 100 }}
        [[intervention]]
        at_ms = 300
        do = \"crash\"
        node = \"web\"
        restart_after_ms = 100
        "
    )
}

fn run(scenario: &str, seed: u64) -> Run {
    let scenario = scenario::parse(scenario).unwrap_or_else(|problems| panic!("{problems:?}"));
    Run::new(sim::run(&scenario, seed))
}

/// Moments at facts, and between them.
fn moments(run: &Run, most: usize) -> Vec<Time> {
    let facts = run.trace.facts.iter().step_by(run.trace.facts.len() / most + 1);
    facts.flat_map(|fact| [fact.at - trace::Duration(1), fact.at, fact.at + trace::Duration(1)]).collect()
}

fn nodes(run: &Run) -> impl Iterator<Item = NodeId> {
    (0_u16..).take(run.trace.nodes.len()).map(NodeId)
}

fn agree_on_messages(run: &Run, at: Time) {
    let flying = run.messages.iter().zip(&run.late_from).filter(|(message, _)| flies_at(message, at));
    let expected: Vec<_> =
        flying.map(|(message, late)| (message.fact, late.is_some_and(|from| from <= at))).collect();
    let found: Vec<_> = run.flying(at).map(|flying| (flying.message.fact, flying.late.is_some())).collect();
    assert_eq!(found, expected, "flying at {at:?}");
    let expected: Vec<_> = run.messages.iter().filter(|message| stands_in_line_at(message, at)).collect();
    assert_eq!(run.in_line(at).collect::<Vec<_>>(), expected, "in line at {at:?}");
    for (link, ends) in run.trace.links.iter().zip(0_u16..).map(|(link, place)| (LinkId(place), link.ends)) {
        for from in ends {
            let last = run.messages.iter().filter(|own| (own.link, own.from) == (link, from));
            let lost = last.filter_map(|own| match own.fate {
                Fate::Lost { at: lost, .. } if lost <= at => Some((lost, own)),
                _ => None,
            });
            let lost: Vec<_> = lost.collect();
            let last = lost.iter().max_by_key(|(lost, _)| *lost).map(|(_, own)| *own);
            assert_eq!(run.lost(link, from, at).next_back(), last, "lost at {at:?}");
            assert_eq!(run.lost(link, from, at).len(), lost.len(), "lost at {at:?}");
        }
    }
}

fn agree_on_client(run: &Run, node: NodeId, at: Time) {
    let found = Client::of(run, node, at);
    let own = |request: &&Request| request.node == node;
    let wanted: Vec<&Request> =
        run.stays.requests.iter().filter(own).filter(|request| request.wanted <= at).collect();
    let ended = |request: &&Request| request.settled.filter(|&(ended, _)| ended <= at);
    let with =
        |outcome: Outcome| wanted.iter().filter(move |own| ended(own).is_some_and(|own| own.1 == outcome));
    let waiting = run.stays.tries.iter().filter(|own| own.node == node && own.waits_at(at));
    assert_eq!(found.waiting, waiting.collect::<Vec<_>>(), "{at:?}");
    assert_eq!((found.wanted, found.first), (wanted.len(), wanted.first().copied()), "{at:?}");
    assert_eq!(found.total, run.stays.requests.iter().filter(own).count());
    assert_eq!(found.answered, with(Outcome::Answered).count(), "{at:?}");
    assert_eq!(found.refused, with(Outcome::Refused).count(), "{at:?}");
    assert_eq!(found.given_up, with(Outcome::TimedOut).count(), "{at:?}");
    assert_eq!(found.first_given_up, with(Outcome::TimedOut).next().copied(), "{at:?}");
    let failed = [Outcome::Failed, Outcome::Broken, Outcome::Withheld];
    assert_eq!(found.failed, failed.into_iter().map(|outcome| with(outcome).count()).sum::<usize>());
    let all_ended = wanted.iter().all(|request| ended(request).is_some());
    let done_at = wanted.iter().filter_map(ended).map(|(at, _)| at).max().filter(|_| all_ended);
    assert_eq!(found.done_at, done_at, "{at:?}");
    let late = run.messages.iter().zip(&run.late_from).filter(|(message, late)| {
        message.to == node
            && late.is_some()
            && matches!(message.fate, Fate::Arrived { at: there } if there <= at)
    });
    assert_eq!(run.last_late(node, at), late.map(|(message, _)| message).next_back(), "{at:?}");
}

fn agree_on_server(run: &Run, node: NodeId, at: Time) {
    let (mut queue, mut working, mut finished, mut refused) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for visit in run.stays.visits.iter().filter(|visit| visit.node == node && visit.arrived <= at) {
        let turned_away = visit.refused.map(|(refused, _)| refused).filter(|&refused| refused <= at);
        let let_go = visit.discarded.filter(|&discarded| discarded <= at);
        let before = turned_away.into_iter().chain(let_go).min();
        refused += usize::from(turned_away.is_some());
        // What is let go of only after the work on it stays done.
        let done = visit.finished.filter(|&own| own <= at && before.is_none_or(|before| own <= before));
        if done.is_some() {
            finished.push(visit);
        } else if before.is_some() {
            // It is nowhere any more.
        } else if visit.started.is_some_and(|(started, _)| started <= at) {
            working.push(visit);
        } else if visit.queued {
            queue.push(visit);
        }
    }
    let found = Server::of(run, node, at);
    assert_eq!((found.queue, found.working), (queue, working), "{node:?} at {at:?}");
    assert_eq!((found.finished.len(), found.refused), (finished.len(), refused), "{node:?} at {at:?}");
    let last = finished.iter().filter_map(|visit| visit.finished).max();
    assert_eq!(found.finished.last_at(), last, "{node:?} at {at:?}");
    let ids: Vec<MessageId> = finished.iter().map(|visit| visit.id).collect();
    let id = |place: u32| run.stays.visits.get(place as usize).map(|visit: &Visit| visit.id);
    let few = found.finished.few(3).map(|few| few.into_iter().filter_map(id).collect());
    assert_eq!(few, Some(ids.clone()).filter(|ids| ids.len() <= 3), "{node:?} at {at:?}");
    let mut numbers: Vec<u32> = ids.iter().map(|id| id.request.0).collect();
    numbers.sort_unstable();
    let plain = ids.iter().all(|id| id.attempt == 1 && id.copy == 0);
    let in_turn = numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    let span = numbers.first().copied().zip(numbers.last().copied()).filter(|_| plain && in_turn);
    assert_eq!(found.finished.span(), span, "{node:?} at {at:?}");
}

fn agree(run: &Run, at: Time) {
    agree_on_messages(run, at);
    for node in nodes(run) {
        agree_on_client(run, node, at);
        agree_on_server(run, node, at);
    }
}

/// Rows told one by one, in windows and for moments are the same rows.
fn agree_on_rows(run: &Run) {
    let rows = run.rows();
    let all: Vec<_> = rows.between(0..usize::MAX).collect();
    assert_eq!(rows.len(), all.len());
    assert_eq!(rows.at(all.len()), None);
    for (row, index) in all.iter().zip(0..) {
        assert_eq!(rows.at(index).as_ref(), Some(row));
        assert_eq!(rows.index_of(row.subject()), Some(index), "{row:?}");
        let before = all.iter().rposition(|own| own.at <= row.at);
        assert_eq!(rows.index_at(row.at), before);
        assert_eq!(
            rows.of(row.at).collect::<Vec<_>>(),
            all.iter().filter(|own| own.at == row.at).cloned().collect::<Vec<_>>()
        );
    }
    for from in (0..all.len()).step_by(7) {
        let window: Vec<_> = rows.between(from..from + 10).collect();
        assert_eq!(window.as_slice(), all.get(from..all.len().min(from + 10)).unwrap_or_default());
    }
    for message in &run.messages {
        let index = rows.index_of(Subject::Message(message.id));
        assert!(
            index.is_some_and(|index| all.get(index).is_some_and(|row| row.at >= message.sent_at)),
            "{message:?}"
        );
    }
    let told = run.moments().events.iter().filter(|&&at| rows.of(at).next().is_some()).count();
    let mut moments: Vec<Time> = all.iter().map(|row| row.at).collect();
    moments.dedup();
    assert_eq!(told, moments.len(), "every moment with rows is an event");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn looking_up_finds_what_searching_finds(
        per_s in 10_u32..400,
        queue in 0_u32..20,
        timeout_ms in 20_u32..300,
        loss_percent in 0_u32..30,
        seed in any::<u64>(),
    ) {
        let run = run(&tiers(per_s, queue, timeout_ms, loss_percent), seed);
        for at in moments(&run, 60) {
            agree(&run, at);
        }
    }

    #[test]
    fn a_run_read_in_slices_is_the_same(slice in 1_usize..500, seed in any::<u64>()) {
        let scenario = scenario::parse(&tiers(200, 5, 100, 10)).unwrap_or_else(|problems| panic!("{problems:?}"));
        let trace = sim::run(&scenario, seed);
        let mut builder = RunBuilder::new(trace.clone());
        while !builder.advance(slice) {}
        prop_assert_eq!(format!("{:?}", builder.finish()), format!("{:?}", Run::new(trace)));
    }
}

#[test]
fn everything_that_a_scenario_can_say_is_looked_up() {
    for seed in 1..=3 {
        let run = run(WIDE, seed);
        for at in moments(&run, 200) {
            agree(&run, at);
        }
    }
}

#[test]
fn rows_are_the_same_however_they_are_asked_for() {
    for (text, seed) in [(tiers(200, 5, 100, 10), 1), (tiers(30, 0, 300, 0), 2)] {
        agree_on_rows(&run(&text, seed));
    }
}

#[test]
fn whatever_is_under_way_is_found_in_a_stretch_of_time() {
    let run = run(&tiers(200, 5, 100, 10), 1);
    for first in moments(&run, 20) {
        let last = first + trace::Duration::from_ms(30);
        let overlaps = |from: Time, to: Time| from <= last && to >= first;
        let expected: Vec<_> = run
            .messages
            .iter()
            .filter(|own| overlaps(own.sent_at.min(own.entered_at), gone_at(own)))
            .collect();
        let found: Vec<_> = run.messages_between(first, last).map(|(_, message)| message).collect();
        assert_eq!(found, expected);
    }
}

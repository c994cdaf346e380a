//! One or two sentences that say what is going on now.

use std::collections::BTreeMap;

use trace::{Duration, Message, NodeId, Part, Role, Time};

use super::knows;
use crate::state::{Client, Server, travelled};
use crate::under_way::Flying;
use crate::units::percent;
use crate::waits::WaitKind;
use crate::{Run, Sight, Viewpoint, grammar, words};

/// At an event, what happens; between events, what is under way.
pub fn say(run: &Run, at: Time) -> String {
    if run.trace.facts.is_empty() {
        return words::NOTHING_HAPPENS.to_owned();
    }
    let mut sentences: Vec<String> = run.rows().of(at).map(|row| grammar::sentence(&row.what)).collect();
    if at >= run.end() {
        sentences.extend(summary(run));
    }
    if sentences.is_empty() {
        return under_way(run, at);
    }
    grammar::paragraph(&sentences)
}

/// The same from where one looks: for a single node what happens there, and what it knows.
pub fn say_as_seen(sight: &Sight<'_>) -> String {
    let Viewpoint::Only(node) = sight.viewpoint else { return say(sight.run, sight.at) };
    let (run, at) = (sight.run, sight.at);
    let seen = run
        .rows()
        .of(at)
        .filter(|row| row.is_seen_from(sight.viewpoint))
        .map(|row| grammar::sentence(&row.what));
    let knows = words::says(run.name(node), &knows(run, node, at));
    grammar::paragraph(&seen.chain([knows]).collect::<Vec<_>>())
}

/// How a run with several requests ended.
fn summary(run: &Run) -> Option<String> {
    let mut totals = (0, 0);
    let mut span: Option<(Time, Time)> = None;
    for request in &run.stays.requests {
        totals.0 += 1;
        let Some((settled, outcome)) = request.settled else { continue };
        totals.1 += usize::from(outcome == trace::Outcome::Answered);
        let (since, until) = span.unwrap_or((request.wanted, settled));
        span = Some((since.min(request.wanted), until.max(settled)));
    }
    let cut = words::cut_short(run.trace.ended);
    let (since, until) = span?;
    let all = (totals.0 > 1).then(|| words::summary(&run.cast, totals.1, totals.0, until.since(since)));
    match (all, cut) {
        (Some(all), Some(cut)) => Some(format!("{all} {cut}")),
        (all, cut) => all.or_else(|| cut.map(str::to_owned)),
    }
}

fn under_way(run: &Run, at: Time) -> String {
    let mut clauses = Vec::new();
    let mut flying: BTreeMap<Part, Vec<Flying<'_>>> = BTreeMap::new();
    for own in run.flying(at) {
        flying.entry(own.message.id.part).or_default().push(own);
    }
    for (part, own) in flying {
        clauses.extend(flights(run, part, &own, at));
    }
    let in_line = run.in_line(at).count();
    if in_line > 0 {
        clauses.push(words::wait_for_wire(&run.cast, in_line));
    }
    let on_the_wire = !clauses.is_empty();
    let nodes = || (0_u16..).take(run.trace.nodes.len()).map(NodeId);
    for node in nodes().filter(|&node| is_server(run, node)) {
        let server = Server::of(run, node, at);
        let name = grammar::the(run.name(node));
        if !server.working.is_empty() {
            let tell = if run.conditions.health(node, at).stands_still(at) {
                words::server_stands
            } else {
                words::server_works
            };
            let own = server.working.iter().map(|visit| visit.id).collect::<Vec<_>>();
            clauses.push(tell(&run.cast, &name, &own));
        }
        if !server.queue.is_empty() {
            clauses.push(words::wait_in_queue(&run.cast, server.queue.len()));
        }
    }
    let busy = !clauses.is_empty();
    let asking = nodes().map(|node| (node, Client::of(run, node, at))).find(|(_, client)| client.total > 0);
    let Some((node, client)) = asking else { return grammar::paragraph(&[grammar::clauses(clauses)]) };
    let name = grammar::the(run.name(node));
    if busy {
        let alone = on_the_wire && clauses.len() == 1 && !client.waiting.is_empty();
        let after = if alone { words::can_only_wait(&name) } else { String::new() };
        return grammar::paragraph(&[grammar::clauses(clauses), after]);
    }
    let looks_up = run.waits.of(node, at).any(|wait| wait.kind == WaitKind::Lookup);
    let silence = match (client.waiting.is_empty(), client.wanted == 0, client.done_at) {
        _ if looks_up => words::looks_up(&name),
        (false, ..) => words::waits_in_vain(&name),
        (true, true, _) => words::not_yet(&name),
        (true, false, None) => words::pauses(&name),
        (true, false, Some(_)) => words::QUIET.to_owned(),
    };
    grammar::paragraph(&[silence])
}

fn is_server(run: &Run, node: NodeId) -> bool {
    matches!(run.trace.nodes.get(usize::from(node.0)).map(|node| &node.role), Some(Role::Server { .. }))
}

/// What is on its way in one direction.
fn flights(run: &Run, part: Part, flying: &[Flying<'_>], at: Time) -> Option<String> {
    let &Flying { message: first, late: first_late, .. } = flying.first()?;
    let late = first_late.filter(|_| flying.iter().all(|own| own.late == first_late));
    let to = grammar::the(run.name(first.to));
    let ids: Vec<_> = flying.iter().map(|own| own.message.id).collect();
    let progress = |message: &Message| percent(travelled(message, at), message.one_way);
    let together =
        flying.iter().all(|own| progress(own.message) == progress(first) && own.message.to == first.to);
    let there = travelled(first, at) >= first.one_way && first.one_way > Duration::ZERO;
    Some(match (together, there) {
        (true, true) => words::comes_off(&run.cast, part, &ids, &to),
        (true, false) => words::on_its_way(&run.cast, part, &ids, Some(progress(first)), late, &to),
        (false, _) => words::on_its_way(&run.cast, part, &ids, None, late, &to),
    })
}

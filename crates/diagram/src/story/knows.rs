//! What one side can know at a moment, in its own words. The gap between two sides is the lesson.

use trace::{NodeId, Role, Time};

use crate::Run;
use crate::lanes::gone_at;
use crate::state::{Client, Server};
use crate::tallies::Finished;
use crate::{fit, grammar, words};

/// What `node` knows at a moment: only what happened at that node, in the first person.
pub fn knows(run: &Run, node: NodeId, at: Time) -> String {
    let role = run.trace.nodes.get(usize::from(node.0)).map(|node| &node.role);
    let client = Client::of(run, node, at);
    match role {
        None => String::new(),
        Some(Role::Client { .. }) => as_client(run, &client, at),
        Some(Role::Server { .. }) if run.conditions.health(node, at).down.is_some() => {
            words::I_AM_DOWN.to_owned()
        }
        Some(Role::Server { .. }) if client.wanted == 0 => as_server(run, node, at),
        Some(Role::Server { .. }) => {
            grammar::paragraph(&[as_server(run, node, at), as_client(run, &client, at)])
        }
    }
}

/// All moments of a run with so many are looked at for its longest words, and a sample of a longer one.
const MOST_MOMENTS: usize = 64;
const SAMPLE: usize = 16;

/// The longest of what `node` knows in the course of a run: what keeps room for it keeps room for all.
pub fn knows_at_most(run: &Run, node: NodeId) -> String {
    let events = &run.moments().events;
    let step = if events.len() <= MOST_MOMENTS { 1 } else { events.len() / SAMPLE };
    let moments = events.iter().copied().step_by(step).chain([Time::ZERO, run.end()]);
    let told = moments.map(|at| knows(run, node, at));
    told.max_by_key(|words| fit::width(fit::Type::Small, "m", words)).unwrap_or_default()
}

fn as_client(run: &Run, client: &Client<'_>, at: Time) -> String {
    if client.wanted == 0 {
        return words::I_HAVE_NOT_ASKED.to_owned();
    }
    let mut sentences = Vec::new();
    if client.waiting.is_empty() {
        match (client.done_at, client.first.filter(|_| client.wanted == 1)) {
            (None, _) => sentences.push(words::I_PAUSE.to_owned()),
            (Some(done), Some(only)) if client.answered == 1 => {
                sentences.push(words::i_have_my_answer(only.id, done.since(only.wanted)));
            }
            _ if client.answered > 0 => {
                sentences.push(words::i_have_answers(client.answered, client.wanted));
            }
            _ => {}
        }
    } else {
        sentences.extend(waiting(run, client));
    }
    if client.refused > 0 {
        sentences.push(words::i_was_refused(client.refused));
    }
    if client.failed > 0 {
        sentences.push(words::i_failed(&run.cast, client.failed));
    }
    if let Some(first) = client.first_given_up {
        sentences.push(words::i_gave_up(&run.cast, first.id, client.given_up));
    }
    if let Some(late) = client.first.and_then(|first| run.last_late(first.node, at)) {
        let gone = gone_at(late);
        sentences.push(words::i_got_it_late(late.id, run.shown(gone), run.stays.why_late(late.id, gone)));
    }
    grammar::paragraph(&sentences)
}

/// What a client says while it waits.
fn waiting(run: &Run, client: &Client<'_>) -> Vec<String> {
    let ids: Vec<_> = client.waiting.iter().map(|own| own.id).collect();
    let mut sentences = Vec::new();
    let (Some(first), Some(last)) = (client.waiting.first(), client.waiting.last()) else { return sentences };
    if first.id.attempt > 1 {
        sentences
            .push(words::nobody_answered(trace::MessageId { attempt: first.id.attempt - 1, ..first.id }));
    }
    let ended = client.answered + client.refused + client.given_up + client.failed;
    let asked_first = client.first.map_or(first.sent, |request| request.wanted);
    // Those that are left of a bunch, or what was asked after the last answer.
    if ended > 0 && first.sent == asked_first {
        sentences.push(words::i_still_wait(&run.cast, &ids));
    } else {
        let together = first.sent == last.sent;
        sentences.push(words::i_sent(&run.cast, &ids, together.then(|| run.shown(first.sent))));
    }
    sentences.push(match client.answered {
        0 => words::NO_ANSWER_YET.to_owned(),
        answered => words::answers_so_far(answered),
    });
    sentences
}

fn as_server(run: &Run, node: NodeId, at: Time) -> String {
    let server = Server::of(run, node, at);
    let mut sentences = Vec::new();
    if !server.working.is_empty() {
        sentences.push(words::i_work_on(&run.cast, server.working.iter().map(|visit| visit.id)));
    }
    if !server.queue.is_empty() {
        sentences.push(words::they_wait_here(server.queue.len()));
    }
    if let Some(last) = server.finished.last_at() {
        sentences.push(words::i_answered(
            &answered(run, server.finished),
            server.finished.len(),
            run.shown(last),
        ));
    }
    if server.refused > 0 {
        sentences.push(words::i_refused(server.refused));
    }
    if sentences.is_empty() {
        sentences.push(words::NOBODY_ASKED.to_owned());
    }
    grammar::paragraph(&sentences)
}

/// How words name all that a server has finished.
fn answered(run: &Run, finished: Finished<'_>) -> String {
    match (finished.few(3), finished.span()) {
        (Some(few), _) => {
            let visits = few.into_iter().filter_map(|place| run.stays.visits.get(place as usize));
            words::own(&run.cast, &visits.map(|visit| visit.id).collect::<Vec<_>>())
        }
        (None, Some((first, last))) => words::own_from_to(first, last),
        (None, None) => words::own_count(&run.cast, finished.len()),
    }
}

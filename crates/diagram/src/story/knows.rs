//! What one side can know at a moment, in its own words. The gap between two sides is the lesson.

use trace::{Message, NodeId, Role, Time};

use crate::Run;
use crate::lanes::gone_at;
use crate::state::{Client, Server};
use crate::{grammar, words};

/// What `node` knows at a moment: only what happened at that node, in the first person.
pub fn knows(run: &Run, node: NodeId, at: Time) -> String {
    let role = run.trace.nodes.get(usize::from(node.0)).map(|node| &node.role);
    let client = Client::of(run, node, at);
    match role {
        None => String::new(),
        Some(Role::Client { .. }) => as_client(run, &client, at),
        Some(Role::Server { .. }) if client.wanted.is_empty() => as_server(run, node, at),
        Some(Role::Server { .. }) => {
            grammar::paragraph(&[as_server(run, node, at), as_client(run, &client, at)])
        }
    }
}

fn as_client(run: &Run, client: &Client<'_>, at: Time) -> String {
    if client.wanted.is_empty() {
        return words::I_HAVE_NOT_ASKED.to_owned();
    }
    let mut sentences = Vec::new();
    let given_up = client.wanted.iter().filter(|request| {
        request.settled.is_some_and(|(over, outcome)| over <= at && outcome == trace::Outcome::TimedOut)
    });
    let given_up: Vec<_> = given_up.map(|request| request.id).collect();
    if client.waiting.is_empty() {
        match (client.done_at, client.wanted.as_slice()) {
            (None, _) => sentences.push(words::I_PAUSE.to_owned()),
            (Some(done), [only]) if client.answered == 1 => {
                sentences.push(words::i_have_my_answer(only.id, done.since(only.wanted)));
            }
            _ if client.answered > 0 => {
                sentences.push(words::i_have_answers(client.answered, client.wanted.len()))
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
    if let Some(&first) = given_up.first() {
        sentences.push(words::i_gave_up(&run.cast, first, given_up.len()));
    }
    if let Some(late) = latest_late(run, client, at) {
        sentences.push(words::i_got_it_late(late.id, run.shown(gone_at(late))));
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
    let asked_first = client.wanted.first().map_or(first.sent, |request| request.wanted);
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

/// The last reply that reached this client after it had stopped waiting.
fn latest_late<'a>(run: &'a Run, client: &Client<'_>, at: Time) -> Option<&'a Message> {
    let node = client.wanted.first()?.node;
    let late = run.messages.iter().zip(&run.late_from).filter(|(message, late)| {
        message.to == node
            && late.is_some()
            && matches!(message.fate, trace::Fate::Arrived { at: there } if there <= at)
    });
    late.map(|(message, _)| message).next_back()
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
    if let Some(last) = server.finished.iter().max_by_key(|visit| visit.finished) {
        let when = run.shown(last.finished.unwrap_or(at));
        sentences.push(words::i_answered(&run.cast, server.finished.iter().map(|visit| visit.id), when));
    }
    if server.refused > 0 {
        sentences.push(words::i_refused(server.refused));
    }
    if sentences.is_empty() {
        sentences.push(words::NOBODY_ASKED.to_owned());
    }
    grammar::paragraph(&sentences)
}

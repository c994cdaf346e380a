//! The run as it was before somebody intervened: dotted, where it differs, on the same scale.

use std::collections::BTreeMap;

use trace::{Message, MessageId, Outcome, Time};

use crate::scene::Canvas;
use crate::{Run, grammar, words};

use super::Ladder;
use super::band::Band;
use super::way::{cut_line, line};

pub(super) fn draw(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    let Some(before) = ladder.sight.ghost else { return };
    let now: BTreeMap<MessageId, &Message> =
        ladder.bands.iter().map(|band| (band.message.id, band.message)).collect();
    for message in ladder.within(&before.messages, |message| message.sent_at) {
        let differs = now.get(&message.id).is_none_or(|now| !alike(now, message));
        if !differs || message.entered_at < ladder.scale.from() {
            continue;
        }
        let Some(band) = Band::new(ladder, message, None) else { continue };
        let level = if ladder.future { ladder.bottom() } else { ladder.y(ladder.at) };
        let way = cut_line(&band.head, level, true);
        if way.len() > 1 {
            canvas.path(format!("{} before", grammar::key(message.id)), "before", line(&way));
        }
    }
}

fn alike(one: &Message, other: &Message) -> bool {
    one.entered_at == other.entered_at
        && one.left_at == other.left_at
        && one.fate == other.fate
        && one.stops == other.stops
}

/// How the first request ends that ends differently now.
pub(super) fn compared(ladder: &Ladder<'_>) -> Option<String> {
    let before = ladder.sight.ghost?;
    let requests = ladder.within(&ladder.run.stays.requests, |request| request.wanted);
    requests.iter().find_map(|request| {
        let (now, then) = (end(ladder.run, request.id), end(before, request.id));
        let may_tell = now.is_none_or(|(_, at)| ladder.tells(at));
        (now != then && may_tell).then(|| words::ladder::compared(request.id, now, then))
    })
}

/// Whether and when a request was over.
fn end(run: &Run, id: trace::RequestId) -> Option<(bool, Time)> {
    let (at, outcome) =
        run.stays.request(id)?.settled.filter(|&(_, outcome)| outcome != Outcome::Unfinished)?;
    Some((outcome == Outcome::Answered, at))
}

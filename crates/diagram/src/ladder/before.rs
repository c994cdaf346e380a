//! The run as it was before somebody intervened: dotted, where it differs, on the same scale.

use std::collections::BTreeMap;

use trace::{Message, MessageId, Outcome, Time};

use crate::scene::Canvas;
use crate::units::units;
use crate::{Run, grammar, words};

use super::Ladder;
use super::band::Band;
use super::labels::{Labels, Roles};
use super::way::{cut_line, line};

/// So many requests that end differently are told.
const MOST_ENDS: usize = 3;

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

/// How requests end that end differently now.
pub(super) fn ends(ladder: &Ladder<'_>, labels: &mut Labels<'_>) {
    let Some(before) = ladder.sight.ghost else { return };
    let requests = ladder.within(&ladder.run.stays.requests, |request| request.wanted);
    let differ = requests.iter().filter_map(|request| {
        let (now, then) = (end(ladder.run, request.id), end(before, request.id));
        (now != then).then_some((request, now, then))
    });
    for (request, now, then) in differ.take(MOST_ENDS) {
        let Some(x) = ladder.x(request.node) else { continue };
        let mut told = |(answered, at): (bool, Time), is_before: bool| {
            let key = format!("end{} {}", request.id.0, if is_before { "before" } else { "now" });
            let words = words::ladder::ends_at(answered, at, is_before);
            // What was before is past, whatever the moment.
            let (about, role) = if is_before { (Time::ZERO, "m") } else { (at, "b") };
            let places = [(8, -4), (8, 14), (24, -4), (24, 14)];
            for (words, (right, below)) in words.iter().flat_map(|words| places.map(|place| (words, place))) {
                let place = (x + units(right), ladder.y(at) + units(below));
                if labels.add(about, key.clone(), Roles::past(role), place, words.clone()) {
                    break;
                }
            }
        };
        then.into_iter().for_each(|end| told(end, true));
        now.into_iter().for_each(|end| told(end, false));
    }
}

/// Whether and when a request was over.
fn end(run: &Run, id: trace::RequestId) -> Option<(bool, Time)> {
    let (at, outcome) =
        run.stays.request(id)?.settled.filter(|&(_, outcome)| outcome != Outcome::Unfinished)?;
    Some((outcome == Outcome::Answered, at))
}

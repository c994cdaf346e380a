//! What is picked, in charts: where it stands in time, how long its request took; and which event a place of a chart leads to.

use trace::{Fate, MessageId, RequestId, Time};

use super::data::Response;
use super::frame::Frame;
use crate::lanes::gone_at;
use crate::story::is_seen;
use crate::units::Tenths;
use crate::{Moments, Sight, Subject, Viewpoint};

/// From when to when it was, as far as the run has come and whoever looks can know.
pub(super) fn stretch(sight: &Sight<'_>) -> Option<(Time, Time)> {
    let (run, at) = (sight.run, sight.at);
    let (from, to) = match sight.picked? {
        Subject::Event(fact) => {
            let fact = run.trace.facts.get(usize::try_from(fact.0).ok()?)?;
            is_seen(sight.viewpoint, fact).then_some((fact.at, fact.at))?
        }
        Subject::Message(id) => {
            let message = run.message(id)?;
            match (sight.viewpoint, message.fate) {
                (Viewpoint::Everyone, _) => (message.sent_at, gone_at(message).min(at)),
                (Viewpoint::Only(node), _) if node == message.from => (message.sent_at, message.sent_at),
                (Viewpoint::Only(node), Fate::Arrived { at }) if node == message.to => (at, at),
                _ => return None,
            }
        }
        Subject::Node(_) | Subject::Link(_) => return None,
    };
    (from <= at).then_some((from, to))
}

/// The request that it is about.
pub(super) fn request(sight: &Sight<'_>) -> Option<RequestId> {
    let fact = match sight.picked? {
        Subject::Event(fact) => usize::try_from(fact.0).ok(),
        Subject::Message(id) => return Some(id.request),
        Subject::Node(_) | Subject::Link(_) => None,
    };
    sight.run.trace.facts.get(fact?)?.what.request()
}

/// The event nearest to a moment that whoever looks can know of, and when it is. At the start and the end of a run there may be
/// none.
pub fn event_near(sight: &Sight<'_>, at: Time) -> (Time, Option<Subject>) {
    let run = sight.run;
    let seen = run.moments_seen_from(sight.viewpoint);
    let moments = seen.as_ref().unwrap_or(run.moments());
    let near = [Moments::event_at, Moments::next_event].into_iter().filter_map(|find| find(moments, at));
    let at = near.min_by_key(|&other| other.0.abs_diff(at.0)).unwrap_or(at);
    let row = run.rows().of(at).find(|row| row.is_seen_from(sight.viewpoint));
    (at, row.map(|row| row.subject()))
}

/// The moment at a place of a chart that has a time axis.
pub(super) fn moment(sight: &Sight<'_>, across: Tenths) -> Time {
    let (part, whole) = Frame::part(across);
    let at = u128::from(sight.run.end().0) * u128::from(part) / u128::from(whole);
    Time(u64::try_from(at).unwrap_or(u64::MAX))
}

/// Where a response leads to: its end, and its request.
pub(super) fn of(response: &Response) -> (Time, Option<Subject>) {
    (response.at, Some(Subject::Message(MessageId::request(response.request, 1))))
}

//! Where something is at a moment of a run: one of the places of the drawing.

use diagram::{Guess, Run, Subject};
use learner::Given;
use trace::{MessageId, Time, Whereabouts, whereabouts};

use super::choice::one_of;
use super::{Told, text_of};
use crate::platform::lifted::Lifted;
use crate::words::predictions;

/// The message, the moment, and for each spot its id and its subject.
type Sought<'a> = (&'a str, Time, &'a [(String, String)]);

pub(super) fn tell(
    (message, at, spots): Sought<'_>,
    run: &Run,
    given: Option<&Given>,
    key: &Lifted,
) -> Option<Told> {
    let is = place(message, at, run)?;
    let (right, _) = spots.iter().find(|(_, subject)| subject.parse() == Ok(is))?;
    let picked = picked(given);
    let (moment, is) = (run.shown(at).to_string(), text_of(key, right));
    let found = match picked {
        Some(picked) => predictions::said_and_is(text_of(key, picked), &moment, is),
        None => predictions::is_here(&moment, is),
    };
    Some(one_of(right, picked, &format!("<p>{found}</p>"), key))
}

pub(super) fn guess((message, at, spots): Sought<'_>, run: &Run, given: Option<&Given>) -> Guess {
    let said = picked(given).and_then(|picked| spots.iter().find(|(id, _)| id == picked));
    let said = said.and_then(|(_, subject)| subject.parse().ok());
    Guess::Place { at: at.min(run.end()), said, is: place(message, at, run) }
}

fn picked(given: Option<&Given>) -> Option<&String> {
    match given {
        Some(Given::Option(picked)) => Some(picked),
        _ => None,
    }
}

fn place(message: &str, at: Time, run: &Run) -> Option<Subject> {
    let message: MessageId = message.parse().ok()?;
    whereabouts(&run.messages, message, at).map(|found| match found {
        Whereabouts::Node(node) => Subject::Node(node),
        Whereabouts::Link(link) => Subject::Link(link),
    })
}

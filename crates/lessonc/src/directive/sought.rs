//! A prediction of a place: where a message will be at a moment of the run.

use lesson::{Asks, Mark, Sought, Spot};

use super::asking::{Ids, belief_unless, paragraphs};
use super::figure::{Stage, moment_ns};
use super::point::SPOTS;
use super::subject::{self, Among, Drawing, Subject, read_message};
use crate::markdown;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::scenarios::Whereabouts;
use crate::toml_fields::{Fields, Text};

/// A spot, and whether the message is there. None if that cannot be told.
struct Read {
    spot: Option<Spot>,
    right: Option<bool>,
}

pub(super) fn read(fields: &Fields, stage: Option<&Stage>, file: &PageFile) -> Option<Asks> {
    let name = fields.need_text("where");
    let message = name.as_ref().and_then(|name| read_message(name.as_str(), name, file));
    let at = fields.need_number("at_ms");
    let moment = stage.zip(at).and_then(|(stage, at)| moment_ns(at, &stage.scenario_id, stage.seed, file));
    let drawing = stage.zip(moment).map(|(stage, moment_ns)| Drawing {
        scenario_id: &stage.scenario_id,
        scenario: &stage.scenario,
        seed: stage.seed,
        moment_ns,
    });
    let found = drawing.zip(message).and_then(|(drawing, message)| {
        let Drawing { scenario_id, seed, moment_ns, .. } = drawing;
        file.library.scenarios.whereabouts((scenario_id, seed, moment_ns), message)
    });
    if let (Some(found), Some(name)) = (found, &name) {
        check_found(found, name, file);
    }
    let tables = fields.tables("spot", "a spot");
    SPOTS.check(tables.len(), fields, file);
    let mut ids = Ids::default();
    let spots: Vec<Read> =
        tables.into_iter().map(|spot| read_spot(spot, drawing, found, &mut ids, file)).collect();
    let known: Option<Vec<bool>> = spots.iter().map(|spot| spot.right).collect();
    let right = known.iter().flatten().filter(|right| **right).count();
    if let (Some(_), Some(place)) = (known.filter(|_| right != 1), found.zip(drawing).and_then(called)) {
        let message = format!("the message is at one of the spots, and here {right} are where it is");
        let mistake = Mistake::new("outcome-count", fields.span(), message);
        file.report.add(mistake.hint(format!("subject = \"{place}\" in one of them")));
    }
    let spots: Vec<Spot> = spots.into_iter().map(|read| read.spot).collect::<Option<_>>()?;
    Some(Asks::Place(Sought { message: message?.full().to_string(), moment_ns: moment?, spots }))
}

/// Reports a message that is nowhere at the moment.
fn check_found(found: Whereabouts, name: &Text, file: &PageFile) {
    let mistake = match found {
        Whereabouts::Unknown => Mistake::new(
            "unknown-message",
            name.span.clone(),
            format!("the run has no message `{}`", name.as_str()),
        )
        .hint("request 1, first try: 1.1; the answer to it: 1.1 reply"),
        Whereabouts::Nowhere => Mistake::new(
            "message-nowhere",
            name.span.clone(),
            "this message is nowhere at that moment: not sent yet, lost, or answered",
        )
        .hint("take another moment for `at_ms`"),
        Whereabouts::Link(_) | Whereabouts::Node(_) => return,
    };
    file.report.add(mistake);
}

fn read_spot(
    fields: Fields,
    drawing: Option<Drawing>,
    found: Option<Whereabouts>,
    ids: &mut Ids,
    file: &PageFile,
) -> Read {
    let id = ids.take(&fields, "spot", file);
    let subject = fields.need_text("subject");
    let named = subject
        .as_ref()
        .zip(drawing)
        .and_then(|(name, drawing)| subject::read(name, drawing, Among::Places, file));
    let right = named.zip(found).map(|(named, found)| is_at(named, found));
    let text = fields.need_text("text").map(|text| markdown::label(&text, file));
    let place = found.zip(drawing).and_then(called).unwrap_or_default();
    let mark = match right {
        Some(right) => belief_unless(right, &format!("it is at `{place}`"), &fields, file)
            .map(|belief| belief.map_or(Mark::Right, |belief| Mark::Wrong { belief })),
        // What is wrong has been reported, and which spot is right cannot be told.
        None => {
            fields.text("belief").map(|name| file.belief(&name));
            None
        }
    };
    let feedback = paragraphs("feedback", &fields, file);
    fields.finish();
    let subject = subject.map(|subject| subject.as_str().trim().to_owned());
    let spot = || Some(Spot { id: id?, subject: subject?, text: text?, mark: mark?, feedback: feedback? });
    Read { spot: spot(), right }
}

fn is_at(subject: Subject, found: Whereabouts) -> bool {
    match (subject, found) {
        (Subject::Node(place), Whereabouts::Node(found))
        | (Subject::Link(place), Whereabouts::Link(found)) => place == usize::from(found),
        _ => false,
    }
}

/// A place as authors name it.
fn called((found, drawing): (Whereabouts, Drawing)) -> Option<String> {
    let scenario = drawing.scenario;
    match found {
        Whereabouts::Node(place) => {
            scenario.nodes.get(usize::from(place)).map(|node| format!("node {}", node.id))
        }
        Whereabouts::Link(place) => {
            scenario.links.get(usize::from(place)).map(|link| format!("link {}", link.id))
        }
        Whereabouts::Unknown | Whereabouts::Nowhere => None,
    }
}

//! Places to point at as the page carries them: the drawing of one moment, with a letter at each place.

use diagram::{Layout, Sight, Subject};
use learner::Key;
use lesson::{Mark, Place, Spot};
use scenario::Scenario;
use trace::{LinkId, NodeId, Time};

use super::{Answers, Drawn, reply, term};
use crate::pages::live::run;
use crate::ui::figure::escape;
use crate::ui::questions::{KindData, Texts};
use crate::ui::said::said;
use crate::words;
use crate::words::practice;

pub(super) fn draw(place: &Place) -> Drawn {
    let letters = ('A'..='Z').map(String::from);
    let named: Vec<(String, &Spot)> = letters.zip(&place.spots).collect();
    let text =
        |(letter, spot): &(String, &Spot)| format!("<span class=\"spot-name\">{letter}</span> {}", spot.text);
    let answer = |named: &(String, &Spot)| {
        let word = if named.1.mark == Mark::Right { words::RIGHT } else { words::NOT_QUITE };
        term(&named.1.id, &text(named), word) + &reply(&named.1.id, &named.1.feedback)
    };
    let right = place.spots.iter().find(|spot| spot.mark == Mark::Right);
    Drawn {
        kind: KindData::Place(place.spots.iter().map(|spot| spot.id.clone()).collect()),
        how: practice::POINT,
        texts: Texts {
            lead: drawing(place, &named),
            parts: named.iter().map(text).collect(),
            ..Texts::default()
        },
        answers: Answers {
            key: right.map(|spot| Key::Option(spot.id.clone())),
            ids: Vec::new(),
            shown: format!("<dl>{}</dl>", named.iter().map(answer).collect::<String>()),
        },
    }
}

/// The drawing, what it is of, and the same in words for who cannot see it.
fn drawing(place: &Place, spots: &[(String, &Spot)]) -> String {
    let (figure, run) = (&place.figure, run(&place.figure));
    let sight = Sight::new(&run, Time(figure.moment_ns));
    let mut scene = diagram::space(&sight, Layout::Narrow);
    for (letter, spot) in spots {
        if let Some(subject) = subject(&spot.subject, &figure.scenario) {
            diagram::point_out(&mut scene, (subject, &run), &spot.id, letter);
        }
    }
    let paragraph =
        |text: &str| if text.is_empty() { String::new() } else { format!("<div class=\"cap\">{text}</div>") };
    format!(
        "<p class=\"title\">{}</p>{}{}<details><summary>{}</summary><p class=\"say\">{}</p></details>{}",
        escape(&figure.title),
        paragraph(&figure.lead),
        diagram::svg(&scene, "dg n"),
        practice::IN_WORDS,
        said(&sight),
        paragraph(&figure.caption)
    )
}

/// What a lesson calls a place of a drawing, as drawings name it.
pub(super) fn subject(name: &str, scenario: &Scenario) -> Option<Subject> {
    let (kind, id) = name.split_once(' ')?;
    let place = |found: Option<usize>| u16::try_from(found?).ok();
    match kind {
        "node" => Some(Subject::Node(NodeId(place(scenario.nodes.iter().position(|node| node.id == id))?))),
        "link" => Some(Subject::Link(LinkId(place(scenario.links.iter().position(|link| link.id == id))?))),
        _ => name.parse().ok(),
    }
}

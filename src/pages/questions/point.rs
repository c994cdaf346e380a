//! Places to point at as the page carries them: the drawing of one moment, with a letter at each place.

use diagram::{Layout, Run, Scene, Shape, Sight, Subject, Tag};
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
            point_at(&mut scene, (subject, &run), &spot.id, letter);
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

/// Makes the target of a subject visible, with the letter of its spot and room for a word over it.
fn point_at(scene: &mut Scene, (subject, run): (Subject, &Run), spot: &str, letter: &str) {
    let is_target =
        |shape: &Shape| !shape.is_seen() && shape.subject.is_some_and(|other| subject.marks(other, run));
    let Some(target) = scene.shapes.iter_mut().find(|shape| is_target(shape)) else { return };
    target.class = "spot";
    target.attributes.push(("data-spot", spot.to_owned()));
    let number = |name| {
        let found = target.attributes.iter().find(|(known, _)| *known == name);
        found.and_then(|(_, value)| value.parse::<f64>().ok()).unwrap_or_default()
    };
    let [x, y, width, height] = ["x", "y", "width", "height"].map(number);
    let (right, bottom) = (f64::from(scene.width), f64::from(scene.height));
    // Nothing leaves the drawing.
    let corner = |x: f64, y: f64| {
        (x.clamp(RADIUS + 1.0, right - RADIUS - 1.0), y.clamp(RADIUS + 1.0, bottom - RADIUS - 1.0))
    };
    // The letter sits on a corner where it covers no words, the upper left one if it can.
    let corners =
        [(x, y), (x, y + height), (x + width, y), (x + width, y + height)].map(|(x, y)| corner(x, y));
    let (left, top) = corners
        .into_iter()
        .find(|&at| !scene.shapes.iter().any(|shape| covers(at, shape)))
        .unwrap_or(corners[0]);
    // The word stands beyond the letter and keeps away from the drawing's nearer edge.
    let (word_class, word_x) =
        if left * 2.0 > right { ("spot-word e", left + RADIUS) } else { ("spot-word", left - RADIUS) };
    let word_y = if top > y + height / 2.0 {
        (top + RADIUS + 13.0).min(bottom - 4.0)
    } else {
        (top - RADIUS - 5.0).max(12.0)
    };
    let at = |x: f64, y: f64| vec![("x", x.to_string()), ("y", y.to_string())];
    let circle = vec![("cx", left.to_string()), ("cy", top.to_string()), ("r", RADIUS.to_string())];
    scene.shapes.push(shape(Tag::Circle, "spot-dot", circle, None, spot));
    scene.shapes.push(shape(Tag::Text, "spot-letter c", at(left, top + 4.5), Some(letter.to_owned()), spot));
    let mut word = shape(Tag::Text, word_class, at(word_x, word_y), Some(String::new()), spot);
    word.attributes.push(("data-spot-word", spot.to_owned()));
    scene.shapes.push(word);
}

/// Of the circle around a letter.
const RADIUS: f64 = 10.0;

/// Whether a letter at this place would stand on the words of a shape. Words of drawings are at most so wide and so high.
fn covers((x, y): (f64, f64), shape: &Shape) -> bool {
    const LETTER: f64 = 7.0;
    const LINE: f64 = 12.0;
    let Some(text) = shape.text.as_ref().filter(|text| !text.is_empty()) else { return false };
    let number = |name| {
        let found = shape.attributes.iter().find(|(known, _)| *known == name);
        found.and_then(|(_, value)| value.parse::<f64>().ok()).unwrap_or_default()
    };
    let (anchor, base) = (number("x"), number("y"));
    let letters = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
    let width = f64::from(letters) * LETTER;
    let has = |class: &str| shape.class.split(' ').any(|known| known == class);
    let start = if has("c") {
        anchor - width / 2.0
    } else if has("e") {
        anchor - width
    } else {
        anchor
    };
    x + RADIUS > start && x - RADIUS < start + width && y + RADIUS > base - LINE && y - RADIUS < base + 3.0
}

fn shape(
    tag: Tag,
    class: &'static str,
    attributes: Vec<(&'static str, String)>,
    text: Option<String>,
    spot: &str,
) -> Shape {
    Shape { key: format!("{class} {spot}"), tag, class, attributes, text, subject: None, marked: false }
}

//! Places of a drawing to point at, each with a letter on it.

use crate::fit::{self, Type};
use crate::units::{Tenths, text};
use crate::{Run, Scene, Shape, Subject, Tag};

/// Makes the target of a subject visible, with the letter of its spot and an empty text where a word may come.
///
/// The target has the class `spot` and the attribute `data-spot`, the text `data-spot-word`; both name the spot.
pub fn point_out(scene: &mut Scene, (subject, run): (Subject, &Run), spot: &str, letter: &str) {
    let is_target =
        |shape: &Shape| !shape.is_seen() && shape.subject.is_some_and(|other| subject.marks(other, run));
    let Some(target) = scene.shapes.iter_mut().find(|shape| is_target(shape)) else { return };
    target.class = "spot";
    target.attributes.push(("data-spot", spot.to_owned()));
    let [x, y, width, height] = ["x", "y", "width", "height"].map(|name| number(target, name));
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

/// Whether a letter at this place would stand on the words of a shape.
fn covers((x, y): (f64, f64), shape: &Shape) -> bool {
    let Some(words) = shape.text.as_ref().filter(|words| !words.is_empty()) else { return false };
    let [width, line] =
        [fit::width(Type::Large, shape.class, words), fit::line(Type::Large, shape.class)].map(pixels);
    let (anchor, base) = (number(shape, "x"), number(shape, "y"));
    let has = |class: &str| shape.class.split(' ').any(|known| known == class);
    let start = if has("c") {
        anchor - width / 2.0
    } else if has("e") {
        anchor - width
    } else {
        anchor
    };
    x + RADIUS > start && x - RADIUS < start + width && y + RADIUS > base - line && y - RADIUS < base + 3.0
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

/// A number among the attributes of a shape.
fn number(shape: &Shape, name: &str) -> f64 {
    let found = shape.attributes.iter().find(|(known, _)| *known == name);
    found.and_then(|(_, value)| value.parse().ok()).unwrap_or_default()
}

fn pixels(length: Tenths) -> f64 {
    text(length).parse().unwrap_or_default()
}

//! Where the shapes of a drawing are.

use diagram::{Layout, Scene, Shape, Sight, Tag, Viewpoint, ladder, ladder_so_far};

use super::{CLIENT, SERVER};

/// A moment on a ladder, as everybody sees it, as it may be shown before it is over, and as either side sees it; in both
/// sizes where they differ.
pub(crate) fn ladders(sight: &Sight<'_>) -> Vec<Scene> {
    let only = |node| Sight { viewpoint: Viewpoint::Only(node), ..*sight };
    let all = |layout| {
        let (client, server) = (ladder(&only(CLIENT), layout), ladder(&only(SERVER), layout));
        [ladder(sight, layout), ladder_so_far(sight, layout), client, server]
    };
    let wide = (sight.run.trace.nodes.len() > 2).then(|| all(Layout::Wide));
    all(Layout::Narrow).into_iter().chain(wide.into_iter().flatten()).collect()
}

/// Every number in an attribute, in order. Panics on what is not a plain decimal, such as NaN.
pub(crate) fn numbers(value: &str) -> Vec<f64> {
    let separated: String = value.chars().map(|c| if c.is_ascii_alphabetic() { ' ' } else { c }).collect();
    let spaced = separated.replace('-', " -").replace(['(', ')'], " ");
    spaced.split_whitespace().map(|number| number.parse().expect("a plain decimal")).collect()
}

pub(crate) fn attribute(shape: &Shape, name: &str) -> f64 {
    let value = shape.attributes.iter().find(|(own, _)| *own == name).map_or("0", |(_, value)| value);
    value.parse().expect("a plain decimal")
}

/// Left, top, right and bottom of a shape; words with a rough width of their own.
pub(crate) fn bounds(shape: &Shape) -> [f64; 4] {
    let number = |name| attribute(shape, name);
    match shape.tag {
        Tag::Circle => {
            let (x, y, r) = (number("cx"), number("cy"), number("r"));
            [x - r, y - r, x + r, y + r]
        }
        Tag::Rect => {
            assert!(number("width") >= 0.0 && number("height") >= 0.0, "{shape:?}");
            [number("x"), number("y"), number("x") + number("width"), number("y") + number("height")]
        }
        Tag::Text => {
            let words = shape.text.as_deref().expect("words");
            let wide: f64 = words.chars().map(|c| if c.is_ascii() { 6.6 } else { 9.0 }).sum();
            let x = number("x");
            let roles: Vec<_> = shape.class.split(' ').collect();
            let left = if roles.contains(&"c") {
                x - wide / 2.0
            } else if roles.contains(&"e") {
                x - wide
            } else {
                x
            };
            [left, number("y") - 10.0, left + wide, number("y") + 3.0]
        }
        Tag::Path => path_bounds(&shape.attributes.first().expect("a path").1),
    }
}

/// The box of a path of moves and lines.
pub(crate) fn path_bounds(d: &str) -> [f64; 4] {
    let mut bounds = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    let mut at = (0.0, 0.0);
    let mut rest = d;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..].find(|c: char| c.is_ascii_alphabetic()).map_or(rest.len(), |end| end + 1);
        let values = numbers(&rest[1..end]);
        rest = &rest[end..];
        let pairs: Vec<(f64, f64)> = match command {
            'M' | 'L' | 'm' | 'l' => values.chunks(2).map(|pair| (pair[0], pair[1])).collect(),
            'H' => vec![(values[0], at.1)],
            'V' => vec![(at.0, values[0])],
            'h' => vec![(values[0], 0.0)],
            'v' => vec![(0.0, values[0])],
            'z' => vec![],
            other => panic!("an unknown command {other} in {d}"),
        };
        for (x, y) in pairs {
            at = if command.is_lowercase() { (at.0 + x, at.1 + y) } else { (x, y) };
            let [left, top, right, bottom] = bounds;
            bounds = [left.min(at.0), top.min(at.1), right.max(at.0), bottom.max(at.1)];
        }
    }
    bounds
}

/// Room for half the width of a stroke.
pub(crate) const STROKE: f64 = 2.0;

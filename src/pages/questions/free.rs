//! A free explanation as the page carries it.

use learner::Key;

use super::{Answers, Drawn};
use crate::ui::questions::{KindData, Texts};
use crate::words;

pub(super) fn draw(points: &[String]) -> Drawn {
    let point = |(place, text): (usize, &String)| format!("<li data-part=\"point-{place}\">{text}</li>");
    let listed: String = points.iter().enumerate().map(point).collect();
    Drawn {
        kind: KindData::Free,
        how: words::questions::EXPLAIN,
        texts: Texts::default(),
        answers: Answers {
            key: Some(Key::Points(points.len())),
            ids: Vec::new(),
            shown: format!("<p>{}</p><ul>{listed}</ul>", words::questions::POINTS),
        },
    }
}

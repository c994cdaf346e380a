//! What belongs together as the page carries it.

use learner::Key;
use lesson::Matching;

use super::{Answers, Drawn, reply};
use crate::ui::figure::escape;
use crate::ui::questions::{KindData, Texts};
use crate::words;

pub(super) fn draw(model: &Matching) -> Drawn {
    let text = |id: &String| {
        let pair = model.pairs.iter().find(|pair| pair.id == *id).map(|pair| &pair.right);
        let extra = model.extras.iter().find(|extra| extra.id == *id).map(|extra| &extra.text);
        pair.or(extra).map(|text| escape(text)).unwrap_or_default()
    };
    let answer = |pair: &lesson::Pair| {
        format!(
            "<dt><span data-part=\"of-{}\">{}</span>: <b>{}</b></dt>{}",
            pair.id,
            pair.left,
            escape(&pair.right),
            reply(&pair.id, &pair.feedback)
        )
    };
    let listed: String = model.pairs.iter().map(answer).collect();
    let pairs: Vec<String> = model.pairs.iter().map(|pair| pair.id.clone()).collect();
    Drawn {
        kind: KindData::Matching(pairs.clone(), model.offered.len()),
        how: words::questions::MATCH,
        texts: Texts {
            parts: model.pairs.iter().map(|pair| pair.left.clone()).collect(),
            choices: vec![model.offered.iter().map(text).collect()],
            ..Texts::default()
        },
        answers: Answers {
            key: Some(Key::Pairs(pairs.iter().map(|id| (id.clone(), id.clone())).collect())),
            ids: model.offered.clone(),
            shown: format!("<dl>{listed}</dl>"),
        },
    }
}

//! Several choices as the page carries them.

use learner::Key;
use lesson::Candidate;

use super::{Answers, Drawn, reply, term};
use crate::pages::worlds;
use crate::ui::questions::{KindData, Texts};
use crate::words;

pub(super) fn draw(candidates: &[Candidate]) -> Drawn {
    let ids = |wanted: fn(&Candidate) -> bool| -> Vec<String> {
        candidates.iter().filter(|it| wanted(it)).map(|it| it.id.clone()).collect()
    };
    let answer = |it: &Candidate| {
        if it.right {
            term(&it.id, &it.text, words::RIGHT) + &reply(&format!("missed-{}", it.id), &it.missed)
        } else {
            term(&it.id, &it.text, words::NOT_QUITE)
                + &reply(&it.id, &(it.feedback.clone() + &worlds::behind_feedback(it.world.as_ref())))
        }
    };
    let listed: String = candidates.iter().map(answer).collect();
    Drawn {
        kind: KindData::Several(ids(|_| true)),
        how: words::questions::PICK_ALL,
        texts: Texts { parts: candidates.iter().map(|it| it.text.clone()).collect(), ..Texts::default() },
        answers: Answers {
            key: Some(Key::Options(ids(|it| it.right))),
            ids: Vec::new(),
            shown: format!("<dl>{listed}</dl>"),
        },
    }
}

//! Statements to judge as the page carries them.

use learner::Key;
use lesson::Statement;

use super::{Answers, Drawn, reply, term};
use crate::ui::questions::{KindData, Texts};
use crate::words;

pub(super) fn draw(statements: &[Statement]) -> Drawn {
    let answer = |it: &Statement| {
        let word = if it.holds { words::questions::TRUE } else { words::questions::FALSE };
        term(&it.id, &it.text, word) + &reply(&it.id, &it.feedback)
    };
    let listed: String = statements.iter().map(answer).collect();
    let held = statements.iter().filter(|it| it.holds);
    Drawn {
        kind: KindData::Truths(statements.iter().map(|it| it.id.clone()).collect()),
        how: words::questions::JUDGE,
        texts: Texts { parts: statements.iter().map(|it| it.text.clone()).collect(), ..Texts::default() },
        answers: Answers {
            key: Some(Key::Options(held.map(|it| it.id.clone()).collect())),
            ids: Vec::new(),
            shown: format!("<dl>{listed}</dl>"),
        },
    }
}

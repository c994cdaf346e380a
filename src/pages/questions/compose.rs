//! Requests to build as the page carries them.

use learner::Key;
use lesson::{Compose, Fragment, Role};

use super::{Answers, Drawn, reply, term};
use crate::ui::figure::escape;
use crate::ui::questions::{ComposeRole, KindData, PartData, Texts};
use crate::words;
use crate::words::practice;

pub(super) fn draw(compose: &Compose) -> Drawn {
    let parts = compose.parts.iter().map(|part| PartData {
        role: match part.role {
            Role::Method => ComposeRole::Method,
            Role::Target => ComposeRole::Target,
            Role::Fields => ComposeRole::Fields,
            Role::Body => ComposeRole::Body,
        },
        label: part.label.clone(),
        pieces: part.pieces.iter().map(|piece| (piece.id.clone(), piece.text.clone())).collect(),
    });
    let pieces = || compose.parts.iter().flat_map(|part| &part.pieces);
    let listed: String = pieces().map(answer).collect();
    let sent = format!(
        "<div data-part=\"answer\"><p>{}</p> <pre class=\"http\">{}</pre></div>",
        practice::SERVER_ANSWERS,
        escape(&compose.answer)
    );
    Drawn {
        kind: KindData::Compose(parts.collect()),
        how: practice::BUILD,
        texts: Texts::default(),
        answers: Answers {
            key: Some(Key::Options(pieces().filter(|it| it.right).map(|it| it.id.clone()).collect())),
            ids: Vec::new(),
            shown: format!("<dl>{listed}</dl>{sent}"),
        },
    }
}

fn answer(piece: &Fragment) -> String {
    let text = if piece.text.is_empty() {
        practice::NO_BODY.to_owned()
    } else {
        format!("<code>{}</code>", escape(&piece.text))
    };
    let word = if piece.right { words::RIGHT } else { words::NOT_QUITE };
    let told = if piece.feedback.is_empty() { String::new() } else { reply(&piece.id, &piece.feedback) };
    term(&piece.id, &text, word) + &told
}

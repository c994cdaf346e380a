//! A text with gaps as the page carries it.

use learner::{Fill, Key};
use lesson::{Gap, Gaps, Piece};

use super::{Answers, Drawn, reply};
use crate::ui::figure::escape;
use crate::ui::questions::{KindData, PieceData, Texts};
use crate::words;

pub(super) fn draw(model: &Gaps) -> Drawn {
    let piece = |piece: &Piece| match piece {
        Piece::Html(_) => Some(PieceData::Text),
        Piece::Gap(place) => {
            model.gaps.get(*place).map(|gap| PieceData::Gap(gap.id.clone(), gap.options.len()))
        }
    };
    let text = |piece: &Piece| match piece {
        Piece::Html(html) => Some(html.clone()),
        Piece::Gap(_) => None,
    };
    let words_of = |gap: &Gap| gap.options.iter().map(|word| escape(word)).collect();
    let listed: String = model.gaps.iter().enumerate().map(|(place, gap)| answer(place, gap)).collect();
    Drawn {
        kind: KindData::Gaps(model.pieces.iter().filter_map(piece).collect()),
        how: words::questions::FILL_IN,
        texts: Texts {
            parts: model.pieces.iter().filter_map(text).collect(),
            choices: model.gaps.iter().map(words_of).collect(),
            ..Texts::default()
        },
        answers: Answers {
            key: Some(Key::Gaps(model.gaps.iter().map(fill).collect())),
            ids: Vec::new(),
            shown: format!("<dl>{listed}</dl>"),
        },
    }
}

fn fill(gap: &Gap) -> Fill {
    Fill {
        id: gap.id.clone(),
        accept: gap.accept.clone(),
        known: gap.known.iter().map(|known| known.words.clone()).collect(),
    }
}

fn answer(place: usize, gap: &Gap) -> String {
    let right = gap.accept.first().map(|word| escape(word)).unwrap_or_default();
    let name = words::questions::gap_number(place + 1);
    let known = gap.known.iter().enumerate();
    let known: String =
        known.map(|(place, known)| reply(&format!("{}-known-{place}", gap.id), &known.reply)).collect();
    format!("<dt>{name}: <b>{right}</b></dt>{}{known}", reply(&gap.id, &gap.feedback))
}

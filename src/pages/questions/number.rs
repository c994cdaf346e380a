//! A number as the page carries it.

use learner::{Key, Number};
use lesson::Amount;

use super::{Answers, Drawn};
use crate::ui::amount::amount;
use crate::ui::questions::{KindData, Texts};
use crate::words;

pub(super) fn draw(model: &Amount) -> Drawn {
    let known: String = model
        .known
        .iter()
        .enumerate()
        .map(|(place, known)| {
            let number = amount(known.value, &model.unit);
            format!(
                "<dt>{number} <b>{}</b></dt><dd data-part=\"known-{place}\">{}</dd>",
                words::NOT_QUITE,
                known.reply
            )
        })
        .collect();
    let truth = words::questions::it_is(&amount(model.truth, &model.unit));
    Drawn {
        kind: KindData::Number(model.unit.clone()),
        how: words::questions::GIVE_NUMBER,
        texts: Texts::default(),
        answers: Answers {
            key: Some(Key::Number {
                truth: thousandths(model.truth),
                tolerance_percent: model.tolerance_percent,
                known: model.known.iter().map(|known| thousandths(known.value)).collect(),
            }),
            ids: Vec::new(),
            shown: format!("<p>{truth}</p><dl>{known}</dl>"),
        },
    }
}

fn thousandths(value: f64) -> Number {
    #[expect(clippy::cast_possible_truncation, reason = "`as` saturates; answers are small")]
    let thousandths = (value * 1000.0).round() as i64;
    Number(thousandths)
}

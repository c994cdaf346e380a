//! Things to bring into order as the page carries them.

use learner::{Key, Swapped};
use lesson::{Item, Sequence};

use super::{Answers, Drawn, reply};
use crate::ui::questions::{KindData, Texts};
use crate::words;

pub(super) fn draw(model: &Sequence) -> Drawn {
    let offered: Vec<&Item> = model.offered.iter().filter_map(|&place| model.items.get(place)).collect();
    let swap = |swap: &lesson::Swap| Swapped { before: swap.before.clone(), after: swap.after.clone() };
    let items: String = model.items.iter().map(|item| format!("<li>{}</li>", item.text)).collect();
    let replies = model.swaps.iter().enumerate();
    let replies: String = replies.map(|(place, swap)| reply(&format!("swap-{place}"), &swap.reply)).collect();
    Drawn {
        kind: KindData::Order(offered.len()),
        how: words::questions::BRING_INTO_ORDER,
        texts: Texts { parts: offered.iter().map(|item| item.text.clone()).collect(), ..Texts::default() },
        answers: Answers {
            key: Some(Key::Order {
                items: model.items.iter().map(|item| item.id.clone()).collect(),
                swaps: model.swaps.iter().map(swap).collect(),
            }),
            ids: offered.iter().map(|item| item.id.clone()).collect(),
            shown: format!("<ol>{items}</ol><div>{replies}</div>"),
        },
    }
}

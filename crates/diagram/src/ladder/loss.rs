//! Losses on the ladder: a cross where it happened, and an arrow to the moment when it was noticed.

use trace::{Fate, Message, Time};

use crate::grammar;
use crate::scene::Canvas;
use crate::units::{Tenths, text, units};

use super::{Ladder, MOST_MESSAGES, band};

/// A lost message, where its way ended, and when its client stopped hoping.
pub(super) struct Loss<'a> {
    pub(super) message: &'a Message,
    pub(super) at: Time,
    pub(super) x: Tenths,
    pub(super) y: Tenths,
    pub(super) noticed: Option<Time>,
}

/// The losses that there is room to draw.
pub(super) fn losses<'a>(ladder: &Ladder<'a>) -> Vec<Loss<'a>> {
    let run = ladder.run;
    let lost = run.messages.iter().take(MOST_MESSAGES).filter_map(|message| {
        let Fate::Lost { at, .. } = message.fate else { return None };
        let [_, (x, y), ..] = band::corners(ladder, message)?;
        let noticed = run.stays.try_of(message.id).and_then(|own| own.fired).filter(|&fired| fired >= at);
        Some(Loss { message, at, x, y, noticed })
    });
    lost.collect()
}

pub(super) fn draw(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    for Loss { message, at, x, y, noticed } in losses(ladder) {
        let key = grammar::key(message.id);
        if at <= ladder.at {
            let size = units(6);
            let (left, top, right, bottom) = (text(x - size), text(y - size), text(x + size), text(y + size));
            let cross = format!("M{left} {top}L{right} {bottom}M{right} {top}L{left} {bottom}");
            canvas.path(format!("{key} cross"), "x", cross);
        }
        if let Some(noticed) = noticed.filter(|&noticed| noticed <= ladder.at) {
            let (from, to) = (y + units(9), ladder.y(noticed));
            if to - from > units(10) {
                let arrow = format!("M{} {}V{}m-4 -5l4 6 4-6", text(x), text(from), text(to - units(1)));
                canvas.path(format!("{key} noticed"), "now", arrow);
            }
        }
    }
}

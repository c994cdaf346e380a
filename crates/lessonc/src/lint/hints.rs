//! Questions of a lesson without enough hints to be worked out.

use super::Page;
use crate::record::Kind;
use crate::report::Mistake;

/// From vague to nearly told is a step at least.
const LEAST: usize = 2;

pub(super) fn check(page: &Page) {
    if !page.is_lesson() {
        return;
    }
    for shown in page.record.widgets.iter().filter(|shown| shown.asked.is_some()) {
        let count = page.record.of(shown).iter().filter(|piece| piece.kind == Kind::Hint).count();
        if count < LEAST {
            let has = match count {
                0 => "no hint".to_owned(),
                count => format!("{count} hint"),
            };
            page.report.add(
                Mistake::warning("hint-count", shown.span.clone(), format!("this question has {has}")).hint(
                    "who is stuck needs two or three, from vague to nearly told: hints = [\"…\", \"…\"]",
                ),
            );
        }
    }
}

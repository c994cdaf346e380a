//! An order in which a run brings things: the learner's beside the run's, with the numbers.

use diagram::Run;
use learner::{Given, Key, Marked, Swapped, mark};
use trace::Metrics;

use super::{Told, explained, text_of};
use crate::platform::lifted::Lifted;
use crate::ui::amount::amount;
use crate::ui::icon;
use crate::ui::verdict::Verdict;
use crate::words::predictions;

/// The unit, for each item its id and its measure, and the wrong orders that have replies.
type Timed<'a> = (&'a str, &'a [(String, String)], &'a [(String, String)]);

/// The items in the order of the run, each with its number. None when the run does not give one of them.
pub(crate) fn ranked<'a>(items: &'a [(String, String)], run: &Run) -> Option<Vec<(&'a str, f64)>> {
    let metrics = Metrics::of(&run.trace);
    let value = |(id, measure): &'a (String, String)| Some((id.as_str(), metrics.measure(measure)?.value));
    let mut ranked: Vec<(&str, f64)> = items.iter().map(value).collect::<Option<_>>()?;
    ranked.sort_by(|one, other| one.1.total_cmp(&other.1));
    Some(ranked)
}

pub(super) fn tell(
    (unit, items, swaps): Timed<'_>,
    run: &Run,
    given: Option<&Given>,
    key: &Lifted,
) -> Option<Told> {
    let ranked = ranked(items, run)?;
    let order: Vec<String> = ranked.iter().map(|(id, _)| (*id).to_owned()).collect();
    let swapped =
        |(before, after): &(String, String)| Swapped { before: before.clone(), after: after.clone() };
    let against = Key::Order { items: order.clone(), swaps: swaps.iter().map(swapped).collect() };
    let said = match given {
        Some(Given::Order(said)) => Some(said.as_slice()),
        _ => None,
    };
    let compared = compared(&ranked, unit, said, key);
    let answer = Given::Order(order);
    let Some(given) = given.filter(|_| said.is_some()) else {
        let marked = mark(&against, &answer).unwrap_or_default();
        let verdict = Verdict::Shown(compared + &explained(key));
        return Some(Told { verdict, marked: Marked { right: false, ..marked }, answer: Some(answer) });
    };
    let marked = mark(&against, given)?;
    let replies: String = marked.told.iter().map(|name| key.text(name)).collect();
    let told = compared + &replies + &explained(key);
    let verdict = if marked.right { Verdict::Right(told) } else { Verdict::Wrong(told) };
    Some(Told { verdict, marked, answer: Some(answer) })
}

/// A row for each item: its text, its number with a bar, and where the learner had put it.
fn compared(ranked: &[(&str, f64)], unit: &str, said: Option<&[String]>, key: &Lifted) -> String {
    let most = ranked.iter().map(|(_, value)| *value).fold(f64::MIN_POSITIVE, f64::max);
    let row = |(place, (id, value)): (usize, &(&str, f64))| {
        let mine = said.and_then(|said| said.iter().position(|it| it == id));
        let mine = mine.map(|mine| {
            let (class, sign) = if mine == place { ("met", icon::TICK) } else { ("off", icon::CROSS) };
            format!("<small class=\"{class}\">{sign}{}</small>", predictions::you_said(mine + 1))
        });
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of the largest; `as` saturates"
        )]
        let width = (value / most * 1000.0) as u32;
        format!(
            "<li><span>{}</span>{}<svg viewBox=\"0 0 1000 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
             <rect width=\"{width}\" height=\"8\"/></svg><b>{}</b></li>",
            text_of(key, id),
            mine.unwrap_or_default(),
            amount(*value, unit)
        )
    };
    let rows: String = ranked.iter().enumerate().map(row).collect();
    format!("<p>{}</p><ol class=\"ranks\">{rows}</ol>", predictions::YOUR_ORDER)
}

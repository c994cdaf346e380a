//! A predicted number: on one line with what the run gave, and where it is a moment of the run also in it.

use diagram::{Compared, Guess, Run};
use learner::{Fate, Given, Marked, Number, within};
use trace::{Duration, Scope, Time, What, scope};

use super::{Told, explained};
use crate::platform::lifted::Lifted;
use crate::ui::amount::{amount, millionths};
use crate::ui::verdict::Verdict;
use crate::words;

/// How the name of the text starts that says what chance does; the mean follows, in millionths.
pub(crate) const MEAN: &str = "mean-";

pub(super) fn tell(
    (measure, unit, tolerance_percent): (&str, &str, u16),
    run: &Run,
    given: Option<&Given>,
    key: &Lifted,
) -> Option<Told> {
    let found = trace::measure(&run.trace, measure)?.value;
    let chance = mean(key);
    let truth = chance.as_ref().map_or(found, |(mean, _)| *mean);
    let truth_text = amount(truth, unit);
    let given = match given {
        Some(Given::Number(number)) => Some((*number, amount(as_float(*number), unit))),
        _ => None,
    };
    let line = diagram::number_line(&Compared {
        said: given.as_ref().map(|(number, text)| (number.0.saturating_mul(1000), text.as_str())),
        is: (millionths(truth).unwrap_or_default(), &truth_text),
        tolerance_percent,
        time: unit == "ms",
        mean: chance.is_some(),
    });
    let line = diagram::svg(&line, "dg n");
    let reason =
        chance.as_ref().map(|(_, text)| format!("<p>{text}</p>")).unwrap_or_default() + &explained(key);
    let Some((number, given_text)) = given else {
        let told = if chance.is_some() { words::mean } else { words::truth };
        let verdict = Verdict::Shown(format!("<p>{}</p>{line}{reason}", told(&truth_text)));
        return Some(Told { verdict, marked: Marked::default(), answer: None });
    };
    let compare = if chance.is_some() { words::compared_with_mean } else { words::compared };
    let compared = format!("<p>{}</p>{line}", compare(&given_text, &truth_text));
    let right = within(number, truth, tolerance_percent);
    let verdict = if right {
        Verdict::Right(compared + &reason)
    } else {
        Verdict::Wrong(compared + &known_reply(key, number, tolerance_percent) + &reason)
    };
    let fate = if right { Fate::Right } else { Fate::Wrong };
    let marked = Marked { right, fates: vec![(String::new(), fate)], told: Vec::new() };
    Some(Told { verdict, marked, answer: None })
}

/// Where the learner's number stands in the run, if it is a moment of it.
pub(super) fn guess(measure: &str, unit: &str, run: &Run, given: Option<&Given>) -> Option<Guess> {
    let Some(Given::Number(number)) = given else { return None };
    let said = Duration(u64::try_from(number.0.checked_mul(1000)?).ok()?);
    let from = counted_from(measure, run).filter(|_| unit == "ms")?;
    Some(Guess::Moment { at: from + said, said })
}

/// The moment from which a measure counts, if it is the time to another moment: the only request's, or the first one's.
fn counted_from(measure: &str, run: &Run) -> Option<Time> {
    let (node, name) = measure.rsplit_once('.').map_or((None, measure), |(node, name)| (Some(node), name));
    let of_one = name.starts_with("response_") || name == "ttfb_ms";
    if scope(name) != Some(Scope::Client) || !(of_one || name == "makespan_ms") {
        return None;
    }
    let is_its =
        |place: usize| node.is_none_or(|id| run.trace.nodes.get(place).is_some_and(|it| it.id == id));
    let wanted = run.trace.facts.iter().filter(|fact| matches!(fact.what, What::Wanted { .. }));
    let mut wanted = wanted.filter(|fact| is_its(usize::from(fact.node.0))).map(|fact| fact.at);
    let first = wanted.next()?;
    if of_one && wanted.next().is_some() { None } else { Some(first) }
}

/// Where chance plays a part: the mean of many runs, which is the answer, and what there is to say about this one.
fn mean(key: &Lifted) -> Option<(f64, String)> {
    let (millionths, text) = key.starting(MEAN).next()?;
    let millionths: i64 = millionths.parse().ok()?;
    #[expect(clippy::cast_precision_loss, reason = "answers are far below 2^53 millionths")]
    let mean = millionths as f64 / 1e6;
    Some((mean, text.to_owned()))
}

/// The reply to a wrong number that many arrive at, if this is one.
fn known_reply(key: &Lifted, given: Number, percent: u16) -> String {
    let near = |name: &str| {
        let thousandths: u32 = name.parse().ok()?;
        within(given, f64::from(thousandths) / 1000.0, percent.min(5)).then_some(())
    };
    key.starting("known-").find_map(|(name, text)| near(name).map(|()| text.to_owned())).unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "answers are far below 2^53 thousandths")]
fn as_float(number: Number) -> f64 {
    number.0 as f64 / 1000.0
}

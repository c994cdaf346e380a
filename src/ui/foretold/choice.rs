//! One of several things that a run may do: which it was is found by their conditions.

use diagram::Run;
use learner::{Fate, Given, Marked};

use super::{Told, explained};
use crate::platform::lifted::Lifted;
use crate::state::trial::findings;
use crate::ui::verdict::Verdict;
use crate::words::predictions;

pub(super) fn tell(
    options: &[(String, String)],
    run: &Run,
    given: Option<&Given>,
    key: &Lifted,
) -> Option<Told> {
    let conditions: Vec<String> = options.iter().map(|(_, when)| when.clone()).collect();
    let findings = findings(run, &conditions);
    let (found, (true_id, when)) = findings.iter().zip(options).find(|(found, _)| found.holds)?;
    let measure = when.split(' ').next().unwrap_or_default();
    let gives = format!("<p>{}</p>", predictions::gives(measure, &found.given));
    let picked = match given {
        Some(Given::Option(picked)) => Some(picked),
        _ => None,
    };
    Some(one_of(true_id, picked, &gives, key))
}

/// The place of the condition that holds in a run.
#[cfg(feature = "ssr")]
pub(crate) fn held(conditions: &[trace::Condition], run: &Run) -> Option<usize> {
    conditions.iter().position(|condition| condition.holds(&run.trace) == Some(true))
}

/// The verdict where one part is right. `found` is what the run gave.
pub(super) fn one_of(right: &str, picked: Option<&String>, found: &str, key: &Lifted) -> Told {
    let answer = Some(Given::Option(right.to_owned()));
    let missed = (right.to_owned(), Fate::Missed);
    let Some(picked) = picked else {
        let verdict = Verdict::Shown([found, &explained(key)].concat());
        return Told { verdict, marked: Marked { fates: vec![missed], ..Marked::default() }, answer };
    };
    let reason = [found, key.text(picked), &explained(key)].concat();
    let is_right = picked == right;
    let fate = |fate| (picked.clone(), fate);
    let (verdict, fates) = if is_right {
        (Verdict::Right(reason), vec![fate(Fate::Right)])
    } else {
        (Verdict::Wrong(reason), vec![fate(Fate::Wrong), missed])
    };
    Told { verdict, marked: Marked { right: is_right, fates, told: Vec::new() }, answer }
}

//! Why something happened and what came of it, in the words of the table.

use trace::{Fact, FactId, MessageId, Time, TimerKind, What};

use super::happening::{alone, known_at};
use crate::{Run, Sight, Subject, Viewpoint, grammar, words};

/// So many consequences are looked at. Who wants to know more looks at one of them.
const MOST_LOOKED_AT: usize = 500;

/// One thing in a chain of causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub fact: FactId,
    pub at: Time,
    /// A sentence.
    pub words: String,
}

/// The event that views explain: what is picked, or the latest of what is picked; with nothing picked, the latest of all.
pub fn explained(sight: &Sight<'_>) -> Option<FactId> {
    match sight.picked {
        Some(Subject::Event(fact)) => told(sight, fact).map(|step| step.fact),
        Some(Subject::Message(picked)) => of_message(sight, picked),
        Some(picked) => latest(sight, |fact| concerns(picked, fact))
            .or_else(|| first(sight, |fact| concerns(picked, fact))),
        None => latest(sight, |_| true),
    }
}

/// The chain of causes that ends with `fact`, the latest first: the fact itself, what it came of, … to what somebody wanted
/// or did. Who looks from a node gets the links that the node knows.
///
/// A timer fires because nothing came. What held it up is the last that had happened to the try, and the chain goes on there.
/// Where each request waits for the one before, a chain is as long as the run: who shows it takes as much as can be read.
pub fn why<'a>(sight: &Sight<'a>, fact: FactId) -> impl Iterator<Item = Step> + use<'a> {
    let sight = *sight;
    let chain = core::iter::successors(Some(fact), move |&id| {
        let cause = find(sight.run, id).and_then(|fact| held_up(&sight, id, fact).or(fact.cause));
        // A cause is always earlier; one that is not would lead round in a circle.
        cause.filter(|&cause| cause < id)
    });
    chain.filter_map(move |id| told(&sight, id))
}

/// The first `most` things that would not have happened without `fact`, and how many more there are: none if there are too
/// many to count.
pub fn came_of(sight: &Sight<'_>, fact: FactId, most: usize) -> (Vec<Step>, Option<usize>) {
    let mut found = trace::consequences(&sight.run.trace, fact);
    for fired in waited_in_vain(sight, fact) {
        found.push(fired);
        found.extend(trace::consequences(&sight.run.trace, fired));
    }
    found.sort_unstable();
    found.dedup();
    let mut steps: Vec<Step> = found.iter().take(MOST_LOOKED_AT).filter_map(|&id| told(sight, id)).collect();
    let more = steps.len().saturating_sub(most);
    steps.truncate(most);
    (steps, (found.len() <= MOST_LOOKED_AT).then_some(more))
}

/// A fact as a step; none for what is told by another one, or cannot be known from where one looks.
fn told(sight: &Sight<'_>, id: FactId) -> Option<Step> {
    let (run, fact) = (sight.run, find(sight.run, id)?);
    if !is_seen(sight.viewpoint, fact) {
        return None;
    }
    let here = grammar::the(run.name(fact.node));
    let words = match fact.what {
        What::Wanted { request } => words::wants(&run.cast, &here, request),
        What::Intervened { intervention } if run.is_yours(intervention) => words::YOU_INTERFERE.to_owned(),
        What::Intervened { .. } => words::SOMEBODY_INTERFERES.to_owned(),
        _ => {
            let facts = &run.trace.facts;
            let first = facts.partition_point(|other| other.at < fact.at);
            let end = facts.partition_point(|other| other.at <= fact.at);
            let happening = alone((id, fact), facts.get(first..end)?, &run.stays)?;
            words::happens(&run.cast, &happening, &here)
        }
    };
    Some(Step { fact: id, at: fact.at, words: grammar::sentence(&words) })
}

/// The last that had happened to a try when the patience for it ended.
fn held_up(sight: &Sight<'_>, place: FactId, fired: &Fact) -> Option<FactId> {
    let What::TimerFired { message, kind } = fired.what else { return None };
    if kind == TimerKind::Hedge {
        return None;
    }
    let of_try = |fact: &Fact| {
        let about = fact.what.message().is_some_and(|other| same_try(other, message));
        about && is_progress(&fact.what) && is_seen(sight.viewpoint, fact)
    };
    let mut earlier = sight.run.facts_of(message.request).rev().filter(|&fact| fact < place);
    earlier.find(|&fact| find(sight.run, fact).is_some_and(of_try))
}

/// The timers that fired because nothing came after `fact`.
fn waited_in_vain(sight: &Sight<'_>, fact: FactId) -> Vec<FactId> {
    let Some(message) = find(sight.run, fact).and_then(|fact| fact.what.message()) else { return Vec::new() };
    let later = sight.run.facts_of(message.request).filter(|&id| id > fact);
    later.filter(|&id| find(sight.run, id).and_then(|own| held_up(sight, id, own)) == Some(fact)).collect()
}

fn same_try(one: MessageId, other: MessageId) -> bool {
    (one.request, one.attempt) == (other.request, other.attempt)
}

/// Whether a fact says how far a try has come.
fn is_progress(what: &What) -> bool {
    !matches!(
        what,
        What::Entered { .. }
            | What::Left { .. }
            | What::TimerSet { .. }
            | What::TimerFired { .. }
            | What::BackedOff { .. }
            | What::BudgetSpent { .. }
    )
}

pub(crate) fn is_seen(viewpoint: Viewpoint, fact: &Fact) -> bool {
    match viewpoint {
        Viewpoint::Everyone => true,
        Viewpoint::Only(node) => known_at(node, fact),
    }
}

fn concerns(picked: Subject, fact: &Fact) -> bool {
    match picked {
        Subject::Node(node) => fact.node == node,
        Subject::Link(link) => matches!(
            fact.what,
            What::Sent { link: own, .. } | What::Lost { link: own, .. } | What::Cut { link: own, .. } | What::Mended { link: own }
                if own == link
        ),
        Subject::Event(_) | Subject::Message(_) => false,
    }
}

/// The latest told fact about a message up to the moment, or else the first of all.
fn of_message(sight: &Sight<'_>, message: MessageId) -> Option<FactId> {
    let told_at = |id: FactId| {
        let fact = find(sight.run, id).filter(|fact| fact.what.message() == Some(message))?;
        told(sight, id).map(|step| (fact.at, step.fact))
    };
    let mut all = sight.run.facts_of(message.request).filter_map(told_at);
    let (_, first) = all.next()?;
    let up_to_now = all.take_while(|&(at, _)| at <= sight.at);
    Some(up_to_now.last().map_or(first, |(_, fact)| fact))
}

/// The latest told fact up to the moment.
fn latest(sight: &Sight<'_>, wanted: impl Fn(&Fact) -> bool) -> Option<FactId> {
    let facts = &sight.run.trace.facts;
    let up_to = facts.partition_point(|fact| fact.at <= sight.at);
    let places = facts.iter().enumerate().take(up_to).rev();
    places
        .filter(|(_, fact)| wanted(fact))
        .find_map(|(place, _)| told(sight, id(place)?))
        .map(|step| step.fact)
}

/// The first told fact of the run.
fn first(sight: &Sight<'_>, wanted: impl Fn(&Fact) -> bool) -> Option<FactId> {
    let places = sight.run.trace.facts.iter().enumerate();
    places
        .filter(|(_, fact)| wanted(fact))
        .find_map(|(place, _)| told(sight, id(place)?))
        .map(|step| step.fact)
}

fn id(place: usize) -> Option<FactId> {
    u32::try_from(place).ok().map(FactId)
}

fn find(run: &Run, id: FactId) -> Option<&Fact> {
    run.trace.facts.get(usize::try_from(id.0).ok()?)
}

//! What became of a run after somebody intervened, in one or two sentences.

use trace::{NodeId, Outcome, Role, Time, What};

use crate::{Run, words};

/// How it ended before, and how it ends now.
pub fn compare(before: &Run, now: &Run) -> String {
    let (old, new) = (Ends::of(before), Ends::of(now));
    let (old_told, new_told) = (old.told(), new.told());
    let mut sentences = if old_told == new_told {
        words::as_before(&old_told)
    } else {
        let shifted = match (old.last_answer(), new.last_answer()) {
            (Some(old), Some(new)) => words::shifted(old, new),
            _ => String::new(),
        };
        // Of one answer that only moved, the moment says it all.
        let told = match new {
            Ends::One(Some((at, Outcome::Answered))) if !shifted.is_empty() => at.to_string(),
            _ => new_told,
        };
        words::before_and_now(&old_told, &format!("{told}{shifted}"))
    };
    let (old_work, new_work) = (work(before), work(now));
    if old_work != new_work {
        sentences.push(' ');
        sentences.push_str(&words::work_done(old_work, new_work));
    }
    sentences
}

/// How the requests of a run ended for those who made them.
enum Ends {
    /// Nobody asked for anything.
    None(Time),
    One(Option<(Time, Outcome)>),
    Many {
        answered: usize,
        all: usize,
        last: Option<Time>,
    },
}

impl Ends {
    fn of(run: &Run) -> Self {
        // What servers ask of each other is their own affair, unless nobody else asks.
        let asks = |node: NodeId| {
            let role = run.trace.nodes.get(usize::from(node.0)).map(|node| &node.role);
            matches!(role, Some(Role::Client { .. }))
        };
        let all = &run.stays.requests;
        let any = all.iter().any(|request| asks(request.node));
        let settled: Vec<Option<(Time, Outcome)>> =
            all.iter().filter(|request| !any || asks(request.node)).map(|request| request.settled).collect();
        match settled.as_slice() {
            [] => Self::None(run.end()),
            [only] => Self::One(*only),
            _ => {
                let answers =
                    || settled.iter().flatten().filter(|(_, outcome)| *outcome == Outcome::Answered);
                Self::Many {
                    answered: answers().count(),
                    all: settled.len(),
                    last: answers().map(|(at, _)| *at).max(),
                }
            }
        }
    }

    fn told(&self) -> String {
        match *self {
            Self::None(end) => words::over_at(end),
            Self::One(settled) => words::one_ended(settled),
            Self::Many { answered, all, last } => words::many_ended(answered, all, last),
        }
    }

    fn last_answer(&self) -> Option<Time> {
        match *self {
            Self::None(end) => Some(end),
            Self::One(Some((at, Outcome::Answered))) => Some(at),
            Self::One(_) => None,
            Self::Many { last, .. } => last,
        }
    }
}

/// How often a server did what it was asked for.
fn work(run: &Run) -> usize {
    run.trace.facts.iter().filter(|fact| matches!(fact.what, What::Finished { .. })).count()
}

//! What the buttons would do now: to what is chosen, at the moment that is shown.

use std::sync::Arc;

use diagram::{Deed, Run, Subject, called, objection};
use leptos::prelude::*;
use scenario::Action;
use trace::{Duration, LinkId, MessageId, NodeId, Time};

use crate::state::experiment::Experiment;
use crate::state::playhead::Command;
use crate::ui::figure::escape;
use crate::words::acts as words;

/// Four times as long is slow enough to be seen.
const SLOW_THOUSANDTHS: u32 = 4_000;

/// Of the delays that are offered, the one that is chosen first: as long as the way.
pub(super) const FIRST_DELAY: usize = 1;

/// What a button does to what is chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Press {
    One(Deed),
    /// Holds a message, or releases one that is held.
    Hold,
    /// Stops what this end of a link sends.
    CutFrom(usize),
}

/// Which buttons there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Message,
    Server,
    Link,
}

#[derive(Clone, Copy)]
pub(super) struct Panel {
    experiment: Experiment,
    /// The run and how much of it has happened: what is possible changes with nothing else. To be read, not only tracked,
    /// because it is worked out when it is first read.
    now: Memo<(usize, usize)>,
    chosen: Memo<Option<Subject>>,
    pub(super) kind: Memo<Kind>,
    pub(super) options: Memo<String>,
    /// Which of the delays is chosen, and all of them as options.
    pub(super) delay: RwSignal<usize>,
    pub(super) delays: Memo<String>,
    /// Why the last press did nothing.
    pub(super) refused: RwSignal<Option<String>>,
}

impl Panel {
    pub(super) fn new(experiment: Experiment) -> Self {
        let viewing = experiment.viewing;
        // What comes and goes is no choice while it does.
        let now = Memo::new(move |before: Option<&(usize, usize)>| {
            if let Some(before) = before.filter(|_| viewing.playhead.playing.get()) {
                return *before;
            }
            let at = viewing.playhead.at.get();
            viewing.playhead.run.with(|run| {
                let run_is = Arc::as_ptr(run).addr();
                (run_is, run.trace.facts.partition_point(|fact| fact.at <= at))
            })
        });
        let see = move |look: &dyn Fn(&Run, Time) -> Option<Subject>| {
            let at = viewing.playhead.at.get_untracked();
            viewing.playhead.run.with_untracked(|run| look(run, at))
        };
        let chosen = Memo::new(move |_| {
            let _ = now.get();
            let picked = viewing.picked.get();
            see(&|run, at| match picked {
                Some(picked) => Some(diagram::target(run, picked)),
                None => diagram::targets(run, at).first().copied(),
            })
        });
        let kind = Memo::new(move |_| match chosen.get() {
            Some(Subject::Node(_)) => Kind::Server,
            Some(Subject::Link(_)) => Kind::Link,
            Some(Subject::Message(_) | Subject::Event(_)) | None => Kind::Message,
        });
        let options = Memo::new(move |_| {
            let _ = now.get();
            let chosen = chosen.get();
            let at = viewing.playhead.at.get_untracked();
            viewing.playhead.run.with_untracked(|run| options(run, at, chosen))
        });
        let delay = RwSignal::new(FIRST_DELAY);
        let delays = Memo::new(move |_| match chosen.get() {
            Some(Subject::Message(id)) => {
                let delays = viewing.playhead.run.with(|run| diagram::delays(run, id));
                let option = |(place, length): (usize, Duration)| {
                    option(&place.to_string(), &length.to_string(), place == delay.get_untracked())
                };
                delays.into_iter().enumerate().map(option).collect()
            }
            _ => String::new(),
        });
        Self { experiment, now, chosen, kind, options, delay, delays, refused: RwSignal::new(None) }
    }

    fn look<T>(self, look: impl FnOnce(&Run, Time, Subject) -> T) -> Option<T> {
        let _ = self.now.get();
        let subject = self.chosen.get()?;
        let playhead = self.experiment.viewing.playhead;
        let at = playhead.at.get_untracked();
        playhead.run.with_untracked(|run| Some(look(run, at, subject)))
    }

    /// What a button would do now.
    fn deed(self, press: Press) -> Option<Deed> {
        self.look(|run, at, subject| match press {
            Press::One(deed) => Some(deed),
            Press::Hold => {
                let held = objection(run, at, subject, Deed::Release).is_none();
                Some(if held { Deed::Release } else { Deed::Hold })
            }
            Press::CutFrom(side) => Some(Deed::CutFrom(end(run, subject, side)?)),
        })?
    }

    pub(super) fn objection(self, press: Press) -> Option<&'static str> {
        let deed = self.deed(press)?;
        self.look(|run, at, subject| objection(run, at, subject, deed))?
    }

    pub(super) fn name(self, press: Press) -> String {
        match (press, self.deed(press)) {
            (Press::CutFrom(side), _) => {
                let ends = self.look(|run, _, subject| {
                    let name = |side| end(run, subject, side).map(|node| run.name(node).to_owned());
                    Some(words::cut_from(&name(side)?, &name(1 - side)?))
                });
                ends.flatten().unwrap_or_default()
            }
            (Press::Hold | Press::One(_), deed) => deed.map_or("", words::deed).to_owned(),
        }
    }

    /// Does it, or says why not.
    pub(super) fn press(self, press: Press) {
        self.experiment.viewing.playhead.command(Command::Pause);
        let objection = untrack(|| self.objection(press));
        if let Some(why) = objection {
            return self.refused.set(Some(words::not_now(why)));
        }
        self.refused.set(None);
        let found = untrack(|| {
            let deed = self.deed(press)?;
            let delay = self.delay.get();
            self.look(|run, at, subject| {
                let action = action(subject, deed, |id| diagram::delays(run, id).get(delay).copied())?;
                Some((subject, diagram::acts_at(run, at, subject), action))
            })?
        });
        let Some((subject, at, action)) = found else { return };
        // It stays chosen, whatever is under way afterwards.
        self.experiment.viewing.picked.set(Some(subject));
        if !self.experiment.act(at, action) {
            self.refused.set(Some(words::TOO_MANY_ACTS.to_owned()));
        }
    }
}

fn end(run: &Run, subject: Subject, side: usize) -> Option<NodeId> {
    let Subject::Link(LinkId(link)) = subject else { return None };
    run.trace.links.get(usize::from(link))?.ends.get(side).copied()
}

/// A deed as the simulator knows it.
fn action(subject: Subject, deed: Deed, delay: impl FnOnce(MessageId) -> Option<Duration>) -> Option<Action> {
    Some(match (subject, deed) {
        (Subject::Message(message), Deed::Lose) => Action::Drop { message },
        (Subject::Message(message), Deed::Delay) => Action::Delay { message, by_ns: delay(message)?.0 },
        (Subject::Message(message), Deed::Double) => Action::Duplicate { message },
        (Subject::Message(message), Deed::Hold) => Action::Hold { message },
        (Subject::Message(message), Deed::Release) => Action::Release { message },
        (Subject::Node(NodeId(node)), Deed::Crash) => {
            Action::Crash { node, silent: false, restart_after_ns: None }
        }
        (Subject::Node(NodeId(node)), Deed::CrashSilently) => {
            Action::Crash { node, silent: true, restart_after_ns: None }
        }
        (Subject::Node(NodeId(node)), Deed::Restart) => Action::Restart { node },
        (Subject::Node(NodeId(node)), Deed::Slow) => Action::Slow { node, factor: SLOW_THOUSANDTHS },
        (Subject::Node(NodeId(node)), Deed::Hang) => Action::Hang { node },
        (Subject::Node(NodeId(node)), Deed::Recover) => Action::Recover { node },
        // What is on the wire when it is cut does not come out of it.
        (Subject::Link(LinkId(link)), Deed::Cut) => Action::Cut { link, from: None, in_flight: true },
        (Subject::Link(LinkId(link)), Deed::CutFrom(NodeId(from))) => {
            Action::Cut { link, from: Some(from), in_flight: true }
        }
        (Subject::Link(LinkId(link)), Deed::Mend) => Action::Mend { link },
        _ => return None,
    })
}

/// What can be acted on, as options; what is chosen stands among them even when it is over.
fn options(run: &Run, at: Time, chosen: Option<Subject>) -> String {
    let mut subjects = diagram::targets(run, at);
    if let Some(chosen) = chosen.filter(|chosen| !subjects.contains(chosen)) {
        subjects.insert(0, chosen);
    }
    let named = |subject: &Subject| {
        option(&subject.to_string(), &words::capital(&called(run, *subject)), Some(*subject) == chosen)
    };
    subjects.iter().map(named).collect()
}

fn option(value: &str, name: &str, selected: bool) -> String {
    let selected = if selected { " selected" } else { "" };
    format!("<option value=\"{}\"{selected}>{}</option>", escape(value), escape(name))
}

//! How a figure is looked at: the moment, whose knowledge is drawn, what is picked, and which run it is compared with.
//!
//! Every view of a figure reads this one state, so what is picked in one is marked in all.

use std::sync::Arc;

use diagram::{Guess, Run, Sight, Subject, Viewpoint};
use leptos::prelude::*;
use trace::Time;

use crate::platform::motion;
use crate::state::closed_form::ClosedForm;
use crate::state::playhead::{Command, Playhead};

/// What the views of one figure share.
#[derive(Clone, Copy)]
pub(crate) struct Viewing {
    pub(crate) playhead: Playhead,
    pub(crate) viewpoint: RwSignal<Viewpoint>,
    pub(crate) picked: RwSignal<Option<Subject>>,
    /// What the pointer or the keyboard's focus rests on, in whatever view.
    pub(crate) pointed: RwSignal<Option<Subject>>,
    /// The run before the learner intervened.
    pub(crate) ghost: RwSignal<Option<Arc<Run>>>,
    /// What theory says of the run.
    pub(crate) closed_form: RwSignal<ClosedForm>,
    /// What the learner said before the run was shown.
    pub(crate) guess: Option<Guess>,
    /// Whether it is more than the page's own drawing, which knows nothing of who looks.
    alive: RwSignal<bool>,
}

impl Viewing {
    pub(crate) fn new(playhead: Playhead) -> Self {
        let alive = RwSignal::new(false);
        Effect::new(move || alive.set(true));
        Self {
            playhead,
            viewpoint: playhead.viewpoint,
            picked: RwSignal::new(None),
            pointed: RwSignal::new(None),
            ghost: RwSignal::new(None),
            closed_form: RwSignal::new(ClosedForm::None),
            guess: None,
            alive,
        }
    }

    /// The same for what is read and not watched: while the run plays, its moment changes ten times a second.
    pub(crate) fn for_reading(self) -> Self {
        Self { playhead: self.playhead.for_reading(), ..self }
    }

    /// Goes to a moment and picks something there.
    pub(crate) fn go(self, at: Time, subject: Subject) {
        self.picked.set(Some(subject));
        self.playhead.command(Command::Seek(at));
    }

    /// Whether a subject is to be marked, or is pointed at.
    pub(crate) fn marks(self, signal: RwSignal<Option<Subject>>, subject: Subject) -> bool {
        signal.get().is_some_and(|picked| self.playhead.run.with(|run| picked.marks(subject, run)))
    }

    /// What there is to see now. Whoever reads it is told when that changes.
    pub(crate) fn sight<T>(self, see: impl FnOnce(&Sight<'_>) -> T) -> T {
        let ghost = self.ghost.get();
        self.playhead.run.with(|run| {
            see(&Sight {
                run,
                at: self.playhead.at.get(),
                viewpoint: self.viewpoint.get(),
                picked: self.picked.get(),
                ghost: ghost.as_deref(),
                guess: self.guess,
                in_steps: self.alive.get() && motion::reduced(),
            })
        })
    }
}

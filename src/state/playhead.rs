//! Where a figure stands in its run, and the only ways to move it.
//!
//! Every view of the figure reads the same moment. Play, step, scrub and jump are commands on it; none has a
//! clock of its own, so the picture at a moment is the same however one got there.

use std::sync::Arc;

use diagram::Run;
use leptos::prelude::*;
use trace::{Duration, Time};

use crate::platform::{frames, motion};

/// The moment that a figure shows, and how it moves.
#[derive(Clone, Copy)]
pub(crate) struct Playhead {
    /// The moment.
    pub(crate) at: RwSignal<Time>,
    pub(crate) playing: RwSignal<bool>,
    /// Simulated time for one second on screen.
    pub(crate) speed: RwSignal<Duration>,
    /// The run that is shown.
    pub(crate) run: RwSignal<Arc<Run>>,
    /// Counts starts, so that a loop of frames that was left behind stops by itself.
    started: StoredValue<u32>,
}

/// What can be done to a playhead.
#[derive(Clone)]
pub(crate) enum Command {
    /// Plays from here, or from the start when at the end. Under reduced motion: the next event.
    Play,
    /// Plays from here until a moment, or goes there at once under reduced motion.
    PlayTo(Time),
    Pause,
    /// To the next event.
    Step,
    /// To the event before.
    Back,
    /// To the next moment at which a message has arrived.
    Arrival,
    Restart,
    Seek(Time),
    Speed(Duration),
    /// Shows another run at the same moment, or at its end if this stood at the end.
    Load(Arc<Run>),
}

impl Playhead {
    pub(crate) fn new(run: Arc<Run>, at: Time) -> Self {
        let speed = run.auto_speed();
        Self {
            at: RwSignal::new(at.min(run.end())),
            playing: RwSignal::new(false),
            speed: RwSignal::new(speed),
            run: RwSignal::new(run),
            started: StoredValue::new(0),
        }
    }

    /// Whether the moment is the last one of the run.
    pub(crate) fn at_end(self) -> bool {
        self.run.with(|run| self.at.get() >= run.end())
    }

    /// Carries out a command. Does nothing once the figure is gone.
    pub(crate) fn command(self, command: Command) {
        let (Some(run), Some(at)) = (self.run.try_get_untracked(), self.at.try_get_untracked()) else {
            return;
        };
        let moments = run.moments();
        let target = match command {
            Command::Play if motion::reduced() => {
                moments.next_event(if at >= run.end() { Time::ZERO } else { at })
            }
            Command::Play => return self.play(if at >= run.end() { Time::ZERO } else { at }, None),
            Command::PlayTo(until) if motion::reduced() => Some(until.min(run.end())),
            Command::PlayTo(until) => return self.play(at, Some(until)),
            Command::Pause => None,
            Command::Step => moments.next_event(at),
            Command::Back => moments.previous_event(at),
            Command::Arrival => moments.next_arrival(at),
            Command::Restart => Some(Time::ZERO),
            Command::Seek(time) => Some(time.min(run.end())),
            Command::Speed(speed) => return self.speed.set(speed),
            Command::Load(new) => return self.load(&run, at, new),
        };
        self.playing.set(false);
        if let Some(target) = target {
            self.at.set(target);
        }
    }

    fn load(self, old: &Run, at: Time, new: Arc<Run>) {
        let at = if at >= old.end() { new.end() } else { at.min(new.end()) };
        self.run.set(new);
        self.at.set(at);
    }

    /// Plays until a moment, or to the end of the run.
    fn play(self, from: Time, until: Option<Time>) {
        self.at.set(from);
        self.playing.set(true);
        let start = self.started.with_value(|count| count.wrapping_add(1));
        self.started.set_value(start);
        frames::subscribe(move |elapsed_ms| self.advance(start, until, elapsed_ms) == Some(true));
    }

    /// One frame. None once the figure is gone.
    fn advance(self, start: u32, until: Option<Time>, elapsed_ms: f64) -> Option<bool> {
        if self.started.try_get_value()? != start || !self.playing.try_get_untracked()? {
            return Some(false);
        }
        // Another run may have come in meanwhile.
        let end = self.run.try_get_untracked()?.end();
        let until = until.map_or(end, |until| until.min(end));
        let per_screen_second = self.speed.try_get_untracked()?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a frame is at most 100 ms"
        )]
        let elapsed_us = (elapsed_ms * 1000.0) as u64;
        let step = per_screen_second.0.saturating_mul(elapsed_us) / 1_000_000;
        let next = self.at.try_get_untracked()? + Duration(step);
        self.at.set(next.min(until));
        if next >= until {
            self.playing.set(false);
        }
        Some(next < until)
    }
}

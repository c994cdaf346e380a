//! Where a figure stands in its run, and the only ways to move it.
//!
//! Every view of the figure reads the same moment. Play, step, scrub and jump are commands on it; none has a
//! clock of its own, so the picture at a moment is the same however one got there.

use std::cell::Cell;
use std::sync::Arc;

use diagram::{Moments, Run, Viewpoint};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use trace::{Duration, Time};

use crate::platform::{frames, motion, page};

/// A run that is repeated rests so long at its end.
const REST_US: u64 = 1_000_000;

/// While it plays, what is read and not watched follows at most so often: nobody reads a sentence in less, and each change of
/// one has the page laid out anew.
const READ_MS: f64 = 100.0;

/// Nor before so many frames: where they take long, they are not to take longer for that.
const READ_FRAMES: u32 = 5;

/// The moment that a figure shows, and how it moves.
#[derive(Clone, Copy)]
pub(crate) struct Playhead {
    /// The moment, as whoever holds this is to show it.
    pub(crate) at: ReadSignal<Time>,
    /// The moment, at every frame.
    now: RwSignal<Time>,
    /// The moment as texts and panels show it: the same, but for what is left out while it plays.
    read: RwSignal<Time>,
    /// Time on screen since that moved, and frames.
    unread: StoredValue<(f64, u32)>,
    /// Whether it is about to follow.
    follows: StoredValue<bool>,
    pub(crate) playing: RwSignal<bool>,
    /// Which way it plays, or played last.
    pub(crate) backward: RwSignal<bool>,
    /// Whether playing begins anew when it has come to the end.
    pub(crate) repeats: RwSignal<bool>,
    /// Simulated time for one second on screen.
    pub(crate) speed: RwSignal<Duration>,
    /// The speeds to choose from, slowest first.
    pub(crate) speeds: RwSignal<Vec<Duration>>,
    /// The run that is shown.
    pub(crate) run: RwSignal<Arc<Run>>,
    /// Whose eyes it is seen with. To stop where only others notice something would tell of it.
    pub(crate) viewpoint: RwSignal<Viewpoint>,
    /// The moments that are seen from there; none where all are.
    seen: Memo<Option<Arc<Moments>>>,
    /// Counts starts, so that a loop of frames that was left behind stops by itself.
    started: StoredValue<u32>,
    /// Time on screen that has not moved the playhead yet: less than a nanosecond's worth, or a rest at the end.
    waited_us: StoredValue<u64>,
}

/// What can be done to a playhead.
#[derive(Clone)]
pub(crate) enum Command {
    /// Plays from here, or from the start when at the end. Under reduced motion: the next event.
    Play,
    /// The same backward.
    PlayBack,
    /// Plays from here until a moment, or goes there at once under reduced motion.
    PlayTo(Time),
    Pause,
    /// To the next event.
    Step,
    /// To the event before.
    Back,
    /// To the next moment at which a message has arrived.
    Arrival,
    /// To the last such moment before.
    ArrivalBefore,
    Restart,
    End,
    Seek(Time),
    Speed(Duration),
    /// The next speed of those to choose from.
    Faster,
    Slower,
    /// Shows another run at the same moment, or at its end if this stood at the end.
    Load(Arc<Run>),
}

thread_local! {
    /// The one that plays. A page has one at a time.
    static PLAYING: Cell<Option<Playhead>> = const { Cell::new(None) };
    static TAB_WATCHED: Cell<bool> = const { Cell::new(false) };
}

impl Playhead {
    pub(crate) fn new(run: Arc<Run>, at: Time) -> Self {
        let speed = run.auto_speed();
        let (run_is, viewpoint) = (RwSignal::new(Arc::clone(&run)), RwSignal::new(Viewpoint::Everyone));
        let seen = Memo::new(move |_| {
            let viewpoint = viewpoint.get();
            run_is.with(|run| run.moments_seen_from(viewpoint).map(Arc::new))
        });
        let (now, read) = (RwSignal::new(at.min(run.end())), RwSignal::new(at.min(run.end())));
        Self {
            at: now.read_only(),
            now,
            read,
            unread: StoredValue::new((0.0, 0)),
            follows: StoredValue::new(false),
            playing: RwSignal::new(false),
            backward: RwSignal::new(false),
            repeats: RwSignal::new(false),
            speed: RwSignal::new(speed),
            speeds: RwSignal::new(diagram::speeds(speed)),
            run: run_is,
            viewpoint,
            seen,
            started: StoredValue::new(0),
            waited_us: StoredValue::new(0),
        }
    }

    /// The same playhead for what is read: while it plays, the moment changes ten times a second.
    pub(crate) fn for_reading(self) -> Self {
        Self { at: self.read.read_only(), ..self }
    }

    /// The moments to stop at, as far as whoever looks can know of them.
    pub(crate) fn moments<T>(self, look: impl FnOnce(&Moments) -> T) -> T {
        self.seen.with(|seen| match seen {
            Some(seen) => look(seen),
            None => self.run.with(|run| look(run.moments())),
        })
    }

    /// Whether the moment is the last one of the run.
    pub(crate) fn at_end(self) -> bool {
        self.run.with(|run| self.at.get() >= run.end())
    }

    /// Carries out a command. Does nothing once the figure is gone.
    pub(crate) fn command(self, command: Command) {
        let (Some(run), Some(at)) = (self.run.try_get_untracked(), self.now.try_get_untracked()) else {
            return;
        };
        let to = |find: fn(&Moments, Time) -> Option<Time>| untrack(|| self.moments(|seen| find(seen, at)));
        let from_start = if at >= run.end() { Time::ZERO } else { at };
        let from_end = if at == Time::ZERO { run.end() } else { at };
        let target = match command {
            // Who plays from the end is shown the start first, as with motion.
            Command::Play if motion::reduced() && from_start != at => Some(from_start),
            Command::Play if motion::reduced() => to(Moments::next_event),
            Command::Play => return self.play(from_start, false, None),
            Command::PlayBack if motion::reduced() && from_end != at => Some(from_end),
            Command::PlayBack if motion::reduced() => to(Moments::previous_event),
            Command::PlayBack => return self.play(from_end, true, None),
            Command::PlayTo(until) if motion::reduced() => Some(until.min(run.end())),
            Command::PlayTo(until) => return self.play(at, false, Some(until)),
            Command::Pause => None,
            Command::Step => to(Moments::next_event),
            Command::Back => to(Moments::previous_event),
            Command::Arrival => to(Moments::next_arrival),
            Command::ArrivalBefore => to(Moments::previous_arrival),
            Command::Restart => Some(Time::ZERO),
            Command::End => Some(run.end()),
            Command::Seek(time) => Some(time.min(run.end())),
            Command::Speed(speed) => return self.speed.set(speed),
            Command::Faster => return self.change_speed(1),
            Command::Slower => return self.change_speed(-1),
            Command::Load(new) => return self.load(&run, at, new),
        };
        self.playing.set(false);
        self.show(target.unwrap_or(at));
    }

    /// Shows a moment everywhere. What is read follows in a task of its own: panels cost more than drawings, and whoever
    /// moves a slider quickly waits for neither.
    fn show(self, at: Time) {
        self.now.set(at);
        self.unread.set_value((0.0, 0));
        if self.read.get_untracked() != at && !self.follows.get_value() {
            self.follows.set_value(true);
            Timeout::new(0, move || self.follow()).forget();
        }
    }

    /// Brings what is read to the moment. Does nothing once the figure is gone.
    fn follow(self) {
        let _ = self.follows.try_set_value(false);
        if let Some(now) =
            self.now.try_get_untracked().filter(|now| self.read.try_get_untracked() != Some(*now))
        {
            let _ = self.read.try_set(now);
        }
    }

    fn load(self, old: &Run, at: Time, new: Arc<Run>) {
        let at = if at >= old.end() { new.end() } else { at.min(new.end()) };
        // First, so that the slider has room for the speed.
        self.speeds.set(diagram::speeds(new.auto_speed()));
        // The speed suits the run until somebody chooses another one.
        if self.speed.get_untracked() == old.auto_speed() {
            self.speed.set(new.auto_speed());
        }
        self.run.set(new);
        self.show(at);
        // At once: the moment of the old run may be none of the new one.
        self.follow();
    }

    /// The place of the speed among those to choose from.
    pub(crate) fn speed_place(self) -> usize {
        let speed = self.speed.get();
        self.speeds.with(|speeds| speeds.partition_point(|&slower| slower < speed))
    }

    fn change_speed(self, by: isize) {
        let place = untrack(|| self.speed_place()).checked_add_signed(by);
        let speed = self.speeds.with_untracked(|speeds| place.and_then(|place| speeds.get(place)).copied());
        if let Some(speed) = speed {
            self.speed.set(speed);
        }
    }

    /// Plays until a moment, or to the end of the run, or back to its start. Whatever else played on the page stops.
    fn play(self, from: Time, backward: bool, until: Option<Time>) {
        if let Some(other) = PLAYING.replace(Some(self)).filter(|other| other.now != self.now) {
            other.command(Command::Pause);
        }
        if !TAB_WATCHED.replace(true) {
            page::on_hidden(|| {
                if let Some(playing) = PLAYING.get() {
                    playing.command(Command::Pause);
                }
            });
        }
        self.show(from);
        self.backward.set(backward);
        self.playing.set(true);
        self.waited_us.set_value(0);
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
        let run = self.run.try_get_untracked()?;
        let at = self.now.try_get_untracked()?;
        let forward = !self.backward.try_get_untracked()?;
        let bound = if forward { until.unwrap_or(run.end()).min(run.end()) } else { Time::ZERO };
        let repeats = self.repeats.try_get_untracked()? && until.is_none() && run.end() > Time::ZERO;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a frame is at most 100 ms"
        )]
        let waited_us = self.waited_us.try_get_value()? + (elapsed_ms * 1000.0) as u64;
        self.waited_us.set_value(waited_us);
        self.unread.update_value(|(ms, frames)| (*ms, *frames) = (*ms + elapsed_ms, *frames + 1));
        if at == bound && repeats {
            if waited_us >= REST_US {
                self.move_to(if forward { Time::ZERO } else { run.end() });
            }
            // The reader may have asked for less motion meanwhile.
            return self.go_on(!motion::reduced());
        }
        let speed = self.speed.try_get_untracked()?;
        let next = run.timeline().advance(at, waited_us, speed, forward);
        let next = if forward { next.min(bound) } else { next };
        if next != at {
            self.move_to(next);
        }
        self.go_on((next != bound || repeats) && !motion::reduced())
    }

    fn move_to(self, at: Time) {
        self.waited_us.set_value(0);
        let (ms, frames) = self.unread.get_value();
        if ms >= READ_MS && frames >= READ_FRAMES {
            self.show(at);
        } else {
            self.now.set(at);
        }
    }

    fn go_on(self, goes_on: bool) -> Option<bool> {
        if !goes_on {
            self.playing.set(false);
            self.show(self.now.get_untracked());
        }
        Some(goes_on)
    }
}

//! Simulated time and the time that is shown for it: long silences are cut.
//!
//! A silence is a stretch without any fact in which nothing moves on the network and nobody works, so that at most
//! timers run. It is cut where both hold:
//!
//! * the run would not fit on screen without: with its shortest trip in 0.7 s it would take longer than 40 s, and
//! * the silence alone is longer than eight such trips.
//!
//! So a time-out of 200 ms between trips of 40 ms is waited for, and a back-off of 870 ms between trips of 5 ms is cut.
//! A cut is shown for as long as the shortest trip and a little more, however long it is.

use std::collections::{BTreeMap, BTreeSet};

use trace::{Duration, Fate, Message, MessageId, Time, Trace, What};

use crate::words;

/// The shortest trip can be followed with the eyes when it takes so long on screen.
pub(crate) const TRIP_MS: u64 = 700;

/// A whole run takes at most so long on screen.
pub(crate) const LONGEST_RUN_MS: u64 = 40_000;

/// On screen, a cut takes so long at the pace at which the shortest trip can be followed.
pub const CUT_MS: u64 = 800;

/// Silences up to so many of the shortest trips are waited for.
const PATIENCE_TRIPS: u64 = 8;

/// A silence that is cut. What borders on it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    pub from: Time,
    pub to: Time,
    /// Where it begins in shown time.
    shown_from: u64,
}

impl Cut {
    /// How much simulated time it stands for.
    pub fn length(&self) -> Duration {
        self.to.since(self.from)
    }

    /// `⋯ 870 ms`.
    pub fn label(&self) -> String {
        words::cut(self.length())
    }
}

/// How much of the screen's time each moment of a run gets: as much as it takes, but for cuts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    end: Time,
    trip: Duration,
    cut_ns: u64,
    cuts: Vec<Cut>,
    /// In shown time, how long the last cut is: not all of it is known to a timeline that ends within it.
    last_ns: u64,
}

impl Timeline {
    pub(crate) fn new(trace: &Trace, messages: &[Message]) -> Self {
        let end = trace.end;
        let trip = shortest_trip(trace, messages);
        let cut_ns = scaled(trip.0, CUT_MS, TRIP_MS);
        let mut timeline = Self { end, trip, cut_ns, cuts: Vec::new(), last_ns: cut_ns };
        if end.0 > scaled(trip.0, LONGEST_RUN_MS, TRIP_MS) {
            let limit = trip.0.saturating_mul(PATIENCE_TRIPS);
            let mut cut_away = 0;
            for (from, to) in silences(trace).into_iter().filter(|(from, to)| to.since(*from).0 > limit) {
                timeline.cuts.push(Cut { from, to, shown_from: from.0 - cut_away });
                cut_away += to.since(from).0 - cut_ns;
            }
        }
        timeline
    }

    /// The same up to a moment, for who must not see what comes: a cut that is not over ends there.
    pub fn until(&self, at: Time) -> Self {
        let mut until = self.clone();
        until.end = at.min(self.end);
        until.cuts.retain(|cut| cut.from < at);
        if let Some(last) = until.cuts.last_mut() {
            last.to = last.to.min(at);
            until.last_ns = self.shown(last.to) - last.shown_from;
        }
        until
    }

    /// The silences that are cut, in their order.
    pub fn cuts(&self) -> &[Cut] {
        &self.cuts
    }

    /// The cut that a moment lies in. Its ends are not in it.
    pub fn cut_at(&self, at: Time) -> Option<&Cut> {
        self.begun(at).filter(|cut| cut.from < at && at < cut.to)
    }

    /// How long the whole run is in shown time.
    pub fn total(&self) -> u64 {
        self.shown(self.end)
    }

    /// The shortest trip of the run.
    pub(crate) fn trip(&self) -> Duration {
        self.trip
    }

    /// How long a cut is in shown time.
    pub fn cut_ns(&self) -> u64 {
        self.cut_ns
    }

    /// Where a moment stands in shown time. Grows with the moment; exact where nothing is cut.
    pub fn shown(&self, at: Time) -> u64 {
        let at = at.min(self.end);
        let Some(cut) = self.begun(at) else { return at.0 };
        let whole_ns = self.shown_length(cut);
        if at >= cut.to {
            cut.shown_from + whole_ns + at.since(cut.to).0
        } else {
            cut.shown_from + scaled(at.since(cut.from).0, whole_ns, cut.length().0)
        }
    }

    /// The moment at a place in shown time.
    pub fn moment(&self, shown: u64) -> Time {
        let begun = self.cuts.partition_point(|cut| cut.shown_from <= shown);
        let Some(cut) = begun.checked_sub(1).and_then(|last| self.cuts.get(last)) else {
            return Time(shown).min(self.end);
        };
        let (into, whole_ns) = (shown - cut.shown_from, self.shown_length(cut));
        let at = if into >= whole_ns {
            cut.to + Duration(into - whole_ns)
        } else {
            cut.from + Duration(scaled(into, cut.length().0, whole_ns))
        };
        at.min(self.end)
    }

    /// The moment after `elapsed_us` on screen, at `speed` (simulated time for one second), forward or backward.
    ///
    /// A cut is crossed in 0.8 s, or sooner where the speed asks for it; everything else takes its time.
    pub fn advance(&self, at: Time, elapsed_us: u64, speed: Duration, forward: bool) -> Time {
        let mut at = at.min(self.end);
        let mut left_us = u128::from(elapsed_us);
        loop {
            let (bound, per_second) = self.stretch(at, speed, forward);
            let room = u128::from(bound.since(at).0.max(at.since(bound).0));
            let step = per_second.saturating_mul(left_us) / 1_000_000;
            if room == 0 || step < room {
                let step = Duration(u64::try_from(step.min(room)).unwrap_or(u64::MAX));
                return if forward { at + step } else { at - step };
            }
            at = bound;
            left_us = left_us.saturating_sub(room * 1_000_000 / per_second);
        }
    }

    /// Where the cut or the uncut stretch ends that is entered at a moment, and how much of it one second takes.
    fn stretch(&self, at: Time, speed: Duration, forward: bool) -> (Time, u128) {
        let entered = |cut: &&Cut| if forward { cut.from <= at } else { cut.from < at };
        let entered = self.cuts.partition_point(|cut| entered(&cut));
        let last = entered.checked_sub(1).and_then(|last| self.cuts.get(last));
        let inside = last.filter(|cut| if forward { at < cut.to } else { at <= cut.to });
        if let Some(cut) = inside {
            let usual = (u128::from(self.cut_ns) * 1000).div_ceil(u128::from(CUT_MS));
            let shown = u128::from(speed.0).max(usual);
            let length = u128::from(cut.length().0);
            let per_second = shown.saturating_mul(length).div_ceil(u128::from(self.cut_ns.max(1)));
            return (if forward { cut.to } else { cut.from }, per_second.max(1));
        }
        let bound = if forward {
            self.cuts.get(entered).map_or(self.end, |next| next.from)
        } else {
            last.map_or(Time::ZERO, |last| last.to)
        };
        (bound, u128::from(speed.0.max(1)))
    }

    /// The last cut that has begun at a moment.
    fn begun(&self, at: Time) -> Option<&Cut> {
        let begun = self.cuts.partition_point(|cut| cut.from <= at);
        begun.checked_sub(1).and_then(|last| self.cuts.get(last))
    }

    fn shown_length(&self, cut: &Cut) -> u64 {
        if self.cuts.last() == Some(cut) { self.last_ns } else { self.cut_ns }
    }
}

/// The quickest way of a message from end to end; where none arrived, that of the quickest link.
fn shortest_trip(trace: &Trace, messages: &[Message]) -> Duration {
    let trips = messages.iter().filter_map(|message| match message.fate {
        Fate::Arrived { at } => Some(at.since(message.entered_at)),
        Fate::Lost { .. } | Fate::InFlight => None,
    });
    let links = || trace.links.iter().map(|link| link.one_way);
    let some = |trip: &Duration| trip.0 > 0;
    trips.filter(some).min().or_else(|| links().filter(some).min()).unwrap_or(Duration(trace.end.0.max(1)))
}

/// All stretches without a fact in which nothing moves and nobody works, in their order.
fn silences(trace: &Trace) -> Vec<(Time, Time)> {
    let mut silences = Vec::new();
    let mut bustle = Bustle::default();
    let mut last = Time::ZERO;
    for fact in &trace.facts {
        if fact.at > last && bustle.is_over() {
            silences.push((last, fact.at));
        }
        last = last.max(fact.at);
        bustle.take(fact.node.0, &fact.what);
    }
    if trace.end > last && bustle.is_over() {
        silences.push((last, trace.end));
    }
    silences
}

/// What keeps a moment from being silent.
#[derive(Default)]
struct Bustle {
    flying: usize,
    held: BTreeSet<MessageId>,
    /// Requests that are being worked on, and by whom.
    working: BTreeMap<MessageId, u16>,
    /// Nodes whose work does not get on.
    hung: BTreeSet<u16>,
}

impl Bustle {
    fn is_over(&self) -> bool {
        self.flying <= self.held.len() && self.working.values().all(|node| self.hung.contains(node))
    }

    fn take(&mut self, node: u16, what: &What) {
        match *what {
            What::Sent { .. } | What::Copied { .. } => self.flying += 1,
            What::Arrived { message, .. } | What::Lost { message, .. } => {
                self.flying = self.flying.saturating_sub(1);
                self.held.remove(&message);
            }
            What::Held { message } => {
                self.held.insert(message);
            }
            What::Released { message } => {
                self.held.remove(&message);
            }
            What::Started { message, .. } => {
                self.working.insert(message, node);
            }
            What::Finished { message, .. }
            | What::Erred { message, .. }
            | What::Discarded { message, .. } => {
                self.working.remove(&message);
            }
            What::Hung => {
                self.hung.insert(node);
            }
            What::Recovered | What::Restarted => {
                self.hung.remove(&node);
            }
            _ => {}
        }
    }
}

/// `length` times `part` by `whole`.
fn scaled(length: u64, part: u64, whole: u64) -> u64 {
    let scaled = u128::from(length) * u128::from(part) / u128::from(whole.max(1));
    u64::try_from(scaled).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace::{Ended, Fact, NodeId, Outcome, RequestId};

    const MS: u64 = 1_000_000;

    /// Round trips of 5 ms each way and nothing else, begun at these milliseconds.
    fn trips(starts_ms: &[u64], end_ms: u64) -> Timeline {
        let mut facts = Vec::new();
        for (&start, number) in starts_ms.iter().zip(1_u32..) {
            let message = trace::MessageId::request(RequestId(number), 1);
            let mut add = |ms: u64, what: What| {
                facts.push(Fact { at: Time(ms * MS), node: NodeId(0), what, cause: None });
            };
            let (to, link) = (NodeId(1), trace::LinkId(0));
            add(start, What::Sent { message, to, link, bytes: 1 });
            add(start + 5, What::Arrived { message, from: NodeId(0) });
            add(start + 5, What::Sent { message: message.reply(), to, link, bytes: 1 });
            add(start + 10, What::Arrived { message: message.reply(), from: NodeId(1) });
            add(start + 10, What::Settled { request: RequestId(number), outcome: Outcome::Answered });
        }
        let end = Time(end_ms * MS);
        let (nodes, links, measure_from) = (Vec::new(), Vec::new(), Time::ZERO);
        let trace = Trace { nodes, links, facts, end, ended: Ended::Idle, measure_from };
        Timeline::new(&trace, &trace::messages(&trace))
    }

    fn at(ms: u64) -> Time {
        Time(ms * MS)
    }

    #[test]
    fn a_long_back_off_is_cut_and_says_how_long_it_is() {
        let timeline = trips(&[0, 880], 890);
        let [cut] = timeline.cuts() else { panic!("{:?}", timeline.cuts()) };
        assert_eq!((cut.from, cut.to, cut.label().as_str()), (at(10), at(880), "⋯ 870\u{a0}ms"));
        assert_eq!(timeline.shown(at(10)), 10 * MS);
        assert_eq!(timeline.shown(at(880)), 10 * MS + timeline.cut_ns());
        assert_eq!(timeline.total(), 20 * MS + timeline.cut_ns());
        assert_eq!([at(10), at(880)].map(|at| timeline.cut_at(at)), [None, None]);
        assert_eq!(timeline.cut_at(at(11)), Some(cut));
    }

    #[test]
    fn waits_that_fit_on_screen_are_not_cut() {
        assert_eq!(trips(&[0, 210], 220).cuts(), [], "a run of 31 s");
        assert_eq!(
            trips(&[0, 50, 100, 150, 200, 250, 300, 350], 360).cuts(),
            [],
            "a long run of short waits"
        );
    }

    #[test]
    fn who_must_not_see_what_comes_sees_a_cut_grow() {
        let timeline = trips(&[0, 880], 890);
        let before = timeline.until(at(10));
        assert_eq!((before.cuts(), before.total()), ([].as_slice(), 10 * MS));
        let within = timeline.until(at(400));
        assert_eq!(within.cuts().first().map(Cut::label).as_deref(), Some("⋯ 390\u{a0}ms"));
        assert_eq!(within.total(), timeline.shown(at(400)), "the same place as in the whole");
        assert_eq!(timeline.until(at(2000)), timeline);
    }

    #[test]
    fn playing_takes_a_cut_in_its_own_time() {
        let timeline = trips(&[0, 880], 890);
        let speed = Duration(5 * MS);
        let forward = |from, ms: u64| timeline.advance(at(from), ms * 1000, speed, true);
        assert_eq!(forward(0, 1000), at(5));
        assert_eq!(forward(5, 1000), at(10));
        assert_eq!(forward(10, 400).0 / MS, 445, "half of it");
        assert_eq!(forward(5, 1000 + 800 + 1000).0 / MS, 885, "through all of it");
        assert_eq!(forward(0, 100_000), at(890), "no farther than the end");
        assert_eq!(timeline.advance(at(885), 2_800_000, speed, false).0.div_ceil(MS), 5, "and back");
        assert_eq!(timeline.advance(at(5), 100_000_000, speed, false), Time::ZERO);
        let fast = timeline.advance(at(10), 40_000, Duration(u64::MAX), true);
        assert_eq!(fast, at(890), "at a high speed no cut holds up");
    }
}

//! Ways that stay open: an answer that never ends, and a WebSocket.
//!
//! The subscriber's end is a [`Line`], the source's a [`Way`]; each side may have lost it while the other does not know.
//! A machine that gets something over a way it does not have says so with a reset, as TCP does.

use scenario::Arrivals;
use trace::{FactId, MessageId, Part, RequestId, Time, TimerKind, What};

use super::{About, Kind, key};
use crate::agenda::Due;
use crate::book::NO_FACT;
use crate::engine::Engine;
use crate::exchange::RESET_BYTES;
use crate::identity;
use crate::parts::{Header, Parcel, Purpose};
use crate::random::Moments;
use crate::table::Handle;

/// A subscriber's end of an open way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The try that opened it, whose clock for the next bit runs on.
    id: MessageId,
    header: Header,
    /// What both ends know it by.
    origin: Handle,
    /// The fact that set that clock.
    clock: FactId,
}

impl Line {
    /// By the answer that opened it.
    pub(super) fn new(answer: &Parcel) -> Self {
        let id = MessageId::request(answer.id.request, answer.id.attempt);
        Self { id, header: answer.header, origin: answer.origin, clock: NO_FACT }
    }
}

/// A source's end of an open way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// The request that opened it.
    job: Parcel,
    /// The last update sent over it.
    sent: u32,
}

/// What a subscriber has to say over its open way.
#[derive(Debug)]
pub(super) struct Upstream {
    moments: Moments,
    total: u32,
    /// What has occurred to it, and what it has sent.
    occurred: u32,
    sent: u32,
}

impl Upstream {
    pub(super) fn new(total: u32, arrivals: &Arrivals) -> Self {
        Self { moments: Moments::new(arrivals), total, occurred: 0, sent: 0 }
    }

    pub(super) fn is_done(&self) -> bool {
        self.sent >= self.total
    }
}

impl Engine {
    /// The number of the next update as a message of its own.
    pub(super) fn next_update(&mut self) -> MessageId {
        self.requests = self.requests.saturating_add(1);
        MessageId { request: RequestId(self.requests), attempt: 1, part: Part::Update, copy: 0 }
    }

    /// A question was answered for good: from now on each update goes this way.
    pub(super) fn open_way(&mut self, job: &Parcel, feed: u16, place: u16, after: u32, cause: FactId) {
        let Some(subscriber) = self.subscriber_mut(feed, place) else { return };
        let ways = &mut subscriber.ways;
        let outdated = ways.iter().any(|way| way.job.id.request > job.id.request);
        if outdated || ways.iter().any(|way| way.job.origin == job.origin) {
            return;
        }
        // Who asks anew has no other way left. Tries of one request may have opened several, until one is told off.
        ways.retain(|way| way.job.id.request == job.id.request);
        ways.push(Way { job: *job, sent: after });
        self.tell(feed, place, cause);
    }

    /// Sends a subscriber the updates that have not gone its way yet.
    pub(super) fn tell(&mut self, feed: u16, place: u16, cause: FactId) {
        let mut number = 0;
        loop {
            let spent = self.is_over_budget();
            let Some(state) = self.feed_mut(feed) else { return };
            let (last, bytes) = (state.published(), state.update_bytes);
            let Some(way) = state.subscriber_mut(place).and_then(|it| it.ways.get_mut(number)) else {
                return;
            };
            if way.sent >= last {
                number += 1;
                continue;
            }
            if spent {
                return self.curtail();
            }
            way.sent += 1;
            let (update, job) = (way.sent, way.job);
            let purpose = Purpose::Update { feed, subscriber: place, update, delivery: u32::MAX };
            let key = identity::of(identity::message(job.header.key, job.id), u64::from(update));
            let id = self.next_update();
            self.send(over(&job, id, bytes, Header { key, ..told(job.header, purpose) }, cause));
        }
    }

    /// An update, or a subscriber's own message, is whole at the other end.
    pub(crate) fn update_arrives(&mut self, parcel: &Parcel) {
        let (Purpose::Update { feed, .. } | Purpose::Upstream { feed }) = parcel.header.purpose else {
            return;
        };
        let Some(state) = self.feed(feed) else { return };
        let on_line = matches!(state.kind, Kind::Line { .. });
        let expected = match parcel.header.purpose {
            Purpose::Update { subscriber, .. } if on_line => {
                let line = state.subscriber(subscriber).and_then(|subscriber| subscriber.line);
                // An update may overtake the answer that opens its way.
                line.is_some_and(|line| line.origin == parcel.origin) || self.is_awaited(parcel)
            }
            Purpose::Upstream { .. } => {
                let mut ways = state.subscribers.iter().flat_map(|subscriber| &subscriber.ways);
                ways.any(|way| way.job.origin == parcel.origin)
            }
            _ => true,
        };
        if self.is_down(parcel.to) || !expected {
            return self.reset(parcel);
        }
        let Purpose::Update { subscriber, update, .. } = parcel.header.purpose else { return };
        if on_line {
            self.deliver(feed, subscriber, update, parcel.fact);
            self.listen(feed, subscriber, parcel.fact);
        } else {
            self.passed_on(feed, subscriber, update, parcel);
        }
    }

    /// A subscriber has heard something on its line: its clock for the next bit starts again.
    pub(super) fn listen(&mut self, feed: u16, place: u16, cause: FactId) {
        let now = self.desk.now_ns;
        let Some(state) = self.plan.feeds.get_mut(usize::from(feed)) else { return };
        let done = state.is_done(place);
        let Some(subscriber) = state.subscriber_mut(place) else { return };
        subscriber.heard = subscriber.heard.wrapping_add(1);
        let (heard, node) = (subscriber.heard, subscriber.node);
        let asker = self.plan.askers.get(subscriber.asker as usize);
        let idle_ns = asker.and_then(|asker| asker.asking.timeouts.idle_ns);
        let (Some(line), Some(length)) = (&mut subscriber.line, idle_ns) else { return };
        if done {
            return;
        }
        let until = now.saturating_add(length);
        let what = What::TimerSet { message: line.id, kind: TimerKind::Idle, until: Time(until) };
        line.clock = self.desk.write(node, what, cause);
        self.desk.schedule(until, Due::Silence { feed, subscriber: place, heard });
    }

    /// Nothing has come over a line for too long: the subscriber takes it for broken.
    pub(crate) fn silence(&mut self, feed: u16, place: u16, heard: u32) {
        let Some(state) = self.feed(feed) else { return };
        let done = state.is_done(place);
        let Some(subscriber) = state.subscriber(place) else { return };
        let Some(line) = subscriber.line.filter(|_| subscriber.heard == heard && !done) else { return };
        let what = What::TimerFired { message: line.id, kind: TimerKind::Idle };
        let fired = self.write(subscriber.node, what, line.clock);
        self.lose_line(feed, place, fired);
    }

    fn lose_line(&mut self, feed: u16, place: u16, cause: FactId) {
        let Some(state) = self.feed_mut(feed) else { return };
        let kind = state.kind;
        let Some(subscriber) = state.subscriber_mut(place) else { return };
        subscriber.line = None;
        let wait_ns = match kind {
            Kind::Line { retry_ns: Some(retry_ns) } => retry_ns,
            _ => self.pause_ns(feed, place),
        };
        self.ask_after(feed, place, wait_ns, cause);
    }

    /// One side says that it has no such way. False if the message is about something else.
    pub(crate) fn way_broke(&mut self, parcel: &Parcel) -> bool {
        let (Purpose::News { feed, .. } | Purpose::Update { feed, .. } | Purpose::Upstream { feed }) =
            parcel.header.purpose
        else {
            return false;
        };
        let Some(state) = self.feed_mut(feed) else { return false };
        if let Purpose::Update { subscriber, .. } = parcel.header.purpose {
            if let Some(subscriber) = state.subscriber_mut(subscriber) {
                subscriber.ways.retain(|way| way.job.origin != parcel.origin);
            }
            return true;
        }
        let on_line = |place: &u16| {
            let line = state.subscriber(*place).and_then(|subscriber| subscriber.line);
            line.is_some_and(|line| line.origin == parcel.origin)
        };
        match state.places().find(on_line) {
            Some(place) => {
                self.lose_line(feed, place, parcel.fact);
                true
            }
            None => matches!(parcel.header.purpose, Purpose::Upstream { .. }),
        }
    }

    /// A node goes down, and its ends of open ways with it. Unless it does so silently, a source's machine says so at
    /// once, and a subscriber's when the next update arrives.
    pub(crate) fn ways_break(&mut self, node: u16, silent: bool, cause: FactId) {
        for feed in self.feeds() {
            let Some(state) = self.feed_mut(feed) else { continue };
            let source = state.source == node;
            if source {
                state.parked.clear();
            }
            for place in state.places() {
                let Some(subscriber) = self.subscriber_mut(feed, place) else { continue };
                let ways = if source { std::mem::take(&mut subscriber.ways) } else { Vec::new() };
                let own = subscriber.node == node;
                if own && subscriber.line.take().is_some() {
                    // Not before it is up again.
                    self.ask_after(feed, place, 0, cause);
                }
                for Way { job, .. } in ways.into_iter().filter(|_| !silent) {
                    let id = MessageId { part: Part::Reset, ..job.id };
                    self.send(over(&job, id, RESET_BYTES, job.header, cause));
                }
            }
        }
        self.drop_asks(node, cause);
    }

    /// Something occurs to a subscriber that it wants to say.
    pub(crate) fn upstream(&mut self, feed: u16) {
        let Some(upstream) = self.feed_mut(feed).and_then(|state| state.upstream.as_mut()) else { return };
        upstream.occurred = upstream.occurred.saturating_add(1);
        self.await_upstream(feed);
        self.say(feed, NO_FACT);
    }

    pub(super) fn await_upstream(&mut self, feed: u16) {
        let now = self.desk.now_ns;
        let Some(state) = self.plan.feeds.get_mut(usize::from(feed)) else { return };
        let Some(upstream) = &mut state.upstream else { return };
        if upstream.occurred >= upstream.total {
            return;
        }
        let (entity, ordinal) = (key(feed, About::Upstream, 0, 0), u64::from(upstream.occurred));
        match upstream.moments.next(&mut self.desk.dice, now, entity, ordinal, now) {
            Some(at) => self.desk.schedule(at.max(now), Due::Upstream { feed }),
            None => upstream.total = upstream.occurred,
        }
    }

    /// The subscriber says what it has to say, once its line is open. What a line that breaks carries is lost.
    pub(super) fn say(&mut self, feed: u16, cause: FactId) {
        loop {
            let spent = self.is_over_budget();
            let Some(state) = self.feed_mut(feed) else { return };
            let (source, bytes) = (state.source, state.update_bytes);
            let Some(subscriber) = state.subscribers.first() else { return };
            let (node, link, side) = (subscriber.node, subscriber.link, subscriber.side ^ 1);
            let (Some(line), Some(upstream)) = (subscriber.line, &mut state.upstream) else { return };
            if upstream.sent >= upstream.occurred {
                return;
            }
            if spent {
                return self.curtail();
            }
            upstream.sent += 1;
            let key = key(feed, About::Upstream, 0, u64::from(upstream.sent));
            let header = Header { key, ..told(line.header, Purpose::Upstream { feed }) };
            let id = self.next_update();
            self.send(Parcel::new(id, (node, source), (link, side), bytes, header, line.origin, cause));
        }
    }
}

/// What goes over an open way, by the header of the request that opened it.
fn told(opening: Header, purpose: Purpose) -> Header {
    let (deadline_ns, keyed, repeatable, watched) = (u64::MAX, false, false, false);
    Header { deadline_ns, keyed, repeatable, watched, purpose, ..opening }
}

/// A message from a source over the way that a request has opened.
fn over(job: &Parcel, id: MessageId, bytes: u32, header: Header, cause: FactId) -> Parcel {
    Parcel::new(id, (job.to, job.from), (job.link, job.side ^ 1), bytes, header, job.origin, cause)
}

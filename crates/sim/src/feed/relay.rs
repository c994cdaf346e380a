//! Who passes updates on: a push service, which keeps them while a subscriber cannot be reached, and a broker, which keeps
//! them until the subscriber has said that it has them. Webhooks, where the source does without, end here too.
//!
//! What is kept outlives a crash.

use std::collections::VecDeque;

use scenario::Share;
use trace::{FactId, MessageId, Part, Time, TimerKind, What};

use super::seen::Seen;
use super::{About, Kind, key};
use crate::agenda::Due;
use crate::book::NO_FACT;
use crate::engine::Engine;
use crate::identity;
use crate::parts::{Header, Parcel, Purpose};
use crate::table::Handle;

/// What a subscriber's word that it has an update weighs on the wire: a few headers.
const ACKNOWLEDGEMENT_BYTES: u32 = 60;

/// A broker gives up after so many repetitions; a run with a subscriber that never comes back would not end otherwise.
const MOST_REDELIVERIES: u16 = 100;

/// What a push service or a broker has in hand.
#[derive(Debug, Default)]
pub(super) struct Relay {
    /// What it has passed on, where it knows repetitions by their key.
    known: Seen,
    /// Whose turn it is.
    turn: usize,
    /// What a push service keeps, in order.
    kept: VecDeque<Passing>,
    /// What a broker keeps. A place is taken until no entry on the agenda names it any more.
    deliveries: Vec<Delivery>,
    free: Vec<u32>,
}

/// An update for a subscriber.
#[derive(Clone, Copy, Debug)]
struct Passing {
    place: u16,
    update: u32,
    /// Names it for draws.
    key: u64,
}

#[derive(Clone, Copy, Debug)]
struct Delivery {
    passing: Passing,
    /// The message that was sent last.
    id: MessageId,
    /// The fact that set its clock.
    clock: FactId,
    state: Progress,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    /// Sent, and not acknowledged.
    Open,
    /// Acknowledged, or given up.
    Done,
    /// Not acknowledged in time, and the broker was not there to send it again.
    Overdue,
}

impl Relay {
    pub(super) fn keeps(&self) -> usize {
        self.kept.len() + self.deliveries.len() - self.free.len()
    }

    fn keep(&mut self, delivery: Delivery) -> u32 {
        if let Some(number) = self.free.pop()
            && let Some(place) = self.deliveries.get_mut(number as usize)
        {
            *place = delivery;
            return number;
        }
        self.deliveries.push(delivery);
        u32::try_from(self.deliveries.len() - 1).unwrap_or(u32::MAX)
    }
}

impl Engine {
    /// An update has been posted: to a subscriber, who knows of it when it has done its work on it for the first time, or to
    /// somebody who passes it on.
    pub(super) fn posted(&mut self, job: &Parcel, feed: u16, update: u32, finished: FactId) {
        let Some(state) = self.feed_mut(feed) else { return };
        if state.kind == Kind::Webhook {
            if let Some(place) = (0..).zip(&state.subscribers).find(|(_, it)| it.node == job.to) {
                let place = place.0;
                self.deliver(feed, place, update, job.arrived);
            }
            return;
        }
        if job.header.keyed && !state.relay.known.insert(update) {
            return;
        }
        let places = match state.kind {
            Kind::Broker { share: Share::One, .. } => {
                let turn = state.relay.turn % state.subscribers.len().max(1);
                state.relay.turn = turn + 1;
                let turn = u16::try_from(turn).unwrap_or(u16::MAX);
                turn..turn.saturating_add(1)
            }
            _ => state.places(),
        };
        for place in places {
            if self.is_over_budget() {
                return self.curtail();
            }
            // Each time that an update is posted has a luck of its own.
            let key = identity::message(key(feed, About::Pass, place, u64::from(update)), job.id);
            self.pass_on(feed, Passing { place, update, key }, finished);
        }
    }

    fn pass_on(&mut self, feed: u16, passing: Passing, cause: FactId) {
        let brokered = self.feed(feed).is_some_and(|state| matches!(state.kind, Kind::Broker { .. }));
        if !brokered && !self.can_reach(feed, passing.place) {
            if let Some(state) = self.feed_mut(feed) {
                state.relay.kept.push_back(passing);
            }
            return;
        }
        let id = self.next_update();
        if !brokered {
            self.send_passing(feed, passing, id, u32::MAX, cause);
            return;
        }
        let delivery = Delivery { passing, id, clock: NO_FACT, state: Progress::Open };
        if let Some(state) = self.feed_mut(feed) {
            let number = state.relay.keep(delivery);
            self.send_delivery(feed, number, cause);
        }
    }

    /// Whether a push service can reach a subscriber, as far as it can tell.
    fn can_reach(&mut self, feed: u16, place: u16) -> bool {
        let Some(state) = self.feed(feed) else { return false };
        let Some(subscriber) = state.subscriber(place) else { return false };
        let (via, node, link, side) = (state.via, subscriber.node, subscriber.link, subscriber.side);
        !self.is_mute(via) && !self.is_down(node) && self.way(link, side).is_some_and(|way| !way.cut)
    }

    fn send_passing(
        &mut self,
        feed: u16,
        passing: Passing,
        id: MessageId,
        delivery: u32,
        cause: FactId,
    ) -> FactId {
        let Passing { place, update, key } = passing;
        let Some(state) = self.feed(feed) else { return cause };
        let (via, bytes) = (state.via, state.update_bytes);
        let Some(subscriber) = state.subscriber(place) else { return cause };
        let (to, link, side) = (subscriber.node, subscriber.link, subscriber.side);
        let header = Header {
            key,
            deadline_ns: u64::MAX,
            size: 1,
            class: 0,
            keyed: false,
            repeatable: false,
            patient: false,
            watched: false,
            purpose: Purpose::Update { feed, subscriber: place, update, delivery },
        };
        self.send(Parcel::new(id, (via, to), (link, side), bytes, header, Handle::NOTHING, cause))
    }

    fn delivery_mut(&mut self, feed: u16, number: u32) -> Option<&mut Delivery> {
        self.feed_mut(feed)?.relay.deliveries.get_mut(number as usize)
    }

    /// A broker sends an update, and starts a clock.
    fn send_delivery(&mut self, feed: u16, number: u32, cause: FactId) {
        let now = self.desk.now_ns;
        let Some(state) = self.feed(feed) else { return };
        let Kind::Broker { redeliver_ns, .. } = state.kind else { return };
        let via = state.via;
        let Some(delivery) = state.relay.deliveries.get(number as usize).copied() else { return };
        let sent = self.send_passing(feed, delivery.passing, delivery.id, number, cause);
        let until = now.saturating_add(redeliver_ns.max(1));
        let what = What::TimerSet { message: delivery.id, kind: TimerKind::Attempt, until: Time(until) };
        let clock = self.write(via, what, sent);
        if let Some(delivery) = self.delivery_mut(feed, number) {
            delivery.clock = clock;
        }
        self.desk.schedule(until, Due::Redeliver { feed, delivery: number });
    }

    /// A broker has waited long enough for a subscriber's word.
    pub(crate) fn redeliver(&mut self, feed: u16, number: u32) {
        let Some(state) = self.feed(feed) else { return };
        let via = state.via;
        let Some(delivery) = state.relay.deliveries.get(number as usize).copied() else { return };
        if delivery.state == Progress::Done {
            return self.forget(feed, number);
        }
        if self.is_mute(via) {
            if let Some(delivery) = self.delivery_mut(feed, number) {
                delivery.state = Progress::Overdue;
            }
            return;
        }
        let what = What::TimerFired { message: delivery.id, kind: TimerKind::Attempt };
        let fired = self.write(via, what, delivery.clock);
        self.send_again(feed, number, fired);
    }

    fn send_again(&mut self, feed: u16, number: u32, cause: FactId) {
        let Some(delivery) = self.delivery_mut(feed, number) else { return };
        if delivery.id.attempt > MOST_REDELIVERIES {
            return self.forget(feed, number);
        }
        delivery.id.attempt += 1;
        delivery.state = Progress::Open;
        self.send_delivery(feed, number, cause);
    }

    fn forget(&mut self, feed: u16, number: u32) {
        let Some(state) = self.feed_mut(feed) else { return };
        if let Some(delivery) = state.relay.deliveries.get_mut(number as usize) {
            delivery.state = Progress::Done;
        }
        state.relay.free.push(number);
    }

    /// What was passed on is there. A subscriber that hangs takes no notice; to a broker others say that they have it.
    pub(super) fn passed_on(&mut self, feed: u16, place: u16, update: u32, parcel: &Parcel) {
        let Some(state) = self.feed(feed) else { return };
        let acknowledges = matches!(state.kind, Kind::Broker { .. });
        if self.is_mute(parcel.to) {
            return;
        }
        self.deliver(feed, place, update, parcel.fact);
        if acknowledges {
            self.answer_parcel(parcel, Part::Reply, ACKNOWLEDGEMENT_BYTES);
        }
    }

    /// A subscriber says that it has an update. A broker that is down does not hear it.
    pub(super) fn acknowledged(&mut self, feed: u16, number: u32, parcel: &Parcel) {
        if self.is_down(parcel.to) {
            return;
        }
        let Some(delivery) = self.delivery_mut(feed, number) else { return };
        if delivery.id.request != parcel.id.request {
            return;
        }
        let was = std::mem::replace(&mut delivery.state, Progress::Done);
        if was == Progress::Overdue {
            self.forget(feed, number);
        }
    }

    /// Passes on what had to wait, as far as that is possible now.
    pub(super) fn pass_on_again(&mut self, feed: u16, cause: FactId) {
        let Some(state) = self.feed_mut(feed) else { return };
        let via = state.via;
        for passing in std::mem::take(&mut state.relay.kept) {
            self.pass_on(feed, passing, cause);
        }
        if self.is_mute(via) {
            return;
        }
        let Some(state) = self.feed(feed) else { return };
        let overdue: Vec<u32> = (0..)
            .zip(&state.relay.deliveries)
            .filter(|(_, delivery)| delivery.state == Progress::Overdue)
            .map(|(number, _)| number)
            .collect();
        for number in overdue {
            self.send_again(feed, number, cause);
        }
    }
}

//! The subscriber that asks for news: when, and what it does with the outcome.

use scenario::Backoff;
use trace::{FactId, Outcome, What};

use super::line::Line;
use super::{About, Kind, key};
use crate::agenda::Due;
use crate::book::{NO_FACT, between};
use crate::client::wait_ns;
use crate::engine::Engine;
use crate::identity;
use crate::parts::{Exchange, Owner, Parcel, Purpose};
use crate::random::Purpose as Draw;
use crate::transport::OK;

/// The wait after a failure where [`scenario::Retry`] names none: nobody asks a server that fails without a pause.
const PAUSE_NS: u64 = 1_000_000_000;

/// No wait after a failure is shorter than this.
const LEAST_PAUSE_NS: u64 = 1_000_000;

/// After so many failures in a row a subscriber gives up; a run whose source never comes back would not end otherwise.
const MOST_FAILURES: u32 = 1_000;

impl Engine {
    /// Puts a subscriber's next question on the agenda, in place of any that is there.
    pub(super) fn ask_after(&mut self, feed: u16, place: u16, wait_ns: u64, because: FactId) {
        let now = self.desk.now_ns;
        let Some(subscriber) = self.subscriber_mut(feed, place) else { return };
        let due = now.saturating_add(wait_ns);
        (subscriber.due_ns, subscriber.because) = (due, because);
        self.desk.schedule(due, Due::Poll { feed, subscriber: place });
    }

    /// A subscriber asks, if it still wants to know and is not waiting for an answer already.
    pub(crate) fn poll(&mut self, feed: u16, place: u16) {
        let now = self.desk.now_ns;
        let Some(state) = self.feed_mut(feed) else { return };
        let (kind, done) = (state.kind, state.is_done(place));
        let Some(subscriber) = state.subscriber_mut(place) else { return };
        if subscriber.due_ns != now {
            return;
        }
        subscriber.due_ns = u64::MAX;
        if done || subscriber.failures >= MOST_FAILURES {
            return;
        }
        subscriber.asks = match kind {
            // A question that is skipped counts: the luck of the next does not depend on it.
            Kind::Polling { every_ns } => (now / every_ns.max(1)) as u32,
            _ => subscriber.asks.wrapping_add(1),
        };
        let (node, cause) = (subscriber.node, subscriber.because);
        if subscriber.asking || subscriber.line.is_some() {
            return;
        }
        if self.is_down(node) {
            if let Some(subscriber) = self.subscriber_mut(feed, place) {
                subscriber.stopped = true;
            }
            return;
        }
        if let Kind::Polling { every_ns } = kind {
            self.ask_after(feed, place, every_ns.max(1), NO_FACT);
        }
        self.ask_for_news(feed, place, cause);
    }

    fn ask_for_news(&mut self, feed: u16, place: u16, cause: FactId) {
        let Some(subscriber) = self.subscriber_mut(feed, place) else { return };
        subscriber.asking = true;
        let (asker, after) = (subscriber.asker, subscriber.seen.upto());
        let key = key(feed, About::Ask, place, u64::from(subscriber.asks));
        let owner = Owner::Subscriber { feed, subscriber: place };
        let purpose = Purpose::News { feed, subscriber: place, after };
        self.want_impatiently(asker, owner, key, 1, purpose, u64::MAX, cause);
    }

    /// A question has its outcome. The next one always goes over the agenda: there may be millions to come.
    pub(crate) fn news_answered(&mut self, feed: u16, place: u16, outcome: Outcome, cause: FactId) {
        let Some(state) = self.feed_mut(feed) else { return };
        let kind = state.kind;
        let Some(subscriber) = state.subscriber_mut(place) else { return };
        subscriber.asking = false;
        let answered = outcome == Outcome::Answered;
        if answered {
            (subscriber.failures, subscriber.waited_ns) = (0, 0);
        } else {
            subscriber.failures = subscriber.failures.saturating_add(1);
        }
        let open = subscriber.line.is_some();
        match kind {
            // Its beat came and went while the question was open.
            Kind::Polling { every_ns } if subscriber.due_ns == u64::MAX => {
                self.ask_after(feed, place, until_beat(self.desk.now_ns, every_ns), NO_FACT);
            }
            Kind::LongPolling { .. } if answered => self.ask_after(feed, place, 0, cause),
            Kind::Line { .. } if open => {}
            Kind::Line { retry_ns: Some(retry_ns) } => {
                self.ask_after(feed, place, retry_ns.max(LEAST_PAUSE_NS), cause);
            }
            Kind::LongPolling { .. } | Kind::Line { .. } => {
                let pause_ns = self.pause_ns(feed, place);
                self.ask_after(feed, place, pause_ns, cause);
            }
            Kind::Polling { .. } | Kind::Webhook | Kind::Push | Kind::Broker { .. } => {}
        }
    }

    /// How long a subscriber waits after a failure: what its retries wait too, or a second if they do not.
    pub(super) fn pause_ns(&mut self, feed: u16, place: u16) -> u64 {
        let Some(subscriber) = self
            .plan
            .feeds
            .get_mut(usize::from(feed))
            .and_then(|state| state.subscribers.get_mut(usize::from(place)))
        else {
            return PAUSE_NS;
        };
        let Some(party) = self.plan.askers.get(subscriber.asker as usize) else { return PAUSE_NS };
        let backoff = &party.asking.retry.backoff;
        if *backoff == Backoff::Immediate {
            return PAUSE_NS;
        }
        let ordinal = key(feed, About::Pause, place, u64::from(subscriber.asks));
        let word =
            self.desk.dice.word(self.desk.now_ns, identity::asker(subscriber.asker), Draw::Backoff, ordinal);
        let wait = wait_ns(backoff, subscriber.failures.saturating_sub(1), subscriber.waited_ns, word);
        subscriber.waited_ns = wait;
        wait.max(LEAST_PAUSE_NS)
    }

    /// A subscriber that is up again asks what it could not ask before.
    pub(super) fn ask_again_after_crash(&mut self, feed: u16, cause: FactId) {
        let Some(state) = self.feed(feed) else { return };
        for place in state.places() {
            let Some(state) = self.feed(feed) else { return };
            let Some(subscriber) = state.subscriber(place) else { return };
            if subscriber.stopped && !self.is_down(subscriber.node) {
                let wait_ns = match state.kind {
                    Kind::Polling { every_ns } => until_beat(self.desk.now_ns, every_ns),
                    _ => 0,
                };
                if let Some(subscriber) = self.subscriber_mut(feed, place) {
                    subscriber.stopped = false;
                }
                self.ask_after(feed, place, wait_ns, cause);
            }
        }
    }

    /// A reply that belongs to a feed is whole at the other end. True if that is all there is to do.
    pub(crate) fn feed_reply(&mut self, parcel: &Parcel) -> bool {
        match parcel.header.purpose {
            Purpose::Update { feed, delivery, .. } => {
                self.acknowledged(feed, delivery, parcel);
                true
            }
            Purpose::News { feed, subscriber, after } => {
                if parcel.status == OK && self.is_awaited(parcel) {
                    self.take_news(feed, subscriber, after, parcel);
                }
                false
            }
            Purpose::Exchange | Purpose::Publish { .. } | Purpose::Upstream { .. } => false,
        }
    }

    /// Whether the question that a message belongs to is open: an answer that comes too late goes nowhere.
    pub(super) fn is_awaited(&self, parcel: &Parcel) -> bool {
        self.attempts.find(parcel.origin).is_some()
    }

    fn take_news(&mut self, feed: u16, place: u16, after: u32, parcel: &Parcel) {
        let Some(state) = self.feed_mut(feed) else { return };
        if let Kind::Line { .. } = state.kind {
            let Some(subscriber) = state.subscriber_mut(place) else { return };
            subscriber.line = Some(Line::new(parcel));
            self.listen(feed, place, parcel.fact);
            return self.say(feed, parcel.fact);
        }
        for update in after..parcel.news {
            self.deliver(feed, place, update.saturating_add(1), parcel.fact);
        }
    }

    /// A subscriber gets to know of an update, unless it knows it.
    pub(super) fn deliver(&mut self, feed: u16, place: u16, update: u32, cause: FactId) {
        let now = self.desk.now_ns;
        let Some(state) = self.feed_mut(feed) else { return };
        let published =
            update.checked_sub(1).and_then(|place| state.published_ns.get(place as usize)).copied();
        let (Some(published), Some(subscriber)) = (published, state.subscriber_mut(place)) else { return };
        if subscriber.seen.insert(update) {
            let node = subscriber.node;
            self.desk.write(node, What::Delivered { feed, update }, cause);
            self.desk.book.metrics.delivered(between(published, now));
        }
    }

    /// A node that went down has no open questions any more, and nobody to hear the answers.
    pub(super) fn drop_asks(&mut self, node: u16, cause: FactId) {
        let own = |exchange: &Exchange| {
            let asker = self.plan.askers.get(exchange.request.asker as usize);
            matches!(exchange.request.owner, Owner::Subscriber { .. } | Owner::Source { .. })
                && asker.is_some_and(|asker| asker.client == node)
        };
        for handle in self.exchanges_where(&own) {
            self.settle(handle, Outcome::Broken, cause);
        }
    }
}

/// How long it is until who asks every so often asks next; not at all at the very moment.
fn until_beat(now_ns: u64, every_ns: u64) -> u64 {
    let every_ns = every_ns.max(1);
    (every_ns - now_ns % every_ns) % every_ns
}

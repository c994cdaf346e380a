//! Updates come into being, and go to whoever waits for them or is told of them.

use trace::{FactId, What};

use super::{About, Kind, key};
use crate::agenda::Due;
use crate::book::NO_FACT;
use crate::engine::Engine;
use crate::identity;
use crate::parts::{Owner, Purpose};

impl Engine {
    /// Puts the beginnings of a feed on the agenda.
    pub(crate) fn begin_feed(&mut self, feed: u16) {
        self.await_news(feed);
        self.await_upstream(feed);
        let Some(state) = self.feed(feed) else { return };
        if matches!(state.kind, Kind::Polling { .. } | Kind::LongPolling { .. } | Kind::Line { .. }) {
            for place in state.places() {
                self.ask_after(feed, place, 0, NO_FACT);
            }
        }
    }

    fn await_news(&mut self, feed: u16) {
        let now = self.desk.now_ns;
        let Some(state) = self.plan.feeds.get_mut(usize::from(feed)) else { return };
        let ordinal = state.published();
        if ordinal >= state.total {
            return;
        }
        match state.moments.next(&mut self.desk.dice, now, identity::feed(feed), u64::from(ordinal), now) {
            Some(at) => self.desk.schedule(at.max(now), Due::News { feed }),
            // Who has all of these need not ask again.
            None => state.total = ordinal,
        }
    }

    /// Something new comes into being.
    pub(crate) fn news(&mut self, feed: u16) {
        let now = self.desk.now_ns;
        let Some(state) = self.feed_mut(feed) else { return };
        state.published_ns.push(now);
        let (source, update) = (state.source, state.published());
        let published = self.write(source, What::Published { feed, update }, NO_FACT);
        self.desk.book.metrics.published();
        self.await_news(feed);
        self.spread(feed, published);
    }

    /// The source tells who is to be told, as far as it can; what it cannot tell now, it tells with the next call.
    fn spread(&mut self, feed: u16, cause: FactId) {
        let Some(state) = self.feed(feed) else { return };
        if self.is_mute(state.source) {
            return;
        }
        match state.kind {
            Kind::Polling { .. } => {}
            Kind::LongPolling { .. } => self.answer_parked(feed, cause),
            Kind::Line { .. } => {
                for place in state.places() {
                    self.tell(feed, place, cause);
                }
            }
            Kind::Webhook | Kind::Push | Kind::Broker { .. } => self.post(feed, cause),
        }
    }

    /// Posts what has not been posted yet: to subscribers, or to who passes it on.
    fn post(&mut self, feed: u16, cause: FactId) {
        loop {
            let spent = self.is_over_budget();
            let Some(state) = self.feed_mut(feed) else { return };
            if state.posted >= state.published() {
                return;
            }
            if spent {
                return self.curtail();
            }
            state.posted += 1;
            let update = state.posted;
            for place in 0..u16::MAX {
                let poster = self.feed(feed).and_then(|state| state.posters.get(usize::from(place)).copied());
                let Some(poster) = poster else { break };
                let key = key(feed, About::Post, place, u64::from(update));
                let (owner, purpose) = (Owner::Source { feed, update }, Purpose::Publish { feed, update });
                self.want_impatiently(poster, owner, key, 1, purpose, u64::MAX, cause);
            }
        }
    }

    /// A link is whole again, or a server is up or answers again: what waited for that goes on.
    pub(crate) fn reachable_again(&mut self, cause: FactId) {
        for feed in self.feeds() {
            self.spread(feed, cause);
            self.pass_on_again(feed, cause);
            self.ask_again_after_crash(feed, cause);
        }
    }
}

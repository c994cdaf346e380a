//! Rules for feeds.

use super::Check;
use crate::bounds::{EVERY, HOLD, MAX_NODES, RECONNECT, REDELIVER, UPDATE_BYTES, UPDATES, UPSTREAM};
use crate::fault::At;
use crate::{Arrivals, Delivery, Feed};

impl Check<'_> {
    pub(super) fn feed(&mut self, at: &At, feed: &Feed) {
        let numbers = [(&UPDATES, feed.updates.into()), (&UPDATE_BYTES, feed.update_bytes.into())];
        self.numbers(at, &numbers);
        self.arrivals(at, &feed.arrivals);
        self.known(&at.key("source"), feed.source);
        self.subscribers(&at.key("subscribers"), feed);
        self.delivery(&at.key("delivery"), at, feed);
        self.asking(at, &feed.asking);
    }

    fn subscribers(&mut self, at: &At, feed: &Feed) {
        let most = if matches!(feed.delivery, Delivery::Broker { .. }) { MAX_NODES } else { 1 };
        self.count(at, "subscribers", feed.subscribers.len(), 1, most);
        for (place, &subscriber) in feed.subscribers.iter().enumerate().take(MAX_NODES) {
            let item = at.item(place);
            self.known(&item, subscriber);
            if subscriber == feed.source && self.exists(subscriber) {
                self.impossible(&item, "a source need not tell itself");
            } else if feed.subscribers.iter().take(place).any(|&other| other == subscriber)
                && self.exists(subscriber)
            {
                self.impossible(&item, "this subscriber is in the list already");
            }
        }
    }

    fn delivery(&mut self, at: &At, around: &At, feed: &Feed) {
        let source = around.key("source");
        match &feed.delivery {
            Delivery::Polling { every_ns } => self.numbers(at, &[(&EVERY, *every_ns)]),
            Delivery::LongPolling { hold_ns } => self.numbers(at, &[(&HOLD, *hold_ns)]),
            Delivery::ServerSentEvents { retry_ns } => self.numbers(at, &[(&RECONNECT, *retry_ns)]),
            Delivery::WebSocket { upstream, upstream_arrivals } => {
                self.numbers(at, &[(&UPSTREAM, (*upstream).into())]);
                if *upstream > 0 || !matches!(upstream_arrivals, Arrivals::At { ns } if ns.is_empty()) {
                    self.arrivals(at, upstream_arrivals);
                }
            }
            Delivery::Webhook => {
                for (place, &subscriber) in feed.subscribers.iter().enumerate().take(MAX_NODES) {
                    let subscribers = around.key("subscribers");
                    self.answers(&subscribers.item(place), subscriber);
                    self.joined(&subscribers.item(place), feed.source, subscriber);
                }
                return;
            }
            Delivery::Push { via } => return self.via(at, around, feed, *via),
            Delivery::Broker { via, redeliver_ns, .. } => {
                self.numbers(at, &[(&REDELIVER, *redeliver_ns)]);
                return self.via(at, around, feed, *via);
            }
        }
        // The source is asked for news.
        self.answers(&source, feed.source);
        for &subscriber in feed.subscribers.iter().take(MAX_NODES) {
            self.joined(&source, feed.source, subscriber);
        }
    }

    /// News that goes through a third node.
    fn via(&mut self, at: &At, around: &At, feed: &Feed, via: u16) {
        let inside = at.key("via");
        self.answers(&inside, via);
        if self.exists(via) && (via == feed.source || feed.subscribers.contains(&via)) {
            return self.impossible(&inside, "this must be a third node");
        }
        self.joined(&inside, feed.source, via);
        for (place, &subscriber) in feed.subscribers.iter().enumerate().take(MAX_NODES) {
            self.joined(&around.key("subscribers").item(place), via, subscriber);
        }
    }
}

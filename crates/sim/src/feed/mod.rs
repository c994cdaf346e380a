//! Feeds: news on its way to who wants it.
//!
//! `publish` lets updates come into being and posts them; `ask` is the subscriber that asks, `answer` the source that
//! answers, `line` what goes over a way that stays open, `relay` the service in between.
//!
//! Nobody hears of an update twice: what arrives again is seen as a message and changes nothing. Each node keeps what it
//! has over a crash, and an update comes into being also while its source is down; it is passed on afterwards.

mod answer;
mod ask;
mod line;
mod publish;
mod relay;
mod seen;

use scenario::{Asking, Delivery, Feed, Scenario, Share};
use trace::FactId;

use self::line::{Line, Upstream, Way};
use self::relay::Relay;
use self::seen::Seen;
use crate::book::NO_FACT;
use crate::engine::Engine;
use crate::identity;
use crate::plan::{Plan, route, within};
use crate::random::Moments;
use crate::table::Handle;

/// As many as a checked scenario may have; an unchecked one has no more either.
const MOST_UPDATES: u32 = 1_000_000;

/// A feed under way.
#[derive(Debug)]
pub(crate) struct FeedState {
    kind: Kind,
    source: u16,
    /// Who passes updates on to subscribers: the source itself, if there is nobody in between.
    via: u16,
    update_bytes: u32,
    moments: Moments,
    /// How many updates there will be, as far as is known.
    total: u32,
    published_ns: Vec<u64>,
    /// Who posts each update, where that is the source's business; and how many have been posted.
    posters: Vec<u32>,
    posted: u32,
    subscribers: Vec<Subscriber>,
    parked: Vec<Parked>,
    upstream: Option<Upstream>,
    relay: Relay,
}

/// [`Delivery`] without what stands elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Polling {
        every_ns: u64,
    },
    LongPolling {
        hold_ns: u64,
    },
    /// Server-sent events and WebSockets. The wait before a new one is opened; none = as after a failure.
    Line {
        retry_ns: Option<u64>,
    },
    Webhook,
    Push,
    Broker {
        share: Share,
        redeliver_ns: u64,
    },
}

/// Somebody who wants the news, and what others know about them.
#[derive(Debug)]
struct Subscriber {
    node: u16,
    /// Who asks for news; the poster, where nobody asks.
    asker: u32,
    /// From [`FeedState::via`] to it.
    link: u16,
    side: u8,
    seen: Seen,
    /// Questions so far, or beats; they name a question for draws.
    asks: u32,
    /// One is open.
    asking: bool,
    /// When it asks next; the greatest number = not before something else happens.
    due_ns: u64,
    because: FactId,
    /// It was down when it wanted to ask.
    stopped: bool,
    /// Failed questions in a row, and the wait after the last.
    failures: u32,
    waited_ns: u64,
    /// Of an open way: the subscriber's end, and the source's, which may not know yet which of them are still in use.
    line: Option<Line>,
    ways: Vec<Way>,
    /// How often it has heard something on a line; clocks of earlier times are void.
    heard: u32,
}

/// A question that waits for news.
#[derive(Clone, Copy, Debug)]
struct Parked {
    job: Handle,
    until_ns: u64,
}

impl FeedState {
    /// None if there is nobody to tell, or no way to do so.
    pub(crate) fn new(plan: &mut Plan, scenario: &Scenario, feed: &Feed) -> Option<Self> {
        let (kind, via) = kind(feed);
        // Asking for news changes nothing, so that no store of answers need know repetitions.
        let asking = Asking { idempotency_key: false, ..feed.asking };
        let posting = Asking { request_bytes: feed.update_bytes, ..feed.asking };
        let mut posters = Vec::new();
        if via != feed.source {
            posters.push(plan.add_asker(scenario, feed.source, via, &posting)?);
        }
        let mut subscribers = Vec::new();
        for &node in within(&feed.subscribers) {
            if usize::from(node) >= within(&scenario.nodes).len() {
                continue;
            }
            let Some((link, side)) = route(scenario, via, node) else { continue };
            let asker = match (kind, posters.first()) {
                (Kind::Webhook, _) => plan.add_asker(scenario, feed.source, node, &posting),
                (Kind::Push | Kind::Broker { .. }, poster) => poster.copied(),
                _ => plan.add_asker(scenario, node, feed.source, &asking),
            };
            let Some(asker) = asker else { continue };
            if kind == Kind::Webhook {
                posters.push(asker);
            }
            subscribers.push(Subscriber::new(node, asker, link, side));
        }
        if subscribers.is_empty() {
            return None;
        }
        let upstream = match &feed.delivery {
            Delivery::WebSocket { upstream, upstream_arrivals } => {
                Some(Upstream::new((*upstream).min(MOST_UPDATES), upstream_arrivals))
            }
            _ => None,
        };
        Some(Self {
            kind,
            source: feed.source,
            via,
            update_bytes: feed.update_bytes,
            moments: Moments::new(&feed.arrivals),
            total: feed.updates.min(MOST_UPDATES),
            published_ns: Vec::new(),
            posters,
            posted: 0,
            subscribers,
            parked: Vec::new(),
            upstream,
            relay: Relay::default(),
        })
    }

    /// What it keeps in memory for others, beside messages and requests.
    pub(crate) fn keeps(&self) -> usize {
        self.relay.keeps()
    }

    /// The last update that came into being.
    fn published(&self) -> u32 {
        u32::try_from(self.published_ns.len()).unwrap_or(u32::MAX)
    }

    fn subscriber(&self, place: u16) -> Option<&Subscriber> {
        self.subscribers.get(usize::from(place))
    }

    fn subscriber_mut(&mut self, place: u16) -> Option<&mut Subscriber> {
        self.subscribers.get_mut(usize::from(place))
    }

    /// Whether a subscriber has nothing to wait for any more.
    fn is_done(&self, place: u16) -> bool {
        let all_seen = self.subscriber(place).is_none_or(|subscriber| subscriber.seen.upto() >= self.total);
        let all_said = place > 0 || self.upstream.as_ref().is_none_or(Upstream::is_done);
        all_seen && all_said
    }

    /// Their places, to go through them while they change.
    fn places(&self) -> std::ops::Range<u16> {
        0..u16::try_from(self.subscribers.len()).unwrap_or(u16::MAX)
    }
}

impl Subscriber {
    fn new(node: u16, asker: u32, link: u16, side: u8) -> Self {
        Self {
            node,
            asker,
            link,
            side,
            seen: Seen::default(),
            asks: 0,
            asking: false,
            due_ns: u64::MAX,
            because: NO_FACT,
            stopped: false,
            failures: 0,
            waited_ns: 0,
            line: None,
            ways: Vec::new(),
            heard: 0,
        }
    }
}

fn kind(feed: &Feed) -> (Kind, u16) {
    let source = feed.source;
    match feed.delivery {
        Delivery::Polling { every_ns } => (Kind::Polling { every_ns }, source),
        Delivery::LongPolling { hold_ns } => (Kind::LongPolling { hold_ns }, source),
        Delivery::ServerSentEvents { retry_ns } => (Kind::Line { retry_ns: Some(retry_ns) }, source),
        Delivery::WebSocket { .. } => (Kind::Line { retry_ns: None }, source),
        Delivery::Webhook => (Kind::Webhook, source),
        Delivery::Push { via } => (Kind::Push, via),
        Delivery::Broker { via, share, redeliver_ns } => (Kind::Broker { share, redeliver_ns }, via),
    }
}

/// What a draw of a feed is about.
#[derive(Clone, Copy, Debug)]
enum About {
    /// A subscriber's question, by number.
    Ask = 1,
    /// The wait after it.
    Pause = 2,
    /// The posting of an update to a subscriber, or to who passes it on.
    Post = 3,
    /// The passing on.
    Pass = 4,
    /// The subscriber's own messages.
    Upstream = 5,
}

/// Names something for draws, whatever else has happened in the run.
fn key(feed: u16, about: About, place: u16, ordinal: u64) -> u64 {
    identity::of(identity::of(identity::feed(feed), (about as u64) << 16 | u64::from(place)), ordinal)
}

impl Engine {
    fn feed(&self, feed: u16) -> Option<&FeedState> {
        self.plan.feeds.get(usize::from(feed))
    }

    fn feed_mut(&mut self, feed: u16) -> Option<&mut FeedState> {
        self.plan.feeds.get_mut(usize::from(feed))
    }

    fn feeds(&self) -> std::ops::Range<u16> {
        0..u16::try_from(self.plan.feeds.len()).unwrap_or(u16::MAX)
    }

    fn subscriber_mut(&mut self, feed: u16, place: u16) -> Option<&mut Subscriber> {
        self.feed_mut(feed)?.subscriber_mut(place)
    }

    /// Whether nothing comes from a node, because it is down or hangs.
    fn is_mute(&self, node: u16) -> bool {
        let station = self.plan.stations.get(usize::from(node)).and_then(Option::as_ref);
        station.is_some_and(|station| !station.is_up() || station.health.is_hung())
    }
}

//! Whether a run depends on its seed. Every kind of thing is named here, so that a new one has to be thought about.

use crate::{
    Action, Arrivals, Asking, Backoff, Choice, Delivery, Distribution, Feed, Lines, Load, Loss, Pattern,
    Scenario, Server, Way,
};

impl Scenario {
    /// Whether anything is left to chance. If not, the runs with all seeds are the same.
    pub fn leaves_to_chance(&self) -> bool {
        let servers = self.nodes.iter().filter_map(|node| node.server.as_ref());
        let ways = self.links.iter().flat_map(|link| &link.ways);
        let errs = |action: &Action| matches!(action, Action::Errors { share, .. } if *share > 0);
        servers.into_iter().any(server)
            || ways.into_iter().any(way)
            || self.loads.iter().any(load)
            || self.feeds.iter().any(feed)
            || self.interventions.iter().any(|intervention| errs(&intervention.action))
    }
}

fn server(server: &Server) -> bool {
    let lines = match server.lines {
        Lines::Shared => false,
        Lines::PerWorker { choice } => match choice {
            Choice::RoundRobin | Choice::Shortest => false,
            Choice::Random | Choice::ShortestOf { .. } => true,
        },
    };
    lines
        || server.errors > 0
        || varies(&server.service)
        || server.calls.iter().any(|call| asking(&call.asking))
}

fn way(way: &Way) -> bool {
    let loses = match way.loss {
        Loss::None => false,
        Loss::Chance { share } => share > 0,
        Loss::Bursts { .. } => true,
    };
    loses
        || way.duplicate > 0
        || way.corrupt > 0
        || way.reorder.as_ref().is_some_and(|reorder| reorder.share > 0)
        || way.jitter.as_ref().is_some_and(|jitter| varies(&jitter.extra))
}

fn load(load: &Load) -> bool {
    let pattern = match &load.pattern {
        Pattern::Sequential | Pattern::Parallel | Pattern::Batched { .. } => false,
        Pattern::Open { arrivals } => come_by_chance(arrivals),
        Pattern::Closed { think, .. } => varies(think),
    };
    pattern || asking(&load.asking)
}

fn feed(feed: &Feed) -> bool {
    let delivery = match &feed.delivery {
        Delivery::WebSocket { upstream_arrivals, .. } => come_by_chance(upstream_arrivals),
        Delivery::Polling { .. }
        | Delivery::LongPolling { .. }
        | Delivery::ServerSentEvents { .. }
        | Delivery::Webhook
        | Delivery::Push { .. }
        | Delivery::Broker { .. } => false,
    };
    delivery || come_by_chance(&feed.arrivals) || asking(&feed.asking)
}

fn asking(asking: &Asking) -> bool {
    let backoff = match asking.retry.backoff {
        Backoff::Immediate | Backoff::Fixed { .. } | Backoff::Exponential { .. } => false,
        Backoff::FullJitter { .. }
        | Backoff::EqualJitter { .. }
        | Backoff::DecorrelatedJitter { .. }
        | Backoff::Grpc { .. } => true,
    };
    backoff || asking.throttle.is_some()
}

fn come_by_chance(arrivals: &Arrivals) -> bool {
    match arrivals {
        Arrivals::Poisson { .. } => true,
        Arrivals::Gaps { gap } => varies(gap),
        Arrivals::Paced { .. } | Arrivals::At { .. } => false,
    }
}

fn varies(distribution: &Distribution) -> bool {
    !matches!(distribution, Distribution::Constant { .. })
}

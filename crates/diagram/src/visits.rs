//! The folds that drawings need beside messages: what became of each request at its server, of each try and
//! of each request at its client.

use std::collections::BTreeMap;

use trace::{Fact, MessageId, NodeId, Outcome, Part, RequestId, Time, Trace, What};

/// A request's stay at a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Visit {
    pub(crate) id: MessageId,
    pub(crate) node: NodeId,
    pub(crate) arrived: Time,
    pub(crate) queued: bool,
    /// When it was turned away, and with which status.
    pub(crate) refused: Option<(Time, u16)>,
    /// When a worker took it up, and which.
    pub(crate) started: Option<(Time, u16)>,
    pub(crate) finished: Option<Time>,
}

/// One try of a client to get an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Try {
    pub(crate) id: MessageId,
    pub(crate) node: NodeId,
    pub(crate) sent: Time,
    /// The end of the client's patience for this try.
    pub(crate) until: Option<Time>,
    /// When its patience was over.
    pub(crate) fired: Option<Time>,
    /// When an answer (or a refusal) was there.
    pub(crate) answered: Option<Time>,
}

/// One thing that a client wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) id: RequestId,
    pub(crate) node: NodeId,
    pub(crate) wanted: Time,
    pub(crate) settled: Option<(Time, Outcome)>,
}

impl Try {
    /// When the client stopped waiting for this try.
    pub(crate) fn over(&self) -> Option<Time> {
        [self.fired, self.answered].into_iter().flatten().min()
    }

    /// Whether the client waits for this try at a moment.
    pub(crate) fn waits_at(&self, at: Time) -> bool {
        self.sent <= at && self.over().is_none_or(|over| over > at)
    }
}

/// All stays, tries and requests of a run, each in the order in which they began.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stays {
    pub(crate) visits: Vec<Visit>,
    pub(crate) tries: Vec<Try>,
    pub(crate) requests: Vec<Request>,
    visit_of: BTreeMap<MessageId, usize>,
    try_of: BTreeMap<(RequestId, u16), usize>,
    request_of: BTreeMap<RequestId, usize>,
}

impl Stays {
    pub(crate) fn new(trace: &Trace) -> Self {
        let mut stays = Self::default();
        for fact in &trace.facts {
            stays.take(fact);
        }
        stays
    }

    /// The stay of a request message at its server.
    pub(crate) fn visit(&self, id: MessageId) -> Option<&Visit> {
        self.visit_of.get(&id).and_then(|&place| self.visits.get(place))
    }

    /// The try that a message, request or reply, belongs to.
    pub(crate) fn try_of(&self, id: MessageId) -> Option<&Try> {
        self.try_of.get(&(id.request, id.attempt)).and_then(|&place| self.tries.get(place))
    }

    /// The request that a message belongs to.
    pub(crate) fn request(&self, id: RequestId) -> Option<&Request> {
        self.request_of.get(&id).and_then(|&place| self.requests.get(place))
    }

    fn take(&mut self, fact: &Fact) {
        let (at, node) = (fact.at, fact.node);
        match fact.what {
            What::Wanted { request } => {
                self.request_of.insert(request, self.requests.len());
                self.requests.push(Request { id: request, node, wanted: at, settled: None });
            }
            What::Sent { message, .. } if message.part == Part::Request && message.copy == 0 => {
                self.try_of.insert((message.request, message.attempt), self.tries.len());
                let (until, fired, answered) = (None, None, None);
                self.tries.push(Try { id: message, node, sent: at, until, fired, answered });
            }
            What::Arrived { message, .. } if message.part == Part::Request => {
                self.visit_of.insert(message, self.visits.len());
                let (queued, refused, started, finished) = (false, None, None, None);
                self.visits.push(Visit {
                    id: message,
                    node,
                    arrived: at,
                    queued,
                    refused,
                    started,
                    finished,
                });
            }
            What::Arrived { message, .. } => self.change_try(message, |own| {
                own.answered.get_or_insert(at);
            }),
            What::TimerSet { message, until } => self.change_try(message, |own| own.until = Some(until)),
            What::TimerFired { message } => self.change_try(message, |own| own.fired = Some(at)),
            What::Queued { message, .. } => self.change_visit(message, |visit| visit.queued = true),
            What::Refused { message, status } => {
                self.change_visit(message, |visit| visit.refused = Some((at, status)));
            }
            What::Started { message, worker } => {
                self.change_visit(message, |visit| visit.started = Some((at, worker)));
            }
            What::Finished { message, .. } => self.change_visit(message, |visit| visit.finished = Some(at)),
            What::Settled { request, outcome } => {
                let place = self.request_of.get(&request);
                if let Some(request) = place.and_then(|&place| self.requests.get_mut(place)) {
                    request.settled.get_or_insert((at, outcome));
                }
            }
            What::Sent { .. } | What::Entered { .. } | What::Left { .. } | What::Lost { .. } => {}
        }
    }

    fn change_visit(&mut self, id: MessageId, change: impl FnOnce(&mut Visit)) {
        if let Some(visit) = self.visit_of.get(&id).and_then(|&place| self.visits.get_mut(place)) {
            change(visit);
        }
    }

    fn change_try(&mut self, id: MessageId, change: impl FnOnce(&mut Try)) {
        let place = self.try_of.get(&(id.request, id.attempt));
        if let Some(own) = place.and_then(|&place| self.tries.get_mut(place)) {
            change(own);
        }
    }
}

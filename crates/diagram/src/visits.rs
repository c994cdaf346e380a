//! The folds that drawings need beside messages: what became of each request at its server, of each try and
//! of each request at its client.

use std::collections::BTreeMap;

use trace::{Fact, MessageId, NodeId, Outcome, Part, RequestId, Time, TimerKind, Trace, What};

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
    /// The status of the error that it ended with.
    pub(crate) erred: Option<u16>,
    /// When the server let go of it without finishing it.
    pub(crate) discarded: Option<Time>,
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
    /// When its request was over, perhaps because of another try.
    pub(crate) settled: Option<Time>,
}

/// One thing that a client wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) id: RequestId,
    pub(crate) node: NodeId,
    pub(crate) wanted: Time,
    pub(crate) settled: Option<(Time, Outcome)>,
}

impl Visit {
    /// When it no longer stood in the queue.
    pub(crate) fn left_queue(&self) -> Option<Time> {
        let started = self.started.map(|(at, _)| at);
        let refused = self.refused.map(|(at, _)| at);
        [started, refused, self.discarded].into_iter().flatten().min()
    }

    /// When its worker was free again.
    pub(crate) fn left_worker(&self) -> Option<Time> {
        self.finished.or(self.discarded)
    }
}

impl Try {
    /// When the client stopped waiting for this try.
    pub(crate) fn over(&self) -> Option<Time> {
        [self.fired, self.answered, self.settled].into_iter().flatten().min()
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
            What::Sent { message, .. } if message.copy == 0 && self.asks(message, node) => {
                self.begin_try(message, node, at);
            }
            What::TimerSet { message, kind: TimerKind::Attempt, until } => {
                self.begin_try(message, node, at);
                self.change_try(message, |own| own.until = Some(until));
            }
            What::TimerFired { message, kind } if kind != TimerKind::Hedge => {
                self.change_try(message, |own| own.fired = Some(at));
            }
            What::Arrived { message, .. } if matches!(message.part, Part::Request | Part::Update) => {
                self.begin_visit(message, node, at);
            }
            What::Arrived { message, .. } if matches!(message.part, Part::Reply | Part::Reset) => {
                self.change_try(message, |own| {
                    own.answered.get_or_insert(at);
                });
            }
            What::Settled { request, outcome } => self.settle(request, at, outcome),
            _ => self.take_at_server(fact),
        }
    }

    fn take_at_server(&mut self, fact: &Fact) {
        let at = fact.at;
        match fact.what {
            What::Queued { message, .. } => self.change_visit(message, |visit| visit.queued = true),
            What::Refused { message, status } => {
                self.change_visit(message, |visit| visit.refused = Some((at, status)));
            }
            What::Started { message, worker } => {
                self.change_visit(message, |visit| visit.started = Some((at, worker)));
            }
            What::Finished { message, .. } => self.change_visit(message, |visit| visit.finished = Some(at)),
            What::Replayed { message } => {
                self.change_visit(message, |visit| {
                    visit.finished.get_or_insert(at);
                });
            }
            What::Erred { message, status } => self.change_visit(message, |visit| {
                visit.finished.get_or_insert(at);
                visit.erred = Some(status);
            }),
            What::Discarded { message, .. } => {
                self.change_visit(message, |visit| {
                    visit.discarded.get_or_insert(at);
                });
            }
            _ => {}
        }
    }

    /// Whether a message begins a try: the first one of whoever wants an answer.
    fn asks(&self, message: MessageId, node: NodeId) -> bool {
        match message.part {
            Part::Request | Part::Connect { .. } => true,
            Part::Update => self.request(message.request).is_some_and(|request| request.node == node),
            _ => false,
        }
    }

    fn begin_try(&mut self, message: MessageId, node: NodeId, at: Time) {
        let own = (message.request, message.attempt);
        if self.try_of.contains_key(&own) {
            return;
        }
        self.try_of.insert(own, self.tries.len());
        let id = MessageId::request(message.request, message.attempt);
        let (until, fired, answered, settled) = (None, None, None, None);
        self.tries.push(Try { id, node, sent: at, until, fired, answered, settled });
    }

    fn begin_visit(&mut self, message: MessageId, node: NodeId, at: Time) {
        self.visit_of.insert(message, self.visits.len());
        self.visits.push(Visit {
            id: message,
            node,
            arrived: at,
            queued: false,
            refused: None,
            started: None,
            finished: None,
            erred: None,
            discarded: None,
        });
    }

    fn settle(&mut self, request: RequestId, at: Time, outcome: Outcome) {
        let place = self.request_of.get(&request);
        if let Some(request) = place.and_then(|&place| self.requests.get_mut(place)) {
            request.settled.get_or_insert((at, outcome));
        }
        // Who still waits when the run ends goes on waiting.
        if outcome == Outcome::Unfinished {
            return;
        }
        let tries = self.try_of.range((request, 0)..=(request, u16::MAX));
        for (_, &place) in tries {
            if let Some(own) = self.tries.get_mut(place) {
                own.settled.get_or_insert(at);
            }
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

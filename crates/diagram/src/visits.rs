//! The folds that drawings need beside messages: what became of each request at its server, of each try and
//! of each request at its client.

use trace::{ByMessage, Fact, MessageId, NodeId, Outcome, Part, RequestId, Time, TimerKind, What};

use crate::tallies::Tallies;

/// Why nobody waits for a reply any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Late {
    GivenUp,
    /// Another answer was there before it.
    Answered,
}

/// A request's stay at a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Visit {
    pub(crate) id: MessageId,
    pub(crate) node: NodeId,
    pub(crate) arrived: Time,
    /// Whether another one of the same name was here before.
    again: bool,
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
    /// The place of the try of the same request that began before.
    before: Option<u32>,
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

    /// When it was no longer at the server.
    pub(crate) fn left(&self) -> Option<Time> {
        [self.left_worker(), self.discarded, self.refused.map(|(at, _)| at)].into_iter().flatten().min()
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
    pub(crate) tallies: Tallies,
    /// Places by name. Those of tries are named like their requests; try 0 stands for the last one of a request.
    visit_of: ByMessage<u32>,
    try_of: ByMessage<u32>,
    request_of: ByMessage<u32>,
}

/// A place in a list. No trace has as many facts as there are numbers.
fn place<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

fn own_try(id: MessageId) -> MessageId {
    MessageId::request(id.request, id.attempt)
}

fn own_request(id: RequestId) -> MessageId {
    MessageId::request(id, 0)
}

impl Stays {
    /// The stay of a request message at its server.
    pub(crate) fn visit(&self, id: MessageId) -> Option<&Visit> {
        self.visits.get(self.visit_of.find(id)? as usize)
    }

    /// The try that a message, request or reply, belongs to.
    pub(crate) fn try_of(&self, id: MessageId) -> Option<&Try> {
        self.tries.get(self.try_of.find(own_try(id))? as usize)
    }

    /// Why nobody waits for a reply at a moment, when nobody does.
    pub(crate) fn why_late(&self, reply: MessageId, at: Time) -> Late {
        let gave_up = self.try_of(reply).and_then(|own| own.fired).is_some_and(|fired| fired <= at);
        let settled = self.request(reply.request).and_then(|request| request.settled);
        let answered = settled.is_some_and(|(over, outcome)| {
            over <= at && matches!(outcome, Outcome::Answered | Outcome::Refused | Outcome::Failed)
        });
        if answered && !gave_up { Late::Answered } else { Late::GivenUp }
    }

    /// The request that a message belongs to.
    pub(crate) fn request(&self, id: RequestId) -> Option<&Request> {
        self.requests.get(self.request_of.find(own_request(id))? as usize)
    }

    /// Takes the next fact into account.
    pub(crate) fn take(&mut self, fact: &Fact) {
        let (at, node) = (fact.at, fact.node);
        match fact.what {
            What::Wanted { request } => {
                let place = place(&self.requests);
                self.request_of.insert(own_request(request), place);
                self.requests.push(Request { id: request, node, wanted: at, settled: None });
                self.tallies.at_node(node).wanted.push(place);
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
            What::Refused { message, status } => self.refuse(message, at, status),
            What::Started { message, worker } => {
                self.change_visit(message, |visit| visit.started = Some((at, worker)));
            }
            What::Finished { message, .. } | What::Replayed { message } => self.finish(message, at),
            What::Erred { message, status } => {
                self.finish(message, at);
                self.change_visit(message, |visit| visit.erred = Some(status));
            }
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
        let (id, place) = (own_try(message), place(&self.tries));
        if self.try_of.find(id).is_some() {
            return;
        }
        let before = self.try_of.insert(own_request(id.request), place);
        self.try_of.insert(id, place);
        let (until, fired, answered, settled) = (None, None, None, None);
        self.tries.push(Try { id, node, sent: at, until, fired, answered, settled, before });
    }

    fn begin_visit(&mut self, message: MessageId, node: NodeId, at: Time) {
        let again = self.visit_of.insert(message, place(&self.visits)).is_some();
        self.visits.push(Visit {
            id: message,
            node,
            arrived: at,
            again,
            queued: false,
            refused: None,
            started: None,
            finished: None,
            erred: None,
            discarded: None,
        });
    }

    /// What was turned away or let go before counts as that.
    fn finish(&mut self, id: MessageId, at: Time) {
        let Some(place) = self.visit_of.find(id) else { return };
        let Some(visit) = self.visits.get_mut(place as usize) else { return };
        let counts = visit.finished.is_none() && visit.refused.is_none() && visit.discarded.is_none();
        visit.finished.get_or_insert(at);
        if counts {
            let plain = id.attempt == 1 && id.copy == 0 && !visit.again;
            self.tallies.at_node(visit.node).finish(at, place, id.request.0, plain);
        }
    }

    fn refuse(&mut self, id: MessageId, at: Time, status: u16) {
        let Some(place) = self.visit_of.find(id) else { return };
        if let Some(visit) = self.visits.get_mut(place as usize)
            && visit.refused.is_none()
        {
            visit.refused = Some((at, status));
            self.tallies.at_node(visit.node).turned_away.push(at);
        }
    }

    fn settle(&mut self, request: RequestId, at: Time, outcome: Outcome) {
        if let Some(place) = self.request_of.find(own_request(request))
            && let Some(request) = self.requests.get_mut(place as usize)
            && request.settled.is_none()
        {
            request.settled = Some((at, outcome));
            self.tallies.at_node(request.node).settle(at, outcome, place);
        }
        // Who still waits when the run ends goes on waiting.
        if outcome == Outcome::Unfinished {
            return;
        }
        let mut next = self.try_of.find(own_request(request));
        while let Some(own) = next.and_then(|place| self.tries.get_mut(place as usize)) {
            own.settled.get_or_insert(at);
            next = own.before;
        }
    }

    fn change_visit(&mut self, id: MessageId, change: impl FnOnce(&mut Visit)) {
        if let Some(place) = self.visit_of.find(id)
            && let Some(visit) = self.visits.get_mut(place as usize)
        {
            change(visit);
        }
    }

    fn change_try(&mut self, id: MessageId, change: impl FnOnce(&mut Try)) {
        if let Some(place) = self.try_of.find(own_try(id))
            && let Some(own) = self.tries.get_mut(place as usize)
        {
            change(own);
        }
    }
}

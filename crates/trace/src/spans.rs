//! The one fold from facts to spans: where the time of each request went, from its intent to its outcome.

use crate::{
    ByMessage, Fact, FactId, Message, MessageId, NodeId, Outcome, Part, RequestId, Time, TimerKind, Trace,
    What, messages,
};

/// A request from its intent to its outcome. Its tries and the pauses between them follow each other without a gap;
/// only hedged tries overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub request: RequestId,
    pub client: NodeId,
    pub from: Time,
    /// The end of the run for a request that was not settled.
    pub to: Time,
    pub outcome: Outcome,
    /// The request in whose message this one travels. The tries stand there.
    pub aboard: Option<RequestId>,
    /// In the order in which they began.
    pub tries: Vec<Try>,
    /// The waits before further tries.
    pub pauses: Vec<Pause>,
    /// The facts of its intent and of its outcome.
    pub wanted: FactId,
    pub settled: Option<FactId>,
}

/// One try, for as long as its client waited for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Try {
    /// Counted from 1.
    pub attempt: u16,
    pub from: Time,
    pub to: Time,
    /// What the time went to: in order, without gap or overlap, none of them empty.
    pub phases: Vec<Phase>,
    /// What ended the client's wait: an arrival, a timer, or the outcome of the request. None = the end of the run.
    pub ended: Option<FactId>,
}

/// A wait of a client between two tries; it may be cut short by the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The try that it waits with.
    pub before: u16,
    pub from: Time,
    pub to: Time,
    pub fact: FactId,
}

/// A stretch of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phase {
    pub kind: PhaseKind,
    pub from: Time,
    pub to: Time,
    /// The fact with which it began.
    pub fact: FactId,
}

/// What the time of a try goes to, as it really happened: the client itself cannot tell the phases from `TripOut` to
/// `TripBack` apart. Other tools call them so (HAR 1.2; Chrome DevTools; W3C Resource Timing):
///
/// | here | HAR | DevTools | Resource Timing |
/// | --- | --- | --- | --- |
/// | `Blocked` | blocked | Queueing, Stalled | `fetchStart` → `domainLookupStart` |
/// | `Lookup` | dns | DNS Lookup | `domainLookupStart` → `domainLookupEnd` |
/// | `Connect` | connect | Initial connection | `connectStart` → |
/// | `Secure` | ssl, inside connect | SSL, inside it | `secureConnectionStart` → `connectEnd` |
/// | `Send` | send | Request sent | `requestStart` → |
/// | `TripOut`, `Queue`, `Service`, `InVain` | wait | Waiting for server response | → `responseStart` |
/// | `SendReply`, `TripBack` | wait up to the reply's first bit, then receive | the same, then Content Download | → `responseEnd` |
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PhaseKind {
    /// For a connection to be free.
    Blocked,
    /// For the server's address.
    Lookup,
    /// For a connection to open.
    Connect,
    /// For it to be secured.
    Secure,
    /// For the wire to be free, and for the request's bits to go onto it.
    Send,
    /// The request's last bit is on its way.
    TripOut,
    /// The request stands in the server's queue.
    Queue,
    /// The server works on it, asks others for what it needs, or waits for news.
    Service,
    /// For the way back to be free, and for the reply's bits to go onto it.
    SendReply,
    /// The reply's last bit is on its way.
    TripBack,
    /// Nothing will come of this try: what carried it was lost, or the server let go of it. The client does not know.
    InVain,
}

/// The spans of all requests of a run, in the order of intent.
pub fn spans(trace: &Trace) -> Vec<Span> {
    spans_with(trace, &messages(trace))
}

/// The same, for who has the [`messages`] of the run already.
pub fn spans_with(trace: &Trace, messages: &[Message]) -> Vec<Span> {
    let slow = messages.iter().filter(|message| message.left_at > message.sent_at);
    let mut fold = Fold { slow: slow.map(|message| message.fact).collect(), ..Fold::default() };
    for (fact, place) in trace.facts.iter().zip(0_u32..) {
        fold.take(fact, FactId(place));
    }
    fold.finish(trace.end)
}

#[derive(Default)]
struct Fold {
    open: Vec<Open>,
    /// Places by the first tries of requests.
    places: ByMessage<u32>,
    /// Sendings of messages whose bits took time to go onto the wire, or had to wait for it, in their order.
    slow: Vec<FactId>,
}

/// A span under way, with what is not known of it from outside.
struct Open {
    span: Span,
    /// Beside [`Span::tries`].
    courses: Vec<Course>,
}

/// How far a try has come.
struct Course {
    over: bool,
    reached: PhaseKind,
    /// Messages on the network and stays at the server that may still lead to an answer.
    alive: u32,
}

impl Fold {
    fn take(&mut self, fact: &Fact, id: FactId) {
        match fact.what {
            What::Wanted { request } => {
                let place = u32::try_from(self.open.len()).unwrap_or(u32::MAX);
                self.places.insert(MessageId::request(request, 1), place);
                let span = Span {
                    request,
                    client: fact.node,
                    from: fact.at,
                    to: fact.at,
                    outcome: Outcome::Unfinished,
                    aboard: None,
                    tries: Vec::new(),
                    pauses: Vec::new(),
                    wanted: id,
                    settled: None,
                };
                self.open.push(Open { span, courses: Vec::new() });
            }
            What::Batched { request, into } => {
                if let Some(open) = self.open_mut(request) {
                    open.span.aboard = Some(into);
                }
            }
            What::Settled { request, outcome } => {
                if let Some(open) = self.open_mut(request) {
                    (open.span.outcome, open.span.settled) = (outcome, Some(id));
                    open.close(fact.at, Some(id));
                }
            }
            _ => {
                let Some(message) = fact.what.message() else { return };
                let slow = matches!(fact.what, What::Sent { .. }) && self.slow.binary_search(&id).is_ok();
                if let Some(open) = self.open_mut(message.request) {
                    open.take(message, fact, id, slow);
                }
            }
        }
    }

    fn open_mut(&mut self, request: RequestId) -> Option<&mut Open> {
        let place = self.places.find(MessageId::request(request, 1))?;
        let open = self.open.get_mut(place as usize)?;
        Some(open).filter(|open| open.span.settled.is_none())
    }

    fn finish(self, end: Time) -> Vec<Span> {
        let finished = self.open.into_iter().map(|mut open| {
            if open.span.settled.is_none() {
                open.close(end, None);
            }
            for own in &mut open.span.tries {
                own.phases.retain(|phase| phase.from < phase.to);
            }
            open.span
        });
        finished.collect()
    }
}

impl Open {
    /// Takes a fact about one of the messages of this request.
    fn take(&mut self, message: MessageId, fact: &Fact, id: FactId, slow: bool) {
        let here = fact.node == self.span.client;
        match fact.what {
            What::BackedOff { until, .. } => {
                let (before, from) = (message.attempt, fact.at);
                return self.span.pauses.push(Pause { before, from, to: until.max(from), fact: id });
            }
            What::BudgetSpent { .. } => return,
            _ => {}
        }
        let Some(place) = self.place(message.attempt, fact, id) else { return };
        let (Some(own), Some(course)) = (self.span.tries.get_mut(place), self.courses.get_mut(place)) else {
            return;
        };
        if course.over {
            return;
        }
        let asks = message.part == Part::Request || (message.part == Part::Update && here);
        let ends = match fact.what {
            What::Arrived { .. } => here && matches!(message.part, Part::Reply | Part::Reset),
            What::TimerFired { kind, .. } => kind != TimerKind::Hedge,
            _ => false,
        };
        if ends {
            course.over = true;
            own.end(fact.at, Some(id));
            return;
        }
        course.count(&fact.what, message.part);
        let next = match fact.what {
            What::LookedUp { .. } => Some(PhaseKind::Lookup),
            What::Sent { .. } => sending(message.part, asks, slow),
            What::Left { .. } => sending(message.part, asks, false),
            What::Arrived { .. } if message.part.is_outward() => arrival(message.part, here),
            What::Queued { .. } => Some(PhaseKind::Queue),
            What::Started { .. } | What::Parked { .. } | What::Refused { .. } | What::Replayed { .. } => {
                Some(PhaseKind::Service)
            }
            What::Lost { .. } | What::Discarded { .. } if course.alive == 0 => Some(PhaseKind::InVain),
            _ => None,
        };
        match next {
            Some(PhaseKind::InVain) => own.enter(PhaseKind::InVain, fact.at, id),
            Some(kind) if kind > course.reached => {
                course.reached = kind;
                own.enter(kind, fact.at, id);
            }
            _ => {}
        }
        let in_vain = own.phases.last().is_some_and(|phase| phase.kind == PhaseKind::InVain);
        if in_vain && matches!(fact.what, What::Copied { .. }) {
            own.enter(course.reached, fact.at, id);
        }
    }

    /// The place of a try, which begins with the first fact about it at its client.
    fn place(&mut self, attempt: u16, fact: &Fact, id: FactId) -> Option<usize> {
        let known = self.span.tries.iter().rposition(|own| own.attempt == attempt);
        if known.is_some() || fact.node != self.span.client {
            return known;
        }
        let pause = self.span.pauses.iter_mut().rfind(|pause| pause.before == attempt);
        let last = self.span.tries.last().zip(self.courses.last());
        let from = match (pause, last) {
            (Some(pause), _) => {
                pause.to = pause.to.min(fact.at);
                pause.to
            }
            (None, None) => self.span.from,
            // Another try at once, or one beside the last one.
            (None, Some((last, course))) => {
                if course.over {
                    last.to
                } else {
                    fact.at
                }
            }
        };
        // Most tries go through no more phases than this.
        let mut phases = Vec::with_capacity(8);
        phases.push(Phase { kind: PhaseKind::Blocked, from, to: from, fact: id });
        self.span.tries.push(Try { attempt, from, to: from, phases, ended: None });
        self.courses.push(Course { over: false, reached: PhaseKind::Blocked, alive: 0 });
        Some(self.span.tries.len() - 1)
    }

    fn close(&mut self, at: Time, fact: Option<FactId>) {
        self.span.to = at;
        for (own, course) in self.span.tries.iter_mut().zip(&mut self.courses) {
            if !course.over {
                course.over = true;
                own.end(at, fact);
            }
        }
        for pause in &mut self.span.pauses {
            pause.to = pause.to.min(at);
        }
    }
}

impl Course {
    /// Keeps count of what may still lead to an answer. A stay at a server counts as the message that began it.
    fn count(&mut self, what: &What, part: Part) {
        let sent = matches!(what, What::Sent { .. }) && part.is_outward();
        if sent || matches!(what, What::Copied { .. }) {
            self.alive = self.alive.saturating_add(1);
        }
        let arrived = matches!(what, What::Arrived { .. }) && !part.is_outward();
        if arrived || matches!(what, What::Lost { .. } | What::Discarded { .. }) {
            self.alive = self.alive.saturating_sub(1);
        }
    }
}

impl Try {
    fn enter(&mut self, kind: PhaseKind, at: Time, fact: FactId) {
        if let Some(last) = self.phases.last_mut() {
            last.to = at;
        }
        self.phases.push(Phase { kind, from: at, to: at, fact });
    }

    fn end(&mut self, at: Time, fact: Option<FactId>) {
        (self.to, self.ended) = (at, fact);
        if let Some(last) = self.phases.last_mut() {
            last.to = at;
        }
    }
}

/// What begins when a message is handed over, or when its last bit has left.
fn sending(part: Part, asks: bool, slow: bool) -> Option<PhaseKind> {
    match part {
        Part::Connect { .. } => Some(PhaseKind::Connect),
        Part::Secure { .. } => Some(PhaseKind::Secure),
        Part::Reply => Some(if slow { PhaseKind::SendReply } else { PhaseKind::TripBack }),
        _ if asks => Some(if slow { PhaseKind::Send } else { PhaseKind::TripOut }),
        _ => None,
    }
}

/// What begins when a message has arrived at a server.
fn arrival(part: Part, here: bool) -> Option<PhaseKind> {
    (matches!(part, Part::Request | Part::Update) && !here).then_some(PhaseKind::Queue)
}

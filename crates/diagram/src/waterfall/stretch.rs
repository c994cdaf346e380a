//! What a try's time went to, cut as a browser's network panel cuts it, with the server's side inside the waiting.

use trace::{FactId, MessageId, NodeId, PhaseKind, Span, Time, Try, What};

use crate::Run;

/// What a stretch of time went to. First what the asking side can see, then what the waiting hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// For a free connection.
    Stalled,
    Lookup,
    Connect,
    Secure,
    Send,
    /// From the request's last bit to the reply's first.
    Waiting,
    Download,
    /// Between two tries.
    Pause,
    /// In the message of another request.
    Aboard,
    TripOut,
    Queue,
    Service,
    /// The reply waits for the wire.
    ReplyHeld,
    TripBack,
    /// Nothing comes of this try any more.
    InVain,
}

impl Kind {
    /// Whether the asking side cannot tell it from other waiting.
    pub(crate) fn is_inside(self) -> bool {
        self >= Self::TripOut
    }

    /// Whether it is the reply's time.
    pub(super) fn is_of_reply(self) -> bool {
        matches!(self, Self::ReplyHeld | Self::TripBack | Self::Download)
    }
}

/// A stretch of time with one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) kind: Kind,
    pub(crate) from: Time,
    pub(crate) to: Time,
}

/// What both sides see of a try.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Course {
    /// In order, without gap or overlap.
    pub(crate) outside: Vec<Stretch>,
    /// The waiting, cut further.
    pub(crate) inside: Vec<Stretch>,
    /// Where what carried the try was lost.
    pub(crate) lost: Option<Time>,
}

/// The course of a try of a client.
pub(crate) fn course(run: &Run, own: &Try) -> Course {
    let mut course = Course::default();
    for phase in &own.phases {
        let kind = match phase.kind {
            PhaseKind::Blocked => Kind::Stalled,
            PhaseKind::Lookup => Kind::Lookup,
            PhaseKind::Connect => Kind::Connect,
            PhaseKind::Secure => Kind::Secure,
            PhaseKind::Send => Kind::Send,
            PhaseKind::TripOut => Kind::TripOut,
            PhaseKind::Queue => Kind::Queue,
            PhaseKind::Service => Kind::Service,
            PhaseKind::InVain => Kind::InVain,
            PhaseKind::SendReply | PhaseKind::TripBack => Kind::TripBack,
        };
        if kind == Kind::InVain && lost(run, phase.fact) {
            course.lost = Some(phase.from);
        }
        course.add(Stretch { kind, from: phase.from, to: phase.to });
    }
    let back = |phase: &&trace::Phase| matches!(phase.kind, PhaseKind::SendReply | PhaseKind::TripBack);
    if let Some(began) = own.phases.iter().find(back) {
        course.cut_way_back(run, own, began.fact);
    }
    course
}

/// What a server does for a try: it knows nothing of what came before or after.
pub(crate) fn stay(run: &Run, span: &Span, own: &Try, node: NodeId) -> Vec<Stretch> {
    let visit = run.stays.visit(MessageId::request(span.request, own.attempt));
    let Some(visit) = visit.filter(|visit| visit.node == node) else { return Vec::new() };
    let end = run.end();
    let queue = (visit.arrived, visit.left_queue().unwrap_or(end));
    let service = visit.started.map(|(at, _)| (at, visit.left_worker().unwrap_or(end)));
    let queue = Some(queue).filter(|_| visit.queued);
    let stretch = |kind| move |(from, to)| Stretch { kind, from, to };
    let both = [queue.map(stretch(Kind::Queue)), service.map(stretch(Kind::Service))];
    both.into_iter().flatten().filter(|stretch| stretch.from < stretch.to).collect()
}

fn lost(run: &Run, fact: FactId) -> bool {
    let fact = usize::try_from(fact.0).ok().and_then(|place| run.trace.facts.get(place));
    fact.is_some_and(|fact| matches!(fact.what, What::Lost { .. }))
}

impl Course {
    fn add(&mut self, stretch: Stretch) {
        if !stretch.kind.is_inside() {
            return self.outside.push(stretch);
        }
        match self.outside.last_mut() {
            Some(last) if last.kind == Kind::Waiting => last.to = stretch.to,
            _ => self.outside.push(Stretch { kind: Kind::Waiting, ..stretch }),
        }
        match self.inside.last_mut() {
            Some(last) if last.kind == stretch.kind => last.to = stretch.to,
            _ => self.inside.push(stretch),
        }
    }

    /// A reply waits for the wire, travels, and comes in: for the client the waiting ends with its first bit.
    fn cut_way_back(&mut self, run: &Run, own: &Try, sent: FactId) {
        let Some(place) = self.inside.iter().position(|stretch| stretch.kind == Kind::TripBack) else {
            return;
        };
        let Ok(message) = run.messages.binary_search_by_key(&sent, |message| message.fact) else { return };
        let (Some(message), Some(&back)) = (run.messages.get(message), self.inside.get(place)) else {
            return;
        };
        let arriving = message.left_at.since(message.entered_at);
        let entered = message.entered_at.clamp(back.from, back.to);
        let arrived = own.ended.is_some_and(|fact| !lost(run, fact)) && back.to == own.to && !fired(run, own);
        let first_bit = if arrived { back.to - arriving } else { message.entered_at + message.one_way }
            .clamp(entered, back.to);
        let pieces = [
            Stretch { kind: Kind::ReplyHeld, from: back.from, to: entered },
            Stretch { kind: Kind::TripBack, from: entered, to: first_bit },
        ];
        self.inside.splice(place..=place, pieces.into_iter().filter(|piece| piece.from < piece.to));
        if first_bit < back.to && back.to == own.to {
            if let Some(waiting) = self.outside.last_mut() {
                waiting.to = first_bit;
            }
            self.outside.retain(|stretch| stretch.from < stretch.to);
            self.outside.push(Stretch { kind: Kind::Download, from: first_bit, to: back.to });
        }
    }
}

/// Whether a timer ended the try.
pub(crate) fn fired(run: &Run, own: &Try) -> bool {
    let ended = own.ended.and_then(|fact| usize::try_from(fact.0).ok());
    let fact = ended.and_then(|place| run.trace.facts.get(place));
    fact.is_some_and(|fact| matches!(fact.what, What::TimerFired { .. }))
}

//! Random runs that keep every promise of a trace: what arrives was sent, who works has begun, causes come before effects.

use proptest::prelude::*;
use trace::{
    DiscardReason, Duration, Fact, FactId, LinkId, LossReason, MessageId, NodeId, Outcome, Part, RequestId,
    Time, TimerKind, Trace, What,
};

use crate::script::{CLIENT, LINK, SERVER, trace};

/// A run of at most so many steps.
pub(crate) fn walks(steps: usize) -> impl Strategy<Value = Trace> {
    prop::collection::vec((0_u8..16, any::<u16>(), 0_u8..4), 0..steps).prop_map(|steps| walk(&steps))
}

/// What is done, to which of those that it can be done to, and how much later than the step before.
pub(crate) fn walk(steps: &[(u8, u16, u8)]) -> Trace {
    let mut walk = Walk::default();
    for &(step, pick, later) in steps {
        walk.now += u64::from(later / 2);
        walk.step(step, usize::from(pick));
    }
    let facts = core::mem::take(&mut walk.facts);
    Trace { end: Time(walk.now), facts, ..trace([]) }
}

#[derive(Default)]
struct Walk {
    now: u64,
    facts: Vec<Fact>,
    /// Requests under way, each with its last try and whether that is still waited for.
    open: Vec<(RequestId, u16, bool)>,
    wanted: u32,
    flying: Vec<(MessageId, FactId)>,
    queue: Vec<(MessageId, FactId)>,
    serving: Vec<(MessageId, FactId)>,
    copies: u8,
}

impl Walk {
    fn step(&mut self, step: u8, pick: usize) {
        match step {
            0 | 1 => {
                self.wanted += 1;
                let request = RequestId(self.wanted);
                let wanted = self.write(CLIENT, What::Wanted { request }, None);
                self.open.push((request, 1, true));
                self.ask(MessageId::request(request, 1), wanted);
            }
            2..=5 => self.arrive(pick),
            6 => {
                if let Some((message, sent)) = take(&mut self.flying, pick) {
                    let travelled = Duration(pick as u64 % 3);
                    let what = What::Lost { message, link: LINK, reason: LossReason::Chance, travelled };
                    self.write(from(message), what, Some(sent));
                }
            }
            7 => self.copy(pick),
            8 | 9 => self.start(pick),
            10 | 11 => self.finish(pick),
            12 => self.discard(pick),
            13 => self.try_again(pick),
            14 => self.give_up(pick),
            _ => self.meddle(pick),
        }
    }

    fn ask(&mut self, message: MessageId, cause: FactId) {
        let (kind, until) = (TimerKind::Attempt, Time(self.now + 40));
        self.write(CLIENT, What::TimerSet { message, kind, until }, Some(cause));
        self.send(message, cause);
    }

    fn send(&mut self, message: MessageId, cause: FactId) {
        let to = if message.part.is_outward() { SERVER } else { CLIENT };
        let sent = self.write(from(message), What::Sent { message, to, link: LINK, bytes: 9 }, Some(cause));
        self.flying.push((message, sent));
    }

    fn arrive(&mut self, pick: usize) {
        let Some((message, sent)) = take(&mut self.flying, pick) else { return };
        if pick.is_multiple_of(3) {
            self.write(from(message), What::Left { message }, Some(sent));
        }
        let (at, from) = if message.part.is_outward() { (SERVER, CLIENT) } else { (CLIENT, SERVER) };
        let arrived = self.write(at, What::Arrived { message, from }, Some(sent));
        if message.part == Part::Request {
            self.queue.push((message, arrived));
            let length = u32::try_from(self.queue.len()).expect("few");
            self.write(SERVER, What::Queued { message, length }, Some(arrived));
        } else if let Some(place) = self.waiting_for(message) {
            let request = self.open.remove(place).0;
            self.write(CLIENT, What::Settled { request, outcome: Outcome::Answered }, Some(arrived));
        }
    }

    fn waiting_for(&self, reply: MessageId) -> Option<usize> {
        self.open.iter().position(|&own| own == (reply.request, reply.attempt, true))
    }

    fn copy(&mut self, pick: usize) {
        if let Some(&(original, sent)) = self.flying.get(pick % self.flying.len().max(1)) {
            self.copies = self.copies % 200 + 1;
            let message = MessageId { copy: self.copies, ..original };
            let to = if message.part.is_outward() { SERVER } else { CLIENT };
            let what = What::Copied { message, to, link: LINK, bytes: 9 };
            let copied = self.write(from(message), what, Some(sent));
            self.flying.push((message, copied));
        }
    }

    fn start(&mut self, pick: usize) {
        if self.serving.len() < 2
            && let Some((message, arrived)) = take(&mut self.queue, pick)
        {
            let worker = u16::try_from(self.serving.len()).expect("few");
            let started = self.write(SERVER, What::Started { message, worker }, Some(arrived));
            self.serving.push((message, started));
        }
    }

    fn finish(&mut self, pick: usize) {
        if let Some((message, started)) = take(&mut self.serving, pick) {
            let finished = self.write(SERVER, What::Finished { message, worker: 0 }, Some(started));
            self.send(message.reply(), finished);
        }
    }

    fn discard(&mut self, pick: usize) {
        if pick.is_multiple_of(4) {
            let crashed = self.write(SERVER, What::Crashed { silent: true }, None);
            let (reason, queue) = (DiscardReason::NodeDown, core::mem::take(&mut self.queue));
            for (message, _) in queue.into_iter().chain(core::mem::take(&mut self.serving)) {
                self.write(SERVER, What::Discarded { message, reason }, Some(crashed));
            }
        } else if let Some((message, arrived)) = take(&mut self.queue, pick) {
            let reason = DiscardReason::Expired;
            self.write(SERVER, What::Discarded { message, reason }, Some(arrived));
        }
    }

    /// A try fails and the client pauses, or the pause is over and it asks again.
    fn try_again(&mut self, pick: usize) {
        let place = pick % self.open.len().max(1);
        let Some(&(request, attempt, waits)) = self.open.get(place) else { return };
        let next = MessageId::request(request, attempt + u16::from(waits));
        let own = MessageId::request(request, attempt);
        let cause = FactId(u32::try_from(self.facts.len()).expect("few").saturating_sub(1));
        self.open[place] = (request, next.attempt, !waits);
        if waits {
            let (kind, until) = (TimerKind::Attempt, Time(self.now + 1_000_000));
            let fired = self.write(CLIENT, What::TimerFired { message: own, kind }, Some(cause));
            self.write(CLIENT, What::BackedOff { message: next, until }, Some(fired));
        } else {
            self.ask(next, cause);
        }
    }

    fn give_up(&mut self, pick: usize) {
        if !self.open.is_empty() {
            let (request, attempt, waits) = self.open.remove(pick % self.open.len());
            let (message, kind) = (MessageId::request(request, attempt), TimerKind::Deadline);
            if waits {
                self.write(CLIENT, What::TimerFired { message, kind }, None);
            }
            self.write(CLIENT, What::Settled { request, outcome: Outcome::TimedOut }, None);
        }
    }

    fn meddle(&mut self, pick: usize) {
        let (link, intervention) = (LinkId(0), u16::try_from(pick % 9).expect("small"));
        let what = match pick % 6 {
            0 => What::Cut { link, from: [None, Some(CLIENT), Some(SERVER)][pick % 18 / 6] },
            1 => What::Mended { link },
            2 => What::Restarted,
            3 => What::Slowed { thousandths: 2000 },
            4 => What::Recovered,
            _ => What::Intervened { intervention },
        };
        self.write(if pick.is_multiple_of(2) { CLIENT } else { SERVER }, what, None);
    }

    fn write(&mut self, node: NodeId, what: What, cause: Option<FactId>) -> FactId {
        let place = FactId(u32::try_from(self.facts.len()).expect("few"));
        self.facts.push(Fact { at: Time(self.now), node, what, cause });
        place
    }
}

fn from(message: MessageId) -> NodeId {
    if message.part.is_outward() { CLIENT } else { SERVER }
}

fn take<T>(list: &mut Vec<T>, pick: usize) -> Option<T> {
    if list.is_empty() { None } else { Some(list.remove(pick % list.len())) }
}

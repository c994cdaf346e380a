//! What comes back to the side that asked.

use trace::{Duration, FactId, NodeId, Outcome, Part, Time};

use super::settle::Failure;
use crate::agenda::Due;
use crate::book::between;
use crate::desk::Desk;
use crate::engine::Engine;
use crate::parts::{Parcel, Place, Purpose, Stage};
use crate::table::Handle;
use crate::transport::OK;

impl Engine {
    /// A reply is whole at the client.
    #[inline]
    pub(crate) fn reply_arrives(&mut self, parcel: &Parcel) {
        if parcel.header.purpose != Purpose::Exchange && self.feed_reply(parcel) {
            return;
        }
        let Some(attempt) = self.attempts.find(parcel.origin) else { return };
        let own = attempt.exchange;
        let Some(exchange) = self.exchanges.find_mut(own) else { return };
        let (asker, wanted_ns) = (exchange.request.asker, exchange.request.wanted_ns);
        let (last_try, size) = (exchange.last_try, exchange.header.size);
        if !std::mem::replace(&mut exchange.first_byte_seen, true) {
            let sending = between(parcel.entered_ns, parcel.left_ns);
            self.first_byte(sending, parcel.to, wanted_ns, size);
        }
        let Some(party) = self.plan.askers.get_mut(asker as usize) else { return };
        let server = party.server;
        if let Some(throttle) = &mut party.throttle
            && !is_refusal(parcel.status)
        {
            throttle.accepted(self.desk.now_ns);
        }
        if parcel.status == OK {
            if let Some(budget) = &mut party.budget {
                budget.succeeded(last_try);
            }
            self.end_attempt(parcel.origin, true, Some(true));
            self.desk.book.metrics.useful(NodeId(server), Duration(parcel.note_ns));
            self.settle(own, Outcome::Answered, parcel.fact);
        } else {
            let failure = if is_refusal(parcel.status) { Failure::Refusal } else { Failure::Error };
            self.fail_attempt(parcel.origin, failure, parcel.note_ns, parcel.fact);
        }
    }

    #[inline(always)]
    fn first_byte(&mut self, sending: Duration, client: u16, wanted_ns: u64, size: u32) {
        let (wanted, at) = (Time(wanted_ns), Time(self.desk.now_ns.saturating_sub(sending.0)));
        self.desk.book.metrics.first_byte(NodeId(client), wanted, at);
        if size > 1 {
            (1..size).for_each(|_| self.desk.book.metrics.first_byte(NodeId(client), wanted, at));
        }
    }

    /// The other side's machine says that there is no such connection.
    pub(crate) fn reset_arrives(&mut self, parcel: &Parcel) {
        if parcel.header.purpose != Purpose::Exchange && self.way_broke(parcel) {
            return;
        }
        if parcel.header.patient {
            return self.settle_patient(parcel, Outcome::Broken, parcel.fact);
        }
        let Some(asker) = self.asker_of(parcel.origin) else { return };
        if let Some(party) = self.plan.askers.get_mut(asker as usize) {
            party.pool.broken_all();
        }
        self.fail_attempt(parcel.origin, Failure::Broken, 0, parcel.fact);
    }

    /// The first bit of a reply is there: from now on the client waits for the next.
    pub(crate) fn first_bit(&mut self, handle: Handle) {
        let due = self.first_bit_at(handle);
        let Some(parcel) = self.parcels.find_mut(handle) else { return };
        if parcel.held || parcel.doomed.is_some() || parcel.gone {
            return;
        }
        if due > self.desk.now_ns {
            // It was delayed on its way.
            return self.desk.schedule(due, Due::FirstBit { parcel: handle });
        }
        parcel.begun = true;
        let origin = parcel.origin;
        if let Some(attempt) = self.attempts.find_mut(origin)
            && attempt.stage == Stage::Asked
        {
            (attempt.stage, attempt.stages) = (Stage::Receiving, attempt.stages + 1);
        }
    }

    /// A reply that had begun to arrive breaks off: the client's clock for the next bit runs.
    #[inline(never)]
    pub(crate) fn reply_breaks_off(&mut self, parcel: &Parcel, lost: FactId) {
        let Some(asker) = self.asker_of(parcel.origin) else { return };
        let Some(party) = self.plan.askers.get(asker as usize) else { return };
        let (client, idle) = (party.client, party.asking.timeouts.idle_ns);
        let Some(length) = idle else { return };
        if let Some(attempt) = self.attempts.find_mut(parcel.origin) {
            // A copy may have broken off before: only the later clock counts.
            (attempt.fact, attempt.stages) = (lost, attempt.stages + 1);
        }
        self.limit_stage(parcel.origin, client, trace::TimerKind::Idle, length);
    }

    /// A client calls a request back: gone, if it has not been taken up.
    pub(crate) fn cancel_arrives(&mut self, parcel: &Parcel) {
        let same = |id: trace::MessageId| id.request == parcel.id.request && id.attempt == parcel.id.attempt;
        let there = |job: &Parcel| job.place == Place::AtServer && job.to == parcel.to && same(job.id);
        for handle in self.parcels_where(&there) {
            self.call_back(handle, parcel.fact);
        }
    }
}

impl Desk {
    /// The answer to a request of which there was only one try is its outcome.
    #[inline(always)]
    pub(crate) fn patience_rewarded(&mut self, parcel: &Parcel) -> Outcome {
        let (client, server) = (NodeId(parcel.to), NodeId(parcel.from));
        let outcome = match parcel.status {
            OK => Outcome::Answered,
            status if is_refusal(status) => Outcome::Refused,
            _ => Outcome::Failed,
        };
        if outcome == Outcome::Answered {
            self.book.metrics.useful(server, Duration(parcel.note_ns));
        }
        let sending = between(parcel.entered_ns, parcel.left_ns);
        let (wanted, now) = (Time(parcel.request.wanted_ns), Time(self.now_ns));
        let first_bit = Time(now.0.saturating_sub(sending.0));
        self.book.metrics.replied_and_settled(client, wanted, first_bit, now, outcome);
        for _ in 1..parcel.header.size {
            self.book.metrics.first_byte(client, wanted, first_bit);
        }
        outcome
    }
}

/// The server is there, and turns requests away.
fn is_refusal(status: u16) -> bool {
    matches!(status, 409 | 429 | 503)
}

/// What a reset weighs on the wire: a bare TCP header.
pub(crate) const RESET_BYTES: u32 = 40;

impl Engine {
    /// A machine whose process is gone answers for it.
    pub(crate) fn reset(&mut self, parcel: &Parcel) {
        self.answer_parcel(parcel, Part::Reset, RESET_BYTES);
    }
}

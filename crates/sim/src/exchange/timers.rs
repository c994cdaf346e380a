//! A client's clocks: for a stage, a try and a whole request, and the moments of further copies and retries.

use trace::{MessageId, Outcome, Time, TimerKind, What};

use super::settle::Failure;
use crate::agenda::Due;
use crate::engine::Engine;
use crate::parts::Stage;
use crate::table::Handle;

impl Engine {
    /// Starts the clock of a try as a whole.
    pub(crate) fn limit_attempt(&mut self, handle: Handle, client: u16, until_ns: u64) {
        let Some(attempt) = self.attempts.find_mut(handle) else { return };
        attempt.until_ns = until_ns;
        let (message, cause) = (attempt.id, attempt.fact);
        let what = What::TimerSet { message, kind: TimerKind::Attempt, until: Time(until_ns) };
        let set = self.write(client, what, cause);
        if let Some(attempt) = self.attempts.find_mut(handle) {
            attempt.timer = set;
        }
        self.desk.schedule(until_ns, Due::AttemptOver { attempt: handle });
    }

    /// Starts the clock of the stage that a try is in.
    pub(crate) fn limit_stage(&mut self, handle: Handle, client: u16, kind: TimerKind, length_ns: u64) {
        let Some(attempt) = self.attempts.find(handle).copied() else { return };
        let until_ns = self.desk.now_ns.saturating_add(length_ns);
        let what = What::TimerSet { message: attempt.id, kind, until: Time(until_ns) };
        let set = self.write(client, what, attempt.fact);
        if let Some(attempt) = self.attempts.find_mut(handle) {
            attempt.stage_timer = set;
        }
        self.desk.schedule(until_ns, Due::Stage { attempt: handle, stage: attempt.stages });
    }

    /// A stage has taken too long, unless the try has left it by now.
    pub(crate) fn stage_over(&mut self, handle: Handle, stage: u32) {
        let Some(attempt) = self.attempts.find(handle).copied() else { return };
        if attempt.stages != stage {
            return;
        }
        let kind = match attempt.stage {
            Stage::Lookup => TimerKind::Lookup,
            Stage::Connect { .. } => TimerKind::Connect,
            Stage::Secure { .. } => TimerKind::Secure,
            Stage::Asked => TimerKind::FirstByte,
            Stage::Receiving => TimerKind::Idle,
            Stage::Blocked => return,
        };
        let Some(client) = self.client_of(handle) else { return };
        let fired = self.write(client, What::TimerFired { message: attempt.id, kind }, attempt.stage_timer);
        self.fail_attempt(handle, Failure::Timeout, 0, fired);
    }

    /// A try has taken too long.
    pub(crate) fn attempt_over(&mut self, handle: Handle) {
        let Some(attempt) = self.attempts.find(handle).copied() else { return };
        let Some(client) = self.client_of(handle) else { return };
        let what = What::TimerFired { message: attempt.id, kind: TimerKind::Attempt };
        let fired = self.write(client, what, attempt.timer);
        self.fail_attempt(handle, Failure::Timeout, 0, fired);
    }

    /// A request has taken too long.
    pub(crate) fn deadline_over(&mut self, handle: Handle) {
        let Some(exchange) = self.exchanges.find(handle) else { return };
        let (message, wanted) = (MessageId::request(exchange.first, 1), exchange.request.wanted);
        let Some(party) = self.plan.askers.get(exchange.request.asker as usize) else { return };
        let (client, own) = (party.client, party.asking.timeouts.deadline_ns.is_some());
        let mut cause = wanted;
        if own {
            let what = What::TimerFired { message, kind: TimerKind::Deadline };
            cause = self.write(client, what, wanted);
        }
        self.settle(handle, Outcome::TimedOut, cause);
    }

    pub(crate) fn client_of(&self, attempt: Handle) -> Option<u16> {
        let asker = self.asker_of(attempt)?;
        self.plan.askers.get(asker as usize).map(|party| party.client)
    }

    /// The wait before a retry is over.
    pub(crate) fn retry(&mut self, handle: Handle) {
        let Some(exchange) = self.exchanges.find_mut(handle) else { return };
        if exchange.backing_off {
            exchange.backing_off = false;
            let cause = exchange.backed_off;
            self.begin_attempt(handle, cause);
        }
    }

    /// Notes when a further copy of a request is sent, if no answer comes before.
    pub(crate) fn await_hedge(&mut self, handle: Handle, asker: u32) {
        let Some(hedge) = self.plan.askers.get(asker as usize).and_then(|party| party.asking.hedge) else {
            return;
        };
        let Some(attempt) = self.attempts.find(handle).copied() else { return };
        let Some(exchange) = self.exchanges.find(attempt.exchange) else { return };
        if exchange.hedges >= hedge.copies {
            return;
        }
        let Some(client) = self.client_of(handle) else { return };
        let until_ns = self.desk.now_ns.saturating_add(hedge.after_ns);
        let what = What::TimerSet { message: attempt.id, kind: TimerKind::Hedge, until: Time(until_ns) };
        let set = self.write(client, what, attempt.fact);
        if let Some(attempt) = self.attempts.find_mut(handle) {
            attempt.hedge_timer = set;
        }
        self.desk.schedule(until_ns, Due::Hedge { attempt: handle });
    }

    /// No answer so far: a further copy goes out.
    pub(crate) fn hedge(&mut self, handle: Handle) {
        let Some(attempt) = self.attempts.find(handle).copied() else { return };
        let Some(client) = self.client_of(handle) else { return };
        let Some(exchange) = self.exchanges.find_mut(attempt.exchange) else { return };
        exchange.hedges = exchange.hedges.saturating_add(1);
        let what = What::TimerFired { message: attempt.id, kind: TimerKind::Hedge };
        let fired = self.write(client, what, attempt.hedge_timer);
        self.begin_attempt(attempt.exchange, fired);
    }
}

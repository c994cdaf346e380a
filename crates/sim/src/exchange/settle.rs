//! How a try fails, and how a request is over.

use trace::{FactId, MessageId, Outcome, Part, RequestId, Time, What};

use crate::agenda::Due;
use crate::client::{Try, wait_ns};
use crate::engine::Engine;
use crate::identity;
use crate::load::LoadState;
use crate::parts::{Attempt, Exchange, Owner, Parcel, Request, Stage};
use crate::random::Purpose as Draw;
use crate::table::Handle;

/// What a message that calls a request back weighs on the wire.
const CANCEL_BYTES: u32 = 60;

/// Why a try failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    Timeout,
    Refusal,
    Error,
    Broken,
}

impl Failure {
    pub(crate) fn outcome(self) -> Outcome {
        match self {
            Self::Timeout => Outcome::TimedOut,
            Self::Refusal => Outcome::Refused,
            Self::Error => Outcome::Failed,
            Self::Broken => Outcome::Broken,
        }
    }
}

impl Engine {
    /// A try is over without an answer that counts. `retry_after_ns` is what the server said about coming back.
    #[inline(never)]
    pub(crate) fn fail_attempt(
        &mut self,
        handle: Handle,
        failure: Failure,
        retry_after_ns: u64,
        cause: FactId,
    ) {
        let Some(attempt) = self.attempts.find(handle).copied() else { return };
        let usable = matches!(failure, Failure::Refusal | Failure::Error);
        self.end_attempt(handle, usable, Some(false));
        let Some(exchange) = self.exchanges.find(attempt.exchange).copied() else { return };
        if exchange.is_alive() {
            // A further copy is still under way.
            return;
        }
        self.retry_or_settle(attempt.exchange, &exchange, failure, retry_after_ns, cause);
    }

    fn retry_or_settle(
        &mut self,
        handle: Handle,
        exchange: &Exchange,
        failure: Failure,
        retry_after_ns: u64,
        cause: FactId,
    ) {
        let now = self.desk.now_ns;
        let Some(party) = self.plan.askers.get_mut(exchange.request.asker as usize) else { return };
        let (client, retry) = (party.client, &party.asking.retry);
        let worth = match failure {
            Failure::Timeout => retry.on.timeout,
            Failure::Refusal => retry.on.refusal,
            Failure::Error => retry.on.error,
            Failure::Broken => retry.on.broken,
        };
        if worth && let Some(budget) = &mut party.budget {
            budget.failed();
        }
        if !worth || exchange.retries.saturating_add(1) >= retry.attempts {
            return self.settle(handle, failure.outcome(), cause);
        }
        let ordinal = identity::of(exchange.header.key, u64::from(exchange.retries));
        let word = self.desk.dice.word(now, identity::asker(exchange.request.asker), Draw::Backoff, ordinal);
        let own = wait_ns(&retry.backoff, u32::from(exchange.retries), exchange.waited_ns, word);
        let wait = if retry.heed_retry_after { own.max(retry_after_ns) } else { own };
        let at = now.saturating_add(wait);
        if at >= exchange.header.deadline_ns {
            return self.settle(handle, failure.outcome(), cause);
        }
        let next = exchange.message(exchange.attempts.saturating_add(1));
        if let Some(budget) = &mut party.budget
            && !budget.allows(now, failure == Failure::Timeout)
        {
            let spent = self.write(client, What::BudgetSpent { message: next }, cause);
            return self.settle(handle, failure.outcome(), spent);
        }
        let mut because = cause;
        if wait > 0 {
            because = self.write(client, What::BackedOff { message: next, until: Time(at) }, cause);
        }
        let Some(exchange) = self.exchanges.find_mut(handle) else { return };
        exchange.retries = exchange.retries.saturating_add(1);
        exchange.waited_ns = own;
        exchange.last_try = if failure == Failure::Timeout { Try::AfterTimeout } else { Try::AfterFailure };
        if wait == 0 {
            return self.begin_attempt(handle, because);
        }
        (exchange.backing_off, exchange.backed_off) = (true, because);
        self.desk.schedule(at, Due::Retry { exchange: handle });
    }

    /// Nothing more is expected of a try. `usable`: its connection may serve the next request. `went_well` is what the circuit breaker is
    /// told; none = the try was called off.
    #[inline]
    pub(crate) fn end_attempt(&mut self, handle: Handle, usable: bool, went_well: Option<bool>) {
        let Some(attempt) = self.attempts.remove(handle) else { return };
        let Some(exchange) = self.exchanges.find_mut(attempt.exchange) else { return };
        for live in &mut exchange.live {
            if *live == handle {
                *live = Handle::NOTHING;
            }
        }
        let asker = exchange.request.asker;
        let Some(party) = self.plan.askers.get_mut(asker as usize) else { return };
        if party.breaker.is_none() && party.pool.is_unlimited_and_open() {
            return;
        }
        self.leave(asker, &attempt, handle, usable, went_well);
    }

    /// Gives back what a try had: its place at the circuit breaker, and its connection or its place in line for one.
    #[inline(never)]
    fn leave(
        &mut self,
        asker: u32,
        attempt: &Attempt,
        handle: Handle,
        usable: bool,
        went_well: Option<bool>,
    ) {
        let now = self.desk.now_ns;
        let Some(party) = self.plan.askers.get_mut(asker as usize) else { return };
        let (client, server) = (party.client, party.server);
        if let Some(breaker) = &mut party.breaker {
            let change = match went_well {
                Some(ok) => breaker.outcome(now, attempt.ticket, ok),
                None => {
                    breaker.forget(attempt.ticket);
                    None
                }
            };
            if let Some(state) = change {
                self.desk.write(client, What::Breaker { to: trace::NodeId(server), state }, attempt.fact);
            }
        }
        let Some(party) = self.plan.askers.get_mut(asker as usize) else { return };
        let next = match attempt.connection {
            Some(connection) => party.pool.give_back(connection, usable),
            None => {
                party.pool.stop_waiting(handle.index());
                None
            }
        };
        if let Some(index) = next {
            let waiting = self.attempts.handle(index);
            self.take_connection(waiting, asker);
        }
    }

    /// A request is over for its client. What comes in later changes nothing.
    #[inline]
    pub(crate) fn settle(&mut self, handle: Handle, outcome: Outcome, cause: FactId) {
        if self.exchanges.find(handle).is_some_and(Exchange::is_alive) {
            self.call_off(handle, cause);
        }
        let Some(exchange) = self.exchanges.remove(handle) else { return };
        self.conclude_told(exchange.request, exchange.first, exchange.header.size, outcome, cause);
    }

    /// A request of which its message was all there was is over.
    pub(crate) fn settle_patient(&mut self, parcel: &Parcel, outcome: Outcome, cause: FactId) {
        self.conclude_told(parcel.request, parcel.id.request, parcel.header.size, outcome, cause);
    }

    /// [`Self::conclude`] with all numbers told.
    fn conclude_told(
        &mut self,
        request: Request,
        first: RequestId,
        size: u32,
        outcome: Outcome,
        cause: FactId,
    ) {
        let Some(client) = self.plan.askers.get(request.asker as usize).map(|party| party.client) else {
            return;
        };
        self.desk.book.settled(self.desk.now_ns, client, request.wanted_ns, outcome);
        self.conclude(client, request, first, size, outcome, cause);
    }

    /// A message is gone that was all there was of its request, which is as open as before.
    pub(crate) fn forsake(&mut self, parcel: &Parcel) {
        if parcel.header.patient {
            let exchange = Exchange::new(parcel.request, parcel.id.request, parcel.header, 0);
            self.exchanges.insert(exchange);
        }
    }

    /// Writes the outcome down, and tells whoever wanted to know. The numbers know it already for the first of the requests.
    #[inline]
    pub(crate) fn conclude(
        &mut self,
        client: u16,
        request: Request,
        first: RequestId,
        size: u32,
        outcome: Outcome,
        cause: FactId,
    ) {
        let mut settled = self.desk.write_with(client, cause, || What::Settled { request: first, outcome });
        if size > 1 {
            settled = self.conclude_batch(client, request, first, size, outcome, cause);
        }
        match request.owner {
            Owner::Load { load, user } => {
                self.settled += u64::from(size);
                if self.plan.loads.get(load as usize).is_some_and(LoadState::heeds_answers) {
                    self.load_answered(load, user, outcome, settled);
                }
            }
            other => self.tell_owner(other, outcome, settled),
        }
    }

    /// Tells somebody who wanted to know how a request ended, and is no load.
    #[inline(never)]
    fn tell_owner(&mut self, owner: Owner, outcome: Outcome, settled: FactId) {
        match owner {
            Owner::Call { job } => self.call_answered(job, outcome, settled),
            Owner::Subscriber { feed, subscriber } => {
                self.news_answered(feed, subscriber, outcome, settled);
            }
            Owner::Source { .. } | Owner::Nobody | Owner::Load { .. } => {}
        }
    }

    /// The requests that travelled with the first have its outcome; the fact about the last of them.
    #[inline(never)]
    fn conclude_batch(
        &mut self,
        client: u16,
        request: Request,
        first: RequestId,
        size: u32,
        outcome: Outcome,
        cause: FactId,
    ) -> FactId {
        let mut settled = cause;
        for number in 1..size {
            let own = RequestId(first.0.saturating_add(number));
            settled = self.write(client, What::Settled { request: own, outcome }, cause);
            self.desk.book.settled(self.desk.now_ns, client, request.wanted_ns, outcome);
        }
        settled
    }

    /// Ends what tries are left of a request that is over, and calls them back where that is agreed.
    #[inline(never)]
    fn call_off(&mut self, exchange: Handle, cause: FactId) {
        let Some(exchange) = self.exchanges.find(exchange).copied() else { return };
        let Some(party) = self.plan.askers.get(exchange.request.asker as usize) else { return };
        let cancels = party.asking.hedge.is_some_and(|hedge| hedge.cancel);
        for handle in exchange.live.into_iter().filter(|&handle| handle != Handle::NOTHING) {
            let Some(attempt) = self.attempts.find(handle).copied() else { continue };
            self.end_attempt(handle, false, None);
            if cancels && matches!(attempt.stage, Stage::Asked | Stage::Receiving) {
                let (asker, header) = (exchange.request.asker, exchange.header);
                let id: MessageId = attempt.id;
                self.send_as(asker, Part::Cancel, Handle::NOTHING, id, header, CANCEL_BYTES, cause);
            }
        }
    }
}

//! A request is wanted, and each of its tries begins.

use trace::{FactId, MessageId, NodeId, Outcome, Part, RequestId, Time, TimerKind, What};

use crate::agenda::Due;
use crate::client::Taken;
use crate::engine::Engine;
use crate::identity;
use crate::parts::{Attempt, Exchange, Header, Owner, Parcel, Purpose, Request, Stage};
use crate::random::Purpose as Draw;
use crate::table::Handle;

impl Engine {
    /// Somebody wants `size` requests answered, which travel together. `deadline_ns` is when whoever it is for will have
    /// given up.
    #[inline(always)]
    pub(crate) fn want(
        &mut self,
        asker: u32,
        owner: Owner,
        key: u64,
        size: u32,
        deadline_ns: u64,
        cause: FactId,
    ) {
        let Some(party) = self.plan.askers.get(asker as usize) else { return };
        if party.patient && deadline_ns == u64::MAX {
            self.want_patiently(asker, owner, key, size, cause);
        } else {
            self.want_impatiently(asker, owner, key, size, Purpose::Exchange, deadline_ns, cause);
        }
    }

    /// The same with everything that may limit or repeat a request, and for whatever purpose.
    #[expect(
        clippy::too_many_arguments,
        reason = "a request has that many properties, each from another source"
    )]
    #[inline(never)]
    pub(crate) fn want_impatiently(
        &mut self,
        asker: u32,
        owner: Owner,
        key: u64,
        size: u32,
        purpose: Purpose,
        deadline_ns: u64,
        cause: FactId,
    ) {
        let Some(party) = self.plan.askers.get_mut(asker as usize) else { return };
        let client = party.client;
        let own_deadline = party.asking.timeouts.deadline_ns;
        let header = Header {
            key,
            deadline_ns: own_deadline
                .map_or(deadline_ns, |length| deadline_ns.min(self.desk.now_ns.saturating_add(length)))
                // Whoever it is for may have given up already.
                .max(self.desk.now_ns),
            size,
            class: party.class(),
            keyed: party.asking.idempotency_key,
            repeatable: party.repeatable,
            patient: false,
            watched: party.asking.timeouts.first_byte_ns.is_some() || party.asking.timeouts.idle_ns.is_some(),
            purpose,
        };
        let bytes = party.asking.request_bytes.saturating_mul(size);
        if let Some(budget) = &mut party.budget {
            budget.asked(self.desk.now_ns);
        }
        let (first, wanted) = self.number(client, size, false, cause);
        let request = Request { asker, owner, wanted_ns: self.desk.now_ns, wanted };
        let exchange = self.exchanges.insert(Exchange::new(request, first, header, bytes));
        if own_deadline.is_some() {
            let (kind, until) = (TimerKind::Deadline, Time(header.deadline_ns));
            self.write(client, What::TimerSet { message: MessageId::request(first, 1), kind, until }, wanted);
        }
        if header.deadline_ns != u64::MAX {
            self.desk.schedule(header.deadline_ns, Due::DeadlineOver { exchange });
        }
        self.begin_attempt(exchange, wanted);
    }

    /// A request that nothing limits: it is sent, and its answer is its outcome. The message is all there is of it.
    #[inline(always)]
    fn want_patiently(&mut self, asker: u32, owner: Owner, key: u64, size: u32, cause: FactId) {
        let Some(client) = self.plan.askers.get(asker as usize).map(|party| party.client) else { return };
        let (first, wanted) = self.number(client, size, true, cause);
        let Some(party) = self.plan.askers.get(asker as usize) else { return };
        let Some((handle, parcel)) = self.parcels.room(Parcel::blank) else { return };
        let header = Header {
            key,
            deadline_ns: u64::MAX,
            size,
            class: party.class(),
            keyed: party.asking.idempotency_key,
            repeatable: party.repeatable,
            patient: true,
            watched: false,
            purpose: Purpose::Exchange,
        };
        let (ends, route) = ((party.client, party.server), (party.link, party.side));
        let bytes = party.asking.request_bytes.saturating_mul(size);
        let id = MessageId::request(first, 1);
        let request = Request { asker, owner, wanted_ns: self.desk.now_ns, wanted };
        *parcel =
            Parcel { request, ..Parcel::fresh(id, ends, route, bytes, header, Handle::NOTHING, wanted) };
        let (_, away) = self.desk.depart(handle, parcel, &self.plan.ways, self.rules.is_empty());
        if !away {
            self.send_with_care(handle);
        }
    }

    /// Gives requests that travel together their numbers: the first of them, and the fact that it is wanted. `at_once`: their
    /// first try begins now.
    #[inline(always)]
    fn number(&mut self, client: u16, size: u32, at_once: bool, cause: FactId) -> (RequestId, FactId) {
        let first = RequestId(self.requests.saturating_add(1));
        self.requests = self.requests.saturating_add(size);
        let wanted = self.desk.write_with(client, cause, || What::Wanted { request: first });
        let (metrics, node, now) = (&mut self.desk.book.metrics, NodeId(client), Time(self.desk.now_ns));
        if at_once {
            metrics.wanted_and_tried(node, now);
        } else {
            metrics.wanted(node, now);
        }
        if size > 1 {
            self.batch(client, first, size, wanted);
        }
        (first, wanted)
    }

    /// The requests that travel with the first.
    #[inline(never)]
    fn batch(&mut self, client: u16, first: RequestId, size: u32, wanted: FactId) {
        for number in 1..size {
            let request = RequestId(first.0.saturating_add(number));
            let own = self.write(client, What::Wanted { request }, wanted);
            self.write(client, What::Batched { request, into: first }, own);
            self.desk.book.metrics.wanted(NodeId(client), Time(self.desk.now_ns));
        }
    }

    /// The next try of a request, unless the client's own safeguards forbid it.
    #[inline]
    pub(crate) fn begin_attempt(&mut self, handle: Handle, cause: FactId) {
        let Some(exchange) = self.exchanges.find_mut(handle) else { return };
        let Some(place) = exchange.live.iter().position(|&attempt| attempt == Handle::NOTHING) else {
            return;
        };
        exchange.attempts = exchange.attempts.saturating_add(1);
        let (id, asker, number) =
            (exchange.message(exchange.attempts), exchange.request.asker, exchange.attempts);
        let key = exchange.header.key;
        let Some(party) = self.plan.askers.get(asker as usize) else { return };
        let (client, guarded) = (party.client, party.throttle.is_some() || party.breaker.is_some());
        let mut ticket = 0;
        if guarded {
            match self.is_let_through(asker, client, key, number, cause) {
                Some(given) => ticket = given,
                None => return self.withhold(handle, cause),
            }
        }
        let attempt = self.attempts.insert(Attempt {
            exchange: handle,
            id,
            stage: Stage::Blocked,
            stages: 0,
            connection: None,
            ticket,
            fact: cause,
            until_ns: u64::MAX,
            timer: cause,
            stage_timer: cause,
            hedge_timer: cause,
        });
        if let Some(exchange) = self.exchanges.find_mut(handle) {
            exchange.live[place] = attempt;
        }
        self.take_connection(attempt, asker);
    }

    /// What the throttle and the circuit breaker say: the breaker's ticket, or nothing.
    #[inline(never)]
    fn is_let_through(
        &mut self,
        asker: u32,
        client: u16,
        key: u64,
        number: u16,
        cause: FactId,
    ) -> Option<u32> {
        let now = self.desk.now_ns;
        let party = self.plan.askers.get_mut(asker as usize)?;
        let server = party.server;
        if let Some(throttle) = &mut party.throttle {
            let ordinal = identity::of(key, u64::from(number));
            let word = self.desk.dice.word(now, identity::asker(asker), Draw::Throttle, ordinal);
            let rejected = throttle.rejects(now, word);
            throttle.asked(now);
            if rejected {
                return None;
            }
        }
        let Some(breaker) = &mut party.breaker else { return Some(0) };
        let admission = breaker.admits(now);
        if let Some(state) = admission.change {
            self.write(client, What::Breaker { to: NodeId(server), state }, cause);
        }
        admission.ticket
    }

    /// The client may not even ask. If another try is still under way, that one decides.
    fn withhold(&mut self, handle: Handle, cause: FactId) {
        let alive = self.exchanges.find(handle).is_some_and(Exchange::is_alive);
        if !alive {
            self.settle(handle, Outcome::Withheld, cause);
        }
    }

    /// A try takes a connection, opens one, or waits for one.
    #[inline]
    pub(crate) fn take_connection(&mut self, handle: Handle, asker: u32) {
        let Some(party) = self.plan.askers.get_mut(asker as usize) else { return };
        if party.pool.is_unlimited_and_open() {
            return self.ask(handle, asker);
        }
        let taken = party.pool.take();
        let client = party.client;
        let (connection, open) = match taken {
            Taken::Ready { connection } => (connection, true),
            Taken::Open { connection } => (connection, false),
            Taken::None => {
                party.pool.wait(handle.index());
                if let Some(attempt) = self.attempts.find(handle).copied() {
                    let blocked = self.write(client, What::Blocked { message: attempt.id }, attempt.fact);
                    if let Some(attempt) = self.attempts.find_mut(handle) {
                        attempt.fact = blocked;
                    }
                }
                return;
            }
        };
        if let Some(attempt) = self.attempts.find_mut(handle) {
            attempt.connection = Some(connection);
        }
        if open { self.ask(handle, asker) } else { self.open_connection(handle, asker) }
    }

    /// A try has a connection and sends its request.
    #[inline]
    pub(crate) fn ask(&mut self, handle: Handle, asker: u32) {
        let Some(attempt) = self.attempts.find(handle).copied() else { return };
        let Some(exchange) = self.exchanges.find(attempt.exchange) else { return };
        let (mut header, bytes) = (exchange.header, exchange.bytes);
        let Some(party) = self.plan.askers.get(asker as usize) else { return };
        let timeouts = party.asking.timeouts;
        let until_ns = match timeouts.attempt_ns {
            Some(length) if attempt.until_ns == u64::MAX => self.desk.now_ns.saturating_add(length),
            _ => attempt.until_ns,
        };
        header.deadline_ns = header.deadline_ns.min(until_ns);
        let (client, hedges) = (party.client, party.asking.hedge.is_some());
        if attempt.stage == Stage::Blocked {
            self.desk.book.metrics.attempt(NodeId(client), attempt.id.attempt > 1);
        }
        let sent = self.send_as(asker, Part::Request, handle, attempt.id, header, bytes, attempt.fact);
        let Some(attempt) = self.attempts.find_mut(handle) else { return };
        attempt.fact = sent;
        attempt.stage = Stage::Asked;
        attempt.stages += 1;
        let fresh = attempt.until_ns != until_ns;
        if fresh {
            self.limit_attempt(handle, client, until_ns);
        }
        if let Some(length) = timeouts.first_byte_ns {
            self.limit_stage(handle, client, TimerKind::FirstByte, length);
        }
        if hedges {
            self.await_hedge(handle, asker);
        }
    }
}
